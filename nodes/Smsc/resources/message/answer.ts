import type { IDataObject } from 'n8n-workflow';

import { amount, money, idOf, isRecord, recordsOf, told } from '../../../shared/text/json';
import type { Failure } from '../../../shared/model/failure';
import { missingVerdict, type Verdict } from '../../../shared/delivery/route';
import { deliveryErrorText, wireStatuses } from '../../statuses';
import type { SmscMessage } from './message';
import { bareRecipient } from './recipient';

/** Entries of `phones`, by recipient. Source: docs/gateways/smsc.md 2.2. */
function phonesOf(body: IDataObject): IDataObject[] {
	return recordsOf(body.phones);
}

/** `status` and `error` stand on bad numbers only. Source: docs/gateways/smsc.md 2.2. */
const isBad = ({ error }: IDataObject): boolean =>
	error !== undefined && error !== null && !['', '0'].includes(String(error));

function badNumber({ status, error }: IDataObject): Failure {
	const meaning = wireStatuses[String(status)];
	const code = String(error);
	return {
		kind:
			meaning === 'insufficientFunds'
				? 'insufficientFunds'
				: meaning === 'rejected'
					? 'rejected'
					: 'invalidRecipient',
		code,
		text: /^\d+$/.test(code) ? (deliveryErrorText(code) ?? 'The number cannot be reached') : code,
		hint: 'Check the number. The other recipients of the request are not affected.',
		httpStatus: null,
	};
}

function recipientRow(entry: IDataObject, currency: string | null): IDataObject {
	const { phone, mccmnc, status, error } = entry;
	return {
		recipient: String(phone ?? ''),
		...told({ operatorCode: mccmnc }),
		...money('cost', entry.cost, currency),
		...(isBad(entry)
			? {
					status: wireStatuses[String(status)] ?? 'undelivered',
					code: String(error),
					text: deliveryErrorText(error),
				}
			: {}),
	};
}

/** What one message costs and has; voice calls are counted in seconds. Source: docs/gateways/smsc.md 2.2. */
export function answerFields(
	body: IDataObject,
	channel: string,
	currency: string | null,
): IDataObject {
	const recipients = phonesOf(body).map((entry) => recipientRow(entry, currency));
	return {
		...told({
			[channel === 'call' ? 'seconds' : 'parts']: amount(body.cnt),
			code: body.code === undefined ? undefined : String(body.code),
		}),
		...money('cost', body.cost, currency),
		...money('balance', body.balance, currency),
		...(recipients.length > 0 ? { recipients } : {}),
	};
}

/** The same of a request that carried many messages: its sums are not those of the row. */
function sharedFields(
	body: IDataObject,
	entry: IDataObject | undefined,
	currency: string | null,
): IDataObject {
	return {
		...told({ requestParts: amount(body.cnt), operatorCode: entry?.mccmnc }),
		...money('cost', entry?.cost, currency),
		...money('requestCost', body.cost, currency),
		...money('balance', body.balance, currency),
	};
}

/**
 * Reads what SMSC said to each message of a request. One request has one id for all its recipients, so a message is named by
 * its id and its recipient. Source: docs/gateways/smsc.md 2.2.
 *
 * @param currency of the account, where it is known
 */
export function sendVerdicts(
	messages: SmscMessage[],
	body: unknown,
	currency: string | null,
): Verdict[] {
	const id = isRecord(body) ? idOf(body.id) : null;
	if (!isRecord(body) || id === null) return messages.map(() => missingVerdict);
	const answer = body;
	const entries = new Map(phonesOf(answer).map((entry) => [bareRecipient(entry.phone), entry]));
	const alone = messages.length === 1;
	// The same object for all rows that the answer does not name, which are most of a long list.
	const unnamed = alone ? {} : sharedFields(answer, undefined, currency);
	return messages.map(({ recipient, channel }): Verdict => {
		const entry = entries.get(bareRecipient(recipient));
		if (entry && isBad(entry)) return { accepted: false, failure: badNumber(entry) };
		return {
			accepted: true,
			messageId: id,
			groupId: alone ? null : id,
			extra: alone
				? answerFields(answer, channel, currency)
				: entry
					? sharedFields(answer, entry, currency)
					: unnamed,
		};
	});
}
