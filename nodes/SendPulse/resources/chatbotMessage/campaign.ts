import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/operations/byRoute';
import { takingList } from '../../../shared/input/fieldValues';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { missingVerdict, type Verdict } from '../../../shared/delivery/route';
import { type Setting } from '../../../shared/input/setting';
import { safetyOptions } from '../../../shared/fields/common';
import { type Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/fields/showFor';
import { idOf, recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { sendPulse } from '../../gateway';
import { accountTime } from '../../times';
import { oneOf } from '../../chatbots/answer';
import type { ChatChannel } from '../../chatbots/channels';
import { channelFieldFor, readChannel } from '../../chatbots/channelField';
import { contentFieldsWith, messageOf } from './content';
import { botField, filledText, readId } from './fields';
import { splitList } from './lists';
import { chatRoute } from './sendRoute';
import { templateFields, templateOf } from './template';
import { numberOrNull } from '../../values';

const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'chatTitle',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Spring sale',
};

/** Live chat has no campaigns. Source: docs/gateways/sendpulse.md 25.4. */
const campaignChannels = [
	'instagram',
	'messenger',
	'telegram',
	'tiktok',
	'viber',
	'whatsapp',
] as const;

const sendAtOption: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	description:
		'At once, if not set. SendPulse does not say which clock it follows; the node writes the time on the one of the credential’s Time Zone.',
};

const tagsOption: INodeProperties = takingList({
	displayName: 'Only With Tags',
	name: 'onlyTags',
	type: 'string',
	default: '',
	placeholder: 'e.g. vip, riga',
	description: 'Reaches only contacts that have one of these tags, separated by commas',
});

/** `YYYY-MM-DD HH:MM`. Source: docs/gateways/sendpulse.md 25.4. */
const minuteOf = (value: unknown, setting: Setting): string | undefined =>
	accountTime(value, sendAtOption.displayName, setting)?.slice(0, 16);

/** Any of the tags. Source: docs/gateways/sendpulse.md 25.4. */
function tagFilter(tags: string[]): IDataObject | undefined {
	if (tags.length === 0) return undefined;
	const expressions = tags.map((value) => ({ operator: 'eq', field: 'tags', value }));
	return { type: 'and', expressions: [{ type: 'or', expressions }] };
}

/** The element of a campaign, which differs from that of a send on two channels. Source: docs/gateways/sendpulse.md 25.4. */
function elementOf(read: ReadParameter, channel: ChatChannel): IDataObject {
	const message = messageOf(read, channel);
	const isJson = read('chatMessageType', 'text') === 'json';
	if (isJson || (channel.id !== 'telegram' && channel.id !== 'messenger')) return message;
	const { type, ...rest } = message;
	const hasFile = channel.id === 'messenger' && (rest.img ?? rest.file) !== undefined;
	if (hasFile || rest.reply_markup !== undefined) {
		throw new InputProblem(
			hasFile ? 'Message Type' : 'Buttons',
			`${hasFile ? 'is media, which is' : 'are'} not supported in a campaign on ${channel.displayName}`,
			'Send it to each contact, or write the message as JSON.',
		);
	}
	if (channel.id === 'telegram') return { type, message: rest };
	const { text, ...frame } = message;
	return text === undefined ? message : { ...frame, data: { text } };
}

/** The id of the campaign, and the price that WhatsApp names. Source: docs/gateways/sendpulse.md 25.4. */
function judge(body: unknown): Verdict {
	const campaign = oneOf(body);
	const groupId = idOf(campaign?.id);
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

const isTemplate = (read: ReadParameter): boolean => read('chatMessageType', 'text') === 'template';

/** `POST /campaigns/send`, or `/campaigns/sendTemplate` of WhatsApp. Source: docs/gateways/sendpulse.md 25.4. */
const route = chatRoute((read, setting) => {
	const channel = readChannel(read);
	const { sendAt, onlyTags, messageTag } = recordOf(read('options', {}));
	if (!campaignChannels.some((name) => name === channel.id)) {
		throw new InputProblem(
			'Channel',
			`is ${channel.displayName}, which has no campaigns`,
			'Choose another channel, or write to each contact by Send.',
		);
	}
	if (isTemplate(read) && channel.id !== 'whatsapp') {
		throw new InputProblem(
			'Message Type',
			'is a template, which only WhatsApp has',
			'Choose another type, or the channel WhatsApp.',
		);
	}
	const bot = readId(read, botField);
	const common = {
		title: filledText(read, titleField).trim(),
		bot_id: bot,
		send_at: minuteOf(sendAt, setting),
	};
	const tags = splitList(onlyTags);
	if (isTemplate(read)) {
		if (tags.length > 0) {
			throw new InputProblem(
				tagsOption.displayName,
				'cannot go with a template, which reaches all contacts of the bot',
				'Leave it empty, or send the template to each contact.',
			);
		}
		return {
			channel,
			recipient: bot,
			path: '/campaigns/sendTemplate',
			body: { ...common, template: templateOf(read) },
		};
	}
	return {
		channel,
		recipient: bot,
		path: '/campaigns/send',
		body: {
			...common,
			messages: [elementOf(read, channel)],
			filter: tagFilter(tags),
			...(channel.id === 'messenger' && messageTag ? { message_tag: messageTag } : {}),
		},
	};
}, judge);

export const createCampaign: Operation = {
	value: 'createCampaign',
	name: 'Create Campaign',
	action: 'Create a chatbot campaign',
	description:
		'Have a bot write to all its contacts. On WhatsApp and Instagram, a message reaches only those who wrote in the last 24 hours; a template reaches all.',
	...byRoute(sendPulse, route),
	fields: [
		channelFieldFor(campaignChannels),
		botField,
		titleField,
		...contentFieldsWith({
			name: 'Template (WhatsApp)',
			value: 'template',
			description: 'A template that WhatsApp has approved, which reaches all contacts',
		}),
		...showFor({ chatMessageType: ['template'] }, templateFields),
		...jsonClosingFields(
			...safetyOptions,
			{
				displayName: 'Message Tag',
				name: 'messageTag',
				type: 'options',
				default: 'HUMAN_AGENT',
				options: [
					{ name: 'Customer Feedback', value: 'CUSTOMER_FEEDBACK' },
					{ name: 'Human Agent', value: 'HUMAN_AGENT' },
				],
				description: 'Sends outside the 24 hours of Messenger',
			},
			tagsOption,
			sendAtOption,
		),
	],
};
