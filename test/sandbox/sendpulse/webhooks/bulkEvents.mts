import type { ClockScope } from '../../framework/clock.mts';
import type { Message } from '../../framework/message.mts';
import type { Account } from '../account/account.mts';
import type { Contact } from '../books/book.mts';
import type { SendPulseSettings } from '../settings.mts';
import type { Outbox } from './outbox.mts';
import type { Action } from './row.mts';

/** Words of `task_status_update` for the campaign statuses that have one; the pairs are inference. */
const CAMPAIGN_WORDS: Readonly<Record<number, readonly [word: string, explain: string]>> = {
	1: ['on_moderation', 'Campaign is on moderation'],
	2: ['sending', 'Campaign is being sent'],
	5: ['rejected', 'Campaign is rejected'],
	11: ['confirm_addresses', 'Please confirm the addresses'],
	14: ['approve', 'Campaign is approved'],
	22: ['approve_part', 'Campaign is approved in part'],
	27: ['need_edit', 'Campaign needs editing'],
};

/** The reader of a letter, as in the example of docs/gateways/sendpulse.md 18.2. */
const READER = {
	open_device: 'Desktop',
	open_platform: 'Windows',
	browser_ver: '11.0',
	browser_name: 'Firefox',
} as const;

/** The events of the bulk e-mail service (docs/gateways/sendpulse.md 18.2). */
export class BulkEvents {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;
	readonly #account: Account;
	readonly #outbox: Outbox;

	constructor(
		settings: SendPulseSettings,
		clock: ClockScope,
		{ account, outbox }: { readonly account: Account; readonly outbox: Outbox },
	) {
		this.#settings = settings;
		this.#clock = clock;
		this.#account = account;
		this.#outbox = outbox;
	}

	/** Puts an event in line for every row of that action; `event` and `timestamp` are added. */
	emit(action: Action, fields: Readonly<Record<string, unknown>>, messageId?: string): void {
		const isBounce = action.endsWith('_bounces');
		const timestamp = this.#number(Math.floor(this.#clock.now() / 1000), isBounce);
		const payload = { timestamp, ...fields, event: action };
		for (const row of this.#account.webhooks.values()) {
			if (row.action === action) {
				this.#outbox.add(row.url, { payload, messageId: messageId ?? null });
			}
		}
	}

	/** An event about one letter of a campaign. */
	letter(
		action: Action,
		{ id, recipient, details }: Message,
		fields: Readonly<Record<string, unknown>> = {},
	): void {
		const isBounce = action.endsWith('_bounces');
		const task = this.#number(Number(details.campaignId), isBounce);
		const reader = action === 'open' || action === 'redirect' ? READER : {};
		this.emit(action, { task_id: task, email: recipient, ...reader, ...fields }, id);
	}

	bounced(action: 'soft_bounces' | 'hard_bounces', message: Message, code: number): void {
		this.letter(action, message, bounceFields(action, code));
	}

	unsubscribed(message: Message, bookId: number): void {
		this.letter('unsubscribe', message, this.#leaving(bookId, true));
	}

	/** An address was unsubscribed from one book through the API; there is no letter then. */
	unsubscribedFrom(bookId: number, email: string): void {
		this.emit('unsubscribe', { email, task_id: null, ...this.#leaving(bookId, false) });
	}

	added(bookId: number, { email, variables, source }: Contact): void {
		const pairs = [...variables].map(([name, value]) => ({ name, value }));
		this.emit('new_emails', {
			email,
			book_id: this.#number(bookId),
			source,
			variables: this.#settings.variables === 'array' ? pairs : Object.fromEntries(variables),
		});
	}

	deleted(bookId: number, email: string): void {
		this.emit('delete', { email, book_id: this.#number(bookId) });
	}

	campaign(id: number, bookId: number | null, status: number): void {
		const words = CAMPAIGN_WORDS[status];
		if (!words) return;
		this.emit('task_status_update', {
			task_id: this.#number(id),
			book_id: bookId === null ? null : this.#number(bookId),
			status: words[0],
			status_explain: words[1],
		});
	}

	#leaving(bookId: number, fromAll: boolean): Record<string, unknown> {
		const from_all = fromAll ? '1' : '0';
		return { from_all, reason: null, book_id: this.#number(bookId), categories: '' };
	}

	/** Texts, but numbers for bounces (docs/gateways/sendpulse.md 18.2). */
	#number(value: number, isBounce = false): number | string {
		const { eventNumbers } = this.#settings;
		const isInt = eventNumbers === 'int' || (eventNumbers === 'mixed' && isBounce);
		return isInt ? value : String(value);
	}
}

/** What a mail server said about a letter it did not take. */
export const bounceFields = (
	action: 'soft_bounces' | 'hard_bounces',
	code: number,
): Readonly<Record<string, unknown>> =>
	action === 'hard_bounces'
		? {
				smtp_server_response_code: code,
				smtp_server_response_subcode: '5.1.1',
				smtp_server_response: 'Recipient address rejected',
			}
		: {
				smtp_server_response_code: code,
				smtp_server_response_subcode: '4.2.2',
				smtp_server_response: 'Mailbox is temporarily unavailable',
			};
