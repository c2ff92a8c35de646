import type { Message } from '../framework/message.mts';
import type { Operator } from './operators.mts';
import type { GatewayId } from './wire/refusal.mts';
import type { Channel } from './wire/words.mts';

/** One message to one recipient as the history of the account has it. */
export type Sending = {
	/** The internal number of get.php's `int_id` and `prev_id`. */
	readonly intId: number;
	/** The id the client knows: one for all recipients of a request (docs/gateways/smsc.md 2.2). */
	readonly id: GatewayId;
	readonly channel: Channel;
	readonly phone: string;
	/** What every gateway of the sandbox shows; `status` lives there. */
	readonly message: Message;
	readonly sender: string;
	readonly comment: string;
	readonly parts: number;
	/** Price, 0 when virtual. */
	readonly cost: number;
	readonly isVirtual: boolean;
	readonly operator: Operator | undefined;
	readonly sentAt: number;
	err: number;
	changedAt: number;
	isDeleted: boolean;
};

/** What was sent, in order. Ids need not be unique (docs/gateways/smsc.md 2.1). */
export class Ledger {
	readonly list: Sending[] = [];
	readonly #byId = new Map<string, Sending[]>();
	readonly #byMessage = new Map<string, Sending>();

	add(sending: Sending): void {
		this.list.push(sending);
		this.#byMessage.set(sending.message.id, sending);
		const key = String(sending.id);
		const same = this.#byId.get(key);
		if (same) same.push(sending);
		else this.#byId.set(key, [sending]);
	}

	/** The latest with that id and number, which is what a status query tells of (docs/gateways/smsc.md 2.1). */
	find(id: string, phone: string): Sending | undefined {
		const wanted = phone.replace(/^\+/, '').toLowerCase();
		return this.#byId
			.get(id)
			?.findLast((one) => !one.isDeleted && one.phone.toLowerCase() === wanted);
	}

	/** All that went out under one id. */
	withId(id: string): readonly Sending[] {
		return this.#byId.get(id) ?? [];
	}

	ofMessage(message: Message): Sending | undefined {
		return this.#byMessage.get(message.id);
	}

	clear(): void {
		this.list.length = 0;
		this.#byId.clear();
		this.#byMessage.clear();
	}
}
