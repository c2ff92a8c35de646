export type Stored<T> = T & { readonly id: number };

/** Records with ids the server gives out. */
export class Table<T extends object> {
	readonly rows: Stored<T>[] = [];
	#lastId = 0;

	add(record: T): Stored<T> {
		const stored = { ...record, id: ++this.#lastId };
		this.rows.push(stored);
		return stored;
	}

	find(id: number | string): Stored<T> | undefined {
		return this.rows.find((row) => String(row.id) === String(id));
	}

	/** True when there was such a record. */
	remove(id: number | string): boolean {
		const at = this.rows.findIndex((row) => String(row.id) === String(id));
		if (at >= 0) this.rows.splice(at, 1);
		return at >= 0;
	}

	clear(): void {
		this.rows.length = 0;
		this.#lastId = 0;
	}
}
