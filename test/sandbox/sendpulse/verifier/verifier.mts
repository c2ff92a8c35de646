import { cut } from '../core/arguments.mts';
import type { Arguments } from '../core/arguments.mts';
import { FAILURES, Refusal } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import type { CheckedBook } from './model.mts';
import { STATUS_TEXT, statusOf } from './model.mts';

const LIST_TEXT = ['Verification in progress', 'Green', 'Yellow', 'Red'] as const;

/** Verification of addresses (docs/gateways/sendpulse.md 15). Bodies of refusals are not published (inference). */
export const verifierEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings, shape } = service;

	/** The part of a list that is asked for; the largest `count` is not published. */
	const partOf = (query: Arguments) => ({
		limit: Math.min(query.integerOr('count', { min: 0 }) ?? 10, settings.verifierPage ?? Infinity),
		offset: query.integerOr('start', { min: 0 }) ?? 0,
	});

	const isReady = ({ readyAt }: { readonly readyAt: number }) => readyAt <= clock.now();

	const single = ({ body }: Call) => {
		const email = body.email('email');
		const readyAt = clock.now() + settings.verifierDelayMs;
		account.checkedAddresses.set(email.toLowerCase(), { email, readyAt });
		return DONE;
	};

	const singleResult = ({ query }: Call) => {
		const found = account.checkedAddresses.get(query.email('email').toLowerCase());
		if (!found || !isReady(found)) {
			if (settings.verifierUnready === 'result') return { result: false };
			throw new Refusal(404, 'Result not found');
		}
		const status = statusOf(found.email);
		const checks = {
			status,
			valid_format: 1,
			disposable: 0,
			webmail: found.email.endsWith('@gmail.com') ? 1 : 0,
			gibberish: 0,
			status_text: STATUS_TEXT[status],
		};
		return { result: true, data: { email: found.email, checks } };
	};

	const bookOf = (args: Arguments) => {
		const book = account.books.get(args.integer('id'));
		if (!book) throw FAILURES.noBook();
		return book;
	};

	const list = ({ body }: Call) => {
		const book = bookOf(body);
		const emails = [...book.contacts.values()].map(({ email }) => email);
		if (emails.length === 0) throw FAILURES.bookIsEmpty();
		const known = account.checkedBooks.get(book.id);
		if (known && !isReady(known)) throw new Refusal(422, 'The list is being verified');
		if (known?.emails.length === emails.length) throw new Refusal(422, 'No new addresses');
		account.checkedBooks.set(book.id, {
			id: known?.id ?? account.nextId(),
			bookId: book.id,
			startedAt: clock.now(),
			readyAt: clock.now() + settings.verifierDelayMs,
			emails,
		});
		return DONE;
	};

	const checkOf = (query: Arguments): CheckedBook => {
		const check = account.checkedBooks.get(bookOf(query).id);
		if (!check) throw new Refusal(422, 'The list was not verified');
		return check;
	};

	const progress = ({ query }: Call) => {
		const check = checkOf(query);
		const total = check.emails.length;
		const part = (clock.now() - check.startedAt) / Math.max(1, check.readyAt - check.startedAt);
		const processed = isReady(check) ? total : Math.floor(total * part);
		return { result: true, data: { total: shape.n(total), processed: shape.n(processed) } };
	};

	const head = (check: CheckedBook) => {
		const ready = isReady(check);
		const count = (status: number) => check.emails.filter((one) => statusOf(one) === status).length;
		const status = !ready ? 0 : count(3) * 10 > check.emails.length ? 3 : count(2) > 0 ? 2 : 1;
		return {
			id: shape.n(check.bookId),
			address_book_name: account.books.get(check.bookId)?.name ?? '',
			all_emails_quantity: shape.n(check.emails.length),
			status,
			check_date: dates.print(check.readyAt),
			data: ready
				? Object.fromEntries([0, 1, 2, 3].map((one) => [one, count(one)]))
				: shape.map([]),
			is_updated: false,
			status_text: LIST_TEXT[status],
		};
	};

	const results = ({ query }: Call) => {
		const check = checkOf(query);
		if (!isReady(check)) throw new Refusal(422, 'The list is being verified');
		const rows = check.emails.map((email, at) => ({
			id: shape.n(check.id * 1000 + at),
			email_address: email,
			check_date: dates.print(check.readyAt),
			status: statusOf(email),
			status_text: STATUS_TEXT[statusOf(email)],
		}));
		return {
			...head(check),
			email_addresses: cut(rows, partOf(query)),
			email_addresses_total: shape.n(rows.length),
		};
	};

	const lists = ({ query }: Call) => {
		const all = [...account.checkedBooks.values()];
		const rows = all.map((check) => ({ ...head(check), is_garbage_in_book: false }));
		return { total: shape.n(all.length), list: cut(rows, partOf(query)) };
	};

	const at = (name: string) => `/verifier-service/${name}`;
	const slash = { hasSlash: true } as const;
	return [
		['POST', at('send-single-to-verify'), single, slash],
		['GET', at('get-single-result'), singleResult, slash],
		['POST', at('send-list-to-verify'), list, slash],
		['GET', at('get-progress'), progress, slash],
		['GET', at('check'), results, slash],
		['GET', at('check-list'), lists, slash],
	];
};
