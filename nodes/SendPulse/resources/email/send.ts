import type { IDataObject } from 'n8n-workflow';

import { type ApprovalRoute, approvalEntry } from '../../../shared/approval/operation';
import {
	missingVerdict,
	type Route,
	type StatusInquiry,
	type Verdict,
} from '../../../shared/delivery/route';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { referenceField, safetyOptions } from '../../../shared/fields/common';
import { recipientIdentity } from '../../../shared/input/recipients';
import { type DeliveryStatus, outcomeOf } from '../../../shared/model/deliveryStatus';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { escaped } from '../../../shared/text/html';
import { givenId, idOf, isRecord, recordOf } from '../../../shared/text/json';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { attachmentsBinary } from '../../attachments';
import { jsonRequest } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { numberOrNull, rowsOf } from '../../values';
import {
	contentFields,
	type EmailMessage,
	emailMessage,
	letterOptions,
	recipientFields,
	senderFields,
} from './message';
import { infoRequest, longestInfo } from './read';

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
const emailStatus: StatusInquiry = {
	gateway: sendPulse,
	later: 'E-Mail (SMTP): Get',
	listSize: longestInfo,
	key: ({ messageId }) => idOf(messageId),
	request: (rows) => infoRequest(rows.map(({ messageId }) => String(messageId))),
	states(rows, body) {
		const records = new Map(rowsOf(body).map((record) => [idOf(recordOf(record).id), record]));
		return rows.map(({ messageId }) => {
			const record = records.get(idOf(messageId));
			return record && stateOf(recordOf(record));
		});
	},
};

/** `{"result":true,"id":"…"}`; the operator's document knew `result` only. Source: docs/gateways/sendpulse.md 11.1. */
function verdictOf(body: unknown): Verdict {
	if (!isRecord(body)) return missingVerdict;
	const messageId = givenId(body.id);
	return messageId !== null || body.result === true
		? { accepted: true, messageId, groupId: null }
		: missingVerdict;
}

/** E-Mail: Send, one message a request: SendPulse has no list of different messages. */
const sendRoute: Route<EmailMessage> = {
	effect: 'send',
	answer: acknowledgement,
	listSize: () => 1,
	message: emailMessage,
	groupKey: () => '',
	contentKey: ({ recipient, email, files }) =>
		JSON.stringify([
			{ ...email, to: recipientIdentity(recipient) },
			files.map(({ fingerprint }) => fingerprint),
		]),
	request: async ([message]) => {
		const { email, files } = message;
		return jsonRequest('POST', '/smtp/emails', {
			email:
				files.length === 0
					? email
					: { ...email, attachments_binary: await attachmentsBinary(files) },
		});
	},
	verdicts: (_messages, body) => [verdictOf(body)],
	describe: () => ({ channel: 'email' }),
	finalStatus: emailStatus,
};

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an e-mail',
	description: 'Through the SMTP service, one request per item',
	...byRoute(sendPulse, sendRoute),
	fields: [
		...recipientFields,
		...contentFields,
		...senderFields,
		referenceField,
		...jsonClosingFields(
			...safetyOptions,
			...letterOptions,
			...finalStatusOptions('the answer of the recipient’s mail server'),
		),
	],
};

/** Both forms of the letter, so that the link can be opened in every mail program. */
const approvalRoute: ApprovalRoute<EmailMessage> = {
	gateway: sendPulse,
	route: sendRoute,
	write: (text, link) => ({
		emailFormat: 'both',
		text,
		html: escaped(text)
			.replace(escaped(link), (shown) => `<a href="${shown}">${shown}</a>`)
			.replace(/\n/g, '<br>'),
	}),
};

export const sendAndWait = approvalEntry(
	approvalRoute,
	recipientFields,
	[...senderFields, ...jsonClosingFields(...safetyOptions)],
	'Send an e-mail and wait for approval',
);
