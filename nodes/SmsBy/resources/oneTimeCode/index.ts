import type { IDataObject } from 'n8n-workflow';

import { referenceField } from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/model/operation';
import { isoClock } from '../../../shared/input/dateTime';
import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { listFields, locatorField, asTyped, rangeField } from '../../../shared/fields/parts';
import type { WireField } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { having, SettledFailure, type Shape } from '../../../shared/routing/settle';
import { answerOf, entriesOf, hasList, lists, resultOf } from '../../answer';
import { createdId, doneShape, get, methodRouting } from '../../call';
import {
	alphanameField,
	idText,
	messageTextField,
	recipientField,
	singleSmsFields,
} from '../../fields';
import { smsBy } from '../../gateway';
import { accountZone } from '../../hosts';
import { type SingleMessage, singleRoute } from '../../singleRoute';
import { smsStatus } from '../../state';
import { confirmFlashCall, flashCall } from './flashCall';

/** @param wire the parameter: `id`, or `password_object_id` where a message is sent */
const codeObjectField = (wire: string): WireField => ({
	field: locatorField({
		displayName: 'Code Object',
		name: 'codeObject',
		searchListMethod: 'codeObjects',
		required: true,
	}),
	wire,
	encode: idText('Choose it from the list, or enter the ID that Create of One-Time Code returns.'),
});

/** Source: docs/gateways/smsby.md 5, `type_id`, `len`. */
const typeField: WireField = {
	field: {
		displayName: 'Characters',
		name: 'characters',
		type: 'options',
		default: 'numbers',
		options: [
			{ name: 'Letters', value: 'letters' },
			{ name: 'Letters and Numbers', value: 'both' },
			{ name: 'Numbers', value: 'numbers' },
		],
	},
	wire: 'type_id',
};

const lengthField = rangeField('Length', 'length', 'len', [1, 16], {
	default: 6,
	description: 'From 1 to 16',
});

const shapeFields = [typeField, lengthField];

/** Source: docs/gateways/smsby.md 5, getPasswordObjects. */
const codeObjectRow = (entry: Record<string, unknown>, zone: string): IDataObject => ({
	id: idOf(entry.id),
	characters: idOf(entry.type_id),
	length: Number(entry.len) || null,
	createdAt: isoClock(entry.d_create, zone),
});

const isList = (body: unknown): boolean => hasList(body, lists.codeObjects);

const rows: Shape = async function (body) {
	const zone = accountZone(await this.getCredentials(smsBy.credential));
	return entriesOf(body, lists.codeObjects).map((entry) => codeObjectRow(entry, zone));
};

/** The one that was asked for. */
const row: Shape = async function (body) {
	if (entriesOf(body, lists.codeObjects).length > 0) return await rows.call(this, body);
	throw new SettledFailure(this, smsBy, {
		kind: 'notFound',
		code: null,
		text: 'There is no such code object',
		hint: 'Check the ID you entered.',
		httpStatus: 200,
	});
};

const idField = codeObjectField('id');

/** Methods of password objects; all of them are documented as GET. Source: docs/gateways/smsby.md 5. */
const codeObjectOperations: Operation[] = [
	{
		value: 'create',
		name: 'Create',
		action: 'Create a code object',
		description: 'Define what the codes of messages are made of',
		routing: methodRouting(get('createPasswordObject'), {
			effect: 'once',
			fields: shapeFields,
			shape(body) {
				return [{ id: createdId(this, body, resultOf(body).password_object_id), created: true }];
			},
		}),
		fields: [...shapeFields, ...closingFields()],
	},
	{
		value: 'delete',
		name: 'Delete',
		action: 'Delete a code object',
		description: 'Permanently',
		routing: methodRouting(get('deletePasswordObject'), {
			effect: 'again',
			fields: [idField],
			shape: doneShape({ deleted: true }),
		}),
		fields: [idField, ...closingFields()],
	},
	{
		value: 'get',
		name: 'Get',
		action: 'Get a code object',
		description: 'What its codes are made of',
		routing: methodRouting(get('getPasswordObject'), {
			fields: [idField],
			shape: having(smsBy, isList, row, 'ID'),
		}),
		fields: [idField, ...closingFields()],
	},
	{
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many code objects',
		routing: methodRouting(get('getPasswordObjects'), {
			paging: wholeList,
			shape: having(smsBy, isList, rows),
		}),
		fields: [...listFields, ...closingFields()],
	},
	{
		value: 'update',
		name: 'Update',
		action: 'Update a code object',
		description: 'Change what its codes are made of',
		changes: idField,
		routing: methodRouting(get('editPasswordObject'), {
			effect: 'again',
			fields: [idField, ...shapeFields],
			shape: doneShape({ updated: true }),
		}),
		fields: [idField, ...shapeFields, ...closingFields()],
	},
];

const placeholder = '%CODE%';

const objectField = codeObjectField('password_object_id');

const templateField: WireField = {
	...messageTextField,
	field: {
		...messageTextField.field,
		placeholder: `e.g. Your code: ${placeholder}`,
		description: `The gateway puts the code in place of ${placeholder}`,
	},
	encode: (...given) => {
		const text = asTyped(...given);
		if (text === undefined || String(text).includes(placeholder)) return text;
		throw new InputProblem(
			given[1],
			`has no ${placeholder}, where the gateway puts the code`,
			`Write ${placeholder} where the code belongs, e.g. “Your code: ${placeholder}”.`,
		);
	},
};

const sendFields = [objectField, recipientField, templateField, alphanameField];

/** sendSmsMessageWithCode; older answers are wrapped in an array. Source: docs/gateways/smsby.md 5. */
const sendCodeRoute: Route<SingleMessage> = {
	...singleRoute({
		channel: 'sms',
		method: get('sendSmsMessageWithCode'),
		fields: sendFields,
		to: recipientField.wire,
		record: answerOf,
		id: 'sms_id',
		extra: ({ code, parts }) => ({ code: idOf(code), parts: Number(parts) || null }),
	}),
	finalStatus: smsStatus,
};

const send: Operation = {
	value: 'send',
	name: 'Send with Code',
	action: 'Send an SMS with a one-time code',
	description: 'The gateway makes the code and the output shows it',
	...byRoute(smsBy, sendCodeRoute),
	fields: [...sendFields, referenceField, ...singleSmsFields],
};

export const oneTimeCode: Resource = {
	value: 'oneTimeCode',
	name: 'One-Time Code',
	operations: [send, flashCall, confirmFlashCall, ...codeObjectOperations],
};
