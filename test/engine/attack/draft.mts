/** A callback before it is written down, so that an attack can change one part of it. */
import { encode } from 'iconv-lite';
import type { CallOptions } from '../harness/index.mts';

/** A parameter as it is meant; the name may come several times. */
export type Pair = readonly [name: string, value: string];

export type Body =
	| { kind: 'none' }
	| { kind: 'form'; pairs: Pair[] }
	| { kind: 'json'; value: unknown }
	| { kind: 'xml'; pairs: Pair[] }
	| { kind: 'bytes'; bytes: Buffer; type?: string };

export interface Draft {
	method: string;
	query: Pair[];
	/** Written behind the query as it is. */
	rawQuery?: string;
	headers: Record<string, string>;
	/** What the texts are written in; UTF-8 without it. */
	charset?: string;
	body: Body;
}

const plain = /^[A-Za-z0-9._~-]$/;

/** Percent-encoding of every byte that could mean something. */
export function percent(text: string, charset = 'utf-8'): string {
	let written = '';
	for (const byte of encode(text, charset)) {
		const letter = String.fromCharCode(byte);
		written += plain.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	}
	return written;
}

const pairText = (pairs: readonly Pair[], charset?: string): string =>
	pairs.map(([name, value]) => `${percent(name, charset)}=${percent(value, charset)}`).join('&');

const xmlText = (pairs: readonly Pair[]): string => {
	const escape = (text: string) =>
		text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	const leaves = pairs.map(([name, value]) => `<${name}>${escape(value)}</${name}>`);
	return `<?xml version="1.0"?>\n<sms>${leaves.join('')}</sms>`;
};

const bodies: {
	[K in Body['kind']]: (
		body: Extract<Body, { kind: K }>,
		charset: string,
	) => { bytes: Buffer; type?: string };
} = {
	none: () => ({ bytes: Buffer.alloc(0) }),
	form: ({ pairs }, charset) => ({
		bytes: Buffer.from(pairText(pairs, charset)),
		type: 'application/x-www-form-urlencoded',
	}),
	json: ({ value }, charset) => ({
		bytes: encode(JSON.stringify(value), charset),
		type: 'application/json',
	}),
	xml: ({ pairs }, charset) => ({ bytes: encode(xmlText(pairs), charset), type: 'text/xml' }),
	bytes: ({ bytes, type }) => ({ bytes, type }),
};

/** The call as it travels. */
export function written(draft: Draft): CallOptions & { rawBody: Buffer } {
	const { method, query, rawQuery = '', headers, charset = 'utf-8', body } = draft;
	const write = bodies[body.kind] as (
		body: Body,
		charset: string,
	) => ReturnType<typeof bodies.none>;
	const { bytes, type } = write(body, charset);
	const pairs = pairText(query, charset);
	const search = [pairs, rawQuery].filter((part) => part !== '').join('&');
	return {
		method,
		url: `?${search}`,
		headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
		rawBody: bytes,
	};
}

/** The draft with other values under a name; none removes it. In JSON, several are a list. */
export function withValues(draft: Draft, name: string, values: string[]): Draft {
	const change = (pairs: Pair[]): Pair[] => {
		const at = pairs.findIndex(([known]) => known === name);
		const others = pairs.filter(([known]) => known !== name);
		const own = values.map((value): Pair => [name, value]);
		return at < 0 ? pairs : [...others.slice(0, at), ...own, ...others.slice(at)];
	};
	const { body } = draft;
	const changed: Draft = { ...draft, query: change(draft.query) };
	if (body.kind === 'form' || body.kind === 'xml')
		return { ...changed, body: { ...body, pairs: change(body.pairs) } };
	const { value } = body.kind === 'json' ? body : { value: null };
	if (typeof value !== 'object' || value === null || !(name in value)) return changed;
	const { [name]: _old, ...rest } = value as Record<string, unknown>;
	const json =
		values.length === 0 ? rest : { ...rest, [name]: values.length === 1 ? values[0] : values };
	return { ...changed, body: { kind: 'json', value: json } };
}

/** The draft with a parameter more in its query. */
export const withQuery = (draft: Draft, ...pairs: Pair[]): Draft => ({
	...draft,
	query: [...draft.query, ...pairs],
});
