import type { INodeProperties } from 'n8n-workflow';

import {
	perRequest,
	perRequestOption,
	phoneInCountry,
	defaultCountryOption,
	nameValuePairs,
} from '../../shared/fields/common';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { InputProblem } from '../../shared/model/inputProblem';
import { itemReader, type ReadParameter } from '../../shared/input/parameterReader';
import {
	type Message,
	type Messages,
	missingVerdict,
	type Route,
	type Verdict,
} from '../../shared/delivery/route';
import { closingFields, additionalParameters } from '../../shared/fields/closing';
import {
	type WireField,
	fieldParameters,
	readText,
	type WireParameter,
} from '../../shared/fields/wire';
import type { Failure } from '../../shared/model/failure';
import { emailAddress, recipientIdentity } from '../../shared/input/recipients';
import { amount, wordsOf } from '../../shared/text/json';
import { nameAndValue, required, textField } from '../../shared/fields/parts';
import { entriesOf, isDenied, resultOf } from '../answer';
import { createdId, methodRequest, methodRouting, post } from '../call';
import { idField } from '../fields';
import { smsBy } from '../gateway';

const refused = (text: string): Failure => ({
	kind: 'rejected',
	code: null,
	text,
	hint: 'Correct what the gateway points out.',
	httpStatus: null,
});

/**
 * The log names contacts by their place in the call; what it does not name was taken, as far as the counts bear it out.
 * Source: docs/gateways/smsby.md 7, `result` {inserted, updated, invalid, log}.
 */
function importVerdicts(count: number, body: unknown): Verdict[] {
	const result = resultOf(body);
	const number = (value: unknown) => amount(value) ?? 0;
	const [inserted, updated, invalid] = [result.inserted, result.updated, result.invalid].map(
		number,
	);
	const problems = new Map(
		entriesOf(result.log, { fields: ['index'] })
			.map(({ index, error_message: words }): [number, string] => [
				amount(index) ?? -1,
				wordsOf(words) || 'no reason given',
			])
			// Of which contact another place speaks, nobody knows.
			.filter(([place]) => Number.isInteger(place) && place >= 0 && place < count),
	);
	const taken = (inserted ?? 0) + (updated ?? 0);
	const certain =
		!isDenied(body) && (taken + problems.size === count || (taken === count && !invalid));
	const outcome =
		taken > 0 && inserted === taken ? 'inserted' : updated === taken ? 'updated' : 'saved';
	return Array.from({ length: count }, (_, row): Verdict => {
		const problem = problems.get(row);
		if (problem !== undefined) return { accepted: false, failure: refused(problem) };
		if (!certain) return missingVerdict;
		return { accepted: true, messageId: null, groupId: null, extra: { outcome } };
	});
}

export const listIdField = idField(
	'List ID',
	'listId',
	'list_id',
	'Contact List: Create returned or your account shows',
	'e.g. 17',
);

const longestCall = 500;

const mostFields = 30;

/** A contact on its way into a list. */
interface Contact extends Message {
	/** Parameters that all contacts of a call share. */
	parameters: WireParameter[];
	/** Names and values, in one order for all contacts of a call. */
	values: WireParameter[];
}

const addressFields: WireField[] = [
	{
		...textField('Phone Number', 'recipient', 'phone', {
			placeholder: 'e.g. 375291112233',
			description: 'With country code. A contact needs a phone number, an e-mail address or both.',
		}),
		encode: phoneInCountry,
	},
	{
		...textField('E-Mail', 'email', 'email'),
		encode: (value, label) => emailAddress(value, label),
	},
];

const furtherField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description: 'Further fields of the contact, by their names in your list',
	options: [
		{
			displayName: 'Field',
			name: 'parameter',
			values: nameAndValue,
		},
	],
};

const itemsOption = perRequestOption(
	longestCall,
	longestCall,
	`The gateway takes ${longestCall} at most`,
);

function valuesOf(read: ReadParameter): WireParameter[] {
	const values = fieldParameters(addressFields, read);
	if (values.length === 0) {
		throw new InputProblem(
			'Phone Number',
			'is empty, and so is E-Mail',
			'A contact needs a phone number or an e-mail address.',
			'invalidRecipient',
		);
	}
	const further = new Map(nameValuePairs(read(furtherField.name, {})));
	for (const [name] of values) further.delete(name);
	// The first value of a contact is required. Source: docs/gateways/smsby.md A4.
	const all = [...values, ...[...further].sort(([a], [b]) => (a < b ? -1 : 1))];
	if (all.length > mostFields) {
		throw new InputProblem(
			'Fields',
			`add up to ${all.length} including phone and e-mail, but the gateway accepts at most ${mostFields}`,
			'Leave some of them out.',
		);
	}
	return all;
}

/** `field_names[i]` and `data[r][i]`. Source: docs/gateways/smsby.md 7, importContacts. */
function importParameters(contacts: Messages<Contact>): WireParameter[] {
	const [first] = contacts;
	const names = first.values.map(([name]) => name);
	return [
		...first.parameters,
		...names.map((name, index): WireParameter => [`field_names[${index}]`, name]),
		...contacts.flatMap(({ values }, row) =>
			values.map(([, value], index): WireParameter => [`data[${row}][${index}]`, value]),
		),
	];
}

/** importContacts: contacts that are there already are updated, so that a call may be repeated. */
const importRoute: Route<Contact> = {
	effect: 'again',
	// The last item about a contact of a list has the last word.
	orderKeys: ({ parameters, values }) => {
		const list = String(new Map(parameters).get('list_id'));
		return values.flatMap(([name, value]) =>
			name === 'phone' || name === 'email' ? [`${list} ${recipientIdentity(value)}`] : [],
		);
	},
	listSize: (read) => perRequest(read, longestCall),
	message: (read) => {
		const list = fieldParameters([listIdField], read);
		const values = valuesOf(read);
		const found = new Map(values);
		return {
			recipient: found.get('phone') ?? found.get('email') ?? '',
			reference: null,
			parameters: [...list, ...additionalParameters(read)],
			values,
		};
	},
	groupKey: ({ parameters, values }) => JSON.stringify([parameters, values.map(([name]) => name)]),
	contentKey: ({ parameters, values }) => JSON.stringify([parameters, values]),
	request: (contacts) => methodRequest(post('importContacts', 'v2'), importParameters(contacts)),
	verdicts: (contacts, body) => importVerdicts(contacts.length, body),
	row: ({ parameters, values }, { extra }) => {
		const found = new Map(values);
		return {
			gateway: smsBy.id,
			listId: new Map(parameters).get('list_id') ?? null,
			phone: found.get('phone') ?? null,
			email: found.get('email') ?? null,
			imported: true,
			...extra,
		};
	},
};

const importContacts: Operation = {
	value: 'importContacts',
	name: 'Import Contacts',
	action: 'Import contacts into a list',
	description: 'One per item, up to 500 items in one call. An existing contact is updated.',
	...byRoute(smsBy, importRoute),
	fields: [
		listIdField,
		...addressFields,
		furtherField,
		...closingFields(defaultCountryOption, itemsOption),
	],
};

const nameField = required(textField('Name', 'name', 'name'));

/** createSubscriberList. Source: docs/gateways/smsby.md 7. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact list',
	description: 'An empty list of contacts',
	routing: methodRouting(post('createSubscriberList', 'v2'), {
		effect: 'once',
		fields: [nameField],
		shape(body) {
			const name = readText(nameField, itemReader(this));
			const listId = createdId(this, body, resultOf(body).list_id);
			return [{ gateway: smsBy.id, listId, name, created: true }];
		},
	}),
	fields: [nameField, ...closingFields()],
};

export const contactList: Resource = {
	value: 'contactList',
	name: 'Contact List',
	operations: [create, importContacts],
};
