import type { Account } from '../../account.mts';
import type { Script } from '../../script.mts';
import { isEmail, readNumber } from '../../sending/recipients.mts';
import type { Contact, ContactFields, Kind } from '../../stores/contacts.mts';
import { splitAddresses } from '../../stores/contacts.mts';
import type { Stored } from '../../stores/table.mts';
import type { Parameters } from '../../wire/parameters.mts';
import { badParameters, failed, notFound } from '../../wire/refusal.mts';
import type { Row } from '../../wire/reply.mts';
import { created, done, list } from '../../wire/reply.mts';
import { parseDay } from '../../wire/time.mts';
import { addressed, addressedOnes, groupIds } from './kind.mts';

/** Parameter names of docs/gateways/smsc.md 5 (but phone and mail). */
const FIELDS = ['name', 'fnm', 'lnm', 'mnm', 'bd', 'myid', 'cmt', 'tags', 'pho'] as const;

const EMPTY: ContactFields = {
	address: '',
	name: '',
	fnm: '',
	lnm: '',
	mnm: '',
	bd: '',
	myid: '',
	cmt: '',
	tags: '',
	pho: '',
};

/** Only the fields the request has; an empty one empties the field. */
const given = (parameters: Parameters): Partial<ContactFields> => {
	const birthday = parameters.text('bd');
	if (birthday !== '' && parseDay(birthday, 0) === null) throw badParameters();
	const names = parameters.names();
	return Object.fromEntries(
		FIELDS.filter((name) => names.includes(name)).map((name) => [name, parameters.text(name)]),
	);
};

const checkAddresses = (kind: Kind, address: string): void => {
	const one = splitAddresses(address);
	const isRight = (text: string) =>
		kind === 'mail' ? isEmail(text) : readNumber(text, true) !== null;
	if (one.length === 0 || !one.every(isRight)) throw badParameters();
};

/**
 * `phone` or `mail` is a list (docs/gateways/smsc.md A1). Whether it makes a contact of each entry, or one with all of them,
 * is UNKNOWN. A number that is there already is error 5 (a guess).
 */
export const add =
	(kind: Kind): Script =>
	(parameters, { contacts, settings }) => {
		const address = addressed(parameters, kind);
		checkAddresses(kind, address);
		const groups = groupIds(parameters.text('grp'), contacts, kind);
		const fields = given(parameters);
		if (contacts.find(kind, address)) throw failed();
		const each = settings.addedList === 'contacts' ? new Set(splitAddresses(address)) : [address];
		const [first] = [...each].map((one) =>
			contacts.contacts.add({ ...EMPTY, ...fields, kind, address: one, groups: [...groups] }),
		);
		if (!first) throw badParameters();
		return created('phone', first.id);
	};

export const change =
	(kind: Kind): Script =>
	(parameters, account) => {
		const contact = account.contacts.find(kind, addressed(parameters, kind));
		if (!contact) throw notFound();
		const address = parameters.text(`new_${kind}`);
		if (address !== '') checkAddresses(kind, address);
		const fields = given(parameters);
		if (parameters.names().includes('grp')) {
			contact.groups = groupIds(parameters.text('grp'), account.contacts, kind);
		}
		Object.assign(contact, fields, address === '' ? {} : { address });
		return done;
	};

/** Whether a list is taken is not documented. */
export const remove =
	(kind: Kind): Script =>
	(parameters, { contacts, settings }) => {
		const found = addressedOnes(parameters, kind, settings).flatMap(
			(one) => contacts.find(kind, one) ?? [],
		);
		if (found.length === 0) throw notFound();
		for (const { id } of found) contacts.contacts.remove(id);
		return done;
	};

/** `get=1`. `after_id` is the id that `add` returned; `lmt` the most to return. */
export const get =
	(kind: Kind): Script =>
	(parameters, account) => {
		const { contacts, settings } = account;
		const [group] = groupIds(parameters.text('grp'), contacts, kind);
		const address = parameters.text(kind);
		const after = parameters.integer('after_id', 0, Number.MAX_SAFE_INTEGER) ?? 0;
		const limit = parameters.integer('lmt', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
		const found = contacts.contacts.rows
			.filter((contact) => contact.kind === kind && contact.id > after)
			.filter((contact) => address === '' || contact.address.includes(address.replace(/^\+/, '')))
			.filter(({ groups }) => matchesGroup(groups, parameters.text('grp'), group))
			.filter((contact) => matches(fullName(contact), parameters.text('fio')))
			.filter((contact) => matches(everything(contact), parameters.text('search')))
			.slice(0, limit);
		if (found.length === 0) throw notFound();
		return list(
			'contact',
			found.map((contact) => contactRow(contact, settings)),
		);
	};

/** `grp=0` asks for those in no group: 0 stands for none (docs/gateways/smsc.md 5). */
const matchesGroup = (groups: number[], asked: string, group: number | undefined): boolean => {
	if (asked === '') return true;
	return group === undefined ? groups.length === 0 : groups.includes(group);
};

const matches = (text: string, wanted: string): boolean =>
	text.toLowerCase().includes(wanted.toLowerCase());

const fullName = ({ lnm, fnm, mnm }: ContactFields): string => [lnm, fnm, mnm].join(' ');

const everything = (contact: ContactFields): string =>
	[contact.address, ...FIELDS.map((name) => contact[name])].join(' ');

/** docs/gateways/smsc.md 5. Several groups cannot be a JSON number, so they are a string then. */
const contactRow = (
	{ kind, groups, ...contact }: Stored<Contact>,
	{ groupSeparator, contactIntId }: Account['settings'],
): Row => [
	[kind, contact.address],
	['name', contact.name],
	['group', groups.length > 1 ? groups.join(groupSeparator) : (groups[0] ?? 0)],
	['first_name', contact.fnm],
	['last_name', contact.lnm],
	['middle_name', contact.mnm],
	['birthday', contact.bd],
	['id', contact.myid],
	['comments', contact.cmt],
	['tags', contact.tags],
	[kind === 'mail' ? 'mail_other' : 'phone_other', contact.pho],
	...(contactIntId ? ([['int_id', contact.id]] as const) : []),
];
