import type { Script } from '../../script.mts';
import type { Kind } from '../../stores/contacts.mts';
import { badParameters, notFound } from '../../wire/refusal.mts';
import { created, done, list } from '../../wire/reply.mts';
import { addressedOnes } from './kind.mts';

/**
 * `type` 0 all messages, 1 mailings, 2 single ones; one number or address a call. A number that is there gets the new
 * type (a guess).
 */
export const addBlack =
	(kind: Kind): Script =>
	(parameters, { blacklist, settings }) => {
		const type = Number(parameters.choice('type', ['0', '1', '2']));
		const comment = parameters.text('cmt');
		const ids = addressedOnes(parameters, kind, settings).map((one) => {
			const old = blacklist.find(kind, one);
			if (old) return Object.assign(old, { type, comment }).id;
			const address = one.replace(/^\+/, '');
			return blacklist.records.add({ kind, address, type, comment }).id;
		});
		const [id] = ids;
		if (id === undefined) throw badParameters();
		return created('phone', id);
	};

/** Whether a list is taken is not documented. */
export const removeBlack =
	(kind: Kind): Script =>
	(parameters, { blacklist, settings }) => {
		const found = addressedOnes(parameters, kind, settings).flatMap(
			(one) => blacklist.find(kind, one) ?? [],
		);
		if (found.length === 0) throw notFound();
		for (const { id } of found) blacklist.records.remove(id);
		return done;
	};

/** The operator's document has the answer, nobody the command: `get_black=1` is unverified (docs/gateways/smsc.md 5). */
export const getBlack =
	(kind: Kind): Script =>
	(_parameters, { blacklist, settings }) => {
		if (!settings.blacklistCommand) throw badParameters();
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
