import { cut, pageOf } from '../core/arguments.mts';
import { CONTACT_STATUS } from '../core/codes.mts';
import { isDay } from '../core/dates.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Contact } from './book.mts';
import { isActive } from './book.mts';
import { bookOf, contactOf } from './lookup.mts';

/** Reading the contacts of one book (docs/gateways/sendpulse.md 3.1, 3.2, 3.7, 3.8). */
export const contactReadEndpoints = (service: Service): Endpoint[] => {
	const { shape } = service;

	const basics = ({ email, status }: Contact) => ({
		email,
		status: shape.n(status),
		status_explain: CONTACT_STATUS[status] ?? '',
	});

	const list = (call: Call) => {
		const book = bookOf(service, call);
		const page = pageOf(call.query);
		const order = call.query.wordOr('order', ['asc', 'desc']) ?? 'asc';
		const active = call.query.flagOr('active', FAILURES.isInvalid('active'));
		const inactive = call.query.flagOr('not_active', FAILURES.isInvalid('not_active'));
		const contacts = [...book.contacts.values()].filter(
			(contact) =>
				(active !== true || isActive(contact)) && (inactive !== true || !isActive(contact)),
		);
		if (order === 'desc') contacts.reverse();
		return cut(contacts, page).map((contact) => {
			const { email, ...rest } = basics(contact);
			const phone = contact.phone === '' ? '' : Number(contact.phone);
			const variables = shape.variables(contact.variables, book.variables);
			// The older document has no phone.
			return shape.isOlder ? { email, ...rest, variables } : { email, phone, ...rest, variables };
		});
	};

	const total = (call: Call) => {
		const contacts = [...bookOf(service, call).contacts.values()];
		const active = call.query.flagOr('active', FAILURES.isInvalid('active'));
		return { total: active === true ? contacts.filter(isActive).length : contacts.length };
	};

	const one = (call: Call) => {
		const book = bookOf(service, call);
		const contact = contactOf(service, call, book);
		const { email, ...rest } = basics(contact);
		return {
			email,
			abook_id: String(book.id),
			...(shape.isOlder ? {} : { phone: contact.phone }),
			...rest,
			variables: shape.triples(contact.variables, book.variables),
		};
	};

	const byVariable = (call: Call) => {
		const book = bookOf(service, call);
		const name = call.path('variable');
		const value = call.path('value');
		if (name.trim() === '') throw FAILURES.badVariableName();
		const type = book.variables.get(name);
		if (type === undefined) throw FAILURES.noVariable();
		if (type === 'date' && !isDay(value)) throw FAILURES.badVariableValue();
		return [...book.contacts.values()]
			.filter(({ variables }) => variables.has(name) && String(variables.get(name)) === value)
			.map(basics);
	};

	return [
		['GET', '/addressbooks/:id/emails', list],
		['GET', '/addressbooks/:id/emails/total', total],
		['GET', '/addressbooks/:id/emails/:email', one],
		['GET', '/addressbooks/:id/variables/:variable/:value', byVariable],
	];
};
