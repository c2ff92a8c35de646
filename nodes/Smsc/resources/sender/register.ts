import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { recordOf } from '../../../shared/text/json';
import type { Operation } from '../../../shared/model/operation';
import type { Setting, ReadParameter } from '../../../shared/input/parameterReader';
import { byRoute } from '../../../shared/operations/byRoute';
import { takingData } from '../../../shared/input/fieldChecks';
import type { InputFile } from '../../../shared/input/files';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { safetyOptions } from '../../../shared/fields/common';
import { optionsIn, textsOf, locatorValue } from '../../../shared/input/read';
import { collectionOptions, textField } from '../../../shared/fields/parts';
import {
	collectionParameters,
	fieldParameters,
	type Item,
	type FieldTable,
	type WireField,
} from '../../../shared/fields/wire';
import { emailAddress } from '../../../shared/input/recipients';
import type { Pace } from '../../../shared/transport/paces';
import { additionalFields } from '../../fields';
import { fileForm } from '../../call';
import { smsc } from '../../gateway';
import { type OnceCommand, type OnceEntry, onceRoute } from '../../onceRoute';

/** A sender by its name or its ID. Source: docs/gateways/smsc.md 12. */
export const senderField: WireField = {
	field: {
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
				typeOptions: { searchListMethod: 'senders', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. MyShop' },
			{ displayName: 'By ID', name: 'id', type: 'string' },
		],
	},
	wire: '',
	encode(value, label) {
		const text = locatorValue(value).trim();
		if (text === '')
			throw new InputProblem(label, 'is empty', 'Choose a sender, or give its name or ID.');
		return { [recordOf(value).mode === 'id' ? 'id' : 'sender']: text };
	},
};

/** What is to be registered: a name for SMS, or an address for e-mail. Source: docs/gateways/smsc.md 12. */
const newSenderFields: FieldTable<Item> = [
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
	textField('Sender Name', 'senderName', 'sender', {
		placeholder: 'e.g. MyShop',
		description: 'Up to 11 Latin letters, or up to 15 digits',
		required: true,
		displayOptions: { show: { senderType: ['name'] } },
	}),
	{
		...textField('E-Mail', 'email', 'mail', {
			required: true,
			placeholder: 'e.g. news@example.com',
			displayOptions: { show: { senderType: ['email'] } },
		}),
		encode: (value, label) => emailAddress(value, label),
	},
	textField('Owner Name', 'ownerName', 'name', {
		displayOptions: { show: { senderType: ['email'] } },
	}),
];

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

const operatorsField: WireField = {
	field: {
		displayName: 'Register With',
		name: 'operators',
		type: 'multiOptions',
		default: [],
		options: registrations,
		description: 'Operators and tariffs. Paid names are charged each month.',
	},
	wire: '',
	encode: (value) => Object.fromEntries(textsOf(value).map((flag) => [flag, '1'])),
};

const documentField: INodeProperties = takingData({
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
const senderFields: FieldTable<Item> = [
	textField('Address', 'address', 'address', {}),
	textField('Comment', 'comment', 'cmt'),
	textField('Contact E-Mail', 'contactEmail', 'email'),
	textField('Document Information', 'documentInfo', 'doc_info', {}),
	textField('Organization', 'organization', 'fio'),
	textField('Purpose', 'purpose', 'subj'),
	textField('Services', 'services', 'desc', {}),
	textField('Sub-Client', 'user', 'user', {
		description: 'Login of the sub-client that gets the name',
	}),
	textField('Tax Number', 'taxNumber', 'inn', { description: 'INN or EDRPOU code' }),
	textField('Website', 'website', 'site'),
	operatorsField,
	documentField,
];

interface SenderEntry extends OnceEntry {
	document: InputFile | null;
}

function documentOf(collection: IDataObject, setting: Setting): InputFile | null {
	const property = collection[documentField.name];
	return property ? setting.findFile(property, documentField.displayName) : null;
}

/** A command that may carry a document. Names can cost money, so that none is registered twice. */
function senderRoute(command: OnceCommand, { name }: INodeProperties): Route<SenderEntry> {
	const route = onceRoute('senders', 'open', command);
	return {
		...route,
		message: (read, setting) => ({
			...route.message(read, setting),
			document: documentOf(optionsIn(read, name), setting),
		}),
		request: async ([entry]) =>
			entry.document
				? await fileForm('senders', entry.parameters, [entry.document])
				: await route.request([entry]),
	};
}

const answerRow = (answer: IDataObject, id: string | null, done: IDataObject): IDataObject => ({
	...(id === null ? {} : { id }),
	...answer,
	...done,
});

/** SMSC takes five new names a minute. Source: docs/gateways/smsc.md 1.8 and A2. */
const creationPace: Pace = { kind: 'senders add', most: 5, withinMs: 60_000 };

const moreFields = additionalFields(senderFields);

/** What the first of the fields names. */
const named =
	(fields: FieldTable<Item>) =>
	(read: ReadParameter): string =>
		fieldParameters(fields, read)[0]?.[1] ?? '';

const addingRoute = senderRoute(
	{
		recipient: named(newSenderFields),
		parameters: (read) => [
			['add', '1'],
			...fieldParameters([...newSenderFields, moreFields], read),
		],
		row: ({ recipient }, answer, id) => ({
			sender: recipient,
			...answerRow(answer, id, { created: true }),
		}),
	},
	moreFields.field,
);

/** `add=1`. Source: docs/gateways/smsc.md 12. */
export const createRoute: Route<SenderEntry> = { ...addingRoute, pace: () => creationPace };

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sender',
	description: 'A name or an e-mail address. SMSC takes five a minute; further items wait.',
	...byRoute(smsc, createRoute),
	fields: [...newSenderFields, moreFields, ...closingFields(...safetyOptions)],
};

const changedFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: collectionOptions(senderFields),
};

/** `chg=1`. Source: docs/gateways/smsc.md 12. */
const changingRoute = senderRoute(
	{
		recipient: named([senderField]),
		parameters: (read) => [
			['chg', '1'],
			...fieldParameters([senderField], read),
			...collectionParameters(senderFields, read, changedFields.name),
		],
		row: ({ recipient }, answer) => ({ sender: recipient, ...answer, updated: true }),
	},
	changedFields,
);

const updateRoute: typeof changingRoute = {
	...changingRoute,
	// The last of several rows about a sender has the last word.
	orderKeys: ({ recipient }) => [recipient],
};

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a sender',
	description: 'What is registered with its name',
	...byRoute(smsc, updateRoute),
	fields: [senderField, changedFields, ...closingFields(...safetyOptions)],
};
