import { wireId } from './answers.mts';
import { phoneDigits, idOf, isEmail } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { POST } from './desk.mts';
import { textOf } from './params.mts';
import type { Value } from './phpTree.mts';
import { isTree } from './phpTree.mts';
import { invalid, Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { SubscriberList } from './state.mts';
import { ERRORS, IMPORT } from './wire.mts';

/** The list of `list_id`. */
export const listOf = ({ state }: Desk, call: Call): SubscriberList => {
	const id = idOf(call, 'list_id');
	const list = state.lists.find((one) => one.id === id);
	if (!list) throw new Refusal('notFound', ERRORS.notFound);
	return list;
};

/** The phones or e-mails of a list; none at all is refused (a guess). */
export const recipientsOf = ({ contacts }: SubscriberList, field: 'phone' | 'email'): string[] => {
	const recipients = contacts.flatMap((contact) => contact[field] || []);
	if (recipients.length === 0) throw invalid(ERRORS.emptyList);
	return recipients;
};

/** createSubscriberList (docs/gateways/smsby.md 7). */
const createSubscriberList = ({ context, state }: Desk, { params }: Call): unknown => {
	const list: SubscriberList = { id: state.nextId(), name: params.need('name'), contacts: [] };
	state.lists.push(list);
	return { status: 'OK', result: { list_id: wireId(list.id, context.settings) } };
};

/** The values of an array; a form that skips an index makes it an object, which PHP does not mind. */
const itemsOf = (value: Value | undefined, name: string): Value[] => {
	const items = Array.isArray(value)
		? (value as Value[])
		: isTree(value)
			? Object.values(value)
			: [];
	if (items.length === 0) throw invalid(ERRORS.notList(name));
	return items;
};

const fieldNamesOf = ({ params }: Call): string[] => {
	const names = itemsOf(params.value('field_names'), 'field_names').map((one) => {
		const name = textOf(one, 'field_names');
		if (name === undefined) throw invalid(ERRORS.required('field_names'));
		return name;
	});
	if (names.length > IMPORT.fields) throw invalid(ERRORS.manyFields);
	if (new Set(names).size < names.length) throw invalid(ERRORS.repeatedField);
	if (!names.includes('phone') && !names.includes('email')) throw invalid(ERRORS.noContactField);
	return names;
};

/** One row of `data` as a contact; a text says why it is not imported. */
const contactOf = (
	row: Value,
	names: readonly string[],
	settings: SmsBySettings,
): Record<string, string> | string => {
	if (!Array.isArray(row) && !isTree(row)) return ERRORS.notList('data');
	const cells = row as Readonly<Record<string, Value>>;
	const known = names.map((_, at) => String(at));
	const stray = Object.keys(cells).find((index) => !known.includes(index));
	if (stray !== undefined) return `no field for value ${stray}`;
	const contact = Object.fromEntries(
		names.map((name, at) => [name, textOf(cells[String(at)], `data[${at}]`) ?? '']),
	);
	const { phone, email } = contact;
	if (!phone && !email) return ERRORS.required('phone or email');
	const digits = phone ? phoneDigits(phone, settings) : '';
	if (digits === null) return ERRORS.phone;
	if (email && !isEmail(email)) return ERRORS.email('email');
	return { ...contact, ...(digits === '' ? {} : { phone: digits }) };
};

const twinOf = ({ contacts }: SubscriberList, { phone, email }: Record<string, string>) =>
	contacts.find((one) => (phone && one.phone === phone) || (email && one.email === email));

/** importContacts: limits, duplicates that update, and the log (docs/gateways/smsby.md 7). */
const importContacts = (desk: Desk, call: Call): unknown => {
	const list = listOf(desk, call);
	const names = fieldNamesOf(call);
	const rows = itemsOf(call.params.value('data'), 'data');
	if (rows.length > IMPORT.contacts) throw invalid(ERRORS.manyContacts);
	// docs/gateways/smsby.md A4.
	const [first] = Object.values(Object(rows[0]) as Record<string, Value>);
	if (!textOf(first, 'data[0][0]')) throw invalid(ERRORS.required('data[0][0]'));
	const result = { inserted: 0, updated: 0, invalid: 0, log: [] as object[] };
	for (const [index, row] of rows.entries()) {
		const contact = contactOf(row, names, desk.context.settings);
		if (typeof contact === 'string') {
			result.invalid++;
			result.log.push({ index, error_message: contact });
			continue;
		}
		const twin = twinOf(list, contact);
		if (twin) Object.assign(twin, contact);
		else list.contacts.push(contact);
		result[twin ? 'updated' : 'inserted']++;
	}
	return { status: 'OK', result };
};

export const listMethods: readonly Method[] = [
	{
		name: 'createSubscriberList',
		version: 'v2',
		verbs: POST,
		parameters: ['name'],
		isLimited: false,
		run: createSubscriberList,
	},
	{
		name: 'importContacts',
		version: 'v2',
		verbs: POST,
		parameters: ['list_id', 'field_names', 'data'],
		isLimited: false,
		run: importContacts,
	},
];
