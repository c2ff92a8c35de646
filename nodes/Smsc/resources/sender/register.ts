import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { recordOf } from '../../../shared/text/json';
import type { Operation } from '../../../shared/model/operation';
import type { Setting, ReadParameter } from '../../../shared/input/parameterReader';
import { byRoute } from '../../../shared/operations/byRoute';
import { takingFiles } from '../../../shared/input/fieldChecks';
import type { InputFile } from '../../../shared/input/files';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { safetyOptions } from '../../../shared/fields/common';
import { textIn, textsOf, locatorValue } from '../../../shared/input/read';
import {
	collectionOptions,
	collectionParameters,
	textField,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { emailAddress } from '../../../shared/input/recipients';
import type { Pace } from '../../../shared/transport/paces';
import { additionalFields, additionalFieldsField } from '../../fields';
import { fileForm } from '../../call';
import { smsc } from '../../gateway';
import { type OnceCommand, type OnceEntry, onceRoute } from '../../onceRoute';

/** A sender by its name or its ID. Source: docs/gateways/smsc.md 12. */
export const senderField: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. MyShop' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 42' },
	],
};

/**
 * The parameter of `senderField`.
 *
 * @throws InputProblem when it is empty
 */
export function senderParameter(read: ReadParameter): WireParameter {
	const field = read('sender', '');
	const value = locatorValue(field).trim();
	if (value === '') {
		throw new InputProblem('Sender', 'is empty', 'Choose a sender, or give its name or ID.');
	}
	return [recordOf(field).mode === 'id' ? 'id' : 'sender', value];
}

/** The name that is to be registered. */
const newSenderField: INodeProperties = {
	displayName: 'Sender Name',
	name: 'senderName',
	type: 'string',
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Up to 11 Latin letters, or up to 15 digits',
};

/** Where a name is registered, with the operators' tariffs. Source: docs/gateways/smsc.md 12, flags. */
const registrations = [
	{ name: 'Beeline, Paid Name', value: 'bee_step' },
	{ name: 'MegaFon, Free Names', value: 'mega' },
	{ name: 'MegaFon, Paid Name', value: 'mega_step' },
	{ name: 'Motiv, Paid Name', value: 'motiv_step' },
	{ name: 'MTS', value: 'mts' },
	{ name: 'MTS, Paid Name', value: 'mts_step' },
	{ name: 'Tele2, Free Names', value: 'tele2' },
	{ name: 'Tele2, Paid Name', value: 'tele2_step' },
	{ name: 'Ukraine, International Traffic', value: 'ua_int' },
	{ name: 'Ukraine, National Traffic', value: 'ua_reg' },
];

const operatorsField: INodeProperties = {
	displayName: 'Register With',
	name: 'operators',
	type: 'multiOptions',
	default: [],
	options: registrations,
	description: 'Operators and tariffs. Paid names are charged each month.',
};

const documentField: INodeProperties = takingFiles({
	displayName: 'Document',
	name: 'documentField',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the file',
	description:
		'For the operators, such as a trademark certificate: JPG, TIF, PDF, PNG, ZIP or RAR of up to 3 MB',
});

/** Source: docs/gateways/smsc.md 12. */
const senderFields: WireField[] = [
	textField('Address', 'address', 'address', {}),
	textField('Comment', 'comment', 'cmt'),
	textField('Contact E-Mail', 'contactEmail', 'email', { placeholder: 'e.g. ann@example.com' }),
	textField('Document Information', 'documentInfo', 'doc_info', {}),
	textField('Organization', 'organization', 'fio', {
		placeholder: 'e.g. Example LLC',
	}),
	textField('Purpose', 'purpose', 'subj', {
		placeholder: 'e.g. Order status',
	}),
	textField('Services', 'services', 'desc', {}),
	textField('Sub-Client', 'user', 'user', {
		placeholder: 'e.g. shop-2',
		description: 'Login of the owner',
	}),
	textField('Tax Number', 'taxNumber', 'inn', { description: 'INN or EDRPOU code' }),
	textField('Website', 'website', 'site', { placeholder: 'e.g. https://example.com' }),
];

interface SenderEntry extends OnceEntry {
	document: InputFile | null;
}

/** Extra options of both operations that are no plain parameters. */
const particular = [operatorsField, documentField].map((field) => ({ field, wire: '' }));

function particularParameters(collection: unknown): WireParameter[] {
	return textsOf(recordOf(collection).operators).map((flag) => [flag, '1']);
}

function documentOf(collection: unknown, setting: Setting): InputFile | null {
	const { documentField: property } = recordOf(collection);
	return property ? setting.findFile(property, documentField.displayName) : null;
}

/** A command that may carry a document. Names can cost money, so that none is registered twice. */
function senderRoute(
	command: OnceCommand,
	collection: 'additionalFields' | 'updateFields',
): Route<SenderEntry> {
	const route = onceRoute('senders', 'done', command);
	return {
		...route,
		message: (read, setting) => ({
			...route.message(read, setting),
			document: documentOf(read(collection, {}), setting),
		}),
		request: async ([entry]) =>
			entry?.document
				? await fileForm('senders', entry.parameters, [entry.document])
				: await route.request(entry ? [entry] : []),
	};
}

const nameOf = (read: ReadParameter): string => textIn(read, 'senderName').trim();

/** A name for SMS, or an address for e-mail. Source: docs/gateways/smsc.md 12. */
function newName(read: ReadParameter): WireParameter[] {
	if (read('senderType', 'name') === 'email') {
		const label = textIn(read, 'ownerName');
		return [['mail', emailAddress(read('email', ''), 'E-Mail')], ...named('name', label)];
	}
	if (nameOf(read) === '') {
		throw new InputProblem('Sender Name', 'is empty', 'Give the name that is to be registered.');
	}
	return [['sender', nameOf(read)]];
}

const named = (name: string, value: string): WireParameter[] =>
	value.trim() === '' ? [] : [[name, value]];

const answerRow = (answer: IDataObject, id: string | null, done: IDataObject): IDataObject => ({
	...(id === null ? {} : { id }),
	...answer,
	...done,
});

/** SMSC takes five new names a minute. Source: docs/gateways/smsc.md 1.8 and A2. */
const creationPace: Pace = { kind: 'senders add', most: 5, withinMs: 60_000 };

const addingRoute = senderRoute(
	{
		recipient: (read) => newName(read)[0]?.[1] ?? '',
		parameters: (read) => {
			const collection = read('additionalFields', {});
			return [
				['add', '1'],
				...newName(read),
				...additionalFields(senderFields, read),
				...particularParameters(collection),
			];
		},
		row: ({ recipient }, answer, id) => ({
			sender: recipient,
			...answerRow(answer, id, { created: true }),
		}),
	},
	'additionalFields',
);

/** `add=1`. Source: docs/gateways/smsc.md 12. */
export const createRoute: Route<SenderEntry> = { ...addingRoute, pace: () => creationPace };

const ownerName = textField('Owner Name', 'ownerName', 'name', {
	placeholder: 'e.g. Example Shop',
	displayOptions: { show: { senderType: ['email'] } },
});

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sender',
	description: 'A name or an e-mail address. SMSC takes five a minute; further items wait.',
	...byRoute(smsc, createRoute),
	fields: [
		{
			displayName: 'Sender Type',
			name: 'senderType',
			type: 'options',
			default: 'name',
			options: [
				{ name: 'E-Mail Address', value: 'email' },
				{ name: 'Name or Number', value: 'name' },
			],
		},
		{ ...newSenderField, required: true, displayOptions: { show: { senderType: ['name'] } } },
		{
			displayName: 'E-Mail',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. news@example.com',
			displayOptions: { show: { senderType: ['email'] } },
		},
		ownerName.field,
		additionalFieldsField([...senderFields, ...particular]),
		...closingFields(...safetyOptions),
	],
};

/** `chg=1`. Source: docs/gateways/smsc.md 12. */
const updateRoute = senderRoute(
	{
		recipient: (read) => senderParameter(read)[1],
		parameters: (read) => {
			const collection = read('updateFields', {});
			return [
				['chg', '1'],
				senderParameter(read),
				...collectionParameters(senderFields, collection),
				...particularParameters(collection),
			];
		},
		row: ({ recipient }, answer) => ({ sender: recipient, ...answer, updated: true }),
	},
	'updateFields',
);

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a sender',
	description: 'What is registered with its name',
	...byRoute(smsc, updateRoute),
	fields: [
		senderField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: collectionOptions([...senderFields, ...particular]),
		},
		...closingFields(...safetyOptions),
	],
};
