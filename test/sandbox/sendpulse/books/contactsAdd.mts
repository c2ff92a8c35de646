import type { Arguments } from '../core/arguments.mts';
import { isEmail, isMap, isObject } from '../core/arguments.mts';
import { CONTACT, LANGUAGES } from '../core/codes.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { serviceLetter } from '../core/serviceLetter.mts';
import type { VariableType } from '../core/shape.mts';
import type { Book, Change, Contact } from './book.mts';
import { applyChange, contactKey, readChange } from './book.mts';
import { bookOf } from './lookup.mts';

type Entry = { readonly email: string; readonly change: Change };

/** Adding and updating contacts (docs/gateways/sendpulse.md 3.3). Nothing is kept unless all of it is right. */
export const contactAddEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, events, settings } = service;

	const readEntry = (one: unknown, types: Map<string, VariableType>): Entry => {
		const member = settings.plainEmails && typeof one === 'string' ? { email: one } : one;
		if (!isObject(member)) throw FAILURES.isInvalid('emails');
		if (!isEmail(member.email)) throw FAILURES.isInvalid('email');
		const refusal = FAILURES.isInvalid('emails.*.variables');
		const variables = member.variables ?? {};
		if (!isMap(variables)) throw refusal;
		return { email: member.email, change: readChange(types, Object.entries(variables), refusal) };
	};

	/** Double opt-in asks for an active sender of the confirmation letter. */
	const readConfirmation = (body: Arguments) => {
		const isForced = body.wordOr('confirmation', ['force']) === 'force';
		const sender = isForced || body.has('sender_email') ? body.email('sender_email') : null;
		const known = sender === null ? undefined : account.senders.get(contactKey(sender));
		if (sender !== null && known?.status !== 'Active') throw FAILURES.noSender();
		const template = body.value('template_id');
		if (template !== undefined && typeof template !== 'string') {
			throw FAILURES.isInvalid('template_id');
		}
		const lang = body.value('message_lang');
		if (lang !== undefined && !LANGUAGES.some((one) => one === lang)) {
			throw FAILURES.isInvalid('message_lang');
		}
		return isForced
			? { sender: sender ?? '', template: template ?? null, lang: lang ?? null }
			: null;
	};

	const readAll = (body: Arguments, book: Book) => {
		const emails = body.list('emails');
		const { maxAddresses } = settings;
		if (maxAddresses !== null && emails.length > maxAddresses) {
			throw FAILURES.tooManyItems('emails', maxAddresses);
		}
		const types = new Map(book.variables);
		return {
			entries: emails.map((one) => readEntry(one, types)),
			types,
			confirmation: readConfirmation(body),
			isSilent: body.flagOr('disable_webhook') === true,
			isFrozen: body.flagOr('dont_update') === true,
			isChecked: body.flagOr('check_emails') === true,
			tags: body.has('tags') ? body.integers('tags') : [],
		};
	};

	const newContact = (email: string, status: number): Contact => ({
		email: email.trim(),
		phone: '',
		status,
		variables: new Map(),
		addedAt: clock.now(),
		source: 'address book',
		tags: new Set(),
	});

	const add = (call: Call) => {
		const book = bookOf(service, call);
		if (settings.plan === 'forbidden') throw FAILURES.tariffForbids();
		const { entries, types, tags, confirmation, ...how } = readAll(call.body, book);
		book.variables = types;
		for (const { email, change } of entries) {
			const known = book.contacts.get(contactKey(email));
			if (known && how.isFrozen) continue;
			// That a double opt-in gives 2 is inferred (docs/gateways/sendpulse.md 24); a contact who is in stays in.
			const status = confirmation ? CONTACT.confirmationRequested : CONTACT.isNew;
			const contact = known ?? newContact(email, status);
			applyChange(contact, change);
			for (const tag of tags) contact.tags.add(tag);
			book.contacts.set(contactKey(email), contact);
			if (known) continue;
			if (!confirmation) {
				if (!how.isSilent) events.added(book.id, contact);
				continue;
			}
			serviceLetter(service, call, {
				kind: 'confirmation',
				recipient: contact.email,
				sender: confirmation.sender,
				details: { bookId: book.id, template: confirmation.template, lang: confirmation.lang },
			});
		}
		return DONE;
	};

	return [['POST', '/addressbooks/:id/emails', add]];
};

/** What a click in the confirmation letter does; `new_emails` goes out then (inference). */
export const confirmContact = (
	{ account, events }: Service,
	bookId: number,
	email: string,
): void => {
	const contact = account.books.get(bookId)?.contacts.get(contactKey(email));
	if (contact?.status !== CONTACT.confirmationRequested) {
		throw new RangeError(`${email} is not waiting for a confirmation in book ${bookId}`);
	}
	contact.status = CONTACT.active;
	events.added(bookId, contact);
};
