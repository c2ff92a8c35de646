import type { IDataObject } from 'n8n-workflow';

import type { Effect } from '../model/effect';
import type { Failure } from '../model/failure';
import type { AnswerReader } from '../model/gateway';
import type { Redact } from '../text/redact';
import { httpFailure, readAnswer, unanswered, unavailable } from './readAnswer';

/** The client request and its socket, as far as they tell how far a call got. */
interface ClientRequest {
	socket?: {
		/** A TLS connection. */
		encrypted?: unknown;
		/** It has not been agreed upon yet, so that nothing but the agreement was sent. */
		secureConnecting?: unknown;
		connecting?: unknown;
		/** What waits for a connection that is not there yet. */
		_pendingData?: unknown;
		bytesWritten?: unknown;
		/** A connection was taken from those that were open. */
		remoteAddress?: unknown;
	} | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * @returns whether it was a proxy that answered, in place of a tunnel: n8n's agents hand its answer on through a socket that is
 * connected to nothing
 */
function isProxyAnswer(request: unknown): boolean {
	return isObject((request as ClientRequest | null)?.socket) && mayHaveLeft(request) !== true;
}

/**
 * Looks at the client request of a failed call, whatever the error is called.
 *
 * @param request what the HTTP library says it was; undefined when it says nothing
 * @returns `false`: no byte of it can have left, or gone further than to a proxy that made no tunnel; `true`: it may
 * have left; undefined: not known
 */
function mayHaveLeft(request: unknown): boolean | undefined {
	if (!isObject(request) || !('socket' in request)) return undefined;
	const { socket } = request as ClientRequest;
	if (!isObject(socket)) return false;
	if (socket.encrypted === true && socket.secureConnecting === true) return false;
	if (socket.connecting === true || socket._pendingData) return false;
	return typeof socket.bytesWritten === 'number' ? socket.bytesWritten > 0 : undefined;
}

/** The connection was never made, so the gateway cannot have acted. */
const neverConnected = new Map([
	['ECONNREFUSED', 'The connection was refused'],
	['ENOTFOUND', 'The host name is unknown'],
	['EAI_AGAIN', 'The host name could not be looked up'],
	['EHOSTUNREACH', 'The host is unreachable'],
	['ENETUNREACH', 'The network is unreachable'],
	['EADDRNOTAVAIL', 'No local address is free for a connection'],
]);

/** The connection was there, or may have been. */
const brokenOff = new Map([
	['ECONNRESET', 'The connection was closed before an answer came'],
	['EPIPE', 'The connection was closed while the request was being sent'],
	['ECONNABORTED', 'No answer came within the time limit'],
	['ETIMEDOUT', 'No answer came within the time limit'],
	['ERR_CANCELED', 'The call was cancelled before an answer came'],
]);

/** Certificates are checked before any byte of a request leaves. */
const certificate = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** TLS was not agreed upon, or broke while the connection was in use. */
const encryption = /^(ERR_SSL|EPROTO$)/;

/** What came was not TLS: an address with https in front of a port that speaks without. */
const plainPort =
	/wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|unknown[ _]protocol|http[ _]request/i;

/** The HTTP library could make no request of the address. */
const unusableAddress =
	/^(ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_UNSUPPORTED_PROTOCOL|ERR_SOCKET_BAD_PORT)$/;

/** The error under the ones that n8n wraps around it, with what axios adds to it. */
interface RequestError {
	code?: unknown;
	httpCode?: unknown;
	cause?: unknown;
	message?: unknown;
	/** The words of the errors that n8n has made it of. */
	messages?: unknown;
	description?: unknown;
	/** What the socket was doing. */
	syscall?: unknown;
	/** The tries at each address of a host name. */
	errors?: unknown;
	/** The HTTP status that n8n's OAuth2 client met. */
	status?: unknown;
	response?: { status?: unknown; data?: unknown; headers?: Record<string, unknown> };
	/** The client request. */
	request?: unknown;
	config?: { url?: unknown };
}

const isRequestError = (value: unknown): value is RequestError =>
	typeof value === 'object' && value !== null;

/** @returns the error and everything it was caused by, outermost first */
function chain(error: unknown): RequestError[] {
	const errors: RequestError[] = [];
	for (let next = error; isRequestError(next) && errors.length < 6; next = next.cause) {
		errors.push(next);
	}
	return errors;
}

/** A time limit of the network that ran out before there was a connection. */
function wasConnecting(errors: RequestError[]): boolean {
	const tries = errors.flatMap((error) => [
		error,
		...(Array.isArray(error.errors) ? error.errors.filter(isRequestError) : []),
	]);
	return tries.some(({ syscall }) => syscall === 'connect');
}

/** As Node.js writes it. n8n before 2.32 leaves nothing but these words. */
const useWords = /^(read|write) E[A-Z]+/;

/** A connection that failed in reading or writing was there before. */
const wasInUse = (errors: RequestError[]): boolean =>
	errors.some(
		({ syscall, messages }) =>
			syscall === 'read' ||
			syscall === 'write' ||
			(Array.isArray(messages) && messages.some((words) => useWords.test(String(words)))),
	);

/**
 * Says what a rejected request means. n8n rejects on broken connections, on time limits, and on 401 (so that it can
 * renew a token first); every other answer comes as a response.
 *
 * @param effect what the call does
 * @param redact masks the secrets of the account
 * @param tokenUrl where n8n asks for a token, if it does; what fails there has sent nothing
 */
export function networkFailure(
	reader: AnswerReader,
	error: unknown,
	effect: Effect,
	redact: Redact,
	tokenUrl?: string,
): Failure {
	const errors = chain(error);
	const named = errors.map(({ message }) => message).find((message) => typeof message === 'string');
	const text = String(named ?? error);
	if (wasForToken(errors, tokenUrl)) return tokenFailure(reader, errors, text, redact);
	return withoutToken(errors) ?? brokenCall(reader, errors, effect, text, redact);
}

/**
 * n8n was asking for a token: for the first one, so that the call itself has not left, or for another one, after the
 * gateway had refused the call with 401.
 */
const wasForToken = (errors: RequestError[], tokenUrl?: string): boolean =>
	errors.some(
		({ message, config }) =>
			(typeof message === 'string' && message.startsWith('Failed to acquire OAuth2')) ||
			(tokenUrl !== undefined && tokenUrl !== '' && config?.url === tokenUrl),
	);

/** No token came, and so nothing was done. */
function tokenFailure(
	reader: AnswerReader,
	errors: RequestError[],
	text: string,
	redact: Redact,
): Failure {
	const failure = withoutToken(errors) ?? brokenCall(reader, errors, 'read', text, redact);
	return failure.text.startsWith('No token')
		? failure
		: { ...failure, text: `No token was issued: ${failure.text}` };
}

/** How n8n's OAuth2 client begins to say `invalid_client`. */
const unknownClient = 'Client authentication failed (e.g.,';

/**
 * ID or secret are not accepted: `EAUTH`. Of it, n8n before 2.9 leaves `httpCode`, and from there to 2.31 only the words.
 */
const isUnauthorized = ({ code, httpCode, message }: RequestError): boolean =>
	[code, httpCode].includes('EAUTH') || String(message).includes(unknownClient);

/** What n8n's OAuth2 client says when it gets no token: a refusal, or an HTTP status (`ESTATUS`). */
function withoutToken(errors: RequestError[]): Failure | null {
	const refusal = errors.find((error) => isUnauthorized(error) || error.code === 'ESTATUS');
	if (!refusal) return null;
	const status = isUnauthorized(refusal) ? 401 : Number(refusal.status);
	const text = `No token was issued: ${String(refusal.message)}`;
	return { ...httpFailure(status, '', 'read'), text };
}

/** @param effect as for `networkFailure` */
function brokenCall(
	reader: AnswerReader,
	errors: RequestError[],
	effect: Effect,
	text: string,
	redact: Redact,
): Failure {
	const codes = errors
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.filter((code) => typeof code === 'string');
	for (const { response, request } of errors) {
		const statusCode = Number(response?.status);
		if (!response || !(statusCode >= 100)) continue;
		if (isProxyAnswer(request)) return proxyRefusal(statusCode);
		const { data, headers = {} } = response;
		if (data === undefined && statusCode >= 200 && statusCode < 300)
			return unanswered(brokenAnswer(codes), statusCode, effect);
		const answer = readAnswer(
			reader,
			{ body: data as Buffer, headers: headers as IDataObject, statusCode },
			effect,
			redact,
		);
		return answer.ok ? httpFailure(statusCode, '', effect) : answer.failure;
	}
	const left = errors.map(({ request }) => mayHaveLeft(request)).find((far) => far !== undefined);
	for (const code of codes) {
		if (/^[1-5]\d\d$/.test(code)) return httpFailure(Number(code), '', effect);
		// The same words stand for a connection that was there and is lost, such as a host that is no longer reachable.
		const wasConnected = left === true || wasInUse(errors);
		const never =
			neverConnected.get(code) ??
			(code === 'ETIMEDOUT' && wasConnecting(errors) ? 'No connection could be made' : undefined);
		if (never && !wasConnected) return { ...unavailable(never, null), code, unreached: true };
		if (unusableAddress.test(code)) return unusable(code);
		if (certificate.test(code))
			return { ...unavailable('The certificate was not accepted', null), code };
		if (encryption.test(code) && (left === false || (left === undefined && code === 'EPROTO')))
			return { ...withoutTls(`${code} ${text}`), code };
		const broken =
			brokenOff.get(code) ??
			(never ? 'The connection was lost before an answer came' : undefined) ??
			(encryption.test(code) ? 'The encryption broke before an answer came' : undefined);
		if (left === false) return { ...unsent(broken, text), code };
		if (broken) return { ...unanswered(broken, null, effect), code };
	}
	if (left === false) return unsent(undefined, text);
	return unanswered(`The call could not be completed: ${text}`, null, effect);
}

/** An answer of which the status came, and the rest not whole. */
const brokenAnswer = (codes: string[]): string =>
	codes.some((code) => /^(Z_|ZSTD_|ERR_BROTLI|ERR__ERROR_)/.test(code))
		? 'The answer could not be unpacked'
		: 'The answer broke off before its end';

/** TLS was not agreed upon, so that nothing of the request has left. @param text the code and the words of the error */
const withoutTls = (text: string): Failure =>
	plainPort.test(text)
		? {
				...unavailable('The port of this address does not use TLS', null),
				hint: 'Check the port in the credential, and whether the address has to begin with http:// instead of https://.',
			}
		: unavailable('No encryption could be agreed upon', null);

/** No tunnel was made, so that the gateway never saw the call. */
function proxyRefusal(status: number): Failure {
	if (status === 407) return httpFailure(status, '', 'read');
	return {
		...unavailable(`The proxy did not connect to the gateway (HTTP ${status})`, null),
		hint: 'Check Proxy in the Request Options or the proxy settings of n8n, and whether the proxy allows this address.',
	};
}

/** Whatever went wrong, it did so before the first byte of the request. */
function unsent(words: string | undefined, text: string): Failure {
	return {
		...unavailable(`The call ended before it was sent: ${words ?? text}`, null),
		hint: 'Check the address in the credential, the network and the proxy if there is one, then try again.',
	};
}

const unusable = (code: string): Failure => ({
	...unavailable('No call can be made to the address in the credential', null),
	code,
	hint: 'Enter the address in full, e.g. https://gateway.example.com.',
});
