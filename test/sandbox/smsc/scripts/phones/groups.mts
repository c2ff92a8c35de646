import type { Account } from '../../account.mts';
import type { Script } from '../../script.mts';
import type { Kind } from '../../stores/contacts.mts';
import type { Parameters } from '../../wire/parameters.mts';
import { badParameters, failed, notFound } from '../../wire/refusal.mts';
import { created, done, list } from '../../wire/reply.mts';
import { addressedOnes, groupIds } from './kind.mts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** `type` 0 is a phone group, 1 an e-mail group of mails.php. A number that is taken is error 5 (a guess). */
export const addGroup =
	(kind: Kind): Script =>
	(parameters, { contacts }) => {
		const name = parameters.required('name');
		const number = parameters.integer('num', 1, LARGEST) ?? contacts.freeNumber();
		const type = parameters.text('type');
		if (type !== '' && type !== (kind === 'mail' ? '1' : '0')) throw badParameters();
		if (contacts.groups.rows.some((group) => group.number === number)) throw failed();
		return created('group', contacts.groups.add({ name, number, kind }).id);
	};

const existing = (parameters: Parameters, { contacts }: Account, kind: Kind) => {
	const group = contacts.groups.find(parameters.required('grp'));
	if (group?.kind !== kind) throw notFound();
	return group;
};

export const changeGroup =
	(kind: Kind): Script =>
	(parameters, account) => {
		const group = existing(parameters, account, kind);
		const number = parameters.integer('num', 1, LARGEST) ?? group.number;
		const { rows } = account.contacts.groups;
		if (rows.some((one) => one.number === number && one !== group)) throw failed();
		Object.assign(group, { number, name: parameters.text('name') || group.name });
		return done;
	};

/** The contacts of a deleted group stay, ungrouped (a guess). */
export const removeGroup =
	(kind: Kind): Script =>
	(parameters, account) => {
		account.contacts.removeGroup(existing(parameters, account, kind).id);
		return done;
	};

/** docs/gateways/smsc.md 5: `cnt` is the one that is text. Whether the other kind's groups come too is UNKNOWN. */
export const getGroups =
	(kind: Kind): Script =>
	(_parameters, { contacts, settings }) => {
		const rows = contacts.groups.rows.filter(
			(group) => settings.groupLists === 'all' || group.kind === kind,
		);
		if (rows.length === 0) throw notFound();
		return list(
			'group',
			rows.map(({ id, name, number }) => [
				['id', id],
				['name', name],
				['number', number],
				['cnt', String(contacts.members(id).length)],
			]),
		);
	};

/**
 * `move_group`: 1 moves a contact to the group, 2 adds the group to it, 3 takes it out (docs/gateways/smsc.md 5); one number
 * or address a call.
 */
export const moveGroup =
	(kind: Kind): Script =>
	(parameters, { contacts, settings }) => {
		const mode = parameters.choice('move_group', ['1', '2', '3']);
		const groups = groupIds(parameters.required('grp'), contacts, kind);
		if (groups.length === 0) throw badParameters();
		const found = addressedOnes(parameters, kind, settings).flatMap(
			(one) => contacts.find(kind, one) ?? [],
		);
		if (found.length === 0) throw notFound();
		for (const contact of found) {
			const others = contact.groups.filter((id) => !groups.includes(id));
			contact.groups =
				mode === '1'
					? groups
					: mode === '2'
						? [...contact.groups, ...groups.filter((id) => !contact.groups.includes(id))]
						: others;
		}
		return done;
	};
