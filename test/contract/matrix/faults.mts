/** What goes wrong in the columns of the matrix. */
import type { Fault } from '../../sandbox/framework/faults.mts';
import type { Refusal } from '../samples/sample.mts';
import type { Bench } from '../bench.mts';

/** What a fault does to a call, which is all that the rules know about it. */
export type FaultNature =
	/** Nothing goes wrong. */
	| { nature: 'none' }
	/** No connection can be made. */
	| { nature: 'unreachable' }
	/** No usable answer comes. */
	| { nature: 'noAnswer'; worked: boolean; empty?: true; keepsStatus?: true }
	/** The gateway answers that it did nothing. */
	| { nature: 'refusal'; status: number; retryAfterSeconds?: number }
	/** It does so in its own words. */
	| { nature: 'ownRefusal'; refusal: Refusal }
	/** The answer is right and its label is wrong. */
	| { nature: 'mislabelled' }
	/** The gateway sends the caller to another host. */
	| { nature: 'redirect' }
	/** The gateway did its work, and its answer is of a size that no answer has. */
	| { nature: 'huge' };

export type MatrixFault = FaultNature & {
	name: string;
	says: string;
	/** It strikes one call only, so that a second one would work. */
	once?: true;
	/** What the sandbox plays on the operation's own call. */
	play?: Fault | ((bench: Bench, secrets: string[]) => Fault);
	/** The port is closed, or the name unknown. */
	address?: 'closed' | 'unknown';
	/** The user's time limit, in milliseconds. */
	timeoutMs?: number;
	/** It needs much memory. */
	heavy?: true;
};

/** Long enough for a machine that is not busy to bring a call to the sandbox, and an answer back. */
const hangTimeoutMs = 3000;

const status = (code: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});

/** The columns that all gateways share. */
export const faults: MatrixFault[] = [
	{ name: 'none', says: 'nothing goes wrong', nature: 'none' },
	{
		name: 'refused',
		says: 'every connection is refused',
		nature: 'unreachable',
		address: 'closed',
	},
	{
		name: 'refused ×1',
		says: 'one connection is refused, then the gateway is back',
		nature: 'unreachable',
		address: 'closed',
		once: true,
	},
	{ name: 'DNS', says: 'the host name is unknown', nature: 'unreachable', address: 'unknown' },
	{
		name: 'reset before',
		says: 'the connection is reset before the work is done',
		nature: 'noAnswer',
		worked: false,
		play: { kind: 'reset', when: 'before' },
	},
	{
		name: 'reset after',
		says: 'the connection is reset after the work is done',
		nature: 'noAnswer',
		worked: true,
		play: { kind: 'reset', when: 'after' },
	},
	{
		name: 'reset ×1',
		says: 'one connection is reset after the work is done, then all is well',
		nature: 'noAnswer',
		worked: true,
		once: true,
		play: { kind: 'reset', when: 'after', times: 1 },
	},
	{
		name: 'hang before',
		says: 'no answer within the time limit, the work not done',
		nature: 'noAnswer',
		worked: false,
		timeoutMs: hangTimeoutMs,
		play: { kind: 'hang', when: 'before' },
	},
	{
		name: 'hang after',
		says: 'no answer within the time limit, the work done',
		nature: 'noAnswer',
		worked: true,
		timeoutMs: hangTimeoutMs,
		play: { kind: 'hang', when: 'after' },
	},
	{
		name: '401 ×1',
		says: 'one HTTP 401, then all is well',
		nature: 'refusal',
		status: 401,
		once: true,
		play: status(401, { times: 1 }),
	},
	{ name: '401', says: 'HTTP 401 for ever', nature: 'refusal', status: 401, play: status(401) },
	{ name: '403', says: 'HTTP 403', nature: 'refusal', status: 403, play: status(403) },
	{ name: '404', says: 'HTTP 404', nature: 'refusal', status: 404, play: status(404) },
	{ name: '422', says: 'HTTP 422', nature: 'refusal', status: 422, play: status(422) },
	{
		name: '422 echo',
		says: 'HTTP 422 with a page that repeats the secrets of the request, plain and percent-encoded',
		nature: 'refusal',
		status: 422,
		play: (_stage, secrets) =>
			status(422, {
				body: `<p>${[...secrets, ...secrets.map(encodeURIComponent)].join(' ')}</p>`,
			}),
	},
	{
		name: '429',
		says: 'HTTP 429 for ever, without Retry-After',
		nature: 'refusal',
		status: 429,
		play: status(429),
	},
	{
		name: '429 1 s',
		says: 'one HTTP 429 with Retry-After: 1',
		nature: 'refusal',
		status: 429,
		retryAfterSeconds: 1,
		once: true,
		play: status(429, { times: 1, retryAfter: 1 }),
	},
	{
		name: '429 1 h',
		says: 'HTTP 429 with Retry-After: 3600',
		nature: 'refusal',
		status: 429,
		retryAfterSeconds: 3600,
		play: status(429, { retryAfter: 3600 }),
	},
	{
		name: '500',
		says: 'HTTP 500 with an HTML page, after the work is done',
		nature: 'noAnswer',
		worked: true,
		play: status(500, { when: 'after' }),
	},
	{
		name: '502',
		says: 'HTTP 502 with an HTML page, the work not done',
		nature: 'noAnswer',
		worked: false,
		play: status(502),
	},
	{
		name: 'empty',
		says: 'HTTP 200 without a body, after the work is done',
		nature: 'noAnswer',
		worked: true,
		empty: true,
		play: { kind: 'empty', when: 'after' },
	},
	{
		name: 'cut',
		says: 'the answer is cut off in the middle',
		nature: 'noAnswer',
		worked: true,
		keepsStatus: true,
		play: { kind: 'truncated' },
	},
	{
		name: 'garbage',
		says: 'the answer is bytes that are no text, after the work is done',
		nature: 'noAnswer',
		worked: true,
		play: { kind: 'garbage', when: 'after' },
	},
	{
		name: 'type',
		says: 'the answer is called image/png',
		nature: 'mislabelled',
		play: { kind: 'wrongContentType' },
	},
	{
		name: 'charset',
		says: 'the answer is UTF-8 and called windows-1251',
		nature: 'mislabelled',
		play: { kind: 'wrongCharset', charset: 'utf-8', label: 'windows-1251' },
	},
	{
		name: 'cp1251',
		says: 'the answer is windows-1251 and called UTF-8',
		nature: 'mislabelled',
		play: { kind: 'wrongCharset' },
	},
	{
		name: '302',
		says: 'HTTP 302 to another host',
		nature: 'redirect',
		play: ({ stranger }) => ({ kind: 'redirect', location: `${stranger.url}/elsewhere` }),
	},
	{
		name: '307',
		says: 'HTTP 307 to another host',
		nature: 'redirect',
		play: ({ stranger }) => ({
			kind: 'redirect',
			status: 307,
			location: `${stranger.url}/elsewhere`,
		}),
	},
	{
		name: '50 MB',
		says: 'the answer has 50 MB, after the work is done',
		nature: 'huge',
		heavy: true,
		play: { kind: 'huge', when: 'after' },
	},
];

/** The columns of one gateway's own refusals. */
export const refusalFaults = (refusals: readonly Refusal[]): MatrixFault[] =>
	refusals.map((refusal) => ({
		name: refusal.name,
		says: refusal.says,
		nature: 'ownRefusal',
		refusal,
		play: status(refusal.status ?? 200, {
			body: refusal.body,
			...(refusal.tries === undefined ? {} : { retryAfter: 0.01 }),
		}),
	}));
