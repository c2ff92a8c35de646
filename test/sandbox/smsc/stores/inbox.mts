/** An SMS that came in. */
export type Incoming = {
	readonly id: number;
	readonly phone: string;
	readonly message: string;
	readonly to: string;
	readonly receivedAt: number;
};

/** Incoming SMS of the account, with rising ids (get.php, `get_answers`). */
export class Inbox {
	readonly list: Incoming[] = [];
	#lastId = 0;

	add(incoming: Omit<Incoming, 'id'>): Incoming {
		const stored = { ...incoming, id: ++this.#lastId };
		this.list.push(stored);
		return stored;
	}

	clear(): void {
		this.list.length = 0;
		this.#lastId = 0;
	}
}
