import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { defaultCountryOption, referenceField, safetyOptions } from '../../shared/fields/common';
import { approvalEntry } from '../../shared/approval/operation';
import { type Route, silentAbout } from '../../shared/delivery/route';
import { closingFields } from '../../shared/fields/closing';
import { listFields, flagField, onlyTrue, rangeField } from '../../shared/fields/parts';
import { type WireField, type FieldTable, readText } from '../../shared/fields/wire';
import { type Operation, type Resource, showFor } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { estimate } from '../../shared/operations/estimate';
import type { GateOptions } from '../../shared/routing/gate';
import { SettledFailure } from '../../shared/routing/settle';
import type { Attempt } from '../../shared/transport/readAnswer';
import { finalStatusOptions, finalStatusWait } from '../../shared/waiting/finalStatus';
import { lookUntil, noteFailedLook } from '../../shared/waiting/looks';
import { answerOf, lists } from '../answer';
import { bulkClosingFields, bulkRoute } from '../bulk';
import { bulkStatus } from '../bulkStatus';
import { methodRouting, pagedList, post } from '../call';
import {
	alphanameField,
	campaignIdField,
	idField,
	messageTextField,
	recipientField,
	singleSmsFields,
	textCounting,
	textOfMany,
	vibernameField,
} from '../fields';
import { smsBy } from '../gateway';
import { accountZone } from '../hosts';
import { type SingleMessage, singleRoute } from '../singleRoute';
import { checkSms, deliveryList, deliveryRows, smsState, smsStatus } from '../state';
import { itemReader } from '../../shared/input/parameterReader';
import { optionsIn } from '../../shared/input/read';

const viberSenderField: WireField = {
	...vibernameField,
	field: { ...vibernameField.field, displayName: 'Viber Sender' },
};

/** Source: docs/gateways/smsby.md 3.1, `forwarding_message`, `forwarding_time`, `vibername_id`. */
const forwardingFields: FieldTable = [
	{
		...flagField(
			'Forward to Viber',
			'forwardToViber',
			'forwarding_message',
			'Whether to send the text through Viber if the SMS is not reported as delivered in time',
		),
		encode: onlyTrue,
	},
	...showFor({ forwardToViber: [true] }, [
		rangeField('Forward After (Minutes)', 'forwardAfter', 'forwarding_time', [5, 60], {
			default: 60,
			description: 'How long to wait for the delivery of the SMS, 5 to 60 minutes',
		}),
		viberSenderField,
	]),
];

const messageFields = [recipientField, messageTextField, alphanameField];

const sendFields = [...messageFields, ...forwardingFields];

/** sendQuickSMS, everything in the form body. Source: docs/gateways/smsby.md 3.1 and 11. */
const sendRoute: Route<SingleMessage> = {
	...singleRoute({
		channel: 'sms',
		method: post('sendQuickSMS'),
		fields: sendFields,
		to: recipientField.wire,
		record: answerOf,
		id: 'sms_id',
		extra: ({ parts }) => ({ parts: Number(parts) || null }),
	}),
	sms: {
		text: ({ parameters }) => parameters.find(([name]) => name === messageTextField.wire)?.[1],
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
	fields: [...sendFields, referenceField, ...singleSmsFields],
};

/** sendBulkSms. Source: docs/gateways/smsby.md 3.2. */
const sendManyRoute = bulkRoute({
	method: 'sendBulkSms',
	channel: 'sms',
	sender: alphanameField,
	content: (read) => ({ text: textOfMany(read) }),
});

const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS',
	description: 'Many items in one request',
	...byListRoute(smsBy, sendManyRoute, 'Send Many', 'Send'),
	fields: [...messageFields, ...bulkClosingFields],
};

const sendAndWait = approvalEntry(
	{ gateway: smsBy, route: sendRoute, write: (text) => ({ text }) },
	[recipientField.field],
	[alphanameField.field, ...closingFields(defaultCountryOption, ...safetyOptions)],
);

const messageIdField = idField('Message ID', 'messageId', 'sms_id', 'Send returned', 'e.g. 700123');

/** checkSMS. Source: docs/gateways/smsby.md 3.5. */
const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of an SMS',
	routing: methodRouting(checkSms, {
		fields: [messageIdField],
		shape(body) {
			const messageId = readText(messageIdField, itemReader(this));
			const state = smsState(messageId, body);
			if (!state) throw new SettledFailure(this, smsBy, silentAbout(1).failure);
			return [{ gateway: smsBy.id, messageId, ...state }];
		},
	}),
	fields: [messageIdField, ...closingFields()],
};

const undecided = (rows: INodeExecutionData[]): IDataObject[] =>
	rows.map(({ json }) => json).filter(({ final }) => final !== true);

/** Reads the list again until everybody in it is decided: one call tells a hundred recipients. What was read outlasts a look that fails. */
const untilFinal: GateOptions['until'] = async (context, first, again) => {
	const wait = finalStatusWait(optionsIn(itemReader(context)));
	let list: Attempt<INodeExecutionData[]> = { ok: true, value: first };
	// A list of raw answers has no statuses.
	if (!wait || first.some(({ json }) => 'raw' in json)) return list;
	const isDecided = (rows: INodeExecutionData[]) => rows.length > 0 && undecided(rows).length === 0;
	if (isDecided(first)) return list;
	let rows = first;
	await lookUntil(wait, context.getExecutionCancelSignal(), async () => {
		const look = await again();
		if (look.ok) rows = look.value;
		// Of an empty list it would not be known any more whether it still is.
		if (look.ok || rows.length === 0) list = look;
		return look.ok ? isDecided(rows) : noteFailedLook(undecided(rows), look.failure);
	});
	return list;
};

const getDeliveryList: Operation = {
	value: 'getDeliveryList',
	name: 'Get Delivery List',
	action: 'Get the delivery list of a campaign',
	description: 'Its recipients with their statuses',
	routing: methodRouting(deliveryList, {
		fields: [campaignIdField],
		...pagedList(
			lists.recipients,
			async function (body) {
				const credentials = await this.getCredentials(smsBy.credential);
				const campaignId = readText(campaignIdField, itemReader(this));
				return deliveryRows(campaignId, body, accountZone(credentials));
			},
			{ by: 'ID' },
		),
		until: untilFinal,
	}),
	fields: [
		campaignIdField,
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
		estimate(smsBy, messageTextField.field, textCounting),
	],
};
