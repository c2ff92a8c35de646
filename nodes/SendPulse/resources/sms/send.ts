import type { IDataObject } from 'n8n-workflow';

import { approvalEntry } from '../../../shared/approval/operation';
import {
	namesAnother,
	type Route,
	type StatusInquiry,
	type Verdict,
} from '../../../shared/delivery/route';
import { safetyOptions, defaultCountryOption } from '../../../shared/fields/common';
import { type DeliveryStatus, outcomeOf } from '../../../shared/model/deliveryStatus';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { idOf, recordOf } from '../../../shared/text/json';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { as, flagField, optionsField, onlyTrue } from '../../../shared/fields/parts';
import { jsonValues, readText, type FieldTable } from '../../../shared/fields/wire';
import { textsOf } from '../../../shared/input/read';
import { jsonRequest } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { type Task, taskId, taskRoute } from '../../taskRoute';
import { numberOrNull, rowsOf, soleOf } from '../../values';
import { phonesField, senderField, sendingOptions, sendingFields } from './fields';
import { idNumber, namedBookField } from '../../fields';

/** The two that the documents name; others are on their way. Source: docs/gateways/sendpulse.md 13, `task_phones_info`. */
const phoneStatuses: Readonly<Record<string, DeliveryStatus>> = {
	2: 'delivered',
	12: 'undelivered',
};

/** A campaign is decided when each of its numbers is, and has arrived when all have. */
function stateOf(groupId: string, body: unknown): IDataObject | undefined {
	const { id, task_phones_info } = recordOf(recordOf(soleOf(body)).data);
	if (namesAnother(id, groupId)) return undefined;
	const phones = rowsOf(task_phones_info).map((entry) => {
		const code = numberOrNull(entry.status);
		return { phone: idOf(entry.phone), status: phoneStatuses[String(code)] ?? 'sent' };
	});
	if (phones.length === 0) return undefined;
	const statuses = phones.map(({ status }) => status);
	const status = statuses.includes('sent')
		? 'sent'
		: statuses.includes('undelivered')
			? 'undelivered'
			: 'delivered';
	return { status, ...outcomeOf(status), phones };
}

/** `GET /sms/campaigns/info/{id}`, one call a campaign. Source: docs/gateways/sendpulse.md 13. */
const smsStatus: StatusInquiry = {
	gateway: sendPulse,
	later: 'SMS: Get Status',
	answer: acknowledgement,
	listSize: 1,
	key: ({ groupId }) => idOf(groupId),
	request: ([row]) => jsonRequest('GET', `/sms/campaigns/info/${String(row?.groupId)}`),
	states: ([row], body) => [stateOf(String(row?.groupId), body)],
};

const campaign = ['campaign_id'];

/** Says how many numbers were taken; none of them is a refusal. Source: docs/gateways/sendpulse.md 13, "counters". */
function judge(body: unknown): Verdict | null {
	const counters = recordOf(recordOf(body).counters);
	const [sends, exceptions] = [counters.sends, counters.exceptions].map(numberOrNull);
	if (sends === 0) {
		return {
			accepted: false,
			failure: {
				kind: 'invalidRecipient',
				code: null,
				text: 'SendPulse accepted none of the numbers',
				hint: 'Check the numbers, and whether they are in the SMS blacklist of your account.',
				httpStatus: 200,
			},
		};
	}
	const extra = { accepted: sends ?? null, excluded: exceptions ?? null };
	return { accepted: true, messageId: null, groupId: taskId(body, campaign), extra };
}

/** Source: docs/gateways/sendpulse.md 13, `POST /sms/send`. */
const sendTable = [phonesField, ...sendingFields, optionsField(sendingOptions)];

const smsRoute = taskRoute(
	'/sms/send',
	campaign,
	'sms',
	(read, setting) => {
		const body = jsonValues(sendTable, read, setting);
		return { recipient: textsOf(body.phones).join(', '), body };
	},
	judge,
);

/** SMS: Send. */
const sendRoute: Route<Task> = { ...smsRoute, finalStatus: smsStatus };

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	...byRoute(sendPulse, sendRoute),
	fields: [
		phonesField,
		...sendingFields,
		...jsonClosingFields(
			defaultCountryOption,
			...safetyOptions,
			...sendingOptions,
			...finalStatusOptions('the final status of every number'),
		),
	],
};

const campaignBook = as('addressBookId', { ...namedBookField('smsBook'), encode: idNumber });

const campaignOptions: FieldTable = [
	...sendingOptions,
	{
		...flagField(
			'Include New Contacts',
			'dynamicList',
			'use_dynamic_list',
			'Whether contacts added before it is sent get it too',
		),
		encode: onlyTrue,
	},
];

const campaignTable = [...sendingFields, campaignBook, optionsField(campaignOptions)];

/** Source: docs/gateways/sendpulse.md 13, `POST /sms/campaigns`. */
const createCampaignRoute = taskRoute('/sms/campaigns', campaign, 'sms', (read, setting) => ({
	recipient: readText(campaignBook, read),
	body: jsonValues(campaignTable, read, setting),
}));

export const createCampaign: Operation = {
	value: 'createCampaign',
	name: 'Create Campaign',
	action: 'Create an SMS campaign',
	description: 'To all phone numbers of an address book',
	...byRoute(sendPulse, createCampaignRoute),
	fields: [
		campaignBook,
		...sendingFields,
		...jsonClosingFields(...safetyOptions, ...campaignOptions),
	],
};

export const sendAndWait = approvalEntry(
	{ gateway: sendPulse, route: sendRoute, write: (text) => ({ text }) },
	[phonesField],
	[senderField, ...jsonClosingFields(defaultCountryOption, ...safetyOptions)],
	'Send an SMS and wait for approval',
);
