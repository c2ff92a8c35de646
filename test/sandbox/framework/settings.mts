/** One mode of a gateway: its first value, and what a control call may set it to. */
export type Setting<T> = {
	readonly initial: () => T;
	readonly accepts: (value: unknown) => boolean;
	/** For people: what it does and which values it takes. */
	readonly describe: string;
};

export type SettingsSchema<S extends object> = { readonly [K in keyof S]-?: Setting<S[K]> };

/** One of a few words or numbers; the first is the default. */
export const choice = <const T extends readonly (string | number | boolean)[]>(
	values: T,
	describe: string,
): Setting<T[number]> => ({
	initial: () => values[0] as T[number],
	accepts: (value) => values.some((one) => one === value),
	describe: `${describe} (${values.join(' | ')})`,
});

/** On or off. */
export const flag = (initial: boolean, describe: string): Setting<boolean> => ({
	initial: () => initial,
	accepts: (value) => typeof value === 'boolean',
	describe: `${describe} (true | false)`,
});

/** A whole number. */
export const integer = (initial: number, describe: string): Setting<number> => ({
	initial: () => initial,
	accepts: (value) => Number.isInteger(value),
	describe: `${describe} (integer)`,
});

/** A whole number, or null for "none". */
export const optionalInteger = (describe: string): Setting<number | null> => ({
	initial: () => null,
	accepts: (value) => value === null || Number.isInteger(value),
	describe: `${describe} (integer | null)`,
});

/** A list of texts. */
export const texts = (initial: readonly string[], describe: string): Setting<string[]> => ({
	initial: () => [...initial],
	accepts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	describe: `${describe} (list of strings)`,
});

/** A setting with a check of its own. */
export const custom = <T,>(
	initial: () => T,
	accepts: (value: unknown) => boolean,
	describe: string,
): Setting<T> => ({ initial, accepts, describe });

/** The mutable settings object of one gateway and its way back to the defaults. */
export class Settings<S extends object> {
	readonly values: S;
	readonly schema: SettingsSchema<S>;

	constructor(schema: SettingsSchema<S>) {
		this.schema = schema;
		this.values = {} as S;
		this.reset();
	}

	reset(): void {
		for (const name of this.#names()) this.values[name] = this.schema[name].initial();
	}

	/** Applies a patch that came as JSON; returns what is wrong with it, having changed nothing then. */
	patch(patch: Readonly<Record<string, unknown>>): string | null {
		for (const [name, value] of Object.entries(patch)) {
			const setting = this.#names().find((one) => one === name);
			if (setting === undefined) return `No setting "${name}"`;
			if (!this.schema[setting].accepts(value)) {
				return `"${name}" does not take this value: ${this.schema[setting].describe}`;
			}
		}
		Object.assign(this.values, patch);
		return null;
	}

	/** For people: every setting's name and what it does. */
	describe(): Record<string, string> {
		return Object.fromEntries(
			this.#names().map((name) => [String(name), this.schema[name].describe]),
		);
	}

	#names(): (keyof S)[] {
		return Object.keys(this.schema) as (keyof S)[];
	}
}
