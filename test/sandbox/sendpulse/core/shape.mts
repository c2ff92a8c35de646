import type { SendPulseSettings } from '../settings.mts';

/** A value of a contact variable. */
export type Value = string | number;

export type VariableType = 'string' | 'number' | 'date';

/** How a variable looks where the answer names its type. */
type VariableTriple = {
	readonly name: string;
	readonly type: VariableType;
	readonly value: string;
};

/** The modes in which the same fact is written differently (docs/gateways/sendpulse.md 1.5, 3.1, 24). */
export class Shape {
	readonly #settings: SendPulseSettings;

	constructor(settings: SendPulseSettings) {
		this.#settings = settings;
	}

	/** A number the older document shows as a string (`"id": "1"`) and current pages as a number. */
	n(value: number): number | string {
		return this.#settings.numbers === 'string' ? String(value) : value;
	}

	get isOlder(): boolean {
		return this.#settings.numbers === 'string';
	}

	/** An object that PHP writes as `[]` when it is empty. */
	map<T>(entries: readonly (readonly [string, T])[]): Record<string, T> | [] {
		if (entries.length === 0 && this.#settings.emptyObjects === 'array') return [];
		return Object.fromEntries(entries);
	}

	/** The variables of a contact in a list: an object, or the triples of the older document. */
	variables(
		values: ReadonlyMap<string, Value>,
		types: ReadonlyMap<string, VariableType>,
	): Record<string, Value> | VariableTriple[] {
		return this.#settings.variables === 'array'
			? this.triples(values, types)
			: this.map([...values]);
	}

	/** The variables of a contact as triples, whose values are strings. */
	triples(
		values: ReadonlyMap<string, Value>,
		types: ReadonlyMap<string, VariableType>,
	): VariableTriple[] {
		return [...values].map(([name, value]) => ({
			name,
			type: types.get(name) ?? 'string',
			value: String(value),
		}));
	}
}
