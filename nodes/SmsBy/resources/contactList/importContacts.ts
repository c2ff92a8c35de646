import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Message, Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/delivery/byRoute';
import {
	additionalParameters,
	additionalParametersField,
	defaultCountryOption,
	nameValuePairs,
} from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, type WireParameter } from '../../../shared/fields/wire';
import { emailAddress } from '../../../shared/recipients';
import { optionsField } from '../../../shared/fields/closing';
import { methodRequest, post } from '../../call';
import { idField, phoneOf } from '../../fields';
import { smsBy } from '../../gateway';
import { importVerdicts } from './importVerdicts';

export const listIdField = idField(
	'List ID',
	'listId',
	'list_id',
	'The listId that Create of Contact List puts out, or the number that your account shows',
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

const contactFields: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'recipient',
		type: 'string',
		default: '',
		placeholder: 'e.g. 375291112233',
		description:
			'Phone number with country code. A contact needs a phone number, an e-mail address or both.',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann@example.com',
	},
	{
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
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
];

const perRequestOption: INodeProperties = {
	displayName: 'Contacts per Request',
	name: 'perRequest',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: longestCall, numberPrecision: 0 },
	default: longestCall,
	description: 'How many input items one call carries. The gateway takes 500 at most.',
};

const given = (value: unknown): boolean => String(value ?? '').trim() !== '';

function valuesOf(read: ReadParameter): WireParameter[] {
	const values: WireParameter[] = [
		...(given(read('recipient', '')) ? [['phone', phoneOf(read)] as WireParameter] : []),
		...(given(read('email', '')) ? [['email', emailAddress(read('email'))] as WireParameter] : []),
	];
	if (values.length === 0) {
		throw new InputProblem(
			'Phone',
			'is empty, and so is Email',
			'A contact needs a phone number or an e-mail address.',
			'invalidRecipient',
		);
	}
	const all = [...new Map([...nameValuePairs(read('fields', {})), ...values])];
	if (all.length > mostFields) {
		throw new InputProblem(
			'Fields',
			`are ${all.length} with phone and e-mail, and the gateway takes ${mostFields}`,
			'Leave some of them out.',
		);
	}
	return all.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `field_names[i]` and `data[r][i]`. Source: docs/gateways/smsby.md 7, importContacts. */
function importParameters(contacts: readonly Contact[]): WireParameter[] {
	const [first] = contacts;
	const names = first?.values.map(([name]) => name) ?? [];
	return [
		...(first?.parameters ?? []),
		...names.map((name, index): WireParameter => [`field_names[${index}]`, name]),
		...contacts.flatMap(({ values }, row) =>
			values.map(([, value], index): WireParameter => [`data[${row}][${index}]`, value]),
		),
	];
}

/** importContacts: contacts that are there already are updated, so that a call may be repeated. */
const importRoute: Route<Contact> = {
	effect: 'again',
	listSize: (read) =>
		Math.min(
			longestCall,
			Number((read('options', {}) as IDataObject).perRequest ?? longestCall) || longestCall,
		),
	message: (read) => {
		const values = valuesOf(read);
		const found = new Map(values);
		return {
			recipient: found.get('phone') ?? found.get('email') ?? '',
			reference: null,
			parameters: [...fieldParameters([listIdField], read), ...additionalParameters(read)],
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

export const importContacts: Operation = {
	value: 'importContacts',
	name: 'Import Contacts',
	action: 'Import contacts into a list',
	description:
		'Add a contact for each input item, up to 500 items in one call. A contact that the list has already is updated.',
	...byRoute(smsBy, importRoute),
	fields: [
		listIdField.field,
		...contactFields,
		additionalParametersField(),
		optionsField(defaultCountryOption, perRequestOption),
	],
};
