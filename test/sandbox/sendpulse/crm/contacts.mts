import type { Arguments } from '../core/arguments.mts';
import { cut, isObject } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { CrmContact } from './model.mts';
import { empty, isoDate, missing, partOf, shortText, strictId } from './reading.mts';

const CRM = '/crm/v1';
const LONGEST_ENTRY = 50;

/** Contacts of the CRM (docs/gateways/sendpulse.md 17.3). */
export const crmContactEndpoints = (service: Service): Endpoint[] => {
	const { account, clock } = service;

	const show = (contact: CrmContact) => ({
		id: contact.id,
		userId: service.settings.userId,
		sourceType: 'public_api',
		responsibleId: contact.responsibleId,
		firstName: contact.firstName,
		lastName: contact.lastName,
		dealsQty: [...account.deals.values()].filter(({ contacts }) => contacts.has(contact.id)).length,
		externalContactId: contact.externalContactId,
		comments: [],
		tags: [...contact.tags].map((id) => ({ id, name: account.crmTags.get(id) ?? '' })),
		phones: contact.phones,
		emails: contact.emails,
		messengers: [],
		attributes: [],
		history: [],
		tasks: [],
		attachments: [],
		createdAt: isoDate(contact.createdAt),
		updatedAt: isoDate(contact.updatedAt),
	});

	const contactOf = (call: Call, name = 'id'): CrmContact => {
		const found = account.crmContacts.get(Number(call.path(name)));
		if (!found) throw missing('Contact');
		return found;
	};

	const responsible = (body: Arguments): number => {
		const id = strictId(body, 'responsibleId');
		if (!account.crmUsers.has(id)) throw FAILURES.isInvalid('responsibleId');
		return id;
	};

	const names = (body: Arguments) => ({
		firstName: shortText(body, 'firstName', 255) ?? '',
		lastName: shortText(body, 'lastName', 255) ?? '',
	});

	/** No phones, addresses and tags here. */
	const create = ({ body }: Call) => {
		const contact: CrmContact = {
			id: account.nextId(),
			responsibleId: responsible(body),
			...names(body),
			externalContactId: body.textOr('externalContactId') ?? null,
			phones: [],
			emails: [],
			tags: new Set(),
			createdAt: clock.now(),
			updatedAt: clock.now(),
		};
		account.crmContacts.set(contact.id, contact);
		return { data: show(contact) };
	};

	/** A name that is missing is emptied: the harsher of the two possibilities (inference). */
	const update = (call: Call) => {
		const contact = contactOf(call);
		Object.assign(contact, {
			responsibleId: responsible(call.body),
			...names(call.body),
			updatedAt: clock.now(),
		});
		return { data: show(contact) };
	};

	const addPhone = (call: Call) => {
		const contact = contactOf(call);
		const phone = shortText(call.body, 'phone', LONGEST_ENTRY);
		if (phone === undefined) throw FAILURES.missing('phone');
		if (!/^\+?\d{7,15}$/.test(phone)) throw FAILURES.isInvalid('phone');
		const row = { id: account.nextId(), phone, isMain: contact.phones.length === 0 };
		contact.phones.push(row);
		return { data: row };
	};

	const addEmails = (call: Call) => {
		const contact = contactOf(call);
		const rows = call.body.list('emails').map((one) => {
			if (!isObject(one)) throw FAILURES.isInvalid('emails');
			const entry = call.body.within(one);
			const email = entry.email('email');
			if (email.length > LONGEST_ENTRY) throw FAILURES.notGreater('email', LONGEST_ENTRY);
			return { id: account.nextId(), email, isMain: entry.flagOr('isMain') === true };
		});
		contact.emails.push(...rows);
		return { data: rows };
	};

	const addTag = (call: Call) => {
		const id = Number(call.path('tag'));
		if (!account.crmTags.has(id)) throw missing('Tag');
		contactOf(call, 'contact').tags.add(id);
		return empty(201);
	};

	const remove = (call: Call) => {
		account.crmContacts.delete(contactOf(call).id);
		return empty(204);
	};

	/** Whether a phone search is exact is not known; the digits have to be in it (inference). */
	const fits = (body: Arguments) => {
		const text = (name: string) => body.textOr(name)?.toLowerCase();
		const [firstName, lastName, email] = ['firstName', 'lastName', 'email'].map(text);
		const phone = text('phone')?.replace('+', '');
		const [from, to] = ['from', 'to'].map((name) => body.textOr(name));
		const ids = (name: string) => (body.has(name) ? body.integers(name) : undefined);
		const [responsibles, tags, own] = ['responsibleIds', 'tagIds', 'ids'].map(ids);
		return (contact: CrmContact): boolean =>
			(firstName === undefined || contact.firstName.toLowerCase().includes(firstName)) &&
			(lastName === undefined || contact.lastName.toLowerCase().includes(lastName)) &&
			(phone === undefined || contact.phones.some((one) => one.phone.includes(phone))) &&
			(email === undefined ||
				contact.emails.some((one) => one.email.toLowerCase().includes(email))) &&
			(from === undefined || isoDate(contact.createdAt).slice(0, 10) >= from) &&
			(to === undefined || isoDate(contact.createdAt).slice(0, 10) <= to) &&
			(responsibles === undefined || responsibles.includes(contact.responsibleId)) &&
			(tags === undefined || tags.some((id) => contact.tags.has(id))) &&
			(own === undefined || own.includes(contact.id));
	};

	/** The total sits inside `data`, unlike that of deals. */
	const list = ({ body }: Call) => {
		const part = partOf(body);
		const found = [...account.crmContacts.values()].filter(fits(body));
		return { data: { list: cut(found, part).map(show), total: found.length, searchRequest: '' } };
	};

	const external = (call: Call) => {
		const id = call.path('external');
		const found = [...account.crmContacts.values()].find((one) => one.externalContactId === id);
		if (!found) throw missing('Contact');
		return { data: { data: show(found) } };
	};

	return [
		['POST', `${CRM}/contacts/create`, create],
		['POST', `${CRM}/contacts/get-list`, list],
		['GET', `${CRM}/contacts/external/:external`, external],
		['GET', `${CRM}/contacts/:id`, (call) => ({ data: show(contactOf(call)) })],
		['PUT', `${CRM}/contacts/:id`, update],
		['DELETE', `${CRM}/contacts/:id`, remove],
		['POST', `${CRM}/contacts/:id/phones`, addPhone],
		['POST', `${CRM}/contacts/:id/emails`, addEmails],
		['POST', `${CRM}/contact-tags/:tag/contact/:contact`, addTag],
	];
};
