import type { Effect } from '../../../nodes/shared/model/effect.ts';
import { kupon } from '../../../nodes/Kupon/gateway.ts';
import { NodeApiError } from 'n8n-workflow';
import type { JsonObject } from 'n8n-workflow';
import { networkFailure as failureOf } from '../../../nodes/shared/transport/networkFailure.ts';
import { fakeNode } from '../support/executeContext.mts';

const networkFailure = (error: unknown, effect: Effect) =>
	failureOf(kupon, error, effect, (value) => value);

const error = (message: string, more: object = {}): Error =>
	Object.assign(new Error(message), more);
const coded = (code: string): Error => error(`connect ${code} 127.0.0.1:1`, { code });

/** The ways in which the error of a socket reaches a node. */
const wrappings: Record<string, (cause: Error) => unknown> = {
	'as it is': (cause) => cause,
	'as a cause': (cause) => error('request failed', { cause }),
	'as a cause of a cause': (cause) => error('outer', { cause: error('inner', { cause }) }),
	'under an error with a code of its own': (cause) => error('x', { code: 'ERR_OTHER', cause }),
	'in the error of n8n': (cause) =>
		new NodeApiError(fakeNode(), cause as unknown as JsonObject, { message: 'Failed' }),
	'as a plain object': ({ message, ...more }) => ({ message, ...more }),
};

const neverConnected = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
];
const certificates = [
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'EPROTO',
];
const effects = ['read', 'again', 'once', 'send'] as const;
const brokenOff = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'];

describe.each(Object.entries(wrappings))('an error %s', (_, wrap) => {
	test.each(neverConnected)('%s: nothing was sent, and another address may do', (code) => {
		for (const effect of effects) {
			const failure = networkFailure(wrap(coded(code)), effect);
			expect(failure).toMatchObject({
				kind: 'unavailable',
				code,
				httpStatus: null,
				unreached: true,
			});
			expect(failure.text).toMatch(/^[A-Z]/);
		}
	});

	test.each(certificates)('%s: nothing was sent', (code) => {
		for (const effect of effects) {
			const failure = networkFailure(wrap(coded(code)), effect);
			expect(failure).toMatchObject({ kind: 'unavailable', code, httpStatus: null });
			expect(failure).not.toHaveProperty('unreached');
		}
	});

	test.each(brokenOff)('%s: the gateway may have acted', (code) => {
		expect(networkFailure(wrap(coded(code)), 'send')).toMatchObject({
			kind: 'outcomeUnknown',
			code,
		});
		expect(networkFailure(wrap(coded(code)), 'read')).toMatchObject({ kind: 'unavailable', code });
		expect(networkFailure(wrap(coded(code)), 'read')).not.toHaveProperty('unreached');
	});

	test('with an unknown code or none: the gateway may have acted', () => {
		for (const unknown of [coded('EWHATEVER'), error('socket hang up')]) {
			const failure = networkFailure(wrap(unknown), 'send');
			expect(failure).toMatchObject({ kind: 'outcomeUnknown', code: null, httpStatus: null });
			expect(failure.text).toMatch(/^The call could not be completed: \S/);
			expect(networkFailure(wrap(unknown), 'read')).toMatchObject({ kind: 'unavailable' });
		}
	});
});

/** The client request of a connection that was there, as far as it tells that the call has left. */
const left = { socket: { bytesWritten: 300, connecting: false } };
/** The same while TLS is being agreed upon; Node counts what waits as written. */
const agreeing = {
	socket: { bytesWritten: 300, connecting: false, encrypted: true, secureConnecting: true },
};

describe('a connection that was there, and is lost', () => {
	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
		'%s: the gateway may have acted',
		(code) => {
			for (const more of [
				{ syscall: 'read' },
				{ syscall: 'write' },
				{ syscall: 'connect', request: left },
			]) {
				const failure = networkFailure(error(`read ${code}`, { code, ...more }), 'send');
				expect(failure).toMatchObject({ kind: 'outcomeUnknown', code });
				expect(failure).not.toHaveProperty('unreached');
			}
		},
	);

	test.each(['read EHOSTUNREACH', 'write ENETUNREACH'])(
		'%s, of which n8n before 2.32 leaves these words only: the gateway may have acted',
		(words) => {
			const cause = error(words, { code: words.split(' ')[1] });
			const forgetful = new NodeApiError(fakeNode(), cause as unknown as JsonObject);
			Object.defineProperty(forgetful, 'cause', { value: undefined });
			const failure = networkFailure(forgetful, 'send');
			expect(failure).toMatchObject({ kind: 'outcomeUnknown' });
			expect(failure).not.toHaveProperty('unreached');
		},
	);

	test.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_BAD_RECORD_TYPE', 'EPROTO'])(
		'%s of a call that has left: the gateway may have acted',
		(code) => {
			const thrown = error('ssl3_get_record:wrong version number', { code, request: left });
			expect(networkFailure(thrown, 'send')).toMatchObject({
				kind: 'outcomeUnknown',
				code,
				text: 'The encryption broke before an answer came',
			});
			expect(networkFailure(thrown, 'read')).toMatchObject({ kind: 'unavailable', code });
		},
	);

	test('ERR_SSL_… from an n8n that says nothing about the call: the gateway may have acted', () => {
		expect(networkFailure(coded('ERR_SSL_BAD_RECORD_TYPE'), 'send')).toMatchObject({
			kind: 'outcomeUnknown',
		});
	});

	test.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'])(
		'%s while TLS was being agreed upon: nothing was sent',
		(code) => {
			const thrown = error('wrong version number', { code, request: agreeing });
			expect(networkFailure(thrown, 'send')).toMatchObject({
				kind: 'unavailable',
				text: 'The port of this address does not use TLS',
			});
		},
	);
});

describe('an answer that did not come whole', () => {
	const response = { status: 200, headers: {} };

	test.each([
		['ERR_BAD_RESPONSE', 'The answer broke off before its end'],
		['Z_DATA_ERROR', 'The answer could not be unpacked'],
		['ERR__ERROR_FORMAT_PADDING_2', 'The answer could not be unpacked'],
	])('%s: the gateway may have acted', (code, text) => {
		const thrown = error('aborted', { code, response, request: left });
		expect(networkFailure(thrown, 'send')).toMatchObject({
			kind: 'outcomeUnknown',
			text,
			httpStatus: 200,
		});
		expect(networkFailure(thrown, 'read')).toMatchObject({ kind: 'unavailable', text });
	});

	test('is no refusal where n8n has kept the status alone', () => {
		expect(networkFailure({ httpCode: '200' }, 'send')).toMatchObject({ kind: 'outcomeUnknown' });
	});
});

describe('a time limit that ran out while connecting', () => {
	const connecting = { code: 'ETIMEDOUT', syscall: 'connect' };

	test.each([
		['one address', error('connect ETIMEDOUT', connecting)],
		['as a cause', error('outer', { cause: error('connect ETIMEDOUT', connecting) })],
		[
			'all addresses of a name',
			error('', { code: 'ETIMEDOUT', errors: [error('connect ETIMEDOUT', connecting), null] }),
		],
	])('is no connection, so nothing was sent: %s', (_, thrown) => {
		expect(networkFailure(thrown, 'send')).toMatchObject({ kind: 'unavailable', unreached: true });
	});

	test('and one that ran out while reading leaves a sent message open', () => {
		const reading = error('read ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' });
		expect(networkFailure(reading, 'send')).toMatchObject({ kind: 'outcomeUnknown' });
	});
});

const refusal =
	'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).';

test.each([
	['as n8n tells it', refusal, { code: 'EAUTH' }],
	['as n8n before 2.32 tells it', `Failed to acquire OAuth2 access token: ${refusal}`, {}],
	['as n8n before 2.9 tells it', refusal, { httpCode: 'EAUTH' }],
])('no token was issued, so that nothing was sent, %s', (_how, words, more) => {
	for (const effect of effects) {
		const failure = networkFailure(error(words, more), effect);
		expect(failure).toMatchObject({ kind: 'unauthorized', httpStatus: 401 });
		expect(failure.text).toBe(`No token was issued: ${words}`);
	}
});

describe('a 401, which n8n rejects with so that it can renew a token', () => {
	const axios = (status: number, more: object = {}) =>
		error(`Request failed with status code ${status}`, {
			code: 'ERR_BAD_REQUEST',
			response: { status, ...more },
		});

	test.each([
		['the error of the HTTP library', axios(401)],
		['as a cause', error('outer', { cause: axios(401) })],
		['the error of n8n', new NodeApiError(fakeNode(), axios(401) as unknown as JsonObject)],
		['the error of n8n with the code alone', Object.assign(error('x'), { httpCode: '401' })],
		['an object with the status alone', { response: { status: '401' } }],
	])('is a refusal: %s', (_, rejection) => {
		for (const effect of effects) {
			expect(networkFailure(rejection, effect)).toMatchObject({
				kind: 'unauthorized',
				httpStatus: 401,
			});
		}
	});

	test.each([
		[403, 'unauthorized'],
		[404, 'notFound'],
		[429, 'rateLimited'],
		[503, 'outcomeUnknown'],
	])('and so is any other status, should n8n reject with one: %d is %s', (status, kind) => {
		expect(networkFailure(axios(status), 'send')).toMatchObject({ kind, httpStatus: status });
		expect(networkFailure({ httpCode: String(status) }, 'send')).toMatchObject({ kind });
	});

	test('brings the wait that the gateway asks for', () => {
		const rejection = axios(429, { headers: { 'retry-after': '3' } });
		expect(networkFailure(rejection, 'send')).toMatchObject({ retryAfterMs: 3000 });
		expect(networkFailure(axios(429), 'send')).not.toHaveProperty('retryAfterMs');
	});
});

describe('whatever is thrown, a failure comes back', () => {
	const circular: { cause?: unknown } = error('round');
	circular.cause = circular;

	test.each([
		['nothing', undefined],
		['null', null],
		['a text', 'no network'],
		['a number', 5],
		['an empty object', {}],
		['a response without a status', { response: {} }],
		['a status that is no number', { response: { status: 'abc' } }],
		['a code that is not a text', { code: 5, message: 5 }],
		['an error that caused itself', circular],
	])('%s', (_, thrown) => {
		expect(networkFailure(thrown, 'send')).toMatchObject({
			kind: 'outcomeUnknown',
			text: expect.stringMatching(/^The call could not be completed: /),
			hint: expect.stringMatching(/\.$/),
		});
	});

	test.each([
		['a text', 'no network'],
		['an error', error('no network')],
		['the innermost error that has any', { message: 5, cause: error('no network') }],
	])('the words of %s are kept', (_, thrown) => {
		expect(networkFailure(thrown, 'send').text).toBe('The call could not be completed: no network');
	});
});
