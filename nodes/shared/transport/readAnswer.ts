import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

import type { AnswerReader } from '../model/gateway';
import { type Effect, isChange } from '../model/effect';
import { type Failure, slowerHint } from '../model/failure';
import { isNestedBeyond, isNoError, mostLevels, recordOf } from '../text/json';
import type { Redact } from '../text/redact';

/** How one attempt at a call ended; `tells` is for the rows, beside what they have of the value. */
export type Attempt<T> =
	| { ok: true; value: T; tells?: IDataObject }
	| { ok: false; failure: Failure };

const utf8 = new TextDecoder('utf-8');

/** Decodes a body as UTF-8 whatever its header says; the gateways' headers are known to be wrong. */
export function bodyText(body: unknown): string {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body) || body instanceof ArrayBuffer) return utf8.decode(body);
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

/** Longer answers are not read: as text and as rows they would take several times their size in memory. */
const longestAnswerBytes = 32 * 1024 * 1024;

/** @returns the size of a body in bytes; 0 for one that somebody has parsed already */
function sizeOf(body: unknown): number {
	if (typeof body === 'string') return Buffer.byteLength(body);
	return Buffer.isBuffer(body) || body instanceof ArrayBuffer ? body.byteLength : 0;
}

/** An answer that is too long to be read. @param effect as for `readAnswer` */
function tooLong(bytes: number, status: number, effect: Effect): Failure {
	const megabytes = Math.round(bytes / 1024 / 1024);
	const text = `The answer is ${megabytes} MB in size and was not read`;
	if (status < 200 || status >= 300) return { ...httpFailure(status, '', effect), text };
	if (isChange(effect)) return unknownOutcome(text, status);
	const hint = 'Ask for less at once, and check the address in the credential.';
	return { kind: 'unknown', code: null, text, hint, httpStatus: status };
}

/** @returns the start of a text, at most so many characters */
function cut(text: string, most: number): string {
	if (text.length <= most) return text;
	return `${text
		.slice(0, most)
		.toWellFormed()
		.replace(/\uFFFD$/, '')}…`;
}

/** What a gateway says in its own words is shown up to here. */
const mostWords = 1000;

/** A failure as it may be shown: without secrets, and then no longer than a person reads. */
export function legible(failure: Failure, redact: Redact): Failure {
	const masked = redact(failure);
	return { ...masked, text: cut(masked.text, mostWords) };
}

/**
 * @param text an answer without its secrets: what is cut first could keep a part of one
 * @returns its start, without markup and control characters, fit for an error text
 */
function excerpt(text: string): string {
	const plain = text
		.slice(0, 5000)
		.replace(/<(script|style)(?:(?!<\1)[\s\S])*?<\/\1>/gi, ' ')
		.replace(/<[^<>]*>/g, ' ')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return cut(plain, 200);
}

/** What a failure tells of an answer that does not have what was asked for: that it has nothing at all, or how it begins. */
export const whatCame = (answer: unknown, redact: Redact): Pick<Failure, 'nothing' | 'came'> =>
	isNoError(answer) ? { nothing: true } : { came: excerpt(JSON.stringify(redact(answer))) };

/** A document of HTML, such as the login page of a network. */
const isWebPage = (text: string): boolean => /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text);

const pageHint =
	'Check the address in the credential, and whether the network or a proxy shows a login page in place of the gateway. ';

/** A gateway refuses the account in a form of its own; a page comes from what stands in front of it, and perhaps for this one text. */
const turnedAway = (words: string): Failure => ({
	kind: 'rejected',
	code: null,
	text: words,
	hint: 'A server in front of the gateway, such as a firewall, has turned this call away, perhaps for what is in it. If it does so with every call, check the address in the credential and the network.',
	httpStatus: 403,
});

/** Reads a `Retry-After` header: seconds or an HTTP date. One that has passed names no wait, so that the usual pause holds. */
export function retryAfterMs(header: unknown, now = Date.now()): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return seconds > 0 ? seconds * 1000 : undefined;
	// `Date.parse` takes nearly anything for a date; an HTTP date has a clock and a zone.
	const date = /\d\d:\d\d:\d\d GMT$/.test(header.trim()) ? Date.parse(header) : NaN;
	return date > now ? date - now : undefined;
}

/**
 * What an HTTP status says when the body says nothing more.
 *
 * @param effect what the call does: a server fault leaves the outcome of every change open
 */
export function httpFailure(status: number, text: string, effect: Effect): Failure {
	const words = excerpt(text) || `HTTP ${status}`;
	const failure = (kind: Failure['kind'], hint: string): Failure => ({
		kind,
		code: null,
		text: words,
		hint,
		httpStatus: status,
	});
	if (status === 429) {
		return failure('rateLimited', slowerHint);
	}
	if (status === 403 && isWebPage(text)) return turnedAway(words);
	if (status === 401 || status === 403) {
		return failure('unauthorized', 'Check the credential: the gateway does not accept it.');
	}
	if (status === 407) {
		return {
			...unavailable('The proxy asks for a login', status),
			hint: 'Enter the login in Proxy, as in http://username:password@myproxy:3128, or in the proxy settings of n8n.',
		};
	}
	if (status === 404) {
		return failure('notFound', 'Check the address of the gateway in the credential.');
	}
	// Below 300 nothing was refused: the answer did not come whole, or no server gives such a status.
	if (status >= 500 || status === 408 || status < 300) return unanswered(words, status, effect);
	if (status >= 300 && status < 400) {
		return failure(
			'invalidRequest',
			'The address in the credential redirects to another one. Enter the address that it redirects to.',
		);
	}
	return failure('invalidRequest', 'Check the values of the fields.');
}

/** Replaced where a gateway can say how it is looked up. */
export const lookUpHint =
	'The gateway may have accepted it. Look it up in your account there before you send it again.';

/** The call left and may have been carried out. */
function unknownOutcome(text: string, httpStatus: number | null): Failure {
	return {
		kind: 'outcomeUnknown',
		code: null,
		text,
		hint: lookUpHint,
		httpStatus,
	};
}

/** The gateway did nothing: it was not reached, or it had nothing to do. */
export function unavailable(text: string, httpStatus: number | null): Failure {
	return {
		kind: 'unavailable',
		code: null,
		text,
		hint: 'Check the address in the credential and the network, then try again.',
		httpStatus,
	};
}

/** No usable answer came: whether a change was made is not known, and a call that only reads may be made again. */
export const unanswered = (text: string, httpStatus: number | null, effect: Effect): Failure =>
	isChange(effect) ? unknownOutcome(text, httpStatus) : unavailable(text, httpStatus);

/** Whether an answer speaks of an error, in the words of any gateway. */
const speaksOfError = (body: unknown): boolean =>
	[body]
		.flat()
		.flatMap((part) => Object.entries(recordOf(part)))
		.some(([name, value]) => /^(?:is_)?error/i.test(name) && !isNoError(value));

/** Whether nothing but its HTTP status says that what an answer names was not accepted. */
const contradictsItself = (reader: AnswerReader, status: number, body: unknown): boolean =>
	(status < 200 || status >= 300) &&
	reader.namesAccepted?.(body) === true &&
	!speaksOfError(body) &&
	reader.readFailure(200, body) === null;

/**
 * Reads an answer: text, then the gateway's own form, then its refusals.
 *
 * @param effect as for `httpFailure`
 * @param redact masks the secrets of the account before a text is cut
 */
export function readAnswer(
	reader: AnswerReader,
	response: Pick<IN8nHttpFullResponse, 'body' | 'headers' | 'statusCode'>,
	effect: Effect,
	redact: Redact,
): Attempt<unknown> {
	const status = response.statusCode;
	const refused = (refusal: Failure, isPage = false): Attempt<unknown> => {
		const wait = retryAfterMs(response.headers?.['retry-after']);
		const failure = { ...refusal };
		if (wait !== undefined) failure.retryAfterMs = wait;
		if (isPage) failure.page = true;
		return { ok: false, failure: legible(failure, redact) };
	};

	const size = sizeOf(response.body);
	if (size > longestAnswerBytes) return refused(tooLong(size, status, effect));
	const written = bodyText(response.body);
	const text = reader.clean?.(written) ?? written;
	let body: unknown;
	try {
		body = reader.parse(text);
		if (isNestedBeyond(mostLevels, body)) throw new SyntaxError('Too many levels');
	} catch {
		const page = isWebPage(text);
		if (status < 200 || status >= 300)
			return refused(httpFailure(status, redact(text), effect), page);
		const words = `${page ? 'A web page came instead of an answer' : 'The answer could not be read'}: ${excerpt(redact(text)) || 'an empty answer'}`;
		const failure = unanswered(words, status, effect);
		return refused(page ? { ...failure, hint: `${pageHint}${failure.hint}` } : failure, page);
	}
	if (contradictsItself(reader, status, body)) {
		const words = `HTTP ${status} came with an answer that names what was accepted: ${excerpt(redact(text))}`;
		return refused(unanswered(words, status, effect));
	}
	const failure = reader.readFailure(status, body);
	if (failure) return refused(failure);
	if ((status < 200 || status >= 300) && !reader.accepts?.(status, body))
		return refused(httpFailure(status, redact(text), effect), isWebPage(text));
	return { ok: true, value: body };
}
