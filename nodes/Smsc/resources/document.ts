import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { InputProblem } from '../../shared/model/inputProblem';
import { closingFields } from '../../shared/fields/closing';
import { safetyOptions } from '../../shared/fields/common';
import { numberField, required, textField } from '../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../shared/fields/wire';
import { idOf } from '../../shared/text/json';
import { anyShape, fieldRouting } from '../call';
import { additionalFields } from '../fields';
import { smsc } from '../gateway';
import { onceRoute } from '../onceRoute';

const asItComes = 'The fields come as SMSC gives them';

const subClientFields = [
	textField('Sub-Client ID', 'subClientId', 'user_id'),
	textField('Sub-Client Login', 'subClient', 'user', {
		description: 'Who the bill is for; your own account if neither is given',
	}),
];

const serviceField = textField('Service', 'service', 'service');

const sumField: WireField = {
	...numberField('Sum', 'sum', 'sum', {
		typeOptions: { minValue: 0, numberPrecision: 2 },
		required: true,
		description: 'In the currency of your account',
	}),
	encode(value, label) {
		const sum = Number(value);
		if (sum > 0) return Math.round(sum * 100) / 100;
		throw new InputProblem(
			label,
			`“${String(value)}” is not an amount`,
			'Enter a number, e.g. 100.50.',
		);
	},
};

const billFields = [sumField, serviceField, additionalFields(subClientFields)];

/** `add_account=1`. Source: docs/gateways/smsc.md 14. */
const createRoute = onceRoute('documents', 'open', {
	recipient: (read) => readText(sumField, read),
	parameters: (read) => [['add_account', '1'], ...fieldParameters(billFields, read)],
	row: (_entry, answer, id) => ({ id, ...answer, created: true }),
});

const createBill: Operation = {
	value: 'createBill',
	name: 'Create Bill',
	action: 'Create a bill',
	description: `${asItComes}. Never repeated when the outcome is unknown.`,
	...byRoute(smsc, createRoute),
	fields: [...billFields, ...closingFields(...safetyOptions)],
};

/** A document as it came, but for its id being text. */
const documentRow = (entry: IDataObject): IDataObject =>
	entry.id === undefined ? entry : { ...entry, id: idOf(entry.id) };

const billField = required(
	textField('Bill ID', 'billId', 'id', {
		description: 'The ID that Create Bill gave',
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
	fields: [billField, ...closingFields()],
};

const actField = textField('Act Number', 'actNumber', 'num', {
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
		parameters: (read) => fieldParameters([billField, actField], read),
		shape: anyShape(documentRow),
	}),
	fields: [billField, actField, ...closingFields()],
};

/** Bills and acts. Source: docs/gateways/smsc.md 14, documents.php; one client library is the only source. */
export const document: Resource = {
	value: 'document',
	name: 'Document',
	operations: [createBill, getAct, getBill],
};
