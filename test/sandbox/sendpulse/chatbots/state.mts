import type {
	Bot,
	BotCampaign,
	BotContact,
	BotTag,
	BotVariable,
	ChatMessage,
	Flow,
	FlowRun,
	Template,
	Trigger,
} from './model.mts';
import {
	firstBots,
	firstContacts,
	firstFlows,
	firstTemplates,
	firstTriggers,
	firstVariables,
	seedId,
} from './seed.mts';

const byId = <T extends { readonly id: string }>(rows: readonly T[]): [string, T][] =>
	rows.map((row) => [row.id, row]);

const refill = <T extends { readonly id: string }>(
	map: Map<string, T>,
	rows: readonly T[],
): void => {
	map.clear();
	for (const [id, row] of byId(rows)) map.set(id, row);
};

/** Everything of the chatbots of one account. Tests may read and change it. */
export class Chatbots {
	readonly bots = new Map<string, Bot>();
	readonly contacts = new Map<string, BotContact>();
	/** In the order they came, of all contacts. */
	readonly chat = new Map<string, ChatMessage>();
	readonly flows = new Map<string, Flow>();
	readonly triggers = new Map<string, Trigger>();
	readonly templates = new Map<string, Template>();
	readonly tags = new Map<string, BotTag>();
	readonly variables = new Map<string, BotVariable>();
	readonly campaigns = new Map<string, BotCampaign>();
	readonly runs: FlowRun[] = [];
	#lastId = 0;

	constructor(now: number) {
		this.clear(now);
	}

	/** The next id of anything. */
	nextId(): string {
		return `66${(++this.#lastId).toString(16).padStart(22, '0')}`;
	}

	/** Back to the first state. Ids go on, so that an old one never means something new. */
	clear(now: number): void {
		refill(this.bots, firstBots(now));
		refill(this.contacts, firstContacts(now));
		refill(this.flows, firstFlows(now));
		refill(this.triggers, firstTriggers(now));
		refill(this.templates, firstTemplates(now));
		refill(this.variables, firstVariables(now));
		refill(
			this.tags,
			[...this.bots.values()].map((bot, at) => ({
				id: seedId('7', at + 1),
				botId: bot.id,
				name: 'vip',
				createdAt: now,
			})),
		);
		this.chat.clear();
		this.campaigns.clear();
		this.runs.length = 0;
	}

	/** The chat of a contact, oldest first. */
	chatOf(contactId: string): ChatMessage[] {
		return [...this.chat.values()].filter((message) => message.contactId === contactId);
	}

	/** Gives a contact a tag, which the bot then has as well. */
	addTag(contact: BotContact, name: string, now: number): void {
		contact.tags.add(name);
		const isKnown = [...this.tags.values()].some(
			(tag) => tag.botId === contact.botId && tag.name === name,
		);
		if (isKnown) return;
		const id = this.nextId();
		this.tags.set(id, { id, botId: contact.botId, name, createdAt: now });
	}

	/**
	 * The customer writes: the message stands in the chat, and the 24 hours begin anew.
	 * `data` is the object of the platform; a text alone gets the shape of the channel's messages.
	 *
	 * @throws RangeError the contact does not exist.
	 */
	receive(contactId: string, data: Readonly<Record<string, unknown>>, now: number): ChatMessage {
		const contact = this.contacts.get(contactId);
		if (!contact) throw new RangeError(`No contact ${contactId}`);
		const id = this.nextId();
		const message: ChatMessage = {
			id,
			contactId,
			botId: contact.botId,
			campaignId: null,
			data,
			direction: 1,
			status: 1,
			type: 1,
			createdAt: now,
		};
		this.chat.set(id, message);
		contact.lastInboundAt = now;
		contact.unread += 1;
		return message;
	}
}
