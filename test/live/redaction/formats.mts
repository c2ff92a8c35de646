/** Forms in which a gateway and its clients write values. Each function walks one, and writes it as it was but for what changed. */
import { throughJsonEscapes, type Change } from './escapes.mts';

interface JsonParts {
	key(key: string): string;
	/** @param name the nearest key */
	text(text: string, name: string): string;
	/** @param number as it is written */
	number(number: string, name: string): string;
}

const jsonTokens = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]|[^"{}[\],:\d-]+|[^]/g;

export function isJson(text: string): boolean {
	if (!/^[\s\ufeff]*[{[]/.test(text)) return false;
	try {
		JSON.parse(text.replace(/^\ufeff/, ''));
		return true;
	} catch {
		return false;
	}
}

const quoted = (token: string, change: Change): string =>
	`"${throughJsonEscapes(token.slice(1, -1), change)}"`;

/** @param text JSON; what it is made of stays, white space included */
export function throughJson(text: string, outer: string, parts: JsonParts): string {
	const open: Array<{ isObject: boolean; name: string }> = [];
	let name = outer;
	let isKey = false;
	return text.replace(jsonTokens, (token) => {
		const first = token[0] ?? '';
		if (first === '{' || first === '[') {
			open.push({ isObject: first === '{', name });
			isKey = first === '{';
		} else if (first === '}' || first === ']') {
			open.pop();
			isKey = false;
		} else if (first === ',') {
			const here = open.at(-1);
			isKey = here?.isObject ?? false;
			name = here?.name ?? outer;
		} else if (first === ':') isKey = false;
		else if (first === '"' && token.length > 1) {
			if (!isKey) return quoted(token, (value) => parts.text(value, name));
			return quoted(token, (key) => {
				name = key;
				return parts.key(key);
			});
		} else if (/[\d-]/.test(first)) return parts.number(token, name);
		return token;
	});
}

interface FormParts {
	name(name: string): string;
	/** @param name as it is written */
	value(value: string, name: string): string;
}

/** A query, or the body of a form. */
export const throughForm = (text: string, parts: FormParts): string =>
	text
		.split('&')
		.map((pair) => {
			const at = pair.indexOf('=');
			if (at < 0) return parts.name(pair);
			const name = pair.slice(0, at);
			return `${parts.name(name)}=${parts.value(pair.slice(at + 1), name)}`;
		})
		.join('&');

interface MarkupParts {
	name(name: string): string;
	/** @param name of the element or attribute that it stands in */
	text(text: string, name: string): string;
}

const deepest = 64;

const attributeTokens = /"[^"]*"|'[^']*'|[^\s"'=]+|\s+|[^]/g;

/** What stands between `<` and `>`. */
function throughTag(tag: string, parts: MarkupParts): string {
	const name = /^[/?!]*[^\s/>"'=]*/.exec(tag)?.[0] ?? '';
	let attribute = '';
	let isValue = false;
	const rest = tag.slice(name.length).replace(attributeTokens, (token) => {
		const wasValue = isValue;
		isValue = token === '=' || (wasValue && token.trim() === '');
		if (/^[\s=/?]*$/.test(token)) return token;
		if (token.length > 1 && /^["']/.test(token)) {
			return `${token[0]}${parts.text(token.slice(1, -1), attribute)}${token[0]}`;
		}
		if (wasValue) return parts.text(token, attribute);
		attribute = token;
		return parts.name(token);
	});
	return parts.name(name) + rest;
}

const asides = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
] as const;

/** HTML or XML, as far as it is any: what is no tag is text. */
export function throughMarkup(text: string, outer: string, parts: MarkupParts): string {
	const made: string[] = [];
	const open: string[] = [outer];
	let at = 0;
	const take = (end: number) => text.slice(at, (at = end));
	while (at < text.length) {
		const name = open.at(-1) ?? outer;
		const start = text.indexOf('<', at);
		if (start < 0) made.push(parts.text(take(text.length), name));
		else if (start > at) made.push(parts.text(take(start), name));
		else {
			const aside = asides.find(([begin]) => text.startsWith(begin, at));
			const close = text.indexOf(aside?.[1] ?? '>', at);
			if (close < 0) made.push('<', parts.text(take(text.length).slice(1), name));
			else if (aside) {
				const inner = take(close + aside[1].length).slice(aside[0].length, -aside[1].length);
				made.push(aside[0], parts.text(inner, name), aside[1]);
			} else {
				const tag = take(close + 1).slice(1, -1);
				made.push('<', throughTag(tag, parts), '>');
				const element = /^[A-Za-z][^\s/>]*/.exec(tag)?.[0];
				if (tag.startsWith('/')) open.splice(Math.max(1, open.length - 1));
				else if (element && !tag.endsWith('/') && open.length < deepest) open.push(element);
			}
		}
	}
	return made.join('');
}

/** A part of a multipart body: its headers as text, its content as bytes. */
interface PartChange {
	headers(headers: string): string;
	content(content: Buffer, headers: string): Buffer;
}

/** @param boundary as the Content-Type names it */
export function throughMultipart(body: Buffer, boundary: string, change: PartChange): Buffer {
	const pieces = body.toString('latin1').split(`--${boundary}`);
	const made = pieces.map((piece, at) => {
		const end = piece.indexOf('\r\n\r\n');
		if (end < 0) {
			// What stands before the first boundary and behind the last one belongs to no part.
			return piece.replace(/[^\r\n-]/g, at === 0 || at === pieces.length - 1 ? 'x' : '$&');
		}
		const headers = piece.slice(0, end);
		const hasBreak = piece.endsWith('\r\n');
		const content = Buffer.from(piece.slice(end + 4, hasBreak ? -2 : undefined), 'latin1');
		const changed = change.content(content, headers).toString('latin1');
		return `${change.headers(headers)}\r\n\r\n${changed}${hasBreak ? '\r\n' : ''}`;
	});
	return Buffer.from(made.join(`--${boundary}`), 'latin1');
}
