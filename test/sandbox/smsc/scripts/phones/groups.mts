import type { Script } from '../../script.mts';
import { splitAddresses } from '../../stores/contacts.mts';
import { badParameters, failed, notFound } from '../../wire/refusal.mts';
import { created, done, list } from '../../wire/reply.mts';
import { addressed, groupIds } from './kind.mts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** `type` 0 is a phone group, 1 an e-mail group. A number that is taken is error 5 (a guess). */
export const addGroup: Script = (parameters, { contacts }) => {
	const name = parameters.required('name');
	const number = parameters.integer('num', 1, LARGEST) ?? contacts.freeNumber();
	const kind = parameters.choice('type', ['0', '1']) === '1' ? 'mail' : 'phone';
	if (contacts.groups.rows.some((group) => group.number === number)) throw failed();
	return created('group', contacts.groups.add({ name, number, kind }).id);
};

export const changeGroup: Script = (parameters, { contacts }) => {
	const group = contacts.groups.find(parameters.required('grp'));
	if (!group) throw notFound();
	const number = parameters.integer('num', 1, LARGEST) ?? group.number;
	const taken = contacts.groups.rows.some((one) => one.number === number && one !== group);
	if (taken) throw failed();
	Object.assign(group, { number, name: parameters.text('name') || group.name });
	return done;
};

/** The contacts of a deleted group stay, ungrouped (a guess). */
export const removeGroup: Script = (parameters, { contacts }) => {
	if (!contacts.removeGroup(Number(parameters.required('grp')))) throw notFound();
	return done;
};

/** 001_338538f221fab6b1.txt: `cnt` is the one that is text. */
export const getGroups: Script = (_parameters, { contacts }) => {
	const { rows } = contacts.groups;
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

/** `move_group`: 1 moves a contact to the group, 2 adds the group to it, 3 takes it out (section 5). */
export const moveGroup: Script = (parameters, { contacts }) => {
	const mode = parameters.choice('move_group', ['1', '2', '3']);
	const { kind, address } = addressed(parameters);
	const groups = groupIds(parameters.required('grp'), contacts);
	if (groups.length === 0) throw badParameters();
	const found = splitAddresses(address).flatMap((one) => contacts.find(kind, one) ?? []);
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
