import type { Route, Verdict } from '../../../shared/delivery/route';
import { missingVerdict } from '../../../shared/delivery/route';
import { recipientIdentity } from '../../../shared/input/recipients';
import { idOf, isRecord } from '../../../shared/text/json';
import { attachmentsBinary } from '../../attachments';
import { jsonRequest } from '../../call';
import { type EmailMessage, emailMessage } from './message';
import { emailStatus } from './statusInquiry';
import { acknowledgement } from '../../gateway';

/** `{"result":true,"id":"…"}`; the operator's document knew `result` only. Source: docs/gateways/sendpulse.md 11.1. */
function verdictOf(body: unknown): Verdict {
	if (!isRecord(body)) return missingVerdict;
	const messageId = idOf(body.id);
	return messageId !== null || body.result === true
		? { accepted: true, messageId, groupId: null }
		: missingVerdict;
}

/** E-Mail: Send, one message a request: SendPulse has no list of different messages. */
export const sendRoute: Route<EmailMessage> = {
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
		if (!message) throw new RangeError('A request needs a message');
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
