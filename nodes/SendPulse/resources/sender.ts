import type { INodeProperties } from 'n8n-workflow';

import { safetyOptions } from '../../shared/fields/common';
import { listFields, locatorField, locatorValue } from '../../shared/fields/list';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { emailAddress } from '../../shared/input/recipients';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { wholeList } from '../../shared/routing/paging';
import { pathPart } from '../../shared/routing/pathPart';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { letterRoute } from '../letterRoute';
import { othersOf, rowsOf, textOf } from '../values';
import { deletedShape, fieldText, rowShape } from '../shapes';
import { requiredText } from '../fields';

/** Source: docs/gateways/sendpulse.md 7. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'List the senders of the account with their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/senders',
		paging: wholeList,
		shape: (body) =>
			rowsOf(body).map((entry) => ({
				email: textOf(entry.email),
				name: textOf(entry.name),
				status: textOf(entry.status),
				active: entry.status === 'Active',
				...othersOf(entry, ['email', 'name', 'status']),
			})),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const emailField: INodeProperties = {
	displayName: 'E-Mail',
	name: 'senderEmail',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. news@example.com',
	description:
		'Address of the sender, at a domain of your own: SendPulse refuses free mail services',
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'senderDisplayName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. My Shop',
	description: 'Name that recipients see as the sender',
};

const senderField: INodeProperties = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'searchSenders',
	required: true,
	idMode: 'By Address',
	placeholder: 'e.g. news@example.com',
});

const readSender = (read: ReadParameter): string =>
	emailAddress(locatorValue(read('sender', '')), 'Sender');

/** Source: docs/gateways/sendpulse.md 7. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sender',
	description: 'Add a sender, which has to be activated before it can send',
	routing: jsonRouting({
		method: 'POST',
		path: '/senders',
		acknowledges: true,
		body: (read) => ({
			email: emailAddress(read(emailField.name, ''), 'E-Mail'),
			name: requiredText(read, nameField),
		}),
		shape: rowShape(function () {
			return {
				email: fieldText(this, emailField.name),
				name: fieldText(this, nameField.name),
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
	description: 'Delete a sender',
	routing: jsonRouting({
		method: 'DELETE',
		path: '/senders',
		acknowledges: true,
		body: (read) => ({ email: readSender(read) }),
		shape: deletedShape,
	}),
	fields: [senderField, ...jsonClosingFields()],
};

/** A GET that sends a letter, so it is not repeated as reads are. Source: docs/gateways/sendpulse.md 7. */
const requestCode: Operation = {
	value: 'requestCode',
	name: 'Request Activation Code',
	action: 'Request the activation code of a sender',
	description: 'Have the activation code mailed to the sender, at most once in 15 minutes',
	...byRoute(
		sendPulse,
		letterRoute(
			(read) => {
				const recipient = readSender(read);
				return { recipient, method: 'GET', path: `/senders/${pathPart(recipient, 'Sender')}/code` };
			},
			(email) => ({ email, requested: true }),
		),
	),
	fields: [senderField, ...jsonClosingFields(...safetyOptions)],
};

const codeField: INodeProperties = {
	displayName: 'Activation Code',
	name: 'code',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 123456',
	description: 'The code from the e-mail that was sent to the sender',
};

/** Source: docs/gateways/sendpulse.md 7. */
const activate: Operation = {
	value: 'activate',
	name: 'Activate',
	action: 'Activate a sender',
	description: 'Activate a sender with the code from the email',
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `/senders/${pathPart(readSender(read), 'Sender')}/code`,
		acknowledges: true,
		body: (read) => ({ code: requiredText(read, codeField) }),
		shape: rowShape(function () {
			return { email: fieldText(this, 'sender'), activated: true };
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
