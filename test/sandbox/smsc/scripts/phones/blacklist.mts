import type { Script } from '../../script.mts';
import { splitAddresses } from '../../stores/contacts.mts';
import { badParameters, notFound } from '../../wire/refusal.mts';
import { created, done, list } from '../../wire/reply.mts';
import { addressed } from './kind.mts';

/** `type` 0 all messages, 1 mailings, 2 single ones. A number that is there gets the new type (a guess). */
export const addBlack: Script = (parameters, { blacklist }) => {
	const { kind, address } = addressed(parameters);
	const type = Number(parameters.choice('type', ['0', '1', '2']));
	const comment = parameters.text('cmt');
	const ids = splitAddresses(address).map((one) => {
		const old = blacklist.find(kind, one);
		if (old) blacklist.records.remove(old.id);
		const bare = one.replace(/^\+/, '');
		return blacklist.records.add({ kind, address: bare, type, comment }).id;
	});
	const [id] = ids;
	if (id === undefined) throw badParameters();
	return created('phone', id);
};

export const removeBlack: Script = (parameters, { blacklist }) => {
	const { kind, address } = addressed(parameters);
	const found = splitAddresses(address).flatMap((one) => blacklist.find(kind, one) ?? []);
	if (found.length === 0) throw notFound();
	for (const { id } of found) blacklist.records.remove(id);
	return done;
};

/**
 * 001_338538f221fab6b1.txt documents the answer, nobody the command: `get_black=1` is unverified
 * (section 5), and so is `mail=1` for the e-mail blacklist.
 */
export const getBlack: Script = (parameters, { blacklist, settings }) => {
	if (!settings.blacklistCommand) throw badParameters();
	const kind = parameters.text('mail') === '' ? 'phone' : 'mail';
	const found = blacklist.records.rows.filter((record) => record.kind === kind);
	if (found.length === 0) throw notFound();
	return list(
		'record',
		found.map(({ id, address, type, comment }) => [
			['id', id],
			[kind === 'mail' ? 'email' : 'phone', address],
			['type', type],
			['comment', comment],
		]),
	);
};
