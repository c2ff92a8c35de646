import { getEventListeners } from 'node:events';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { callInTime } from '../../../nodes/shared/transport/callInTime.ts';
import type { Caller } from '../../../nodes/shared/model/n8n.ts';

/** A caller whose calls end as the test says, and the signal that n8n would give each of them. */
function callerOf(end: (signal: AbortSignal) => Promise<unknown>, cancelled?: AbortSignal) {
	return {
		...(cancelled ? { getExecutionCancelSignal: () => cancelled } : {}),
		helpers: {
			async httpRequestWithAuthentication(
				this: { getExecutionCancelSignal(): AbortSignal },
				_type: string,
				_options: IHttpRequestOptions,
			) {
				return await end(this.getExecutionCancelSignal());
			},
		},
	} as unknown as Caller;
}

const ended = async (signal: AbortSignal) =>
	await new Promise((_resolve, reject) =>
		signal.addEventListener('abort', () => reject(new Error('ended'))),
	);

const call = async (caller: Caller, timeout?: number) =>
	await callInTime(caller, 'api', { url: 'http://127.0.0.1:9', timeout });

const answer = { statusCode: 200 };

test('an execution that is cancelled ends its call, and nothing listens to it any more', async () => {
	const stop = new AbortController();
	const calling = call(callerOf(ended, stop.signal), 60_000);
	stop.abort();

	await expect(calling).rejects.toThrow('ended');
	expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

test('nothing listens to an execution after a call that was answered', async () => {
	const stop = new AbortController();

	expect(await call(callerOf(async () => answer, stop.signal))).toBe(answer);
	expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

test('a call of a cancelled execution is told so', async () => {
	const caller = callerOf(async ({ aborted }) => ({ aborted }), AbortSignal.abort());

	expect(await call(caller)).toEqual({ aborted: true });
});

test.each([undefined, 1000.3, 2 ** 30, 2 ** 31, Number.MAX_SAFE_INTEGER])(
	'a time limit of %j does not run out at once',
	async (timeout) => {
		const late = async () => await new Promise((resolve) => setTimeout(() => resolve(answer), 20));

		expect(await call(callerOf(late), timeout)).toBe(answer);
	},
);

test('a call that nothing ends is given up, and told to end', async () => {
	let signal: AbortSignal | undefined;
	const never = async (given: AbortSignal) => {
		signal = given;
		return await new Promise(() => {});
	};

	await expect(call(callerOf(never), 20)).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect(signal?.aborted).toBe(true);
});

test('nothing listens to the time limit of a call that has ended', async () => {
	const timeouts = jest.spyOn(AbortSignal, 'timeout');

	await call(callerOf(async () => answer));
	await expect(
		call(callerOf(async () => await Promise.reject(new Error('broken')))),
	).rejects.toThrow('broken');
	const limits = timeouts.mock.results.map(({ value }) => value as AbortSignal);
	timeouts.mockRestore();
	expect(limits.map((limit) => getEventListeners(limit, 'abort'))).toEqual([[], []]);
});
