import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, Reply } from './answer.mts';
import { bytes, htmlPage, json } from './answer.mts';
import { encodeText } from './charset.mts';
import type { Exchange } from './exchange.mts';
import type { ActiveFault, FaultKind, FaultOf, When } from './faults.mts';

/** One exchange a fault is played on. */
type Play = {
	readonly exchange: Exchange;
	/** Lets the gateway do its work and gives its answer. */
	readonly work: () => Promise<Answer>;
	/** Resolves when the fault is lifted. */
	readonly lifted: Promise<void>;
	/** True once the client's connection is gone. */
	readonly isGone: () => boolean;
};

type Player<K extends FaultKind> = (fault: FaultOf<K>, play: Play) => Promise<Reply>;

const HUGE = 50 * 1024 * 1024;

const TITLES: Readonly<Record<number, string>> = {
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Temporarily Unavailable',
	504: 'Gateway Time-out',
};

/** The gateway's work is done first, or not at all, and the reply takes the answer's place. */
const instead = async (when: When, play: Play, reply: () => Reply): Promise<Reply> => {
	if (when === 'after') await play.work();
	return reply();
};

const bodyOf = (answer: Answer): Buffer =>
	Buffer.isBuffer(answer.body) ? answer.body : Buffer.concat([...answer.body]);

const statusAnswer = (fault: FaultOf<'status'>): Answer => {
	const headers = {
		...fault.headers,
		...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
	};
	const { status, body } = fault;
	if (typeof body === 'object') return json(body, { status, headers });
	if (typeof body === 'string') {
		return bytes(Buffer.from(body), 'text/plain; charset=utf-8', { status, headers });
	}
	const page = htmlPage(status, TITLES[status] ?? 'Error');
	return { ...page, headers: { ...page.headers, ...headers } };
};

const hugeBody = function* (size: number): Generator<Buffer> {
	const open = Buffer.from('{"filler":"');
	const close = Buffer.from('"}');
	const chunk = Buffer.alloc(256 * 1024, 'x');
	yield open;
	let left = size - open.length - close.length;
	for (; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
	yield close;
};

const players: { [K in FaultKind]: Player<K> } = {
	refuse: async () => 'reset',
	hang: async ({ when = 'before', onHeld }, play) => {
		const done = when === 'after' ? await play.work() : null;
		onHeld?.(play.exchange);
		await play.lifted;
		if (play.isGone()) return 'drop';
		return done ?? (await play.work());
	},
	reset: async ({ when = 'before' }, play) => await instead(when, play, () => 'reset'),
	status: async (fault, play) =>
		await instead(fault.when ?? 'before', play, () => statusAnswer(fault)),
	wrongStatus: async ({ status }, play) => ({ ...(await play.work()), status }),
	empty: async ({ when = 'after' }, play) =>
		await instead(when, play, () => bytes(Buffer.alloc(0), 'application/json')),
	truncated: async ({ bytes: length }, play) => {
		const answer = await play.work();
		const body = bodyOf(answer);
		return { ...answer, body: body.subarray(0, length ?? Math.floor(body.length / 2)) };
	},
	garbage: async ({ when = 'after' }, play) =>
		await instead(when, play, () =>
			bytes(Buffer.from('ff00fe98c328a0a1f0288cbc80c1bfff', 'hex'), 'application/json'),
		),
	wrongContentType: async ({ contentType = 'image/png' }, play) => {
		const answer = await play.work();
		return { ...answer, headers: { ...answer.headers, 'content-type': contentType } };
	},
	wrongCharset: async ({ charset = 'windows-1251', label = 'utf-8' }, play) => {
		const answer = await play.work();
		const type = (answer.headers['content-type'] ?? 'application/json').split(';')[0] ?? '';
		return {
			...answer,
			headers: { ...answer.headers, 'content-type': `${type}; charset=${label}` },
			body: encodeText(bodyOf(answer).toString('utf8'), charset),
		};
	},
	redirect: async ({ location, status = 302, when = 'before' }, play) =>
		await instead(when, play, () => {
			const page = htmlPage(status, 'Found');
			return { ...page, headers: { ...page.headers, location } };
		}),
	huge: async ({ bytes: size = HUGE, when = 'after' }, play) =>
		await instead(when, play, () => ({
			status: 200,
			headers: { 'content-type': 'application/json', 'content-length': String(size) },
			body: hugeBody(size),
		})),
	slow: async ({ delayMs, when = 'before' }, play) => {
		const done = when === 'after' ? await play.work() : null;
		const waited = new AbortController();
		await Promise.race([sleep(delayMs, undefined, { signal: waited.signal }), play.lifted]);
		waited.abort();
		if (play.isGone()) return 'drop';
		return done ?? (await play.work());
	},
};

/** Plays the fault on one exchange. */
export const playFault = async (active: ActiveFault, play: Play): Promise<Reply> => {
	const player = players[active.fault.kind] as Player<FaultKind>;
	return await player(active.fault as FaultOf<FaultKind>, play);
};
