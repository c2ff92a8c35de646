/** One step of a message's life, in the gateway's own status words. */
export type StatusChange = { readonly status: string; readonly at: string };

/**
 * What every gateway of the sandbox shows about a message it has accepted, in one common shape.
 * Anything only one gateway knows goes into `details`.
 */
export type Message = {
	readonly gateway: string;
	readonly id: string;
	/** sms, viber, email … in the gateway's own words. */
	readonly channel: string;
	readonly recipient: string;
	readonly sender: string;
	/** Decoded text; what could not be decoded is reported in `details.decodeProblems`. */
	readonly text: string;
	readonly html: string | null;
	readonly button: string | null;
	readonly action: string | null;
	readonly image: string | null;
	readonly parts?: number;
	/** ISO instant of a delayed message, null when it goes at once. */
	readonly scheduledAt: string | null;
	/** The latest status in the gateway's own words or numbers. */
	status: string;
	readonly history: StatusChange[];
	/** The parameters exactly as they stood on the wire (still percent-encoded where they were). */
	readonly raw: Readonly<Record<string, string>>;
	readonly receivedAt: string;
	/** The entry of the request log this message came with. */
	readonly requestId: number;
	readonly details: Record<string, unknown>;
};

/** The messages of one gateway in the order of acceptance. */
export class MessageStore {
	readonly list: Message[] = [];
	readonly #byId = new Map<string, Message>();

	add(message: Message): Message {
		this.list.push(message);
		this.#byId.set(message.id, message);
		return message;
	}

	find(id: string): Message | undefined {
		return this.#byId.get(id);
	}

	clear(): void {
		this.list.length = 0;
		this.#byId.clear();
	}
}
