import type { IDataObject } from 'n8n-workflow';

import { namesAnother, type StatusInquiry } from '../shared/delivery/route';
import { isoClock } from '../shared/input/dateTime';
import { idOf } from '../shared/text/json';
import { answerOf, entriesOf, isYes, lists } from './answer';
import { get, methodRequest } from './call';
import { smsBy } from './gateway';
import { statusFields, statusOf } from './statuses';
import { isoSeconds } from './times';

/**
 * checkSMS in all its eras: with a status word (2024), with times only (2021), in an array (2017). Source:
 * docs/gateways/smsby.md 3.5.
 *
 * @returns the fields of a row that tell how a message fares; undefined where the answer is about another one, or says nothing
 */
export function smsState(messageId: string, body: unknown): IDataObject | undefined {
	const { sms_id, status: word, sent, delivered } = answerOf(body);
	if (namesAnother(sms_id, messageId)) return undefined;
	const code = idOf(word);
	const named = statusOf(code);
	// A word that is none of its own can be about the answer.
	if (named === 'unknown' && [sms_id, sent, delivered].every((said) => idOf(said) === null))
		return undefined;
	const sentAt = isoSeconds(sent);
	const deliveredAt = isoSeconds(delivered);
	const timed = deliveredAt ? 'delivered' : sentAt ? 'sent' : 'queued';
	// A yes is about the answer, and hides nothing that its times tell.
	const isUnnamed =
		word === undefined || word === null || word === '' || (isYes(word) && timed !== 'queued');
	return {
		...statusFields(isUnnamed ? timed : named),
		sentAt,
		deliveredAt,
		code,
	};
}

/**
 * An entry of a delivery list or of a bulk status. Source: docs/gateways/smsby.md 3.4; 11 for the ids of a bulk status.
 *
 * @param zone the account's IANA zone
 */
export const recipientState = (entry: Record<string, unknown>, zone: string): IDataObject => ({
	recipient: idOf(entry.phone),
	...statusFields(statusOf(entry.status)),
	sentAt: isoClock(entry.d_sent, zone),
	code: idOf(entry.status),
});

export const checkSms = get('checkSMS');

/** One call a message: checkSMS knows no lists. Source: docs/gateways/smsby.md 3.5. */
export const smsStatus: StatusInquiry = {
	gateway: smsBy,
	later: 'Message: Get Status',
	listSize: 1,
	key: ({ messageId }) => idOf(messageId),
	request: ([row]) => methodRequest(checkSms, [['sms_id', String(row?.messageId)]]),
	states: ([row], body) => [smsState(String(row?.messageId), body)],
};

export const deliveryList = get('getSmsDeliveryList');

/** @param zone the account's IANA zone */
export const deliveryRows = (campaignId: string, body: unknown, zone: string): IDataObject[] =>
	entriesOf(body, lists.recipients).map((entry) => ({
		gateway: smsBy.id,
		campaignId,
		...recipientState(entry, zone),
	}));
