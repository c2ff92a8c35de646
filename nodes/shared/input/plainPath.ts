import { isSafeObjectProperty } from 'n8n-workflow';

/**
 * The part of n8n's expression language that can be read straight from an item: text and plain `$json` paths, such as
 * `={{ $json.phone }}` or `=Dear {{ $json.customer["first name"] }},`. One evaluation by n8n costs about 0.3 ms in its
 * isolate; for thousands of rows that is most of a node's time. What is not plain is left to n8n.
 */
type PlainTemplate = Array<string | PathSegment[]>;

type PathSegment = string | number;

/** A name in brackets, without escapes and without line breaks, which JavaScript refuses there. */
const quoted = String.raw`"[^"\\\r\n\u2028\u2029]*"|'[^'\\\r\n\u2028\u2029]*'`;
/** A leading zero would make it an octal number. */
const index = String.raw`0|[1-9]\d*`;
const path = new RegExp(
	String.raw`^\s*\$json((?:\.[A-Za-z_$][\w$]*|\[\s*(?:${quoted}|${index})\s*\])+)\s*$`,
);
const segment = /\.([A-Za-z_$][\w$]*)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/g;

/** n8n refuses any text with this in it, wherever it stands. */
const refused = /\.\s*constructor/;

/** Names that n8n's sandbox treats specially, and those that every object inherits. */
const isGuarded = (name: PathSegment): boolean =>
	!isSafeObjectProperty(String(name)) || String(name) in Object.prototype;

function parsePath(code: string): PathSegment[] | null {
	const match = path.exec(code);
	if (!match?.[1]) return null;
	const segments = [...match[1].matchAll(segment)].map(([, name, double, single, position]) =>
		position === undefined ? (name ?? double ?? single ?? '') : Number(position),
	);
	return segments.some(isGuarded) ? null : segments;
}

/**
 * @param raw a parameter's text as it is stored, with its leading `=`
 * @returns the template, or null when n8n has to evaluate it
 */
export function parsePlainTemplate(raw: string): PlainTemplate | null {
	if (!raw.startsWith('=') || raw.includes('\\') || refused.test(raw)) return null;
	const template: PlainTemplate = [];
	let rest = raw.slice(1);
	for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
		const close = rest.indexOf('}}', open);
		if (close < 0) return null;
		const segments = parsePath(rest.slice(open + 2, close));
		if (!segments) return null;
		if (open > 0) template.push(rest.slice(0, open));
		template.push(segments);
		rest = rest.slice(close + 2);
	}
	if (rest.includes('}}')) return null;
	if (rest !== '') template.push(rest);
	return template;
}

function follow(json: unknown, segments: PathSegment[]): unknown {
	let value = json;
	for (const name of segments) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as Record<PathSegment, unknown>)[name];
	}
	return value;
}

/**
 * Fills a template from one item. Only values whose meaning is beyond doubt are taken: strings, finite numbers and,
 * for a path that stands alone, booleans.
 *
 * @returns `undefined` when n8n has to evaluate it
 */
export function fillPlainTemplate(
	template: PlainTemplate,
	json: unknown,
): string | number | boolean | undefined {
	const isAlone = template.length === 1;
	let text = '';
	for (const part of template) {
		const value = typeof part === 'string' ? part : follow(json, part);
		if (isAlone && typeof value === 'boolean') return value;
		if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
			return undefined;
		if (isAlone) return value;
		text += value;
	}
	return text;
}
