import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import {
	phoneOf,
	defaultCountryOption,
	referenceField,
	safetyOptions,
} from '../../shared/fields/common';
import { onceForAll } from '../../shared/input/parameterReader';
import { recordOf } from '../../shared/text/json';
import { approvalEntry } from '../../shared/approval/operation';
import type { Route } from '../../shared/delivery/route';
import { closingFields } from '../../shared/fields/closing';
import { listFields } from '../../shared/fields/parts';
import { locatorValue } from '../../shared/input/read';
import { fieldParameters, type WireField, type WireParameter } from '../../shared/fields/wire';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import { type Operation, type Resource, showFor } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { estimate } from '../../shared/operations/estimate';
import type { Steps } from '../../shared/routing/steps';
import { finalStatusOptions, finalStatusWait, lookUntil } from '../../shared/waiting/finalStatus';
import { answerOf } from '../answer';
import { bulkClosingFields, bulkRoute, bulkStatus, campaignOf } from '../bulk';
import { limitPaging, methodRouting, post } from '../call';
import {
	alphanameField,
	campaignIdField,
	idField,
	messageTextField,
	recipientField,
	singleSmsFields,
	textCounting,
	textOf,
	vibernameField,
} from '../fields';
import { smsBy } from '../gateway';
import { accountZone } from '../hosts';
import { type SingleMessage, singleRoute } from '../singleRoute';
import { checkSms, deliveryList, deliveryRows, smsRow, smsStatus } from '../state';

const viberSenderField: WireField = {
	...vibernameField,
	field: { ...vibernameField.field, displayName: 'Viber Sender' },
};

/** Source: docs/gateways/smsby.md 3.1, `forwarding_message`, `forwarding_time`, `vibername_id`. */
const forwardingFields: INodeProperties[] = [
	{
		displayName: 'Forward to Viber',
		name: 'forwardToViber',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the text through Viber if the SMS is not reported as delivered in time',
	},
	...showFor({ forwardToViber: [true] }, [
		{
			displayName: 'Forward After (Minutes)',
			name: 'forwardAfter',
			type: 'number',
			typeOptions: { minValue: 5, maxValue: 60, numberPrecision: 0 },
			default: 60,
			description: 'How long to wait for the SMS, 5 to 60 minutes',
		},
		viberSenderField.field,
	]),
];

function forwarding(read: ReadParameter): WireParameter[] {
	if (read('forwardToViber', false) !== true) return [];
	const minutes = Number(read('forwardAfter', 60));
	if (!Number.isInteger(minutes) || minutes < 5 || minutes > 60) {
		throw new InputProblem(
			'Forward After (Minutes)',
			`“${String(read('forwardAfter', 60))}” is not a whole number from 5 to 60`,
			'Enter 5 to 60 minutes.',
		);
	}
	return [
		['forwarding_message', '1'],
		['forwarding_time', String(minutes)],
		...fieldParameters([viberSenderField], read),
	];
}

/** sendQuickSMS, everything in the form body. Source: docs/gateways/smsby.md 3.1 and 11. */
const sendRoute: Route<SingleMessage> = {
	...singleRoute({
		channel: 'sms',
		draft: (read) => {
			const recipient = phoneOf(read);
			return {
				recipient,
				method: post('sendQuickSMS'),
				parameters: [
					['message', textOf(read)],
					['phone', recipient],
					...fieldParameters([alphanameField], read),
					...forwarding(read),
				],
			};
		},
		record: answerOf,
		id: 'sms_id',
		extra: ({ parts }) => ({ parts: Number(parts) || null }),
	}),
	sms: {
		text: ({ parameters }) => parameters.find(([name]) => name === 'message')?.[1],
		counting: textCounting,
	},
	many: { operation: 'Send Many', listSize: 500 },
	finalStatus: smsStatus,
};

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'One request per item',
	...byRoute(smsBy, sendRoute),
	fields: [
		recipientField,
		messageTextField,
		alphanameField.field,
		...forwardingFields,
		referenceField,
		...singleSmsFields,
	],
};

/** sendBulkSms. Source: docs/gateways/smsby.md 3.2. */
const sendManyRoute = bulkRoute({
	method: 'sendBulkSms',
	channel: 'sms',
	draft: (read, setting) => {
		return {
			recipient: phoneOf(read),
			text: textOf(read),
			campaign: onceForAll(read, campaignOf, () => {
				const [sender] = fieldParameters([alphanameField], read);
				return campaignOf(read, setting, sender?.[1] ?? '');
			}),
		};
	},
});

const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS',
	description: 'Many items in one request',
	...byListRoute(smsBy, sendManyRoute, 'Send Many', 'Send'),
	fields: [recipientField, messageTextField, alphanameField.field, ...bulkClosingFields],
};

const sendAndWait = approvalEntry(
	{ gateway: smsBy, route: sendRoute, write: (text) => ({ text }) },
	[recipientField],
	[alphanameField.field, ...closingFields(defaultCountryOption, ...safetyOptions)],
);

const messageIdField = idField('Message ID', 'messageId', 'sms_id', 'From Send', 'e.g. 700123');

/** checkSMS. Source: docs/gateways/smsby.md 3.5. */
const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of an SMS',
	routing: methodRouting(checkSms, {
		parameters: (read) => fieldParameters([messageIdField], read),
		shape(body) {
			return [smsRow(String(this.getNodeParameter('messageId', '')), body)];
		},
	}),
	fields: [messageIdField.field, ...closingFields()],
};

const decided = (rows: INodeExecutionData[]): boolean =>
	rows.every(({ json }) => json.final === true || json.error !== undefined);

/** Reads the list again until everybody in it is decided: one call tells a hundred recipients. */
const untilFinal: NonNullable<Steps['after']> = async (context, first, again) => {
	const wait = finalStatusWait(recordOf(context.getNodeParameter('options', {})));
	// A list of raw answers has no statuses.
	if (!wait || first.some(({ json }) => 'raw' in json)) return first;
	let rows = first;
	if (rows.length > 0 && decided(rows)) return rows;
	await lookUntil(wait, context.getExecutionCancelSignal(), async () => {
		rows = await again();
		return rows.length > 0 && decided(rows);
	});
	return rows;
};

const getDeliveryList: Operation = {
	value: 'getDeliveryList',
	name: 'Get Delivery List',
	action: 'Get the delivery list of a campaign',
	description: 'Its recipients with their statuses',
	routing: methodRouting(deliveryList, {
		parameters: (read) => fieldParameters([campaignIdField], read),
		paging: limitPaging,
		async shape(body) {
			const credentials = await this.getCredentials(smsBy.credential);
			const campaignId = locatorValue(this.getNodeParameter('campaignId', ''));
			return deliveryRows(campaignId, body, accountZone(credentials));
		},
		after: untilFinal,
	}),
	fields: [
		campaignIdField.field,
		...listFields,
		...closingFields(...finalStatusOptions('the final status of every recipient in the list')),
	],
};

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendMany,
		sendAndWait,
		getStatus,
		getDeliveryList,
		bulkStatus('statusBulkSms', 'Get the status of a bulk request'),
		estimate(smsBy, messageTextField, textCounting),
	],
};
