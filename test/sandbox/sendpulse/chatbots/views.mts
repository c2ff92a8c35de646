import type { Service } from '../core/service.mts';
import { channelOf } from './channels.mts';
import type { Bot, BotCampaign, BotContact, ChatMessage, Flow } from './model.mts';
import type { Chatbots } from './state.mts';

/** Dates are ISO with an offset (docs/gateways/sendpulse.md 25.5). */
const date = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;
const dateOrNull = (at: number | null): string | null => (at === null ? null : date(at));

/** The objects of the chatbots as answers show them (docs/gateways/sendpulse.md 25.5). */
export class ChatbotViews {
	readonly #service: Service;
	readonly #chatbots: Chatbots;

	constructor(service: Service, chatbots: Chatbots) {
		this.#service = service;
		this.#chatbots = chatbots;
	}

	bot(bot: Bot): object {
		const { id, name, channel, status, createdAt } = bot;
		const contacts = [...this.#chatbots.contacts.values()].filter(({ botId }) => botId === id);
		const unread = contacts.reduce((sum, contact) => sum + contact.unread, 0);
		return {
			id,
			channel_data: channel === 'whatsapp' ? { name, phone: 380440000000 } : { id: '111', name },
			inbox: { total: contacts.length, unread },
			status,
			name,
			channel: channelOf(channel).word,
			created_at: date(createdAt),
		};
	}

	/** In the list of all channels the platform's token stands beside the name. */
	botWithToken(bot: Bot): object {
		const { accessToken: token, name } = bot;
		return { ...this.bot(bot), channel_data: { id: '111', name, access_token: token } };
	}

	contact(contact: BotContact): object {
		const { id, botId, status, tags, variables, telegramId } = contact;
		const channel = this.#chatbots.bots.get(botId)?.channel;
		return {
			id,
			bot_id: botId,
			status,
			channel_data: this.#platform(contact),
			tags: [...tags],
			variables: this.#service.shape.map([...variables]),
			is_chat_opened: contact.isChatOpened,
			last_activity_at: dateOrNull(contact.lastInboundAt),
			automation_paused_until: dateOrNull(contact.pausedUntil),
			created_at: date(contact.createdAt),
			...(telegramId === null ? {} : { telegram_id: telegramId }),
			...(channel === 'messenger' ? { unsubscribed_at: null } : {}),
			...(channel === 'livechat' ? { online: false } : {}),
		};
	}

	message(message: ChatMessage): object {
		const { id, contactId, botId, campaignId, data, direction, status, type } = message;
		return {
			id,
			contact_id: contactId,
			bot_id: botId,
			campaign_id: campaignId,
			data,
			direction,
			status,
			type,
			channel: direction === 2 ? 'api' : null,
			sent_by: null,
			created_at: date(message.createdAt),
		};
	}

	/** What a send over WhatsApp answers. */
	sentByWhatsApp(message: ChatMessage): object {
		return {
			...this.message(message),
			data: { message_id: `wamid.${message.id}` },
			is_paid: false,
			price_cbp: {
				price: 0,
				currency: 'USD',
				is_free_conversation: true,
				country_code: 'UA',
				origin_type: 'user_initiated',
			},
		};
	}

	flow(flow: Flow): object {
		const { id, botId, name, status, createdAt } = flow;
		const triggers = [...this.#chatbots.triggers.values()]
			.filter(({ flowId }) => flowId === id)
			.map((trigger) => ({ id: trigger.id, name: trigger.name, type: trigger.type }));
		return { id, bot_id: botId, name, status, triggers, created_at: date(createdAt) };
	}

	campaign({ id, botId, title, sendAt, messages, createdAt }: BotCampaign): object {
		const isWhatsApp = this.#chatbots.bots.get(botId)?.channel === 'whatsapp';
		const cost = isWhatsApp ? { cost: { amount: 0.56, currency: 'USD' } } : {};
		return {
			id,
			bot_id: botId,
			title,
			send_at: sendAt,
			messages,
			...cost,
			created_at: date(createdAt),
		};
	}

	chat(contact: BotContact): object {
		const inbound = this.#chatbots.chatOf(contact.id).filter(({ direction }) => direction === 1);
		const last = inbound.at(-1);
		return {
			contact: this.contact(contact),
			inbox_last_message: last ? this.message(last) : null,
			inbox_unread: contact.unread,
		};
	}

	dialog(contact: BotContact): object {
		const chat = this.#chatbots.chatOf(contact.id);
		const bot = this.#chatbots.bots.get(contact.botId);
		const last = (direction: 1 | 2) => {
			const message = chat.findLast((one) => one.direction === direction);
			if (!message) return null;
			return { text: textOf(message.data), date: date(message.createdAt) };
		};
		const latest = chat.at(-1)?.createdAt ?? contact.createdAt;
		return {
			_id: contact.id,
			bot_id: contact.botId,
			contact: { id: contact.id, full_name: contact.name, profile_pic: null },
			last_inbox_message: last(1),
			last_outbox_message: last(2),
			service: bot ? channelOf(bot.channel).number : null,
			user_id: this.#service.settings.userId,
			inbox_unread_count: contact.unread,
			is_chat_opened: contact.isChatOpened,
			created_at: date(contact.createdAt),
			updated_at: date(latest),
		};
	}

	#platform({ botId, name, phone, telegramId }: BotContact): object {
		const channel = this.#chatbots.bots.get(botId)?.channel;
		if (channel === 'whatsapp') return { phone: Number(phone), name };
		if (channel === 'telegram') {
			return {
				username: `user${telegramId}`,
				first_name: name,
				last_name: null,
				name,
				language_code: 'en',
			};
		}
		if (channel === 'livechat') return { id: '9', full_name: name, url: null, lang: 'en' };
		if (channel === 'tiktok') return { id: '9', conversation_id: '8', display_name: name };
		return { id: '9', name };
	}
}

/** The words of a platform's object, wherever its channel keeps them. */
const textOf = (data: Readonly<Record<string, unknown>>): string | null => {
	const { text } = data;
	if (typeof text === 'string') return text;
	if (typeof text !== 'object' || text === null) return null;
	const inner = 'body' in text ? text.body : 'text' in text ? text.text : null;
	return typeof inner === 'string' ? inner : null;
};

export { date as chatbotDate };
