import { FAILURES, Refusal } from '../core/refusal.mts';
import type { Call, Service } from '../core/service.mts';
import type { Book, Contact } from './book.mts';
import { findContact } from './book.mts';

/** The book of the path; every call with `{id}` knows 404 213 (docs/gateways/sendpulse.md 2). */
export const bookOf = ({ account }: Service, call: Call): Book => {
	const book = account.books.get(Number(call.path('id')));
	if (!book) throw FAILURES.noBook();
	return book;
};

/**
 * Something the path names and which is not there. Its HTTP status is not published; 404 unless the mode
 * says otherwise (docs/gateways/sendpulse.md 22).
 */
export const absent = ({ settings }: Service, message: string, code: number): Refusal =>
	new Refusal(settings.missingStatus, message, code);

/** The contact of the path in a book. */
export const contactOf = (service: Service, call: Call, book: Book): Contact => {
	const contact = findContact(book, call.path('email'));
	if (!contact) throw absent(service, 'Email address not found', 502);
	return contact;
};
