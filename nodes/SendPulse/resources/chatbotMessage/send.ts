import type { INodeProperties } from 'n8n-workflow';

import type { Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { type Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/operations/node';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import { channelField, readChannel } from '../../chatbots/channelField';
import { contentFieldsWith, contentOptions, messageOf } from './content';
import { botField, contactField } from './fields';
import { type ChatMessage, chatRoute, phoneField, readRecipient } from './sendRoute';

/** Whom a message goes to. */
export const recipientFields: INodeProperties[] = [
	channelField,
	{
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		default: 'contact',
		options: [
			{ name: 'Contact', value: 'contact' },
			{ name: 'Phone Number (WhatsApp)', value: 'phone' },
		],
	},
	...showFor({ sendTo: ['contact'] }, [contactField]),
	...showFor({ sendTo: ['phone'] }, [botField, phoneField]),
];

/** `POST /contacts/send`, or `/contacts/sendByPhone` of WhatsApp. Source: docs/gateways/sendpulse.md 25.2. */
export const sendRoute: Route<ChatMessage> = chatRoute((read) => {
	const channel = readChannel(read);
	const { recipient, values, byPhone } = readRecipient(read, channel, read('sendTo', 'contact'));
	const message = messageOf(read, channel);
	return {
		channel,
		recipient,
		path: byPhone ? '/contacts/sendByPhone' : '/contacts/send',
		body: { ...values, ...(channel.takesList ? { messages: [message] } : { message }) },
	};
});

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a chatbot message',
	description: 'Have a bot write to a contact, or to a phone number over WhatsApp',
	...byRoute(sendPulse, sendRoute),
	fields: [
		...recipientFields,
		...contentFieldsWith(),
		referenceField,
		...closingFields(defaultCountryOption, duplicatesOption, ...contentOptions, ...safetyOptions),
	],
};
