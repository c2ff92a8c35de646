import type { IDataObject } from 'n8n-workflow';

import type { StatusInquiry } from '../../../shared/delivery/route';
import { type DeliveryStatus, outcomeOf } from '../../../shared/model/deliveryStatus';
import { idOf } from '../../../shared/text/json';
import { jsonRequest } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { rowsOf } from '../../values';
import { mapOf, numberOrNull, soleOf } from '../../wireValues';

/** The two that the documents name; others are on their way. Source: docs/gateways/sendpulse.md 13, `task_phones_info`. */
const phoneStatuses: Readonly<Record<string, DeliveryStatus>> = {
	2: 'delivered',
	12: 'undelivered',
};

/** A campaign is decided when each of its numbers is, and has arrived when all have. */
function stateOf(body: unknown): IDataObject | undefined {
	const phones = rowsOf(mapOf(mapOf(soleOf(body)).data).task_phones_info).map((entry) => {
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
export const smsStatus: StatusInquiry = {
	gateway: sendPulse,
	answer: acknowledgement,
	listSize: 1,
	key: ({ groupId }) => idOf(groupId),
	request: ([row]) => jsonRequest('GET', `/sms/campaigns/info/${String(row?.groupId)}`),
	states: (_rows, body) => [stateOf(body)],
};
