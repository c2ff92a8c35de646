import type { Exchange } from './exchange.mts';
import { contentTypeOf } from './exchange.mts';
import { readMultipart } from './multipart.mts';
import { percentDecode } from './percent.mts';

export type FieldSource = 'query' | 'form' | 'multipart' | 'json';

/** One named value of a request, as bytes. */
export type Field = {
	readonly name: string;
	/** Percent-decoded exactly once, charset not applied. */
	readonly value: Buffer;
	/** As it stood on the wire, one character per byte. */
	readonly wire: string;
	readonly malformed: boolean;
	readonly source: FieldSource;
	readonly filename?: string;
};

/** The named values of a request in the order they came in. */
export class Fields {
	readonly all: readonly Field[];

	constructor(all: readonly Field[]) {
		this.all = all;
	}

	/** The last value of that name, as PHP and most form parsers see it. */
	get(name: string): Field | undefined {
		return this.all.findLast((field) => field.name === name);
	}

	/** Bytes of a value; undefined when the name is absent. */
	bytes(name: string): Buffer | undefined {
		return this.get(name)?.value;
	}

	/** A value as UTF-8 text; undefined when the name is absent. */
	text(name: string): string | undefined {
		return this.get(name)?.value.toString('utf8');
	}

	/** Names that came more than once. */
	duplicates(): string[] {
		const seen = new Set<string>();
		const twice = new Set<string>();
		for (const { name } of this.all) (seen.has(name) ? twice : seen).add(name);
		return [...twice];
	}

	/** Name and wire form of every value, for `Message.raw`. */
	raw(): Record<string, string> {
		return Object.fromEntries(this.all.map(({ name, wire }) => [name, wire]));
	}
}

const parsePairs = (wire: string, source: FieldSource): Field[] =>
	wire
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const mark = pair.indexOf('=');
			const name = percentDecode(mark < 0 ? pair : pair.slice(0, mark));
			const value = mark < 0 ? '' : pair.slice(mark + 1);
			const decoded = percentDecode(value);
			return {
				name: name.bytes.toString('utf8'),
				value: decoded.bytes,
				wire: value,
				malformed: name.malformed || decoded.malformed,
				source,
			};
		});

/** The values of the query string. */
export const queryFields = (exchange: Exchange): Field[] => parsePairs(exchange.query, 'query');

/** The values of a urlencoded or multipart body; none for any other media type. */
export const bodyFields = async (exchange: Exchange): Promise<Field[]> => {
	const { type } = contentTypeOf(exchange.headers);
	if (type === 'application/x-www-form-urlencoded') {
		return parsePairs(exchange.body.toString('latin1'), 'form');
	}
	if (type === 'multipart/form-data') return await readMultipart(exchange.headers, exchange.body);
	return [];
};

/** The top-level members of a JSON object as values; null when the text is no JSON object. */
export const jsonFields = (json: string): Field[] | null => {
	const value = parseJson(json);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	return Object.entries(value).map(([name, member]): Field => {
		const text = typeof member === 'string' ? member : JSON.stringify(member);
		const bytes = Buffer.from(text, 'utf8');
		return { name, value: bytes, wire: text, malformed: false, source: 'json' };
	});
};

/** JSON text as a value, undefined when it is not JSON. */
export const parseJson = (json: string): unknown => {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
};
