import type { ChatMessage } from '../chatbots/model.mts';
import type { Service } from '../core/service.mts';
import { textData } from './chatForms.mts';

/** What a customer writes to a bot, and what becomes of the event. */
export type Written = {
	/** A text, in the form of the bot's channel. */
	readonly text?: string;
	/** The object of the platform, for everything else. */
	readonly data?: Readonly<Record<string, unknown>>;
	/** No webhook tells of it (docs/gateways/sendpulse.md 18.4.5). */
	readonly isLost?: boolean;
};

/**
 * The message stands in the chat, and the webhook of the bots is called with the same object.
 *
 * @throws RangeError the contact does not exist.
 */
export const customerWrites = async (
	{ account, clock, chatEvents }: Service,
	contactId: string,
	{ text = '', data, isLost = false }: Written,
): Promise<ChatMessage> => {
	const { chatbots } = account;
	const contact = chatbots.contacts.get(contactId);
	const bot = contact && chatbots.bots.get(contact.botId);
	if (!bot) throw new RangeError(`No contact ${contactId}`);
	const content = data ?? textData(bot.channel, text, chatbots.chat.size + 1);
	const message = chatbots.receive(contactId, content, clock.now());
	if (!isLost) {
		await chatEvents.emit({
			service: bot.channel,
			title: 'incoming_message',
			bot,
			contact: { ...contact, lastMessage: text === '' ? null : text },
			message: { id: message.id, channel_data: content },
		});
	}
	return message;
};
