/**
 * A map whose first key costs the same however many have left from the front. A plain one looks for it past the places of all those,
 * which the engine keeps until it makes the table smaller: a long line would cost its square.
 */
export class Queue<K, V> extends Map<K, V> {
	/** Goes on from the last key that was the first, before which all are gone. */
	private readonly order = this.keys();

	private found?: { key: K };

	/** The key that has been there for the longest time; undefined when there is none. */
	get first(): K | undefined {
		if (this.size === 0) return undefined;
		this.found ??= { key: this.order.next().value as K };
		return this.found.key;
	}

	override delete(key: K): boolean {
		if (this.found?.key === key) this.found = undefined;
		return super.delete(key);
	}
}
