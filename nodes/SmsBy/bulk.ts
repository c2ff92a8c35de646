import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { tuning } from '../shared/input/fieldChecks';
import { pack } from '../shared/delivery/pack';
import type { FormField } from '../shared/model/operation';
import { type Setting, type ReadParameter, onceForAll } from '../shared/input/parameterReader';
import { type Message, missingVerdict, type Route } from '../shared/delivery/route';
import {
	closingFieldsWith,
	additionalParameters,
	additionalParametersOption,
} from '../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	referenceIn,
	safetyOptions,
} from '../shared/fields/common';
import { textField, optionsField, as } from '../shared/fields/parts';
import { type WireField, type FieldTable, jsonValues, readText } from '../shared/fields/wire';
import { givenId, isEqualJson, jsonKey } from '../shared/text/json';
import { answerOf, isDenied } from './answer';
import { jsonRequest } from './call';
import { checkCallbackAddress } from '../shared/callbacks/callbackAddress';
import { triggerPath, triggerPaths } from '../triggerPaths';
import { callbackUrl, withKey } from './callback';
import { sendAtOption, statusNotice, textCounting, recipientField } from './fields';
import { smsBy } from './gateway';
import { bulkTime } from './times';

/** A message on its way into a campaign of a bulk request. */
interface BulkMessage extends Message {
	/** What the whole request has: `callback_url` without its key, and further members. */
	request: IDataObject;
	/** What the campaign has beside type, text and list. Messages with equal ones can share it. */
	campaign: IDataObject;
	text: string;
	/** Members of the recipient's entry beside phone and text, which only a personal list has. */
	own?: IDataObject;
	/** The campaign's content allows no personal list. */
	bulkOnly?: true;
}

type BulkContent = Pick<BulkMessage, 'text' | 'own' | 'bulkOnly'> & {
	/** Members of the campaign. */
	ofCampaign?: IDataObject;
};

export interface BulkCommand {
	method: string;
	channel: string;
	/**
	 * `alphaname_id`, which also names a Viber sender. That it is required is inferred; 0 is the system name. Source:
	 * docs/gateways/smsby.md 3.2.
	 */
	sender: WireField;
	/** What the item is to say. */
	content(read: ReadParameter): BulkContent;
}

const phonesOf = (messages: readonly BulkMessage[]): string[] =>
	messages.map(({ recipient }) => recipient);

/** Messages that say the same, which stand side by side in their request. */
function equalOnes(messages: readonly BulkMessage[]): BulkMessage[][] {
	const groups: BulkMessage[][] = [];
	let group: BulkMessage[] | undefined;
	for (const message of messages) {
		const first = group?.[0];
		if (first?.text === message.text && isEqualJson(first.own, message.own)) group?.push(message);
		else groups.push((group = [message]));
	}
	return groups;
}

/**
 * The campaigns of messages that differ in recipient and text only: `bulk` for each text that several recipients get, one
 * `personal` list for all the others. Source: docs/gateways/smsby.md 3.2, `message_type`.
 */
function campaignsOf(messages: readonly BulkMessage[]): IDataObject[] {
	const { campaign = {} } = messages[0] ?? {};
	const campaigns: IDataObject[] = [];
	const personal: IDataObject[] = [];
	for (const group of equalOnes(messages)) {
		const { text, own, bulkOnly } = group[0] as BulkMessage;
		if (bulkOnly || (group.length > 1 && own === undefined)) {
			campaigns.push({
				...campaign,
				message_type: 'bulk',
				...(text ? { text } : {}),
				delivery_list: phonesOf(group),
			});
		} else {
			for (const { recipient } of group) personal.push({ phone: recipient, text, ...own });
		}
	}
	if (personal.length > 0)
		campaigns.push({ ...campaign, message_type: 'personal', delivery_list: personal });
	return campaigns;
}

/** The `messages` of one request. */
const bulkCampaigns = (messages: readonly BulkMessage[]): IDataObject[] =>
	pack(messages, ({ campaign, bulkOnly }) => jsonKey(campaign, bulkOnly), Infinity).flatMap(
		campaignsOf,
	);

const contentOf = ({ campaign, text, own }: BulkMessage): string => jsonKey(campaign, text, own);

const target = { gateway: smsBy, path: triggerPath.smsby, paths: triggerPaths };

function callbackOf(read: ReadParameter, setting: Setting): string {
	const given = readText(callbackField, read);
	checkCallbackAddress(given, target, setting);
	return callbackUrl(given, setting.credentials);
}

/**
 * Many rows in one JSON request, which the gateway processes later; its uuid is the group of all of them. Equal campaigns
 * and texts stand side by side, so that a list is cut at the size of a request and nowhere else. Source:
 * docs/gateways/smsby.md 3.2 and 6.
 */
export function bulkRoute({ method, channel, sender, content }: BulkCommand): Route<BulkMessage> {
	const campaignFields = [
		as('alphaname_id', { ...sender, unset: '0' }),
		optionsField(campaignOptions),
	];
	return {
		effect: 'send',
		// Whether a wrong number spoils its request is not documented; if it does, the others are sent without it.
		refusedAsWhole: true,
		toldApartByRecipient: true,
		listSize: (read) => Number(read(listSizeField.name, usualListSize)),
		message: (read, setting) => {
			const recipient = readText(recipientField, read);
			const { ofCampaign, ...own } = content(read);
			const campaign = onceForAll(read, content, () => ({
				...jsonValues(campaignFields, read, setting),
				...Object.fromEntries(additionalParameters(read, campaignParameters)),
			}));
			return {
				...own,
				recipient,
				reference: referenceIn(read),
				campaign: ofCampaign ? { ...campaign, ...ofCampaign } : campaign,
				request: onceForAll(read, callbackField, () => ({
					callback_url: callbackOf(read, setting),
					...Object.fromEntries(additionalParameters(read)),
				})),
			};
		},
		groupKey: ({ request }) => jsonKey(request),
		// A text is long, and would be copied into a key with anything else.
		togetherKeys: [({ campaign, own }) => jsonKey(campaign, own), ({ text }) => text],
		contentKey: contentOf,
		request: (messages) => {
			const { request = {} } = messages[0] ?? {};
			return jsonRequest(method, {
				...request,
				// The sample always has the key. Source: docs/gateways/smsby.md 3.2.
				callback_url: withKey(String(request.callback_url)),
				messages: bulkCampaigns(messages),
			});
		},
		verdicts: (messages, body) => {
			const groupId = isDenied(body) ? null : givenId(answerOf(body).uuid);
			return messages.map(() =>
				groupId === null ? missingVerdict : { accepted: true, messageId: null, groupId },
			);
		},
		describe: () => ({ channel }),
		...(channel === 'sms'
			? { sms: { text: ({ text }: BulkMessage) => text, counting: textCounting } }
			: {}),
	};
}

const campaignParameters = 'additionalCampaignParameters';

const callbackField = textField('Callback URL', 'callbackUrl', 'callback_url', {
	placeholder: 'e.g. https://n8n.example.com/webhook/…/smsby',
	description:
		'Production URL of an SMS.by Trigger. The node adds the Callback Secret of the credential.',
});

const usualListSize = 500;

const listSizeField: INodeProperties = tuning({
	displayName: 'Messages per Request',
	name: 'listSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: usualListSize,
	description:
		'The gateway states no limit. If it refuses a request because of a recipient, the node sends it again in halves, so that the others get theirs.',
});

const usualName = 'n8n';

const campaignOptions: FieldTable = [
	{
		...textField('Campaign Name', 'campaignName', 'name', {
			default: usualName,
		}),
		unset: usualName,
	},
	sendAtOption('schedule_time', bulkTime),
];

/** The fields that end every operation of a bulk method. */
export const bulkClosingFields: FormField[] = [
	listSizeField,
	referenceField,
	callbackField,
	statusNotice(
		'All messages of a request share one groupId. For their statuses use the SMS.by Trigger, with its URL as Callback URL, the SMS.by Status Trigger, or Get Bulk Request Status.',
	),
	...closingFieldsWith(
		[
			additionalParametersOption(
				'Parameters of the request itself, besides callback_url and messages or in their place',
			),
			additionalParametersOption(
				'Parameters of each campaign in the request that have no field here or replace one',
				campaignParameters,
				'Additional Campaign Parameters',
			),
		],
		defaultCountryOption,
		duplicatesOption,
		...campaignOptions,
		...safetyOptions,
	),
];
