import type { IDataObject } from 'n8n-workflow';

import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import type { Message, Route, Verdict } from '../../../shared/delivery/route';
import { referenceIn } from '../../../shared/fields/common';
import { givenId, idOf, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/closing';
import { jsonRequest } from '../../call';
import { onMessenger } from '../../errors';
import { chatbotAnswer, oneOf } from '../../chatbots/call';
import type { ChatChannel } from '../../chatbots/channels';

/** A call that has a bot write, on its way to the wire. */
export interface ChatMessage extends Message {
	channel: ChatChannel;
	/** Behind the prefix of the channel. */
	path: string;
	body: IDataObject;
}

/** To a contact, or to a phone, which has calls of its own. Source: docs/gateways/sendpulse.md 25.2. */
export function addressed(
	call: 'send' | 'sendTemplate',
	body: IDataObject,
): Pick<ChatMessage, 'recipient' | 'path' | 'body'> {
	const { phone, contact_id: contact } = body;
	return phone === undefined
		? { recipient: String(contact), path: `/contacts/${call}`, body }
		: { recipient: String(phone), path: `/contacts/${call}ByPhone`, body };
}

/** Only WhatsApp and live chat promise an id. Source: docs/gateways/sendpulse.md 25.5, "no id is promised". */
function verdictOf(body: unknown): Verdict {
	const sent = oneOf(body);
	const platformId = idOf(recordOf(sent?.data).message_id);
	return {
		accepted: true,
		messageId: givenId(sent?.id),
		groupId: null,
		extra: platformId === null ? {} : { platformMessageId: platformId },
	};
}

/**
 * A way of having a bot write, one message a call.
 *
 * @param make reads channel, recipient and call of a row
 * @param judge what an answer that is no refusal says
 */
export const chatRoute = (
	make: (read: ReadParameter, setting: Setting) => Omit<ChatMessage, 'reference'>,
	judge: (body: unknown) => Verdict = verdictOf,
): Route<ChatMessage> => ({
	effect: 'send',
	answer: chatbotAnswer,
	listSize: () => 1,
	oneACall: 'SendPulse’s chatbots take one message per call',
	message(read, setting) {
		const made = make(read, setting);
		const body = { ...made.body, ...additionalValues(read) };
		return { ...made, body, reference: referenceIn(read) };
	},
	// What one person gets comes in the order of the input.
	orderKeys: ({ recipient }) => [recipient],
	groupKey: () => '',
	contentKey: ({ path, body }) => JSON.stringify([path, body]),
	request: ([message]) => {
		const { channel, path, body } = message;
		return jsonRequest('POST', `${channel.prefix}${path}`, body);
	},
	verdicts: (_messages, body) => [judge(body)],
	explain: ({ channel }, failure) => (channel.id === 'messenger' ? onMessenger(failure) : failure),
	describe: ({ channel }) => ({ channel: channel.id }),
});
