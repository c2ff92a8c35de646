import type { IDataObject } from 'n8n-workflow';

import type { StatusInquiry } from '../../../shared/delivery/route';
import { outcomeOf } from '../../../shared/model/deliveryStatus';
import type { DeliveryStatus } from '../../../shared/model/deliveryStatus';
import { idOf } from '../../../shared/text/json';
import { jsonRequest } from '../../call';
import { sendPulse } from '../../gateway';
import { mapOf, numberOrNull } from '../../wireValues';
import { rowsOf } from '../../values';

/** Ids in one call. Source: docs/gateways/sendpulse.md 1.4. */
const listSize = 500;

/**
 * What the recipient's mail server said, by the classes of SMTP: 2 took the letter, 4 will be asked again, 5 refused it; 0 was
 * not asked yet. Source: docs/gateways/sendpulse.md 11.2, "Record"; RFC 5321 section 4.2.1 for the classes.
 */
function statusOf(code: number | null): DeliveryStatus {
	if (code === null || code < 200) return 'queued';
	if (code < 300) return 'delivered';
	return code < 500 ? 'sent' : 'undelivered';
}

function stateOf(record: IDataObject): IDataObject {
	const code = numberOrNull(record.smtp_answer_code);
	const status = statusOf(code);
	return {
		status,
		...outcomeOf(status),
		code: code === null ? null : String(code),
		text: record.smtp_answer_data ?? record.smtp_answer_code_explain ?? null,
	};
}

/** `POST /smtp/emails/info`. Source: docs/gateways/sendpulse.md 11.2. */
export const emailStatus: StatusInquiry = {
	gateway: sendPulse,
	listSize,
	key: ({ messageId }) => idOf(messageId),
	request: (rows) =>
		jsonRequest('POST', '/smtp/emails/info', { emails: rows.map(({ messageId }) => messageId) }),
	states(rows, body) {
		const records = new Map(rowsOf(body).map((record) => [idOf(mapOf(record).id), record]));
		return rows.map(({ messageId }) => {
			const record = records.get(idOf(messageId));
			return record && stateOf(mapOf(record));
		});
	},
};
