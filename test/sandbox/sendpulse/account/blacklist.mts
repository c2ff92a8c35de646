import type { Arguments } from '../core/arguments.mts';
import { isEmail } from '../core/arguments.mts';
import { textFromBase64 } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { contactKey } from '../books/book.mts';

/** Base64 as text; anything else makes the argument invalid. */
const decoded = (name: string, value: string): string => {
	const text = textFromBase64(name, value);
	if (text === null) throw FAILURES.isInvalid(name);
	return text.text;
};

/**
 * The blacklist (docs/gateways/sendpulse.md 8): `emails` is base64 of comma-joined addresses and the comment
 * is plain. The older document has it the other way round, under `email`; that is a mode.
 */
export const blacklistEndpoints = ({ account, settings }: Service): Endpoint[] => {
	const addresses = (body: Arguments): string[] => {
		const name = settings.blacklistParameter;
		const value = body.text(name);
		const list = (name === 'emails' ? decoded(name, value) : value)
			.split(',')
			.map((address) => address.trim());
		if (!list.every(isEmail)) throw FAILURES.isInvalid(name);
		return list.map(contactKey);
	};

	const comment = (body: Arguments): string => {
		const text = body.textOr('comment') ?? '';
		if (settings.blacklistParameter === 'emails' || text === '') return text;
		return decoded('comment', text);
	};

	const add = ({ body }: Call) => {
		const list = addresses(body);
		const reason = comment(body);
		for (const address of list) account.blacklist.set(address, reason);
		return DONE;
	};

	const remove = ({ body }: Call) => {
		for (const address of addresses(body)) account.blacklist.delete(address);
		return DONE;
	};

	return [
		['GET', '/blacklist', () => [...account.blacklist.keys()]],
		['POST', '/blacklist', add],
		['DELETE', '/blacklist', remove],
	];
};
