import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { idOf } from '../shared/text/json';
import { choicesOf, entriesFor, entryFor, listSearch } from '../shared/routing/search';
import type { WireParameter } from '../shared/fields/wire';
import { listOf, scriptForm } from './call';
import type { Script } from './errors';
import { answerOf, smsc } from './gateway';

/** An editor asks again at each letter that the user types; SMSC takes three equal requests a minute. */
const keepMs = 30_000;

/** A dropdown of a script's list. Source: docs/gateways/smsc.md 1.8, 5, 10 and 12. */
const dropdown = (
	script: Script,
	command: string,
	entry: (row: IDataObject) => { name: unknown; value: unknown },
	more: WireParameter[] = [],
	picks: (row: IDataObject) => boolean = () => true,
) =>
	listSearch(smsc, {
		answer: answerOf(script, 'list'),
		request: () => scriptForm(script, [[command, '1'], ...more]),
		entries: (body) =>
			entriesFor(listOf(body)?.filter(picks), (row) => {
				const { name, value } = entry(row);
				return entryFor(value, name);
			}),
		keepMs,
	});

const groupName = ({ id, name, cnt }: IDataObject): string => {
	const known = idOf(name) ?? idOf(id) ?? '';
	const count = idOf(cnt);
	return count === null ? known : `${known} (${count})`;
};

/** Whether the chosen operation is about e-mail contacts. n8n keeps values of fields that it hides, so each counts where it is shown. */
function isAboutEmail(context: ILoadOptionsFunctions): boolean {
	const chosen = (name: string) => String(context.getNodeParameter(name, ''));
	const operation = chosen('operation');
	if (chosen('resource') === 'group' && ['update', 'delete'].includes(operation))
		return chosen('groupType') === '1';
	return operation === 'sendEmail' || chosen('addressType') === 'email';
}

type Search = ReturnType<typeof dropdown>;

/** A dropdown of the groups that the chosen operation can take. */
const ofGroups = (
	value: (group: IDataObject) => unknown,
	picks?: (group: IDataObject) => boolean,
): Search => {
	const entry = (group: IDataObject) => ({ name: groupName(group), value: value(group) });
	const [phones, mails] = [
		dropdown('phones', 'get_group', entry, [], picks),
		dropdown('mails', 'get_group', entry, [], picks),
	];
	return async function (this: ILoadOptionsFunctions, filter?: string) {
		return await (isAboutEmail(this) ? mails : phones).call(this, filter);
	};
};

/** Contact groups by their id, as the commands for contacts take them. */
export const searchGroups = ofGroups(({ id }) => id);

/** The same for a list of which several can be chosen. */
export const getGroups = choicesOf(searchGroups);

/** Contact groups by the number that messages are sent to. Source: docs/gateways/smsc.md 5, `number`. */
export const searchGroupNumbers = ofGroups(
	({ number }) => number,
	({ id, number }) => (idOf(number) ?? idOf(id)) === null || Number(number) > 0,
);

export const searchSenders = dropdown('senders', 'get', ({ sender }) => ({
	name: sender,
	value: sender,
}));

export const searchTemplates = dropdown('templates', 'get', ({ id, name }) => ({
	name,
	value: id,
}));

const mailingEntry = ({ id, name }: IDataObject) => ({
	name: idOf(name) === null ? id : `${idOf(name)} (${idOf(id)})`,
	value: id,
});

const [messageMailings, mailMailings] = [
	dropdown('jobs', 'get_all', mailingEntry),
	dropdown('jobs', 'get_all', mailingEntry, [['mail', '1']]),
];

/** Mailings of the chosen type; their names are in no source. Source: docs/gateways/smsc.md 6. */
export async function searchMailings(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const isMail = this.getNodeParameter('mailingType', 'sms') === 'email';
	return await (isMail ? mailMailings : messageMailings).call(this, filter);
}
