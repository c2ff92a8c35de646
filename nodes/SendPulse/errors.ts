import type { Failure } from '../shared/model/failure';
import { entryOf, idOf, isNoError, isRecord } from '../shared/text/json';
import { type Meaning, registry } from './registry';
import { flagOf, soleOf } from './values';

/** Keys that say how a call ended. With an error code and nothing else beside them there is no payload. */
const verdictKeys = new Set([
	'error',
	'error_code',
	'error_description',
	'errors',
	'http_code',
	'is_error',
	'message',
	'result',
	'success',
]);

/** SendPulse names no time, and its window is one second. Source: docs/gateways/sendpulse.md 1.4. */
const windowMs = 1000;

/** What an HTTP status means when the answer has no code of the registry. */
function meaningOfStatus(httpStatus: number): Meaning {
	const { kind, hint } =
		httpStatus === 401
			? (registry[401] as Meaning)
			: httpStatus === 429
				? (registry[2020202020] as Meaning)
				: { kind: 'rejected' as const, hint: 'Check the values of the fields.' };
	if (httpStatus === 403) {
		return {
			kind: 'unauthorized',
			hint: 'Check the credential and your plan: SendPulse does not allow your account to do this.',
		};
	}
	if (httpStatus === 404) return { kind: 'notFound', hint: 'Check the ID or the address.' };
	if (httpStatus === 400 || httpStatus === 422) return { kind: 'invalidRequest', hint };
	return { kind, hint };
}

const HOURS = /not active in 24 ?hours/i;

/** The key that SendPulse gives in the place of a sentence. Source: docs/gateways/sendpulse.md 25.6. */
const notActive = 'contact.errors.not_active';

const windowClosed: Meaning = {
	kind: 'windowClosed',
	hint: 'The contact last wrote more than 24 hours ago. On WhatsApp send a template (Chatbot Message: Send Template), on Messenger choose a Message Tag in the options; on Instagram the contact has to write first.',
};

/** What complaints about a contact of a chatbot mean. Source: docs/gateways/sendpulse.md 25.6. */
function meaningOfComplaint(httpStatus: number, code: string | null, text: string): Meaning | null {
	if (HOURS.test(text)) return windowClosed;
	if (text.includes(notActive)) {
		return {
			kind: 'invalidRecipient',
			hint: 'The contact cannot be written to: it has unsubscribed, was disabled, or has blocked the bot. Only the contact can change that, by writing to the bot again.',
		};
	}
	const isBlocked =
		/bot was blocked|blocked by (?:the )?user/i.test(text) ||
		(httpStatus === 422 && code === '403' && /forbidden|blocked/i.test(text));
	if (isBlocked) {
		return {
			kind: 'invalidRecipient',
			hint: 'The contact has blocked the bot, and can be written to again only after unblocking it.',
		};
	}
	if (httpStatus === 422 && /may not be greater than \d+ characters|too long/i.test(text)) {
		return {
			kind: 'invalidRequest',
			hint: 'Shorten the text, or send it in several messages: the node does not cut it. SendPulse states 1,024 characters, but has refused more than 512.',
		};
	}
	return null;
}

/**
 * What the refusal of a contact means on Messenger, where the same words are said of a contact whose 24 hours are over.
 * Source: docs/gateways/sendpulse.md 25.6.
 */
export const onMessenger = (failure: Failure): Failure =>
	failure.text.includes(notActive) ? { ...failure, ...windowClosed } : failure;

const isFalse = (value: unknown): boolean => value === false;

/** `data:[false]`, the refusal of the newer services. Source: docs/gateways/sendpulse.md 1.3. */
const isFalseList = (data: unknown): boolean =>
	Array.isArray(data) && data.length === 1 && isFalse(data[0]);

const isBareNo = (answer: unknown): boolean => isFalse(answer) || isFalseList(answer);

const hasErrorCode = (body: Record<string, unknown>): boolean => {
	const code = idOf(body.error_code);
	return code !== null && code !== '0';
};

/** An acknowledgement that says no; newer services put theirs inside `data`. */
const isDenied = (body: Record<string, unknown>): boolean =>
	isFalse(body.result) ||
	isFalse(body.data) ||
	// Of the receipts of tags. Source: docs/gateways/sendpulse.md 10.
	flagOf(body.failure) ||
	(isRecord(body.data) && (isFalse(body.data.result) || isFalseList(body.data.data)));

/** What `result` and `success` of an answer are: how the call ended, or what was asked for. */
export type Reading =
	/** The answer says nothing but whether it was done. */
	| 'acknowledgement'
	/** It brings something. A `result` beside that can be a part of it. */
	| 'payload'
	/** `result` is the answer itself. */
	| 'yesOrNo';

const isBare = (body: Record<string, unknown>): boolean =>
	Object.keys(body).every((key) => verdictKeys.has(key));

/** Words of an error and nothing beside them, with no code. */
function isComplaint(body: Record<string, unknown>): boolean {
	const { status, ...rest } = body;
	if (!isBare(rest)) return false;
	return (
		(typeof status === 'string' && status.toLowerCase() === 'error') ||
		(status === undefined && (!isNoError(body.error) || !isNoError(body.errors)))
	);
}

const isYes = (value: unknown): boolean =>
	Array.isArray(value)
		? value.some(isYes)
		: flagOf(value) || (isRecord(value) && Object.keys(value).length > 0);

/**
 * Whether an acknowledgement says that it was done. Source: docs/gateways/sendpulse.md 1.3, "Client rule".
 *
 * @param answer that is no refusal as a whole
 */
export function saysYes(answer: unknown): boolean {
	if (Array.isArray(answer)) return answer.length > 0 && answer.every(saysYes);
	if (!isRecord(answer)) return flagOf(answer);
	// One of several in a list.
	if (isRefusal(answer, 'acknowledgement')) return false;
	const { data, ...rest } = answer;
	const verdicts = [answer.result, answer.success].filter((word) => (word ?? null) !== null);
	if (verdicts.some(isYes) || isYes(data)) return true;
	// Without a word of its own, it says yes by what else it brings.
	return verdicts.length === 0 && !isBare(rest);
}

function isRefusal(body: Record<string, unknown>, reading: Reading): boolean {
	return (
		body.is_error === true ||
		isComplaint(body) ||
		(hasErrorCode(body) && isBare(body)) ||
		isFalseList(body.data) ||
		isFalse(body.success) ||
		(reading === 'payload' && isFalse(body.result) && isBare(body)) ||
		(reading === 'acknowledgement' && isDenied(body))
	);
}

const words = (value: unknown): string | null => {
	if (typeof value === 'string') return value.trim() || null;
	if (typeof value !== 'object' || value === null) return null;
	return Object.keys(value).length > 0 ? JSON.stringify(value) : null;
};

/** Complaints by the names of their fields; null when they are written in another way. Source: docs/gateways/sendpulse.md 25.6. */
function complaintsOf(errors: unknown): string | null {
	if (!isRecord(errors)) return null;
	const all = Object.entries(errors).flatMap(([field, given]) =>
		(Array.isArray(given) ? given : [given]).map((one) => [field, one] as const),
	);
	if (all.length === 0 || !all.every(([, one]) => typeof one === 'string')) return null;
	return all.map(([field, one]) => `${field}: ${String(one)}`).join('; ');
}

/** The gateway's own words, wherever they are. */
function textOf(body: Record<string, unknown>, code: string | null, httpStatus: number): string {
	const inner = isRecord(body.data) ? body.data : {};
	const complaints = complaintsOf(body.errors);
	if (complaints !== null) return [words(body.message), complaints].filter(Boolean).join(' ');
	const given = [
		body.message,
		body.error_description,
		body.error,
		body.errors,
		body.description,
		inner.message,
		inner.error,
	]
		.map(words)
		.find((text) => text !== null);
	if (given !== undefined) return given ?? '';
	if (code !== null) return `error ${code}`;
	return httpStatus >= 400 ? `HTTP ${httpStatus}` : 'no reason given';
}

/**
 * Whether a code that is an HTTP status says no more than that the values are wrong. Chatbots give 403 for a contact that cannot be
 * written to, with HTTP 422: taken for the account, it would keep back all other rows. Source: docs/gateways/sendpulse.md 25.6.
 */
const isOfValues = (httpStatus: number, code: string, body: Record<string, unknown>): boolean =>
	/^4\d\d$/.test(code) &&
	(complaintsOf(body.errors) !== null || (httpStatus === 422 && code === '403'));

/**
 * Recognises a refusal, also inside HTTP 200.
 *
 * A server fault is left to the core: whether the call may have been carried out depends on what it was.
 *
 * @returns null when SendPulse did what was asked. Source: docs/gateways/sendpulse.md 1.3, "Client rule".
 */
export function readRefusal(httpStatus: number, answer: unknown, reading: Reading): Failure | null {
	if (httpStatus >= 500) return null;
	const isAlone = reading === 'acknowledgement' || httpStatus >= 400;
	const sole = isAlone ? soleOf(answer) : answer;
	// Some acknowledgements are a bare `true`. Source: docs/gateways/sendpulse.md 25.2, `operators/assign`.
	const body = isBareNo(sole) ? { success: false } : sole;
	if (!isRecord(body)) return null;
	if (httpStatus < 400 && !isRefusal(body, reading)) return null;
	const inner = isRecord(body.data) ? body.data : {};
	const code = idOf(body.error_code) ?? idOf(inner.error_code);
	const text = textOf(body, code, httpStatus);
	const { kind, hint } =
		meaningOfComplaint(httpStatus, code, text) ??
		(code && !isOfValues(httpStatus, code, body) ? entryOf(registry, code) : undefined) ??
		meaningOfStatus(httpStatus);
	return {
		kind,
		code,
		text,
		hint,
		httpStatus,
		...(kind === 'rateLimited' ? { retryAfterMs: windowMs } : {}),
	};
}
