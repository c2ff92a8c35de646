import { cut, pageOf } from '../core/arguments.mts';
import { BOOK_STATUS } from '../core/codes.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { LETTER_PRICE, lettersLeft } from '../account/tariff.mts';
import { isUnderWay } from '../campaigns/state.mts';
import type { Book } from './book.mts';
import { isActive } from './book.mts';
import { bookOf } from './lookup.mts';

/** Address books (docs/gateways/sendpulse.md 2). */
export const bookEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings, shape } = service;
	const n = (value: number) => shape.n(value);

	const show = (book: Book) => {
		const all = book.contacts.size;
		const active = [...book.contacts.values()].filter(isActive).length;
		const phones = [...book.phones.values()];
		return {
			id: n(book.id),
			name: book.name,
			all_email_qty: n(all),
			active_email_qty: n(active),
			inactive_email_qty: n(all - active),
			new_phones_quantity: n(phones.filter(({ status }) => status === 0).length),
			active_phones_quantity: n(phones.filter(({ status }) => status === 1).length),
			exc_phones_quantity: n(phones.filter(({ status }) => status > 1).length),
			creationdate: dates.print(book.createdAt),
			status: n(book.status),
			status_explain: BOOK_STATUS[book.status] ?? '',
		};
	};

	const checkName = (name: string, own?: Book): void => {
		const isTaken = [...account.books.values()].some((book) => book !== own && book.name === name);
		if (isTaken) throw FAILURES.nameInUse();
	};

	const create = ({ body }: Call) => {
		const name = body.text('bookName');
		checkName(name);
		const book: Book = {
			id: account.nextId(),
			name,
			status: 0,
			createdAt: clock.now(),
			variables: new Map(),
			contacts: new Map(),
			phones: new Map(),
			lastCampaignAt: null,
		};
		account.books.set(book.id, book);
		return { id: n(book.id) };
	};

	const rename = (call: Call) => {
		const book = bookOf(service, call);
		const name = call.body.text('name');
		checkName(name, book);
		book.name = name;
		return DONE;
	};

	const campaignsOf = (book: Book) =>
		[...account.campaigns.values()].filter(({ bookIds }) => bookIds.includes(book.id));

	const remove = (call: Call) => {
		const book = bookOf(service, call);
		if (campaignsOf(book).some(isUnderWay)) throw FAILURES.bookIsBusy();
		account.books.delete(book.id);
		return DONE;
	};

	const variables = (call: Call) =>
		[...bookOf(service, call).variables].map(([name, type]) => ({ name, type }));

	/** `result` says whether the money is enough, so it may be false in a success. */
	const cost = (call: Call) => {
		const book = bookOf(service, call);
		if (settings.plan === 'ended') throw FAILURES.tariffEnded();
		if (book.contacts.size === 0) throw FAILURES.bookIsEmpty();
		const count = [...book.contacts.values()].filter(isActive).length;
		const covered = Math.min(count, lettersLeft(service));
		const price = (count - covered) * LETTER_PRICE;
		return {
			cur: settings.currency,
			sent_emails_qty: count,
			overdraftAllEmailsPrice: price,
			addressesDeltaFromBalance: count - covered,
			addressesDeltaFromTariff: covered,
			max_emails_per_task: n(settings.maxEmailsPerTask),
			result: price <= settings.balance,
		};
	};

	const campaigns = (call: Call) => {
		const rows = campaignsOf(bookOf(service, call)).map(({ id, name, status }) => ({
			task_id: n(id),
			task_name: name,
			task_status: n(status),
		}));
		return cut(rows, pageOf(call.query, 'cut'));
	};

	return [
		['POST', '/addressbooks', create],
		[
			'GET',
			'/addressbooks',
			({ query }) => cut([...account.books.values()].map(show), pageOf(query)),
		],
		// An array with one book, not an object (docs/gateways/sendpulse.md 2.3).
		['GET', '/addressbooks/:id', (call) => [show(bookOf(service, call))]],
		['PUT', '/addressbooks/:id', rename],
		['DELETE', '/addressbooks/:id', remove],
		['GET', '/addressbooks/:id/variables', variables],
		['GET', '/addressbooks/:id/cost', cost],
		['GET', '/addressbooks/:id/campaigns', campaigns],
	];
};
