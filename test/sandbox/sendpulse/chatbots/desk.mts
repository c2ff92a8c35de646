import { json } from '../../framework/answer.mts';
import type { Answer } from '../../framework/answer.mts';
import { rawOf } from '../core/raw.mts';
import type { Arguments } from '../core/arguments.mts';
import type { Call, Service } from '../core/service.mts';
import type { Body } from './bodies.mts';
import { needText } from './bodies.mts';
import type { Channel } from './channels.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { Bot, BotContact, ChatMessage } from './model.mts';
import type { Chatbots } from './state.mts';
import { ChatbotViews } from './views.mts';

const WINDOW = 24 * 60 * 60_000;
/** Neither the default nor the most is published (inference). */
const PAGE = { usual: 20, most: 100 } as const;

/** The field a contact was named by, and so the one its refusal names. */
type NamedBy = 'contact_id' | 'phone';

/** What the calls of one channel share. */
export class Desk {
	readonly service: Service;
	readonly chatbots: Chatbots;
	readonly channel: Channel;
	readonly views: ChatbotViews;

	constructor(service: Service, channel: Channel) {
		this.service = service;
		this.chatbots = service.account.chatbots;
		this.channel = channel;
		this.views = new ChatbotViews(service, this.chatbots);
	}

	get now(): number {
		return this.service.clock.now();
	}

	/** `{success, data}`, or the data alone where the mode says so (docs/gateways/sendpulse.md 25.5). */
	answer(data: unknown): Answer {
		const isBare = this.service.settings.chatbotEnvelope === 'bare';
		return json(isBare ? data : { success: true, data });
	}

	/** What a call that only acknowledges answers: any of three shapes. */
	done(): Answer {
		const shapes = { object: {}, array: [], boolean: true };
		return this.answer(shapes[this.service.settings.chatbotDone]);
	}

	bot(values: Arguments): Bot {
		const bot = this.chatbots.bots.get(needText(values, 'bot_id'));
		if (bot?.channel !== this.channel.name) throw CHATBOT_FAILURES.absent();
		return bot;
	}

	contact(values: Arguments, name = 'contact_id'): BotContact {
		const contact = this.chatbots.contacts.get(needText(values, name));
		const bot = contact && this.chatbots.bots.get(contact.botId);
		if (!contact || bot?.channel !== this.channel.name) throw CHATBOT_FAILURES.absent();
		return contact;
	}

	contactsOf(bot: Bot): BotContact[] {
		return [...this.chatbots.contacts.values()].filter(({ botId }) => botId === bot.id);
	}

	/** The part of a list that `size` and `skip` ask for. */
	page<T>(rows: readonly T[], query: Arguments): T[] {
		const skip = query.integerOr('skip', { min: 0 }) ?? 0;
		return rows.slice(skip, skip + this.#size(query));
	}

	/** The rows after the one that `search_after` names (the cursor is the id: inference). */
	pageAfter<T extends { readonly id: string }>(rows: readonly T[], query: Arguments): T[] {
		const after = query.textOr('search_after');
		const at = after === undefined ? -1 : rows.findIndex(({ id }) => id === after);
		return this.page(rows.slice(at + 1), query);
	}

	#size(query: Arguments): number {
		return Math.min(query.integerOr('size', { min: 1 }) ?? PAGE.usual, PAGE.most);
	}

	/** Refuses who cannot be written to (docs/gateways/sendpulse.md 25.6). */
	checkReach({ status }: BotContact, by: NamedBy): void {
		if (status === 4) throw CHATBOT_FAILURES.blocked(by);
		if (status !== 1) throw CHATBOT_FAILURES.notActive(by);
	}

	/** Refuses a free message outside the 24 hours, in the words of the call. */
	checkWindow({ lastInboundAt }: BotContact, by: NamedBy, isTagged = false): void {
		if (!this.channel.hasWindow || isTagged) return;
		if (lastInboundAt !== null && this.now - lastInboundAt < WINDOW) return;
		if (by === 'phone') throw CHATBOT_FAILURES.closedByPhone();
		if (this.channel.name === 'messenger') throw CHATBOT_FAILURES.notActive('contact_id');
		throw CHATBOT_FAILURES.closedByContact(this.service.settings.windowStatus);
	}

	/** Puts a message into the chat and among the messages of the sandbox. */
	send(call: Call, contact: BotContact, body: Body, details: object = {}): ChatMessage {
		const { clock, messages, progress } = this.service;
		const campaign = 'campaignId' in details ? String(details.campaignId) : null;
		const message: ChatMessage = {
			id: this.chatbots.nextId(),
			contactId: contact.id,
			botId: contact.botId,
			campaignId: campaign,
			data: body.data,
			direction: 2,
			status: 1,
			type: campaign === null ? 2 : 4,
			createdAt: this.now,
		};
		this.chatbots.chat.set(message.id, message);
		const sent = messages.add({
			gateway: 'sendpulse',
			id: message.id,
			channel: 'chatbot',
			recipient: contact.phone ?? contact.id,
			sender: this.chatbots.bots.get(contact.botId)?.name ?? '',
			text: body.text,
			html: null,
			button: null,
			action: null,
			image: body.file,
			scheduledAt: null,
			status: '1',
			history: [{ status: '1', at: clock.iso() }],
			raw: rawOf(call.exchange),
			receivedAt: clock.iso(),
			requestId: call.exchange.id,
			details: { chatbot: this.channel.name, contactId: contact.id, data: body.data, ...details },
		});
		progress.start(sent, ['2', '3'], (_, status) => {
			message.status = Number(status);
		});
		return message;
	}
}
