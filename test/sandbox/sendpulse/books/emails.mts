import { isEmail } from '../core/arguments.mts';
import { CONTACT_STATUS, LETTER } from '../core/codes.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import type { Book, Contact } from './book.mts';
import { contactKey, findContact } from './book.mts';
import { absent } from './lookup.mts';

type Place = { readonly book: Book; readonly contact: Contact };

/** One address across the account (docs/gateways/sendpulse.md 4). */
export const emailEndpoints = (service: Service): Endpoint[] => {
	const { account, dates, events, messages, shape } = service;

	const placesOf = (email: string): Place[] =>
		[...account.books.values()].flatMap((book) => {
			const contact = findContact(book, email);
			return contact ? [{ book, contact }] : [];
		});

	/** The places of the address in the path; code 17 for an unknown one is a choice (502 or 17). */
	const wanted = (call: Call): Place[] => {
		const places = placesOf(call.path('email'));
		if (places.length === 0) throw absent(service, "Can't find the email address", 17);
		return places;
	};

	const showShort = ({ book, contact }: Place) => ({
		book_id: shape.n(book.id),
		status: shape.n(contact.status),
		variables: shape.triples(contact.variables, book.variables),
	});

	const one = (call: Call) =>
		wanted(call).map((place) => {
			const { book_id, status, variables } = showShort(place);
			const { email, status: code } = place.contact;
			// The older document has no explanation here.
			const explain = shape.isOlder ? {} : { status_explain: CONTACT_STATUS[code] ?? '' };
			return { book_id, email, status, ...explain, variables };
		});

	const remove = (call: Call) => {
		for (const { book, contact } of wanted(call)) {
			book.contacts.delete(contactKey(contact.email));
			events.deleted(book.id, contact.email);
		}
		return DONE;
	};

	const details = (call: Call) =>
		wanted(call).map(({ book, contact }) => ({
			list_name: book.name,
			list_id: shape.n(book.id),
			add_date: dates.print(contact.addedAt),
			source: contact.source,
		}));

	/** What a list with a wrong address gets is inferred from the calls that change lists. */
	const many = <T,>({ body }: Call, show: (email: string, places: Place[]) => T) => {
		const emails = body.texts('emails');
		if (!emails.every(isEmail)) throw FAILURES.isInvalid('emails');
		const found = emails.map((email) => [email, placesOf(email)] as const);
		const present = found.filter(([, places]) => places.length > 0);
		return shape.map(present.map(([email, places]) => [email, show(email, places)] as const));
	};

	/** Counted over the campaign letters that address got. */
	const countLetters = (email: string) => {
		const letters = messages.list.filter(
			({ channel, recipient, details: { isTest } }) =>
				channel === 'email' && isTest === false && contactKey(recipient) === contactKey(email),
		);
		const reached = (code: number) =>
			letters.filter(({ history }) => history.some(({ status }) => status === String(code))).length;
		return { sent: letters.length, open: reached(LETTER.opened), link: reached(LETTER.clicked) };
	};

	const isBlacklisted = (email: string): boolean => account.blacklist.has(contactKey(email));

	const statistics = (call: Call) => {
		const places = wanted(call);
		const email = call.path('email');
		const addressbooks = places.map(({ book }) => ({ id: book.id, address_book_name: book.name }));
		const blacklist = isBlacklisted(email);
		const base = { statistic: countLetters(email), blacklist };
		return shape.isOlder ? base : { ...base, addressbooks };
	};

	/** `adressbooks` is the server's spelling. */
	const manyStatistics = (call: Call) =>
		many(call, (email, places) => ({
			...countLetters(email),
			adressbooks: places.map(({ book }) => ({ id: book.id, name: book.name })),
			blacklist: isBlacklisted(email),
		}));

	return [
		['GET', '/emails/:email', one],
		['DELETE', '/emails/:email', remove],
		['GET', '/emails/:email/details', details],
		['GET', '/emails/:email/campaigns', statistics],
		['POST', '/emails', (call) => many(call, (_, places) => places.map(showShort))],
		['POST', '/emails/campaigns', manyStatistics],
	];
};
