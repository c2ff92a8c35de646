import type { IDataObject } from 'n8n-workflow';

import { fieldParameters, textField, type WireField } from '../shared/fields/wire';
import { idOf } from '../shared/transport/json';
import type { Operation } from '../shared/fields/display';
import type { Shape } from '../shared/transport/settle';
import { closingFields } from '../shared/fields/closing';
import { entriesOf } from './answer';
import { methodRouting, post } from './call';
import { smsBy } from './gateway';
import { accountZone } from './hosts';
import { recipientState } from './state';
import { statusFields } from './statuses';

const requestIdField: WireField = textField('Bulk Request ID', 'groupId', 'uuid', {
	required: true,
	placeholder: 'e.g. cc9c8043-8caf-11ef-b035-9e8f47954dec',
	description: 'The groupId that Send Many puts out',
});

/** Where the entries of an answer may be; its shape is in no source. Source: docs/gateways/smsby.md 11. */
const listNames = ['result', 'messages', 'data'];

/**
 * The recipients in the answer of a bulk status, each with its entry as it came.
 *
 * @param zone the account's IANA zone
 */
export function bulkRows(groupId: string, body: unknown, zone: string): IDataObject[] {
	return entriesOf(body, ...listNames).map((entry) => ({
		gateway: smsBy.id,
		groupId,
		campaignId: idOf(entry.message_id),
		messageId: idOf(entry.sms_id ?? entry.viber_id),
		...recipientState(entry, zone),
		raw: entry as IDataObject,
	}));
}

/** One row while the answer names no recipient, so that a workflow that waits has something to decide on. */
const shape: Shape = async function (body) {
	const groupId = String(this.getNodeParameter('groupId', ''));
	const credentials = await this.getCredentials(smsBy.credential);
	const rows = bulkRows(groupId, body, accountZone(credentials));
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
		'Read what became of a request of Send Many, one row a recipient, with each entry as it came in raw',
	routing: methodRouting(post(method), {
		parameters: (read) => fieldParameters([requestIdField], read),
		shape,
	}),
	fields: [requestIdField.field, ...closingFields()],
});
