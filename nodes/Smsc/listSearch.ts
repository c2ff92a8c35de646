import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../shared/fields/search';
import { scriptForm } from './call';
import type { Script } from './errors';
import { answerOf, smsc } from './gateway';

/** An editor asks again at each letter that the user types; SMSC takes three equal requests a minute. */
const keepMs = 30_000;

/** A dropdown of a script's list. Source: notes smsc.md sections 1.8, 5, 10 and 12. */
const dropdown = (
	script: Script,
	command: string,
	entry: (row: IDataObject) => { name: unknown; value: unknown },
) =>
	listSearch(smsc, {
		answer: answerOf(script, 'list'),
		request: () => scriptForm(script, [[command, '1']]),
		entries: (body) =>
			(Array.isArray(body) ? (body as IDataObject[]) : []).flatMap(
				(row): INodeListSearchItems[] => {
					const { name, value } = entry(row);
					const id = value === undefined || value === null ? '' : String(value);
					return id === '' ? [] : [{ name: String(name ?? id), value: id }];
				},
			),
		keepMs,
	});

const groupName = ({ name, cnt }: IDataObject): string =>
	cnt === undefined ? String(name ?? '') : `${String(name)} (${String(cnt)})`;

/** Contact groups by their id, as the commands for contacts take them. */
export const searchGroups = dropdown('phones', 'get_group', (group) => ({
	name: groupName(group),
	value: group.id,
}));

/** Contact groups by the number that messages are sent to. Source: seed 001, "номер группы для рассылок". */
export const searchGroupNumbers = dropdown('phones', 'get_group', (group) => ({
	name: groupName(group),
	value: Number(group.number) > 0 ? group.number : '',
}));

export const searchSenders = dropdown('senders', 'get', ({ sender }) => ({
	name: sender,
	value: sender,
}));

export const searchTemplates = dropdown('templates', 'get', ({ id, name }) => ({
	name,
	value: id,
}));
