import type { INodeProperties } from 'n8n-workflow';

import { phoneField, duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/model/operation';
import { approvalEntry } from '../../../shared/approval/operation';
import { byListRoute, byRoute } from '../../../shared/operations/byRoute';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { smsc } from '../../gateway';
import { type Channel, listChannels, textChannels } from './channels';
import {
	attachmentsField,
	callOptions,
	contentFields,
	fileFields,
	fromField,
	mailTextField,
	recipientByType,
	referenceField,
	senderField,
	speechFields,
	subjectField,
	typeField,
} from './fields';
import {
	messageClosingFields,
	estimateOptions,
	commonOptions,
	mailOptions,
	sendingFields,
	textOptions,
	wrappingOptions,
} from './options';
import { emailField, recipientFields } from './recipient';
import {
	callRoute,
	codeRoute,
	estimateRoute,
	hlrRoute,
	mailRoute,
	pingRoute,
	sendManyRoute,
	textRoute,
} from './routes';
import { getStatus, remove } from './status';

/** SMSC takes one query for several messages a minute. Source: docs/gateways/smsc.md 1.8. */
const waitFields = finalStatusOptions('the final status of the message');

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS or messenger message',
	description: 'One request per item',
	...byRoute(smsc, textRoute),
	fields: [
		typeField(textChannels),
		...recipientFields(...recipientByType),
		...contentFields,
		...fileFields,
		senderField,
		referenceField,
		...sendingFields(textOptions, ...wrappingOptions, ...waitFields),
	],
};

const listSizeField: INodeProperties = {
	displayName: 'Messages per Request',
	name: 'listSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: 500,
	description:
		'SMSC does not state how many it takes. Items whose options differ go in requests of their own.',
};

const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS or messenger messages',
	description: 'Many items in one request',
	...byListRoute(smsc, sendManyRoute, 'Send Many', 'Send'),
	fields: [
		typeField(textChannels.filter(({ value }) => listChannels.includes(value))),
		...recipientByType,
		...contentFields,
		senderField,
		listSizeField,
		referenceField,
		...sendingFields(textOptions, ...wrappingOptions, ...waitFields),
	],
};

const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send E-Mail',
	action: 'Send an e-mail',
	description: 'Virtual sending (test mode) does not hold it back',
	...byRoute(smsc, mailRoute),
	fields: [
		...recipientFields(emailField),
		subjectField,
		mailTextField,
		attachmentsField,
		fromField,
		referenceField,
		...sendingFields(
			mailOptions,
			...wrappingOptions.filter(({ name }) => name === 'comment'),
			...waitFields,
		),
	],
};

const sendCall: Operation = {
	value: 'sendCall',
	name: 'Send Voice Call',
	action: 'Make a voice call',
	description: 'Say a text or play a sound',
	...byRoute(smsc, callRoute),
	fields: [
		...recipientFields(phoneField),
		...speechFields,
		senderField,
		referenceField,
		...sendingFields(commonOptions, ...callOptions, ...waitFields),
	],
};

const sendCode: Operation = {
	value: 'sendCode',
	name: 'Call With Code',
	action: 'Make a call that says a code',
	description:
		'The code is in the output. Compare what the recipient enters with its last four digits.',
	...byRoute(smsc, codeRoute),
	fields: [phoneField, referenceField, ...sendingFields(commonOptions, ...callOptions)],
};

const lookup: Operation = {
	value: 'lookup',
	name: 'Look Up (HLR)',
	action: 'Look up a number (HLR)',
	description:
		'Whether a number is reachable and where. The result comes with the delivery report, or with Get Status.',
	...byRoute(smsc, hlrRoute),
	fields: [phoneField, referenceField, ...sendingFields(commonOptions, ...waitFields)],
};

const ping: Operation = {
	value: 'ping',
	name: 'Ping',
	action: 'Ping a number',
	description:
		'An SMS that nobody sees shows whether the phone is on. The result comes with the delivery report, or with Get Status.',
	...byRoute(smsc, pingRoute),
	fields: [phoneField, referenceField, ...sendingFields(commonOptions, ...waitFields)],
};

/** What has a price beside the messages of Send. */
const estimateChannels: readonly Channel[] = [
	...textChannels,
	{ value: 'call', name: 'Voice Call' },
	{ value: 'email', name: 'E-Mail' },
	{ value: 'hlr', name: 'HLR Lookup' },
	{ value: 'ping', name: 'Ping' },
];

const typed = (types: string[], fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, type: types } },
	}));

const estimateSender = textChannels.map(({ value }) => value).concat('call');

const estimate: Operation = {
	value: 'estimate',
	name: 'Estimate',
	action: 'Estimate parts and cost of an SMS or other message',
	description:
		'Ask for the price, and find the characters that make a text longer. Nothing is sent.',
	...byRoute(smsc, estimateRoute),
	fields: [
		typeField(estimateChannels),
		...recipientFields(
			...recipientByType,
			...typed(['call', 'hlr', 'ping'], [phoneField]),
			...typed(['email'], [emailField]),
		),
		...contentFields,
		...fileFields,
		...typed(['call'], speechFields),
		...typed(['email'], [subjectField, mailTextField, attachmentsField, fromField]),
		...typed(estimateSender, [senderField]),
		...messageClosingFields(estimateOptions, duplicatesOption, ...wrappingOptions, ...callOptions),
	],
};

/** Channels whose recipients can open a link. */
const linkChannels = ['sms', 'telegram', 'telegramBot', 'viber', 'whatsapp'];

const sendAndWait = approvalEntry(
	{ gateway: smsc, route: textRoute, write: (text) => ({ text }) },
	[
		typeField(textChannels.filter(({ value }) => linkChannels.includes(value))),
		...recipientByType,
		...contentFields.filter(({ name }) => ['bot', 'botNumber'].includes(name)),
	],
	[senderField, ...messageClosingFields(textOptions, ...safetyOptions)],
	'Send an SMS or messenger message and wait for approval',
);

/** Sending and everything about a message. Source: docs/gateways/smsc.md 2 and 3. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendMany,
		sendEmail,
		sendCall,
		sendCode,
		sendAndWait,
		getStatus,
		estimate,
		lookup,
		ping,
		remove,
	],
};
