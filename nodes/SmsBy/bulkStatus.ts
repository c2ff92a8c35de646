import type { IDataObject } from 'n8n-workflow';

import { closingFields } from '../shared/fields/closing';
import { textField } from '../shared/fields/parts';
import { readText, type WireField } from '../shared/fields/wire';
import { namesAnother } from '../shared/delivery/route';
import { itemReader } from '../shared/input/parameterReader';
import type { Operation } from '../shared/model/operation';
import { needed, type Shape } from '../shared/routing/settle';
import { idOf, isNoError, recordOf, textOrEmpty } from '../shared/text/json';
import { answerOf, isDenied, listOf } from './answer';
import { methodRouting, post } from './call';
import { smsBy } from './gateway';
import { accountZone } from './hosts';
import { recipientState } from './state';
import { statusFields } from './statuses';

const requestIdField: WireField = textField('Bulk Request ID', 'groupId', 'uuid', {
	required: true,
	description: 'The groupId from Send Many',
});

/** The answer of a bulk status, whose shape is in no source. Source: docs/gateways/smsby.md 11. */
const recipients = {
	names: ['result', 'messages', 'data'],
	fields: ['phone', 'status', 'sms_id', 'viber_id', 'message_id'],
};

/** Whether entries stand in the place of a list, whatever they are. */
const isFilled = (value: unknown): boolean =>
	Array.isArray(value)
		? value.length > 0
		: Object.values(recordOf(value)).some((entry) => typeof entry === 'object' && entry !== null);

/** Members that say that something went wrong, and words that do. */
const complaints = /^(?:errors?|error_code|exception)$/;
const noes = /^(?:error|fail(?:ed|ure)?|false)$/i;

/** What an answer says. */
const toldIn = (body: unknown) =>
	Object.entries(answerOf(body)).filter(([, value]) => !isNoError(value));

/** Whether it says that something went wrong, in words that no source has. */
const isComplaint = (body: unknown): boolean =>
	isDenied(body) ||
	toldIn(body).some(([name, value]) => complaints.test(name) || noes.test(textOrEmpty(value)));

/** Whether it says anything beside an empty list: that the request is known is said somehow while it is processed. */
function isPending(body: unknown): boolean {
	const told = toldIn(body);
	const inLists = told.filter(
		([name, value]) => recipients.names.includes(name) && typeof value === 'object',
	);
	return told.length > inLists.length && !inLists.some(([, value]) => isFilled(value));
}

/**
 * The recipients in the answer of a bulk status, each with its entry as it came.
 *
 * @param zone the account's IANA zone
 * @returns undefined where the answer says nothing about the request, or names another one
 */
export function bulkRows(groupId: string, body: unknown, zone: string): IDataObject[] | undefined {
	if (namesAnother(answerOf(body).uuid, groupId)) return undefined;
	const list = listOf(body, recipients);
	if (!list?.length && isComplaint(body)) return undefined;
	if (!list) return isPending(body) ? [] : undefined;
	return list.map((entry) => ({
		gateway: smsBy.id,
		groupId,
		campaignId: idOf(entry.message_id),
		messageId: idOf(entry.sms_id ?? entry.viber_id),
		...recipientState(entry, zone),
		raw: entry,
	}));
}

/** One row while the answer names no recipient, so that a workflow that waits has something to decide on. */
const shape: Shape = async function (body) {
	const groupId = readText(requestIdField, itemReader(this));
	const credentials = await this.getCredentials(smsBy.credential);
	const rows = needed(this, smsBy, bulkRows(groupId, body, accountZone(credentials)), 'ID');
	if (rows.length > 0) return rows;
	const pending = { campaignId: null, messageId: null, recipient: null, ...statusFields('queued') };
	return [
		{
			gateway: smsBy.id,
			groupId,
			...pending,
			sentAt: null,
			code: null,
			raw: body as IDataObject,
		},
	];
};

/** statusBulkSms and its Viber twin. Source: docs/gateways/smsby.md 3.3 and 6. */
export const bulkStatus = (method: string, action: string): Operation => ({
	value: 'getBulkStatus',
	name: 'Get Bulk Request Status',
	action,
	description:
		'Statuses of a Send Many request, one row per recipient, with the original entry in raw',
	routing: methodRouting(post(method), {
		fields: [requestIdField],
		shape,
	}),
	fields: [requestIdField, ...closingFields()],
});
