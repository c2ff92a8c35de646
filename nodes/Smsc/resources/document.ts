import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { InputProblem } from '../../shared/model/inputProblem';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { closingFields } from '../../shared/fields/closing';
import { safetyOptions } from '../../shared/fields/common';
import { fieldParameters, required, textField, type WireParameter } from '../../shared/fields/wire';
import { idOf } from '../../shared/text/json';
import { anyShape, fieldRouting } from '../call';
import { additionalFields, additionalFieldsField } from '../fields';
import { smsc } from '../gateway';
import { onceRoute } from '../onceRoute';

const asItComes = 'The fields come as SMSC gives them';

const subClientFields = [
	textField('Sub-Client ID', 'subClientId', 'user_id', { placeholder: 'e.g. 4711' }),
	textField('Sub-Client Login', 'subClient', 'user', {
		placeholder: 'e.g. shop-2',
		description: 'Who the bill is for; your own account if neither is given',
	}),
];

const serviceField = textField('Service', 'service', 'service', {
	placeholder: 'e.g. SMS messages',
});

/** @throws InputProblem when it is no sum */
function sumParameter(read: ReadParameter): WireParameter {
	const value = String(read('sum', 0));
	const sum = Number(value);
	if (!(sum > 0)) {
		throw new InputProblem('Sum', `“${value}” is not a sum`, 'Give a number, e.g. 100.50.');
	}
	return ['sum', String(Math.round(sum * 100) / 100)];
}

/** `add_account=1`. Source: docs/gateways/smsc.md 14. */
const createRoute = onceRoute('documents', 'done', {
	recipient: (read) => String(read('sum', 0)),
	parameters: (read) => [
		['add_account', '1'],
		sumParameter(read),
		...fieldParameters([serviceField], read),
		...additionalFields(subClientFields, read),
	],
	row: (_entry, answer, id) => ({ id, ...answer, created: true }),
});

const createBill: Operation = {
	value: 'createBill',
	name: 'Create Bill',
	action: 'Create a bill',
	description: `${asItComes}. Never repeated when the outcome is unknown.`,
	...byRoute(smsc, createRoute),
	fields: [
		{
			displayName: 'Sum',
			name: 'sum',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			required: true,
			placeholder: 'e.g. 100.50',
			description: 'In the currency of your account',
		},
		serviceField.field,
		additionalFieldsField(subClientFields),
		...closingFields(...safetyOptions),
	],
};

/** A document as it came, but for its id being text. */
const documentRow = (entry: IDataObject): IDataObject =>
	entry.id === undefined ? entry : { ...entry, id: idOf(entry.id) };

const billField = required(
	textField('Bill ID', 'billId', 'id', {
		placeholder: 'e.g. 1024',
	}),
);

/** `get_account=1`. Source: docs/gateways/smsc.md 14. */
const getBill: Operation = {
	value: 'getBill',
	name: 'Get Bill',
	action: 'Get a bill',
	description: asItComes,
	routing: fieldRouting('documents', {
		body: { get_account: 1 },
		parameters: (read) => fieldParameters([billField], read),
		shape: anyShape(documentRow),
	}),
	fields: [billField.field, ...closingFields()],
};

const numberField = textField('Act Number', 'actNumber', 'num', {
	placeholder: 'e.g. 1',
	description: 'If there are several',
});

/** `get_act=1`. Source: docs/gateways/smsc.md 14. */
const getAct: Operation = {
	value: 'getAct',
	name: 'Get Act',
	action: 'Get an act',
	description: `The act of a bill. ${asItComes}.`,
	routing: fieldRouting('documents', {
		body: { get_act: 1 },
		parameters: (read) => fieldParameters([billField, numberField], read),
		shape: anyShape(documentRow),
	}),
	fields: [billField.field, numberField.field, ...closingFields()],
};

/** Bills and acts. Source: docs/gateways/smsc.md 14, documents.php; one client library is the only source. */
export const document: Resource = {
	value: 'document',
	name: 'Document',
	operations: [createBill, getAct, getBill],
};
