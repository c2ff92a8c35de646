import type { Arguments } from '../core/arguments.mts';
import { isEmail, isObject } from '../core/arguments.mts';
import { CONTACT } from '../core/codes.mts';
import type { Refusal } from '../core/refusal.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import {
	applyChange,
	contactKey,
	findContact,
	isActive,
	phoneDigits,
	readChange,
} from './book.mts';
import { bookOf } from './lookup.mts';

const LARGEST_CALL = 100;

/** `[{name, value, type?}]` as pairs (docs/gateways/sendpulse.md 3.6, 3.10, 13). */
export const readPairs = (body: Arguments, refusal: Refusal): [string, unknown][] =>
	body.list('variables', refusal).map((one): [string, unknown] => {
		if (!isObject(one) || typeof one.name !== 'string' || one.value === undefined) throw refusal;
		return [one.name, one.value];
	});

/** Changing and removing contacts of one book (docs/gateways/sendpulse.md 3.4 to 3.6, 3.9, 3.10). */
export const contactChangeEndpoints = (service: Service): Endpoint[] => {
	const { events } = service;

	const remove = (call: Call) => {
		const book = bookOf(service, call);
		if (!call.body.has('emails')) throw FAILURES.noEmails();
		const emails = call.body.texts('emails');
		if (emails.length > LARGEST_CALL) throw FAILURES.over100();
		for (const email of emails) {
			const contact = findContact(book, email);
			if (contact && book.contacts.delete(contactKey(email))) {
				events.deleted(book.id, contact.email);
			}
		}
		return DONE;
	};

	const unsubscribe = (call: Call) => {
		const book = bookOf(service, call);
		const emails = call.body.texts('emails', FAILURES.isInvalid('emails'));
		if (emails.length > LARGEST_CALL) throw FAILURES.tooManyItems('emails', LARGEST_CALL);
		const contacts = emails.flatMap((email) => findContact(book, email) ?? []).filter(isActive);
		if (contacts.length === 0) throw FAILURES.noActiveEmails();
		for (const contact of contacts) {
			contact.status = CONTACT.unsubscribed;
			events.unsubscribedFrom(book.id, contact.email);
		}
		return DONE;
	};

	const setVariables = (call: Call) => {
		const book = bookOf(service, call);
		const email = call.body.email('email');
		const contact = findContact(book, email);
		const pairs = readPairs(call.body, FAILURES.isInvalid('variables'));
		if (!contact) throw FAILURES.noContact();
		const types = new Map(book.variables);
		const change = readChange(types, pairs, FAILURES.isInvalid('variables'));
		book.variables = types;
		applyChange(contact, change);
		return DONE;
	};

	const setPhone = (call: Call) => {
		const book = bookOf(service, call);
		const email = call.body.value('email');
		const phone = phoneDigits(call.body.value('phone'));
		const contact = isEmail(email) ? findContact(book, email) : undefined;
		if (!contact) throw FAILURES.badEmail();
		if (phone === null) throw FAILURES.badPhone();
		contact.phone = phone;
		return DONE;
	};

	/** Speaks of phone-only entries and of contacts who have that phone (inference). */
	const setPhoneVariables = (call: Call) => {
		const book = bookOf(service, call);
		const phone = phoneDigits(call.body.text('phone'));
		if (phone === null) throw FAILURES.badPhone();
		const pairs = readPairs(call.body, FAILURES.isInvalid('variables'));
		const types = new Map(book.variables);
		const { values } = readChange(types, pairs, FAILURES.isInvalid('variables'));
		const owners = [...book.contacts.values(), ...book.phones.values()].filter(
			(one) => one.phone === phone,
		);
		// No failure is published for an unknown phone (inference).
		if (owners.length === 0) throw FAILURES.badPhone();
		book.variables = types;
		for (const { variables } of owners) {
			for (const [name, value] of values) variables.set(name, value);
		}
		return DONE;
	};

	return [
		['DELETE', '/addressbooks/:id/emails', remove],
		['POST', '/addressbooks/:id/emails/unsubscribe', unsubscribe],
		['POST', '/addressbooks/:id/emails/variable', setVariables],
		['PUT', '/addressbooks/:id/phone', setPhone],
		['POST', '/addressbooks/:id/phones/variable', setPhoneVariables],
	];
};
