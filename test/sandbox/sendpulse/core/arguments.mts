import { FAILURES, Refusal } from './refusal.mts';

export type Values = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object; PHP clients write an empty one as `[]`. */
export const isMap = (value: unknown): value is Values =>
	isObject(value) || (Array.isArray(value) && value.length === 0);

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

export const isEmail = (value: unknown): value is string =>
	typeof value === 'string' && EMAIL.test(value);

/** A whole number; digits in a string count, because the older document shows every id as a string. */
export const wholeNumber = (value: unknown): number | null => {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
	return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : null;
};

type Range = { readonly min?: number; readonly max?: number };

/**
 * The arguments of one call. Their complaints are those of the OpenAPI examples ("Argument <name>
 * missing | must be string | is invalid", docs/gateways/sendpulse.md 1.3); as there, null, an empty text and
 * an empty list count as missing.
 */
export class Arguments {
	readonly #values: Values;
	readonly #revive: (value: unknown) => unknown;
	readonly #read = new Set<string>();

	constructor(values: Values, revive: (value: unknown) => unknown = (value) => value) {
		this.#values = values;
		this.#revive = revive;
	}

	/** The value as it came; null is undefined. */
	value(name: string): unknown {
		this.#read.add(name);
		return this.#values[name] ?? undefined;
	}

	/** Whether there is anything to speak of. */
	has(name: string): boolean {
		const value = this.value(name);
		return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
	}

	/** Names that came and that nobody has looked at. */
	unread(): string[] {
		return Object.keys(this.#values).filter((name) => !this.#read.has(name));
	}

	text(name: string, missing: Refusal = FAILURES.missing(name)): string {
		if (!this.has(name)) throw missing;
		const value = this.value(name);
		if (typeof value !== 'string') throw FAILURES.mustBe(name, 'string');
		return value;
	}

	textOr(name: string): string | undefined {
		return this.has(name) ? this.text(name) : undefined;
	}

	/** One of a few words. */
	wordOr<T extends string>(name: string, words: readonly T[]): T | undefined {
		const text = this.textOr(name);
		if (text === undefined) return undefined;
		const word = words.find((one) => one === text);
		if (word === undefined) throw FAILURES.isInvalid(name);
		return word;
	}

	email(name: string): string {
		if (!this.has(name)) throw FAILURES.missing(name);
		const value = this.value(name);
		if (!isEmail(value)) throw FAILURES.isInvalid(name);
		return value;
	}

	integer(name: string, range: Range = {}): number {
		if (this.value(name) === undefined) throw FAILURES.missing(name);
		const number = wholeNumber(this.value(name));
		if (number === null) throw FAILURES.mustBe(name, 'integer');
		if (range.min !== undefined && number < range.min) throw FAILURES.atLeast(name, range.min);
		if (range.max !== undefined && number > range.max) throw FAILURES.notGreater(name, range.max);
		return number;
	}

	integerOr(name: string, range: Range = {}): number | undefined {
		return this.value(name) === undefined ? undefined : this.integer(name, range);
	}

	flagOr(name: string, wrong: Refusal = FAILURES.mustBe(name, 'boolean')): boolean | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		if (value === true || value === 1 || value === '1') return true;
		if (value === false || value === 0 || value === '0') return false;
		throw wrong;
	}

	list(name: string, wrong: Refusal = FAILURES.mustBe(name, 'array')): readonly unknown[] {
		if (!this.has(name)) throw FAILURES.missing(name);
		const value = this.#revive(this.value(name));
		if (!Array.isArray(value)) throw wrong;
		return value as unknown[];
	}

	/** A list of texts; anything else in it makes the argument invalid. */
	texts(name: string, wrong?: Refusal): readonly string[] {
		const list = this.list(name, wrong);
		if (!list.every((one) => typeof one === 'string')) throw FAILURES.isInvalid(name);
		return list;
	}

	integers(name: string, wrong?: Refusal): readonly number[] {
		return this.list(name, wrong).map((one) => {
			const number = wholeNumber(one);
			if (number === null) throw FAILURES.isInvalid(name);
			return number;
		});
	}

	mapOr(name: string, wrong: Refusal = FAILURES.isInvalid(name)): Values | undefined {
		if (!this.has(name)) return undefined;
		const value = this.#revive(this.value(name));
		if (!isMap(value)) throw wrong;
		return value;
	}

	/** The members of an object as arguments of their own. */
	within(values: Values): Arguments {
		return new Arguments(values, this.#revive);
	}
}

/** Which part of a list is wanted. */
type Page = { readonly limit: number; readonly offset: number };

const LARGEST_PAGE = 100;

/**
 * `limit` 1-100, 100 by default, and `offset` (docs/gateways/sendpulse.md 1.4, 2.2). Only lists, contacts and
 * templates document the refusal of another limit; elsewhere a larger one is cut ("max 100 entries per
 * reply") and 0, which three official clients send unless they are told, is none at all.
 */
export const pageOf = (query: Arguments, beyond: 'refused' | 'cut' = 'refused'): Page => {
	const range = beyond === 'refused' ? { min: 1, max: LARGEST_PAGE } : { min: 0 };
	const limit = query.integerOr('limit', range);
	return {
		limit: Math.min(limit || LARGEST_PAGE, LARGEST_PAGE),
		offset: query.integerOr('offset', { min: 0 }) ?? 0,
	};
};

export const cut = <T,>(list: readonly T[], { limit, offset }: Page): T[] =>
	list.slice(offset, offset + limit);
