import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/model/operation';
import { approvalEntry } from '../../../shared/approval/operation';
import { byListRoute, byRoute } from '../../../shared/operations/byRoute';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { smsc } from '../../gateway';
import {
	allChannels,
	type Channel,
	channelFields,
	contentFields,
	fileFields,
	listChannels,
	textChannels,
	textOfMessage,
	typed,
	typeField,
} from './content';
import {
	callOptions,
	fromField,
	letterFields,
	mailFields,
	senderField,
	speechFields,
} from './draft';
import { referenceField } from './message';
import {
	messageClosingFields,
	estimateOptions,
	commentOption,
	commonOptions,
	mailOptions,
	sendingFields,
	textOptions,
	wrappingOptions,
} from './options';
import { recipientByType, recipientFields, recipientOrGroup } from './recipient';
import {
	callRoute,
	callWaitName,
	codeRoute,
	estimateRoute,
	hlrRoute,
	mailRoute,
	perRequest,
	pingRoute,
	sendManyRoute,
	textRoute,
} from './routes';
import { getStatus, remove } from './status';

/** SMSC takes one query for several messages a minute. Source: docs/gateways/smsc.md 1.8. */
const awaited = 'the final status of the message';

const waitFields = finalStatusOptions(awaited);

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS or messenger message',
	description: 'One request per item',
	...byRoute(smsc, textRoute),
	fields: [
		typeField(textChannels),
		...recipientOrGroup(...recipientByType),
		...contentFields(textChannels),
		...fileFields,
		senderField,
		referenceField,
		...sendingFields(textOptions, ...wrappingOptions, ...waitFields),
	],
};

const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS or messenger messages',
	description: 'Many items in one request',
	...byListRoute(smsc, sendManyRoute, 'Send Many', 'Send'),
	fields: [
		typeField(listChannels),
		...recipientByType,
		...contentFields(listChannels),
		senderField,
		perRequest,
		referenceField,
		...sendingFields(textOptions, ...wrappingOptions, ...waitFields),
	],
};

const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send E-Mail',
	action: 'Send an e-mail',
	description: 'Really sent even in virtual sending (test mode)',
	...byRoute(smsc, mailRoute),
	fields: [
		...recipientOrGroup(recipientFields.email),
		...mailFields,
		referenceField,
		...sendingFields(mailOptions, commentOption, ...waitFields),
	],
};

const sendCall: Operation = {
	value: 'sendCall',
	name: 'Send Voice Call',
	action: 'Make a voice call',
	description: 'Say a text or play a sound',
	...byRoute(smsc, callRoute),
	fields: [
		...recipientOrGroup(recipientFields.phone),
		...speechFields,
		senderField,
		referenceField,
		...sendingFields(commonOptions, ...callOptions, ...finalStatusOptions(awaited, callWaitName)),
	],
};

const sendCode: Operation = {
	value: 'sendCode',
	name: 'Call With Code',
	action: 'Make a call that says a code',
	description:
		'The code is in the output. Compare what the recipient enters with its last four digits.',
	...byRoute(smsc, codeRoute),
	fields: [recipientFields.phone, referenceField, ...sendingFields(commonOptions, ...callOptions)],
};

const lookup: Operation = {
	value: 'lookup',
	name: 'Look Up (HLR)',
	action: 'Look up a number (HLR)',
	description:
		'Whether a number is reachable and where. The result comes with the delivery report, or with Get Status.',
	...byRoute(smsc, hlrRoute),
	fields: [recipientFields.phone, referenceField, ...sendingFields(commonOptions, ...waitFields)],
};

const ping: Operation = {
	value: 'ping',
	name: 'Ping',
	action: 'Ping a number',
	description:
		'An SMS that nobody sees shows whether the phone is on. The result comes with the delivery report, or with Get Status.',
	...byRoute(smsc, pingRoute),
	fields: [recipientFields.phone, referenceField, ...sendingFields(commonOptions, ...waitFields)],
};

/** What has a price beside the messages of Send. */
const estimateChannels: readonly Channel[] = [
	...textChannels,
	{ value: 'call', name: 'Voice Call' },
	{ value: 'email', name: 'E-Mail' },
	{ value: 'hlr', name: 'HLR Lookup' },
	{ value: 'ping', name: 'Ping' },
];

const estimate: Operation = {
	value: 'estimate',
	name: 'Estimate',
	action: 'Estimate parts and cost of an SMS or other message',
	description:
		'Ask for the price, and find the characters that make a text longer. Nothing is sent.',
	...byRoute(smsc, estimateRoute),
	fields: [
		typeField(estimateChannels),
		...recipientOrGroup(...recipientByType, ...typed(['email'], [recipientFields.email])),
		...contentFields(textChannels),
		...typed(['call'], speechFields),
		...typed(['email'], letterFields),
		...fileFields,
		...typed(['email'], [fromField]),
		...typed([...allChannels, 'call'], [senderField]),
		...messageClosingFields(estimateOptions, duplicatesOption, ...wrappingOptions, ...callOptions),
	],
};

/** Channels whose recipients can open a link. */
const linkChannels = textChannels.filter(({ value }) =>
	['sms', 'telegram', 'telegramBot', 'viber', 'whatsapp'].includes(value),
);

const sendAndWait = approvalEntry(
	{ gateway: smsc, route: textRoute, write: (text) => ({ [textOfMessage.name]: text }) },
	[typeField(linkChannels), ...recipientByType, ...channelFields(linkChannels)],
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
