import { decodeText } from '../framework/charset.mts';
import type { Exchange } from '../framework/exchange.mts';
import { contentTypeOf } from '../framework/exchange.mts';
import type { Field, FieldSource } from '../framework/fields.mts';
import { bodyFields, parseJson, queryFields } from '../framework/fields.mts';
import type { Tree, Value } from './phpTree.mts';
import { isTree, member, readTree, rootOf } from './phpTree.mts';
import { invalid } from './refusal.mts';
import { ERRORS } from './wire.mts';

/** A file of a multipart body. */
type Upload = { readonly filename: string; readonly bytes: Buffer };

type Source = {
	readonly tree: Tree;
	readonly sources: Readonly<Record<string, FieldSource>>;
	readonly files: Readonly<Record<string, Upload>>;
	readonly raw: Readonly<Record<string, string>>;
	readonly problems: readonly string[];
};

/** The parameters of a request, from wherever they came (docs/gateways/smsby.md 2). */
export class Params {
	readonly tree: Tree;
	/** Where each top-level parameter was found. */
	readonly sources: Readonly<Record<string, FieldSource>>;
	readonly files: Readonly<Record<string, Upload>>;
	readonly raw: Readonly<Record<string, string>>;
	/** Text that was not UTF-8, broken percent escapes, a body that is not what it says. */
	readonly decodeProblems: readonly string[];
	/** Names that stood in the query and in the body; the body has won. */
	readonly repeated: readonly string[];

	/** Laravel's `input()`: the body's members first, then the query's (inferred). */
	constructor(query: Source, body: Source) {
		this.tree = { ...query.tree, ...body.tree };
		this.sources = { ...query.sources, ...body.sources };
		this.files = body.files;
		this.raw = { ...query.raw, ...body.raw };
		this.decodeProblems = [...query.problems, ...body.problems];
		this.repeated = Object.keys(body.tree).filter((name) => Object.hasOwn(query.tree, name));
	}

	value(name: string): Value | undefined {
		return member(this.tree, name);
	}

	/** A scalar as text; undefined when absent, null or empty (PHP `empty`, inferred). */
	text(name: string): string | undefined {
		return textOf(this.value(name), name);
	}

	/** A scalar that must be there. */
	need(name: string): string {
		const text = this.text(name);
		if (text === undefined) throw invalid(ERRORS.required(name));
		return text;
	}

	/** Parameters a method does not know; they are ignored (docs/gateways/smsby.md 2). */
	unknown(known: readonly string[]): string[] {
		const lower = ['token', ...known];
		return [...Object.keys(this.sources), ...Object.keys(this.files)].filter(
			(name) => !lower.includes(name),
		);
	}
}

/** A scalar of any JSON type as text; an array or object in its place is refused. */
export const textOf = (value: Value | undefined, name: string): string | undefined => {
	if (value === undefined || value === null || value === '' || value === false) return undefined;
	if (value === true) return '1';
	if (typeof value === 'object') throw invalid(ERRORS.notScalar(name));
	return String(value);
};

const NOTHING: Source = { tree: {}, sources: {}, files: {}, raw: {}, problems: [] };

const fromFields = (fields: readonly Field[]): Source => {
	const problems: string[] = [];
	const pairs = fields
		.filter(({ filename }) => filename === undefined)
		.map(({ name, value, malformed }) => {
			const decoded = decodeText(value, 'utf8');
			if (malformed) problems.push(`${name}: broken percent escape`);
			problems.push(...decoded.problems.map((problem) => `${name}: ${problem}`));
			return [name, decoded.text] as const;
		});
	const files = fields.flatMap(({ name, value, filename }) =>
		filename === undefined ? [] : [[name, { filename, bytes: value }] as const],
	);
	return {
		tree: readTree(pairs),
		sources: Object.fromEntries(fields.map(({ name, source }) => [rootOf(name), source])),
		files: Object.fromEntries(files),
		raw: Object.fromEntries(
			fields.map(({ name, wire, filename }) => [name, filename === undefined ? wire : filename]),
		),
		problems,
	};
};

const fromJson = (body: Buffer): Source => {
	const { text, problems } = decodeText(body, 'utf8');
	const value = parseJson(text) as Value | undefined;
	if (!isTree(value)) return { ...NOTHING, problems: ['body: not a JSON object'] };
	const names = Object.keys(value);
	return {
		tree: value,
		sources: Object.fromEntries(names.map((name) => [name, 'json'])),
		files: {},
		raw: Object.fromEntries(
			Object.entries(value).map(([name, one]) => [
				name,
				typeof one === 'string' ? one : JSON.stringify(one),
			]),
		),
		problems: problems.map((problem) => `body: ${problem}`),
	};
};

/** What PHP reads of a body: JSON by its label whatever the verb, forms only of a POST (inferred). */
const readBody = async (exchange: Exchange): Promise<Source> => {
	if (exchange.body.length === 0) return NOTHING;
	const { type } = contentTypeOf(exchange.headers);
	if (/[/+]json$/.test(type)) return fromJson(exchange.body);
	if (exchange.method !== 'POST') return { ...NOTHING, problems: ['body: not read'] };
	try {
		const fields = await bodyFields(exchange);
		return fields.length === 0 ? { ...NOTHING, problems: ['body: not read'] } : fromFields(fields);
	} catch {
		return { ...NOTHING, problems: ['body: broken multipart'] };
	}
};

/** Query, form, multipart and JSON merged. */
export const readParams = async (exchange: Exchange): Promise<Params> =>
	new Params(fromFields(queryFields(exchange)), await readBody(exchange));
