import type { Values } from '../core/arguments.mts';
import { isObject } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Value, VariableType } from '../core/shape.mts';
import { htmlPage } from '../../framework/answer.mts';
import type { Book } from '../books/book.mts';
import { fitValue } from '../books/book.mts';
import { readPairs } from '../books/contactsChange.mts';
import { absent } from '../books/lookup.mts';
import { bookOfBody, inEnvelope, isPhone, phonesOf } from './arguments.mts';

type Fresh = ReadonlyMap<string, Value>;

const NO_VALUES: Fresh = new Map();

/** Phone numbers in books (docs/gateways/sendpulse.md 13). */
export const smsNumberEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, shape } = service;

	/** Adds numbers; numbers on the blacklist and numbers that are none are exceptions. */
	const addAll = (book: Book, entries: readonly (readonly [string, Fresh])[]) => {
		const counters = { added: 0, exceptions: 0, exists: 0 };
		for (const [phone, values] of entries) {
			const known = book.phones.get(phone);
			if (known) {
				counters.exists++;
				for (const [name, value] of values) known.variables.set(name, value);
			} else if (!isPhone(phone) || account.smsBlacklist.has(phone)) counters.exceptions++;
			else {
				counters.added++;
				const variables = new Map(values);
				const fresh = {
					phone,
					status: 0,
					variables,
					addedAt: clock.now(),
					tags: new Set<number>(),
				};
				book.phones.set(phone, fresh);
			}
		}
		return { result: true, counters };
	};

	const add = ({ body }: Call) => {
		const book = bookOfBody(service, body);
		return addAll(
			book,
			phonesOf(body).map((phone) => [phone, NO_VALUES] as const),
		);
	};

	const readValues = (
		types: Map<string, VariableType>,
		pairs: readonly (readonly [string, unknown])[],
	): Fresh => {
		const refusal = FAILURES.isInvalid('variables');
		return new Map(pairs.map(([name, value]) => [name, fitValue(types, name, value, refusal)]));
	};

	const update = ({ body }: Call) => {
		const book = bookOfBody(service, body);
		const phones = phonesOf(body);
		const pairs = readPairs(body, FAILURES.isInvalid('variables'));
		const types = new Map(book.variables);
		const values = readValues(types, pairs);
		book.variables = types;
		const known = phones.flatMap((phone) => book.phones.get(phone) ?? []);
		for (const { variables } of known) {
			for (const [name, value] of values) variables.set(name, value);
		}
		return { result: true, counters: { updated: known.length } };
	};

	const remove = ({ body }: Call) => {
		const book = bookOfBody(service, body);
		const deleted = phonesOf(body).filter((phone) => book.phones.delete(phone)).length;
		return { result: true, counters: { deleted } };
	};

	const pairsOf = (list: readonly unknown[]): [string, unknown][] =>
		list.map((one): [string, unknown] => {
			if (!isObject(one) || typeof one.name !== 'string') throw FAILURES.isInvalid('phones');
			return [one.name, one.value];
		});

	/** `phones: {"38063…": [[{name, type, value}]]}`; a single array breaks the server (php#63). */
	const addWithVariables = ({ body }: Call) => {
		const book = bookOfBody(service, body);
		if (!body.has('phones')) throw FAILURES.missing('phones');
		const phones: Values = body.mapOr('phones') ?? {};
		const types = new Map(book.variables);
		const entries: (readonly [string, Fresh])[] = [];
		for (const [phone, lists] of Object.entries(phones)) {
			if (!Array.isArray(lists)) throw FAILURES.isInvalid('phones');
			if (!lists.every(Array.isArray)) return htmlPage(500, 'Internal Server Error');
			entries.push([phone, readValues(types, pairsOf(lists.flat()))]);
		}
		book.variables = types;
		return addAll(book, entries);
	};

	const info = (call: Call) => {
		const book = account.books.get(Number(call.path('book')));
		if (!book) throw FAILURES.noBook();
		const phone = call.path('phone');
		const found = book.phones.get(phone);
		// None is published for an unknown number (inference).
		if (!found) throw absent(service, 'No data', 8);
		const owner = [...book.contacts.values()].find((contact) => contact.phone === phone);
		return {
			result: true,
			data: {
				email: owner?.email ?? false,
				status: found.status,
				variables: shape.map([...found.variables]),
				added: dates.print(found.addedAt),
			},
		};
	};

	return inEnvelope(service, [
		['POST', '/sms/numbers', add],
		['PUT', '/sms/numbers', update],
		['DELETE', '/sms/numbers', remove],
		['POST', '/sms/numbers/variables', addWithVariables],
		['GET', '/sms/numbers/info/:book/:phone', info],
	]);
};
