/** Where the sandbox's answer differs from the one that was recorded. */
import type { Exchange } from '../model.mts';
import { charsetOf, decodeBytes } from '../redaction/charset.mts';
import type { Fields } from '../redaction/fields.mts';
import { bytesOfBody, type RecordedExchange } from './recording.mts';
import { shapeDifferences, shapeOf } from './shapes.mts';

type Answer = NonNullable<Exchange['answer']>;
type Recorded = NonNullable<RecordedExchange['answer']>;

/** Headers of servers, proxies and connections, which say nothing of the interface. */
const ofServers =
	/^(?:date|connection|keep-alive|transfer-encoding|content-length|content-encoding|server|via|age|alt-svc|nel|report-to|vary|etag|last-modified|expires|pragma|cache-control|x-powered-by|x-request-id|x-cache|x-frame-options|x-xss-protection|x-content-type-options|strict-transport-security|content-security-policy|referrer-policy|access-control-.*|cf-.*|x-served-by|x-runtime|p3p|accept-ranges)$/;

const namesOf = (headers: Answer['headers']): string[] =>
	[...new Set(headers.map(([name]) => name.toLowerCase()))]
		.filter((name) => !ofServers.test(name))
		.sort();

const typeOf = (headers: Answer['headers']): string =>
	headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'none';

/** What of a refusal is the same for everybody; words only where the list of phrases has them. */
const codes = ['error_code', 'status_code', 'type'];
const words = ['error', 'error_description', 'message', 'msg', 'status_text'];

const jsonIn = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

/** A text by its signs and words of capitals: `OK - 9 SMS, ID - 9`. */
const patternOf = (text: string): string =>
	text
		.replace(/\d+(?:\.\d+)?/g, '9')
		.replace(/[\p{L}]+/gu, (word) => (/^[A-Z]{2,6}$/.test(word) ? word : 'a'))
		.replace(/a(?:[ ,.']+a)+/g, 'a');

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
const isScalar = (value: unknown): boolean => ['string', 'number'].includes(typeof value);

const isRefusal = (value: object): boolean =>
	'error' in value ||
	'error_code' in value ||
	('type' in value && value.type === 'error') ||
	('status' in value && /^error$/i.test(String(value.status)));

function codeDifferences(real: unknown, other: unknown, fields: Fields): string[] {
	if (!isObject(real) || !isObject(other) || (!isRefusal(real) && !isRefusal(other))) return [];
	const isTold = (name: string) => codes.includes(name) || fields.isPhrase(String(real[name]));
	return [...codes, ...words]
		.filter((name) => isScalar(real[name]) && isScalar(other[name]) && isTold(name))
		.filter((name) => String(real[name]) !== String(other[name]))
		.map(
			(name) =>
				`${name} is ${JSON.stringify(real[name])}, in the sandbox ${JSON.stringify(other[name])}`,
		);
}

/** White space behind the first bracket. */
const layoutOf = (text: string): string => JSON.stringify(/^\s*[{[](\s*)/.exec(text)?.[1] ?? '');

function bodyDifferences(real: Buffer, other: Buffer, fields: Fields): string[] {
	const [charset, otherCharset] = [charsetOf(real), charsetOf(other)];
	const isAscii = (bytes: Buffer) => bytes.every((byte) => byte < 0x80);
	const [text, otherText] = [decodeBytes(real, charset), decodeBytes(other, otherCharset)];
	const differences =
		charset !== otherCharset && !isAscii(real) && !isAscii(other)
			? [`the body is ${charset}, in the sandbox ${otherCharset}`]
			: [];
	const [json, otherJson] = [jsonIn(text), jsonIn(otherText)];
	if (json === undefined && otherJson === undefined) {
		const [pattern, otherPattern] = [patternOf(text), patternOf(otherText)];
		if (pattern !== otherPattern)
			differences.push(
				`the body is like ${JSON.stringify(pattern.slice(0, 200))}, in the sandbox like ${JSON.stringify(otherPattern.slice(0, 200))}`,
			);
		return differences;
	}
	if (json === undefined || otherJson === undefined) {
		const form = (value: unknown) => (value === undefined ? 'no JSON' : 'JSON');
		return [...differences, `the body is ${form(json)}, in the sandbox ${form(otherJson)}`];
	}
	differences.push(
		...shapeDifferences(shapeOf(json), shapeOf(otherJson)),
		...codeDifferences(json, otherJson, fields),
	);
	if (layoutOf(text) !== layoutOf(otherText) && text.length > 2 && otherText.length > 2) {
		differences.push(
			`JSON begins with ${layoutOf(text)} behind its bracket, in the sandbox with ${layoutOf(otherText)}`,
		);
	}
	return differences;
}

/** @returns each difference in words; none where the sandbox is like the world */
export function differencesOf(real: Recorded, seen: Answer, fields: Fields): string[] {
	const [names, others] = [namesOf(real.headers), namesOf(seen.headers)];
	const [type, otherType] = [typeOf(real.headers), typeOf(seen.headers)];
	return [
		...(real.status === seen.status
			? []
			: [`status ${real.status}, in the sandbox ${seen.status}`]),
		...names
			.filter((name) => !others.includes(name))
			.map((name) => `the header ${name} is not in the sandbox’s answer`),
		...others
			.filter((name) => !names.includes(name))
			.map((name) => `the header ${name} is in the sandbox’s answer only`),
		...(type.toLowerCase() === otherType.toLowerCase()
			? []
			: [`Content-Type ${type}, in the sandbox ${otherType}`]),
		...bodyDifferences(bytesOfBody(real.body), seen.body, fields),
	];
}
