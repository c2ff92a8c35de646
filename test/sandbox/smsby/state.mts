import type { FieldSource } from '../framework/fields.mts';

/** One API call, whatever became of it. */
export type CallRecord = {
	readonly requestId: number;
	/** As documented, however the client spelled it. */
	readonly method: string;
	readonly version: string;
	readonly sources: Readonly<Record<string, FieldSource>>;
	/** Parameters nobody reads. */
	readonly ignored: readonly string[];
	/** What is not wrong enough to be refused. */
	readonly warnings: string[];
	/** The error text, null when the call succeeded. */
	error: string | null;
};

/** A time as the client wrote it, and as an instant; null for none. */
export type Schedule = { readonly wire: string | null; readonly at: number | null };

export const NO_SCHEDULE: Schedule = { wire: null, at: null };

/** A text made for many recipients: by createSmsMessage, or one of a bulk request. */
export type Campaign = {
	readonly id: string;
	readonly channel: 'sms' | 'viber';
	readonly name: string | null;
	readonly text: string;
	/** null: the system name. */
	readonly senderId: string | null;
	readonly sender: string;
	readonly createdAt: number;
	readonly schedule: Schedule;
	/** The bulk request it belongs to. */
	readonly uuid: string | null;
	looks: number;
	moderated: boolean;
	/** Why a campaign of a bulk request was not sent. */
	error: string | null;
	/** Recipients of a bulk campaign that were left out, with the reason. */
	readonly rejected: { readonly phone: string; readonly error: string }[];
	readonly messageIds: string[];
};

/** A sendBulkSms or sendBulkViber request. */
export type Bulk = {
	readonly uuid: string;
	readonly channel: 'sms' | 'viber';
	/** null when empty or missing. */
	readonly callbackUrl: string | null;
	readonly requestId: number;
	readonly campaigns: readonly Campaign[];
	processed: boolean;
};

export type SubscriberList = {
	readonly id: string;
	readonly name: string;
	readonly contacts: Record<string, string>[];
};

export type PasswordObject = {
	readonly id: string;
	typeId: string;
	length: number;
	readonly createdAt: number;
};

export type FlashCall = {
	readonly fclid: string;
	readonly phone: string;
	readonly code: string;
	readonly attempts: number;
	readonly expiresAt: number;
	tries: number;
	confirmedAt: number | null;
};

export type Bill = {
	readonly id: string;
	readonly amount: string;
	readonly amountType: string;
	readonly type: string | null;
	readonly createdAt: number;
};

/** What the gateway keeps beyond messages and settings, for tests to look at. */
export class SmsByState {
	readonly calls: CallRecord[] = [];
	readonly campaigns: Campaign[] = [];
	readonly bulks: Bulk[] = [];
	readonly lists: SubscriberList[] = [];
	readonly passwordObjects: PasswordObject[] = [];
	readonly flashCalls: FlashCall[] = [];
	readonly bills: Bill[] = [];
	/** Sender names asked for and not approved yet. */
	readonly alphanameRequests: { readonly id: string; readonly name: string }[] = [];
	/** Viber mailings to a list that wait to be confirmed on the site, by id. */
	readonly unconfirmed = new Map<string, () => void>();
	/** Money gone since the last reset. */
	readonly spent = { sms: 0, viber: 0 };
	#lastId = 700_122;

	/** One sequence for all kinds of ids, so that none can be mistaken for another. */
	nextId(): string {
		return String(++this.#lastId);
	}

	clear(): void {
		for (const list of [
			this.calls,
			this.campaigns,
			this.bulks,
			this.lists,
			this.passwordObjects,
			this.flashCalls,
			this.bills,
			this.alphanameRequests,
		]) {
			list.length = 0;
		}
		this.unconfirmed.clear();
		Object.assign(this.spent, { sms: 0, viber: 0 });
	}
}
