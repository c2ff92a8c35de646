import type { Failure, FailureKind } from '../shared/model/failure';
import { idOf, isRecord } from '../shared/text/json';
import { type Meaning, registry } from './registry';

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
				: { kind: 'rejected' as FailureKind, hint: 'Check the values of the fields.' };
	if (httpStatus === 403) {
		return {
			kind: 'unauthorized',
			hint: 'Check the credential and your tariff: SendPulse does not allow this to your account.',
		};
	}
	if (httpStatus === 404) return { kind: 'notFound', hint: 'Check the ID or the address.' };
	if (httpStatus === 400 || httpStatus === 422) return { kind: 'invalidRequest', hint };
	return { kind, hint };
}

const isFalse = (value: unknown): boolean => value === false;

/** `data:[false]`, the refusal of the newer services. Source: docs/gateways/sendpulse.md 1.3. */
const isFalseList = (data: unknown): boolean =>
	Array.isArray(data) && data.length === 1 && isFalse(data[0]);

const hasErrorCode = (body: Record<string, unknown>): boolean => {
	const code = idOf(body.error_code);
	return code !== null && code !== '0';
};

/** An acknowledgement that says no; newer services put theirs inside `data`. */
const isDenied = (body: Record<string, unknown>): boolean =>
	isFalse(body.result) ||
	isFalse(body.success) ||
	(isRecord(body.data) && (isFalse(body.data.result) || isFalseList(body.data.data)));

function isRefusal(body: unknown, acknowledges: boolean): boolean {
	if (!isRecord(body)) return false;
	return (
		body.is_error === true ||
		(hasErrorCode(body) && Object.keys(body).every((key) => verdictKeys.has(key))) ||
		isFalseList(body.data) ||
		(acknowledges && isDenied(body))
	);
}

const words = (value: unknown): string | null => {
	if (typeof value === 'string') return value.trim() || null;
	if (typeof value !== 'object' || value === null) return null;
	return Object.keys(value).length > 0 ? JSON.stringify(value) : null;
};

/** The gateway's own words, wherever they are. */
function textOf(body: Record<string, unknown>, code: string | null, httpStatus: number): string {
	const inner = isRecord(body.data) ? body.data : {};
	const given = [
		body.message,
		body.error_description,
		body.error,
		body.errors,
		inner.message,
		inner.error,
	]
		.map(words)
		.find((text) => text !== null);
	if (given !== undefined) return given ?? '';
	if (code !== null) return `error ${code}`;
	return httpStatus >= 400 ? `HTTP ${httpStatus}` : 'the answer says that it was not done';
}

/**
 * Recognises a refusal, also inside HTTP 200.
 *
 * A server fault is left to the core: whether the call may have been carried out depends on what it was.
 *
 * @param acknowledges the operation answers with nothing but whether it was done, so that `result` or `success` false
 * is a refusal; elsewhere they can be data, such as "this address is not unsubscribed"
 * @returns null when SendPulse did what was asked. Source: docs/gateways/sendpulse.md 1.3, "Client rule".
 */
export function readRefusal(
	httpStatus: number,
	body: unknown,
	acknowledges: boolean,
): Failure | null {
	if (httpStatus >= 500) return null;
	if (httpStatus < 400 && !isRefusal(body, acknowledges)) return null;
	if (!isRecord(body)) return null;
	const inner = isRecord(body.data) ? body.data : {};
	const code = idOf(body.error_code) ?? idOf(inner.error_code);
	const { kind, hint } = (code ? registry[code] : undefined) ?? meaningOfStatus(httpStatus);
	return {
		kind,
		code,
		text: textOf(body, code, httpStatus),
		hint,
		httpStatus,
		...(kind === 'rateLimited' ? { retryAfterMs: windowMs } : {}),
	};
}
