import { safetyOptions } from '../../shared/fields/common';
import { listFields, required, textField } from '../../shared/fields/parts';
import type { ReadParameter } from '../../shared/input/parameterReader';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { wholeList } from '../../shared/routing/paging';
import { pathPart } from '../../shared/routing/fromInput';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type WireField } from '../../shared/fields/wire';
import { jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { letterRoute } from '../letterRoute';
import { othersOf, rowsOf, textOf } from '../values';
import { deletedShape, fieldText, sentText, rowShape } from '../shapes';
import { emailOf, namedSenderField } from '../fields';

/** Source: docs/gateways/sendpulse.md 7. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'With their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/senders',
		paging: wholeList,
		shape: (body) =>
			rowsOf(body).map((entry) => ({
				email: textOf(entry.email),
				name: textOf(entry.name),
				status: textOf(entry.status),
				active: textOf(entry.status) === null ? null : entry.status === 'Active',
				...othersOf(entry, ['email', 'name', 'status']),
			})),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const emailField: WireField = {
	...required(
		textField('E-Mail', 'senderEmail', 'email', {
			placeholder: 'e.g. news@example.com',
			description: 'At a domain of your own: SendPulse refuses free mail services',
		}),
	),
	encode: emailOf,
};

const nameField = required(textField('Name', 'senderDisplayName', 'name'));

const senderField: WireField = namedSenderField('sender', 'email');

/** Where the code of a sender is asked for and given. */
const codePath = (read: ReadParameter): string =>
	`/senders/${pathPart(readText(senderField, read), senderField.field.displayName)}/code`;

/** Source: docs/gateways/sendpulse.md 7. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sender',
	description: 'It has to be activated before it can send',
	routing: jsonRouting({
		method: 'POST',
		path: '/senders',
		acknowledges: true,
		body: [emailField, nameField],
		shape: rowShape(function () {
			return {
				email: sentText(this, emailField),
				name: fieldText(this, nameField),
				created: true,
			};
		}),
	}),
	fields: [emailField, nameField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 7. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sender',
	routing: jsonRouting({
		method: 'DELETE',
		path: '/senders',
		acknowledges: true,
		body: [senderField],
		shape: deletedShape,
	}),
	fields: [senderField, ...jsonClosingFields()],
};

/** A GET that sends a letter, so it is not repeated as reads are. Source: docs/gateways/sendpulse.md 7. */
const requestCode: Operation = {
	value: 'requestCode',
	name: 'Request Activation Code',
	action: 'Request the activation code of a sender',
	description: 'By e-mail to the sender, at most once in 15 minutes',
	...byRoute(
		sendPulse,
		letterRoute(
			(read) => ({
				recipient: readText(senderField, read),
				method: 'GET',
				path: codePath(read),
			}),
			(email) => ({ email, requested: true }),
		),
	),
	fields: [senderField, ...jsonClosingFields(...safetyOptions)],
};

const codeField = required(
	textField('Activation Code', 'code', 'code', {
		description: 'From the e-mail to the sender',
	}),
);

/** Source: docs/gateways/sendpulse.md 7. */
const activate: Operation = {
	value: 'activate',
	name: 'Activate',
	action: 'Activate a sender',
	description: 'With the code from the e-mail',
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: codePath,
		acknowledges: true,
		body: [codeField],
		shape: rowShape(function () {
			return { email: sentText(this, senderField), activated: true };
		}),
	}),
	fields: [senderField, codeField, ...jsonClosingFields()],
};

/** Addresses that campaigns and mail may come from. Source: docs/gateways/sendpulse.md 7. */
export const sender: Resource = {
	value: 'sender',
	name: 'Sender',
	operations: [getAll, create, requestCode, activate, remove],
};
