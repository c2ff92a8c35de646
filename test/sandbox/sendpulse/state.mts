import type { Account } from './account/account.mts';
import { confirmContact } from './books/contactsAdd.mts';
import type { CampaignLife } from './campaigns/life.mts';
import type { Access } from './core/access.mts';
import type { Service } from './core/service.mts';
import type { ChatMessage } from './chatbots/model.mts';
import type { ChatEvent } from './webhooks/chatEvents.mts';
import type { Written } from './webhooks/customerWrites.mts';
import { customerWrites } from './webhooks/customerWrites.mts';
import type { Outbox } from './webhooks/outbox.mts';
import type { Action } from './webhooks/row.mts';
import type { SmtpEvent } from './webhooks/smtpEvents.mts';

type Fields = Readonly<Record<string, unknown>>;

/** What a test can see of the account, and what happens to it from outside the API. */
export type SendPulseState = {
	readonly account: Account;
	/** Ends every token, as if their hour were over. */
	revokeTokens(): void;
	/** A click in the letter of a double opt-in. */
	confirmContact(bookId: number, email: string): void;
	/** What a moderator may do to a campaign; its webhook event follows. */
	setCampaignStatus(id: number, status: number): void;
	/** Puts a bulk e-mail event in line for the webhooks of that action. */
	emit(action: Action, fields: Fields): void;
	/** Puts an SMTP event in line for the webhook of the dashboard. */
	emitSmtp(event: SmtpEvent, fields: Fields): void;
	/** Calls the webhook of the bots; resolves after the first attempt. */
	emitChat(...events: readonly ChatEvent[]): Promise<void>;
	/** A customer writes to a bot: the message stands in the chat, and the webhook of the bots is called unless the event is lost. */
	customerWrites(contactId: string, written: Written): Promise<ChatMessage>;
	/** Events which wait for an address. */
	waiting(url: string): number;
	/** Sends every batch that waits; resolves after the first attempts. */
	flush(): Promise<void>;
};

type Parts = {
	readonly service: Service;
	readonly access: Access;
	readonly life: CampaignLife;
	readonly outboxes: readonly Outbox[];
};

export const stateOf = ({ service, access, life, outboxes }: Parts): SendPulseState => {
	const { account, events, smtpEvents } = service;
	return {
		account,
		revokeTokens: () => access.revoke(),
		confirmContact: (bookId, email) => confirmContact(service, bookId, email),
		setCampaignStatus: (id, status) => {
			const campaign = account.campaigns.get(id);
			if (!campaign) throw new RangeError(`No campaign ${id}`);
			life.set(campaign, status);
		},
		emit: (action, fields) => events.emit(action, fields),
		emitSmtp: (event, fields) => smtpEvents.emit(event, fields),
		emitChat: async (...given) => await service.chatEvents.emit(...given),
		customerWrites: async (contactId, written) => await customerWrites(service, contactId, written),
		waiting: (url) => outboxes.reduce((sum, outbox) => sum + outbox.waiting(url), 0),
		flush: async () => {
			await Promise.all(outboxes.map(async (outbox) => await outbox.flush()));
		},
	};
};
