import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Message, Route, Verdict } from '../../../shared/delivery/route';
import type { Setting } from '../../../shared/input/setting';
import { type Country, phoneNumber } from '../../../shared/input/recipients';
import { idOf, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonRequest } from '../../call';
import { onMessenger } from '../../errors';
import { chatbotAnswer, oneOf } from '../../chatbots/answer';
import type { ChatChannel } from '../../chatbots/channels';
import { botField, contactField, readId } from './fields';

/** A call that has a bot write, on its way to the wire. */
export interface ChatMessage extends Message {
	channel: ChatChannel;
	/** Behind the prefix of the channel. */
	path: string;
	body: IDataObject;
}

export const phoneField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'chatPhone',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 380501112233',
	description: 'WhatsApp number with country code',
};

/** Source: docs/gateways/sendpulse.md 25.3, "A phone". */
const readPhone = (read: ReadParameter): string => {
	const { defaultCountry } = recordOf(read('options', {}));
	return phoneNumber(
		read(phoneField.name, ''),
		(defaultCountry ?? 'none') as Country,
		phoneField.displayName,
	);
};

/** Whom a message goes to, as its request names them. */
export function readRecipient(
	read: ReadParameter,
	{ id: name }: ChatChannel,
	sendTo: unknown,
): { recipient: string; values: IDataObject; byPhone: boolean } {
	if (sendTo !== 'phone') {
		const contact = readId(read, contactField);
		return { recipient: contact, values: { contact_id: contact }, byPhone: false };
	}
	if (name !== 'whatsapp') {
		throw new InputProblem(
			'Send To',
			'is Phone Number, which only WhatsApp has',
			'Choose Contact, or the channel WhatsApp.',
		);
	}
	const bot = readId(read, botField);
	const phone = readPhone(read);
	return { recipient: phone, values: { bot_id: bot, phone }, byPhone: true };
}

/** Only WhatsApp and live chat promise an id. Source: docs/gateways/sendpulse.md 25.5, "no id is promised". */
function verdictOf(body: unknown): Verdict {
	const sent = oneOf(body);
	const platformId = idOf(recordOf(sent?.data).message_id);
	return {
		accepted: true,
		messageId: idOf(sent?.id),
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
		return { ...made, body, reference: String(read('reference', '') ?? '') || null };
	},
	// What one person gets comes in the order of the input.
	orderKeys: ({ recipient }) => [recipient],
	groupKey: () => '',
	contentKey: ({ path, body }) => JSON.stringify([path, body]),
	request: ([message]) => {
		if (!message) throw new RangeError('A request needs a message');
		const { channel, path, body } = message;
		return jsonRequest('POST', `${channel.prefix}${path}`, body);
	},
	verdicts: (_messages, body) => [judge(body)],
	explain: ({ channel }, failure) => (channel.id === 'messenger' ? onMessenger(failure) : failure),
	describe: ({ channel }) => ({ channel: channel.id }),
});
