import type { CallbackSender } from '../../framework/callbacks.mts';
import type { ClockScope } from '../../framework/clock.mts';
import type { SendPulseSettings } from '../settings.mts';

/** The bot of an event. */
export type EventBot = {
	readonly id: string;
	readonly name?: string;
	readonly accessToken?: string;
};

/** The contact of an event. */
export type EventContact = {
	readonly id: string;
	readonly name?: string;
	readonly phone?: string | null;
	readonly telegramId?: number | null;
	readonly tags?: Iterable<string>;
	readonly variables?: Iterable<readonly [string, unknown]>;
	readonly lastMessage?: string | null;
};

/** What happened in a chat. */
export type ChatEvent = {
	readonly service: string;
	readonly title: string;
	readonly bot: EventBot;
	readonly contact: EventContact;
	/** `info.message`, for messages only. */
	readonly message?: { readonly id?: string; readonly channel_data: unknown };
	/** Milliseconds since 1970; now without it. */
	readonly at?: number;
};

/** The webhooks of the bots, which exist in the dashboard only (docs/gateways/sendpulse.md 18.4). */
export class ChatEvents {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;
	readonly #callbacks: CallbackSender;

	constructor(settings: SendPulseSettings, clock: ClockScope, callbacks: CallbackSender) {
		this.#settings = settings;
		this.#clock = clock;
		this.#callbacks = callbacks;
	}

	/** Calls the webhook at once, if there is one; resolves after the first attempts. */
	async emit(...events: readonly ChatEvent[]): Promise<void> {
		const { chatWebhookUrl, chatBody, duplicateEvents } = this.#settings;
		if (chatWebhookUrl === '') return;
		const shown = events.map((event) => this.show(event));
		const bodies = chatBody === 'array' ? [shown] : shown;
		for (const body of bodies) {
			await this.#post(chatWebhookUrl, events, body);
			if (duplicateEvents) await this.#post(chatWebhookUrl, events, body);
		}
	}

	/** An event as it travels. */
	show({ service, title, bot, contact, message, at }: ChatEvent): Record<string, unknown> {
		const { chatDates, chatVariables, chatTokens } = this.#settings;
		const now = at ?? this.#clock.now();
		const variables = [...(contact.variables ?? [])];
		const isEmptyList = variables.length === 0 && chatVariables === 'list';
		const { phone, telegramId } = contact;
		return {
			service,
			title,
			bot: {
				id: bot.id,
				name: bot.name ?? 'Shop',
				url: 'https://t.me/shop_bot',
				external_id: '111',
				...(chatTokens ? { access_token: bot.accessToken } : {}),
			},
			contact: {
				id: contact.id,
				name: contact.name ?? 'Ann',
				...(phone ? { phone } : {}),
				...(telegramId ? { telegram_id: telegramId } : {}),
				last_message: contact.lastMessage ?? null,
				tags: [...(contact.tags ?? [])],
				variables: isEmptyList ? [] : Object.fromEntries(variables),
				is_chat_opened: true,
			},
			...(message ? { info: { message } } : {}),
			date: chatDates === 'ms' ? now : Math.floor(now / 1000),
		};
	}

	async #post(url: string, events: readonly ChatEvent[], body: unknown): Promise<void> {
		await this.#callbacks.send({
			messageIds: events.flatMap(({ message }) => (message?.id ? [message.id] : [])),
			status: events.map(({ title }) => title).join(','),
			url,
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify(body)),
			retryAfterMs: this.#settings.webhookRetryMs,
		});
	}
}
