import type { SmscSettings } from '../settings.mts';
import { Table } from './table.mts';

type Sender = {
	sender: string;
	/** The other parameters it was registered with. */
	fields: Record<string, string>;
	code: string | null;
	isConfirmed: boolean;
	/** When the last code went out. */
	codeSentAt?: number;
};

/** Sender names: those of the settings, and those added by senders.php. */
export class Senders {
	readonly added = new Table<Sender>();
	readonly #settings: SmscSettings;

	constructor(settings: SmscSettings) {
		this.#settings = settings;
	}

	/** No name at all means the account's default one. */
	knows(name: string): boolean {
		return name === '' || this.names().includes(name);
	}

	names(): string[] {
		return [...this.#settings.senders, ...this.added.rows.map(({ sender }) => sender)];
	}

	find(nameOrId: string) {
		return this.added.find(nameOrId) ?? this.added.rows.find(({ sender }) => sender === nameOrId);
	}

	clear(): void {
		this.added.clear();
	}
}
