import { decodeText } from '../../framework/charset.mts';
import type { Exchange } from '../../framework/exchange.mts';
import type { Field } from '../../framework/fields.mts';
import { bodyFields, Fields, jsonFields, parseJson, queryFields } from '../../framework/fields.mts';
import { badParameters } from './refusal.mts';
import type { Format } from './words.mts';
import { CHARSETS, DEFAULT_CHARSET, FORMATS } from './words.mts';

/** The parameters of one request, decoded from the charset it names. An empty value is an absent one:
 *  the official PHP library always sends `id=0`, node-smsc writes undefined values as `name=`. */
export class Parameters {
	readonly fields: Fields;
	/** As answered to: one of docs/gateways/smsc.md 1.4. */
	readonly charset: string;
	readonly format: Format;
	/** What did not decode, as `parameter: problem`. */
	readonly problems: readonly string[];
	readonly #texts = new Map<string, string>();

	constructor(fields: Fields, charset: string, format: Format) {
		this.fields = fields;
		this.charset = charset;
		this.format = format;
		const problems: string[] = [];
		for (const field of fields.all) {
			if (field.filename !== undefined) continue;
			const decoded = decodeText(field.value, encodingOf(field, charset));
			this.#texts.set(field.name, decoded.text);
			problems.push(...decoded.problems.map((problem) => `${field.name}: ${problem}`));
			if (field.malformed) problems.push(`${field.name}: broken percent-encoding`);
		}
		this.problems = problems;
	}

	/** The value, or '' when there is none. */
	text(name: string): string {
		return this.#texts.get(name) ?? '';
	}

	/** The value, or the first of several names that has one. */
	first(...names: string[]): string {
		return names.map((name) => this.text(name)).find((value) => value !== '') ?? '';
	}

	/** A switch: 1, or 0 and nothing; anything else is error 1. */
	flag(name: string): boolean {
		return this.choice(name, ['0', '1']) === '1';
	}

	/** One of a few words, the first when absent; anything else is error 1. */
	choice<T extends string>(name: string, values: readonly [T, ...T[]]): T {
		const value = this.text(name);
		if (value === '') return values[0];
		const found = values.find((one) => one === value);
		if (found === undefined) throw badParameters();
		return found;
	}

	/** A whole number in a range; undefined when absent, error 1 when it is none or out of range. */
	integer(name: string, from: number, to: number): number | undefined {
		const value = this.text(name);
		if (value === '') return undefined;
		const number = Number(value);
		if (!/^-?\d+$/.test(value) || number < from || number > to) throw badParameters();
		return number;
	}

	/** A value that must be there; error 1 without it. */
	required(name: string): string {
		const value = this.text(name);
		if (value === '') throw badParameters();
		return value;
	}

	/** `name[index]` parameters by index. */
	indexed(name: string): Record<string, string> {
		const found: Record<string, string> = {};
		for (const [key, value] of this.#texts) {
			const index = key.startsWith(`${name}[`) && key.endsWith(']');
			if (index) found[key.slice(name.length + 1, -1)] = value;
		}
		return found;
	}

	/** The parts that carried a file, under any field name (docs/gateways/smsc.md 2.1). */
	files(): Field[] {
		return this.fields.all.filter(({ filename }) => filename !== undefined);
	}

	names(): string[] {
		return [...this.#texts.keys()];
	}
}

/** JSON text is Unicode by definition; everything else is in the charset of the request. */
const encodingOf = ({ source }: Field, charset: string): string =>
	source === 'json' ? 'utf8' : (CHARSETS[charset] ?? 'win1251');

/** What is wrong with a request that could not even be read, with the way to answer it. */
type Unreadable = { readonly charset: string; readonly format: Format };

/**
 * Reads query, form, multipart, or the JSON of /rest/send/; a body value wins over one of the query.
 * JSON is answered with JSON without asking (public clients of rest/send send no fmt).
 */
export const readParameters = async (
	exchange: Exchange,
	isRest: boolean,
): Promise<Parameters | Unreadable> => {
	const fallback = isRest ? 3 : 0;
	const body = await readBody(exchange, isRest).catch(() => null);
	const fields = new Fields([...queryFields(exchange), ...(body ?? [])]);
	const charset = charsetOf(fields, isRest);
	const format = formatOf(fields, fallback);
	if (body === null || charset === null || format === null) {
		return { charset: charset ?? DEFAULT_CHARSET, format: format ?? fallback };
	}
	return new Parameters(fields, charset, format);
};

const readBody = async (exchange: Exchange, isRest: boolean): Promise<Field[] | null> => {
	if (exchange.method !== 'POST') return [];
	return isRest ? readJson(exchange.body.toString('utf8')) : await bodyFields(exchange);
};

/** null is nothing, true and false are 1 and 0 (as PHP would read them; a guess). */
const readJson = (json: string): Field[] | null => {
	const value = parseJson(json);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	const members = Object.entries(value)
		.filter(([, member]) => member !== null)
		.map(([name, member]) => [name, typeof member === 'boolean' ? Number(member) : member]);
	return jsonFields(JSON.stringify(Object.fromEntries(members)));
};

/** Names are documented in lower case; another case is taken too (a guess), another name is error 1. */
const charsetOf = (fields: Fields, isRest: boolean): string | null => {
	const name = fields.text('charset')?.toLowerCase() || (isRest ? 'utf-8' : DEFAULT_CHARSET);
	return Object.hasOwn(CHARSETS, name) ? name : null;
};

const formatOf = (fields: Fields, fallback: Format): Format | null => {
	const value = fields.text('fmt') || String(fallback);
	return FORMATS.find((format) => String(format) === value) ?? null;
};
