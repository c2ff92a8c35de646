import type { Arguments } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { isAnswer } from '../core/service.mts';
import type { Book } from '../books/book.mts';

/** Digits, international, no plus: as in every example (docs/gateways/sendpulse.md 13). */
const PHONE = /^\d{7,15}$/;

export const isPhone = (value: unknown): value is string =>
	typeof value === 'string' && PHONE.test(value);

/** `addressBookId`; the book stands in the body here, so its absence is a 422 (inference). */
export const bookOfBody = ({ account }: Service, body: Arguments): Book => {
	const book = account.books.get(body.integer('addressBookId'));
	if (!book) throw FAILURES.isInvalid('addressBookId');
	return book;
};

/** `phones` as texts; wrong numbers are counted as exceptions, not refused. */
export const phonesOf = (body: Arguments): readonly string[] =>
	body.list('phones').map((phone) => {
		if (typeof phone !== 'string' && typeof phone !== 'number') throw FAILURES.isInvalid('phones');
		return String(phone);
	});

/** The same endpoints with their answers in an array of one, where the mode says so (docs/gateways/sendpulse.md 13). */
export const inEnvelope = ({ settings }: Service, endpoints: readonly Endpoint[]): Endpoint[] =>
	endpoints.map(([method, pattern, work, options]): Endpoint => {
		const wrapped = async (call: Call) => {
			const result = await work(call);
			return isAnswer(result) || settings.smsEnvelope === 'object' ? result : [result];
		};
		return [method, pattern, wrapped, options];
	});

/** Phones in a query: `[380…,380…]`, a text with brackets (docs/gateways/sendpulse.md 13). */
export const phonesOfQuery = (query: Arguments): readonly string[] => {
	const text = query.text('phones');
	if (!/^\[\s*"?\d+"?(\s*,\s*"?\d+"?)*\s*\]$/.test(text)) throw FAILURES.isInvalid('phones');
	return text.match(/\d+/g) ?? [];
};
