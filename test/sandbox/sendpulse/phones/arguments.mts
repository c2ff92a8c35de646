import type { Arguments } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';
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
