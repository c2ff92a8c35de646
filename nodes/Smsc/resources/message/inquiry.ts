import type { IDataObject } from 'n8n-workflow';

import type { Inquiry, Verdict } from '../../../shared/delivery/route';
import type { Failure } from '../../../shared/model/failure';
import { isRecord } from '../../../shared/transport/json';
import { scriptForm } from '../../call';
import { lookUpHint } from '../../../shared/transport/readAnswer';
import { answerOf } from '../../gateway';
import type { SmscMessage } from './message';
import { bareRecipient, isGroup } from './recipient';

/** Status of a message that SMSC does not know. Source: docs/gateways/smsc.md 3.3. */
const notFound = -3;

function inquiryFailure(failure: Failure, id: string, asked: boolean): Failure {
	const { text, hint } = failure;
	const advice = `Ask for its status with Message: Get Status under the ID ${id} before you send it again.`;
	return {
		...failure,
		text: asked
			? `${text}. Asked for its status, SMSC did not know the message`
			: `${text}. Its status could not be asked for either`,
		hint: hint.includes(lookUpHint) ? hint.replace(lookUpHint, () => advice) : advice,
	};
}

/**
 * Asks for the status of messages whose sending got no answer, by the id that the node gave them. A group has no status of
 * its own. Source: docs/gateways/smsc.md 3 and 17.
 */
export const inquiry: Inquiry<SmscMessage> = {
	answer: answerOf('status'),
	request: (messages) =>
		messages.some(({ recipient }) => isGroup(recipient))
			? null
			: scriptForm('status', [
					['phone', messages.map(({ recipient }) => recipient).join(',')],
					['id', messages.map(({ id }) => id).join(',')],
					['bot', messages.some(({ channel }) => channel === 'telegramBot') ? '1' : ''],
				]),
	verdicts: (messages, body, failure) => {
		const rows = (Array.isArray(body) ? body : [body]).filter(isRecord) as IDataObject[];
		return messages.map(({ id, recipient }, position): Verdict => {
			const row =
				rows.find(({ phone }) => bareRecipient(phone) === bareRecipient(recipient)) ??
				(rows[position]?.phone === undefined ? rows[position] : undefined);
			const known = row?.status !== undefined && Number(row.status) !== notFound;
			return known
				? {
						accepted: true,
						messageId: id,
						groupId: messages.length > 1 ? id : null,
						extra: { answerLost: true },
					}
				: { accepted: false, failure: inquiryFailure(failure, id, body !== undefined) };
		});
	},
};
