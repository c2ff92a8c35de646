/** An extract of published API descriptions, and what of a request does not agree with it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import type { ErrorObject } from 'ajv';
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import { projectRoot } from '../../projectRoot.mts';
import { type Described, schemaOf } from './notation.mts';

export interface PublishedMethod {
	path?: Record<string, Described>;
	query?: Record<string, Described>;
	body?: Described;
}

export interface PublishedFile {
	/** Where the operator publishes it. */
	url: string;
	/** Of the bytes that were read, if that is known. */
	sha256: string | null;
	/** Whether each of its methods is here. */
	whole: boolean;
	/** What stands in front of its paths. */
	prefix: string;
	/** By method and path, such as `GET /bots`. */
	methods: Record<string, PublishedMethod>;
}

export interface Extract {
	/** The day on which it was read. */
	read: string;
	files: PublishedFile[];
	/** Methods that several files repeat, of which those that were not read whole may lack some. */
	common: { from: string; to: string[]; methods: string[] };
}

export const extractFile = (gateway: string): string =>
	path.join(projectRoot(), 'test', 'contract', 'published', `${gateway}.json`);

export const extractOf = (gateway: string): Extract =>
	JSON.parse(readFileSync(extractFile(gateway), 'utf8')) as Extract;

interface Route {
	/** Method and path with the file's prefix. */
	name: string;
	pattern: RegExp;
	/** Names of the parts of the path that vary. */
	parts: string[];
	method: PublishedMethod;
}

const escaped = (text: string): string => text.replace(/[.*+?^$()[\]\\|]/g, '\\$&');

/** The methods of a file, with those that it shares. */
function methodsOf({ files, common }: Extract, { prefix, methods }: PublishedFile) {
	const source = files.find((one) => one.prefix === common.from)?.methods ?? {};
	const shared = common.to.includes(prefix) ? common.methods : [];
	return { ...Object.fromEntries(shared.map((key) => [key, source[key] ?? {}])), ...methods };
}

/** The methods of all files, those with fewer variable parts first. */
const routesOf = (extract: Extract): Route[] =>
	extract.files
		.flatMap((file) =>
			Object.entries(methodsOf(extract, file)).map(([key, method]): Route => {
				const [verb = '', own = ''] = key.split(' ');
				const name = `${verb} ${file.prefix}${own}`;
				const parts = [...name.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => part);
				const pattern = new RegExp(`^${escaped(name).replace(/\{\w+\}/g, '([^/]+)')}$`);
				return { name, pattern, parts, method };
			}),
		)
		.sort((a, b) => a.parts.length - b.parts.length);

// In paths and queries everything is a text.
const ajv = {
	body: new Ajv({ allErrors: true }),
	text: new Ajv({ allErrors: true, coerceTypes: true }),
};

const place = ({ dataPath, keyword, params }: ErrorObject): string => {
	const where = dataPath.replace(/\[\d+\]/g, '[]');
	const { missingProperty, additionalProperty, type } = params as Record<string, unknown>;
	const what = missingProperty ?? additionalProperty ?? type ?? '';
	return `${where} ${keyword} ${String(what)}`.trimEnd();
};

/** What a value lacks against its description; of an alternative only that none fits. */
function against(checker: Ajv.Ajv, described: Described, value: unknown, label: string): string[] {
	const check = checker.compile(schemaOf(described));
	if (check(value) === true) return [];
	const errors = check.errors ?? [];
	const alternatives = errors.filter(({ keyword }) => keyword === 'oneOf');
	const inside = ({ schemaPath }: ErrorObject) =>
		alternatives.some((one) => schemaPath.startsWith(`${one.schemaPath}/`));
	return errors.filter((error) => !inside(error)).map((error) => `${label}${place(error)}`);
}

/** The values of a query; a name that comes more than once is a list. */
function queryOf(query: string): Record<string, unknown> {
	const found = new URLSearchParams(query);
	return Object.fromEntries(
		[...new Set(found.keys())].map((name) => {
			const all = found.getAll(name);
			return [name, all.length > 1 ? all : all[0]];
		}),
	);
}

type Request = Pick<Exchange, 'method' | 'path' | 'query' | 'body'>;

/**
 * Says of requests where they leave the published descriptions.
 *
 * @returns for a request the method it was told by, and each place that differs; no method where none is published
 */
export function published(extract: Extract) {
	const routes = routesOf(extract);
	return ({
		method,
		path: asked,
		query,
		body,
	}: Request): { name: string | null; faults: string[] } => {
		const found = routes
			.filter(({ pattern }) => pattern.test(`${method} ${asked}`))
			.filter(({ parts }, _at, [first]) => parts.length === first?.parts.length);
		if (found.length === 0) return { name: null, faults: [] };
		const judged = found.map((route) => {
			const [, ...values] = route.pattern.exec(`${method} ${asked}`) ?? [];
			const parts = Object.fromEntries(
				route.parts.map((part, at) => [part, decodeURIComponent(values[at] ?? '')]),
			);
			const text = body.toString('utf8');
			const sent = text === '' ? undefined : (JSON.parse(text) as unknown);
			const { path: ofPath = {}, query: ofQuery = {}, body: ofBody } = route.method;
			const faults = [
				...against(ajv.text, ofPath, parts, 'path'),
				...against(ajv.text, ofQuery, queryOf(query), 'query'),
				...(ofBody === undefined
					? sent === undefined
						? []
						: ['body, which is not described']
					: against(ajv.body, ofBody, sent, 'body')),
			];
			return { name: route.name, faults };
		});
		// Two files describe some of the paths.
		return (
			judged.toSorted((a, b) => a.faults.length - b.faults.length)[0] ?? { name: null, faults: [] }
		);
	};
}
