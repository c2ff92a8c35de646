import type { INodeProperties } from 'n8n-workflow';

import { optionsIn } from '../../shared/input/read';
import type { Operation, Resource } from '../../shared/model/operation';
import type { Setting, ReadParameter } from '../../shared/input/parameterReader';
import { byRoute } from '../../shared/operations/byRoute';
import { takingData } from '../../shared/input/fieldChecks';
import { closingFields } from '../../shared/fields/closing';
import { duplicatesOption, referenceField, safetyOptions } from '../../shared/fields/common';
import { flagField, required, textField, optionsField } from '../../shared/fields/parts';
import type { WireField, FieldTable } from '../../shared/fields/wire';
import { emailAddress } from '../../shared/input/recipients';
import { resultOf } from '../answer';
import { post } from '../call';
import { recipientField, sendAtOption, statusNotice } from '../fields';
import { smsBy } from '../gateway';
import { singleRoute } from '../singleRoute';
import { minuteTime } from '../times';
import { listIdField } from './contactList';

const senderField: WireField = {
	...required(
		textField('Sender', 'senderEmail', 'sender_email', {
			placeholder: 'e.g. shop@example.com',
			description: 'As confirmed in your account',
		}),
	),
	encode: (value, label) => emailAddress(value, label),
};

const senderNameField = textField('Sender Name', 'senderName', 'sender_name');

const contentFields: WireField[] = [
	required(textField('Subject', 'subject', 'subject')),
	required(
		textField('Message', 'message', 'message', {
			typeOptions: { rows: 5 },
			description: 'Text or HTML',
		}),
	),
];

const addressField: WireField = {
	field: {
		...recipientField.field,
		placeholder: 'e.g. ann@example.com',
		description: 'E-mail address',
	},
	wire: 'email',
	encode: (value, label) => emailAddress(value, label),
};

const letterFields = [...contentFields, senderField, senderNameField];

const letterOptions: FieldTable = [
	sendAtOption('d_schedule', minuteTime),
	flagField('Track Clicks', 'trackClicks', 'track_click', undefined, true),
	flagField('Track Opens', 'trackOpens', 'track_open', undefined, true),
];

const attachmentOption: INodeProperties = takingData({
	displayName: 'Attachment',
	name: 'attachment',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Input binary field with the file',
});

/** What is the same whoever the letter goes to. */
const letter = {
	channel: 'email',
	file: {
		name: 'attachment',
		of(read: ReadParameter, { findFile }: Setting) {
			const { [attachmentOption.name]: given = '' } = optionsIn(read);
			return given === '' ? undefined : findFile(given, attachmentOption.displayName);
		},
	},
	record: resultOf,
	id: 'email_id',
};

/** sendEmail. Source: docs/gateways/smsby.md 7. */
const sendEmailRoute = singleRoute({
	...letter,
	method: post('sendEmail', 'v2'),
	fields: [addressField, ...letterFields, optionsField(letterOptions)],
	to: addressField.wire,
});

const mailingName = textField('Mailing Name', 'mailingName', 'name');

/** sendEmailByList; its answer is assumed to be that of sendEmail. Source: docs/gateways/smsby.md 7. */
const sendEmailToListRoute = singleRoute({
	...letter,
	method: post('sendEmailByList', 'v2'),
	fields: [listIdField, ...letterFields, optionsField([mailingName, ...letterOptions])],
	to: listIdField.wire,
});

const options = [attachmentOption, duplicatesOption, ...safetyOptions, ...letterOptions];

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an e-mail',
	description: 'One request per item',
	...byRoute(smsBy, sendEmailRoute),
	fields: [
		addressField,
		...letterFields,
		referenceField,
		statusNotice(
			'No report of this e-mail arrives, and SMS.by has no call for its status: look in your account.',
		),
		...closingFields(...options),
	],
};

const sendToList: Operation = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Send an e-mail to a contact list',
	description: 'To every contact of the list',
	...byRoute(smsBy, sendEmailToListRoute),
	fields: [listIdField, ...letterFields, referenceField, ...closingFields(...options, mailingName)],
};

export const email: Resource = { value: 'email', name: 'E-Mail', operations: [send, sendToList] };
