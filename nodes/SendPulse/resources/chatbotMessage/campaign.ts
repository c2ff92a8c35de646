import type { IDataObject } from 'n8n-workflow';

import { missingVerdict, type Verdict } from '../../../shared/delivery/route';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { safetyOptions } from '../../../shared/fields/common';
import { showFor, type Operation } from '../../../shared/model/operation';
import { listField, optionsField, required, textField } from '../../../shared/fields/parts';
import { type FieldTable, jsonValues, type WireField } from '../../../shared/fields/wire';
import { textIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import { byRoute } from '../../../shared/operations/byRoute';
import { givenId, recordOf } from '../../../shared/text/json';
import { oneOf } from '../../chatbots/call';
import { channelFieldFor, type ChatChannel, readChannel } from '../../chatbots/channels';
import { botField, namesIn } from '../../chatbots/fields';
import { timeField } from '../../fields';
import { sendPulse } from '../../gateway';
import { accountTime } from '../../times';
import { numberOrNull } from '../../values';
import { contentFieldsWith, messageTagField, messageTypeName } from './content';
import { chatRoute } from './sendRoute';
import { templateFields } from './template';

/** Live chat has no campaigns. Source: docs/gateways/sendpulse.md 25.4. */
const campaignChannels = [
	'instagram',
	'messenger',
	'telegram',
	'tiktok',
	'viber',
	'whatsapp',
] as const;

/** Any of the tags. Source: docs/gateways/sendpulse.md 25.4. */
const tagsOption: WireField = {
	...listField('Only With Tags', 'onlyTags', 'filter', {
		placeholder: 'e.g. vip, riga',
		description: 'Separated by commas; a contact needs one of them',
	}),
	encode: (given) => {
		const expressions = namesIn(given).map((value) => ({ operator: 'eq', field: 'tags', value }));
		return expressions.length === 0
			? undefined
			: { type: 'and', expressions: [{ type: 'or', expressions }] };
	},
};

const campaignOptions: FieldTable = [
	{
		...messageTagField,
		encode: (tag, _label, { read }) =>
			readChannel(read).id === 'messenger' ? String(tag) : undefined,
	},
	tagsOption,
	{
		...timeField('Send At', 'sendAt', 'send_at', {
			description:
				'SendPulse does not say by which clock; the node writes it by the credential’s Time Zone',
		}),
		// `YYYY-MM-DD HH:MM`. Source: docs/gateways/sendpulse.md 25.4.
		encode: (...given) => accountTime(...given)?.slice(0, 16),
	},
];

const campaignFields: FieldTable = [
	botField,
	required(textField('Title', 'chatTitle', 'title')),
	...contentFieldsWith({
		name: 'Template (WhatsApp)',
		value: 'template',
		description: 'Approved by WhatsApp, reaches all contacts',
	}),
	...showFor({ [messageTypeName]: ['template'] }, templateFields),
];

const campaignTable: FieldTable = [...campaignFields, optionsField(campaignOptions)];

/** The element of a campaign, which differs from that of a send on two channels. Source: docs/gateways/sendpulse.md 25.4. */
function elementOf(message: IDataObject, type: string, channel: ChatChannel): IDataObject {
	if (type === 'json' || (channel.id !== 'telegram' && channel.id !== 'messenger')) return message;
	const { type: kind, ...rest } = message;
	const hasFile = channel.id === 'messenger' && (rest.img ?? rest.file) !== undefined;
	if (hasFile || rest.reply_markup !== undefined) {
		throw new InputProblem(
			hasFile ? 'Message Type' : 'Buttons',
			`${hasFile ? 'is media, which is' : 'are'} not supported in a campaign on ${channel.displayName}`,
			'Send it to each contact, or write the message as JSON.',
		);
	}
	if (channel.id === 'telegram') return { type: kind, message: rest };
	const { text, ...frame } = message;
	return text === undefined ? message : { ...frame, data: { text } };
}

/** The id of the campaign, and the price that WhatsApp names. Source: docs/gateways/sendpulse.md 25.4. */
function judge(body: unknown): Verdict {
	const campaign = oneOf(body);
	const groupId = givenId(campaign?.id);
	if (groupId === null) return missingVerdict;
	const { amount, currency } = recordOf(campaign?.cost);
	return {
		accepted: true,
		messageId: null,
		groupId,
		extra: {
			...(amount === undefined ? {} : { cost: numberOrNull(amount) }),
			...(currency === undefined ? {} : { currency }),
		},
	};
}

/** `POST /campaigns/send`, or `/campaigns/sendTemplate` of WhatsApp. Source: docs/gateways/sendpulse.md 25.4. */
const route = chatRoute((read, setting) => {
	const channel = readChannel(read);
	const type = textIn(read, messageTypeName);
	if (!campaignChannels.some((name) => name === channel.id)) {
		throw new InputProblem(
			'Channel',
			`is ${channel.displayName}, which has no campaigns`,
			'Choose another channel, or write to each contact by Send.',
		);
	}
	if (type === 'template' && channel.id !== 'whatsapp') {
		throw new InputProblem(
			'Message Type',
			'is a template, which only WhatsApp has',
			'Choose another type, or the channel WhatsApp.',
		);
	}
	const { message, ...body } = jsonValues(campaignTable, read, setting);
	const call = { channel, recipient: String(body.bot_id) };
	if (type !== 'template') {
		const messages = [elementOf(recordOf(message), type, channel)];
		return { ...call, path: '/campaigns/send', body: { ...body, messages } };
	}
	if (body.filter !== undefined) {
		throw new InputProblem(
			tagsOption.field.displayName,
			'cannot go with a template, which reaches all contacts of the bot',
			'Leave it empty, or send the template to each contact.',
		);
	}
	return { ...call, path: '/campaigns/sendTemplate', body };
}, judge);

export const createCampaign: Operation = {
	value: 'createCampaign',
	name: 'Create Campaign',
	action: 'Create a chatbot campaign',
	description:
		'To all contacts of a bot; on WhatsApp and Instagram only those who wrote in the last 24 hours, unless it is a template',
	...byRoute(sendPulse, route),
	fields: [
		channelFieldFor(campaignChannels),
		...campaignFields,
		...jsonClosingFields(...safetyOptions, ...campaignOptions),
	],
};
