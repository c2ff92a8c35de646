import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Caller } from '../model/n8n';
import { defaultTimeoutMs } from './requestOptions';

/**
 * Time limits that a whole call may take: n8n's own ends when the answer begins, and from then on holds for each pause in it, so
 * that an answer which drips would never end.
 */
const limitsOfACall = 2;

/** A timer takes no more milliseconds. */
const longestTimerMs = 2 ** 31 - 1;

/** What the HTTP library says when a time limit has run out. */
const outOfTime = (milliseconds: number): Error =>
	Object.assign(new Error(`timeout of ${milliseconds}ms exceeded`), { code: 'ECONNABORTED' });

/** The caller as n8n sees it, which ends each call when the signal of its caller says so. */
const endedBy = (caller: Caller, signal: AbortSignal): Caller =>
	Object.assign(Object.create(caller) as Caller, { getExecutionCancelSignal: () => signal });

/**
 * Makes a call of n8n's own with the node's credential, and ends it where it does not end by itself.
 *
 * @param options `timeout` is in milliseconds
 * @returns the answer, whole
 * @throws whatever n8n rejects with, and an error of the code ECONNABORTED after twice the time limit
 */
export async function callInTime(
	caller: Caller,
	credentialType: string,
	options: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	// A timer takes whole milliseconds only.
	const limit = Math.ceil(
		Math.min(limitsOfACall * (options.timeout ?? defaultTimeoutMs), longestTimerMs),
	);
	const ending = new AbortController();
	const end = () => ending.abort();
	const cancelled =
		'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
	if (cancelled?.aborted) end();
	cancelled?.addEventListener('abort', end, { once: true });
	const late = AbortSignal.timeout(limit);
	let giveUp = () => {};
	const lateEnd = new Promise<never>((_resolve, reject) => {
		giveUp = () => {
			reject(outOfTime(limit));
			end();
		};
	});
	late.addEventListener('abort', giveUp, { once: true });
	try {
		return await Promise.race([
			caller.helpers.httpRequestWithAuthentication.call(
				endedBy(caller, ending.signal),
				credentialType,
				options,
			) as Promise<IN8nHttpFullResponse>,
			lateEnd,
		]);
	} finally {
		// A signal that somebody listens to stays in memory until its time has come.
		late.removeEventListener('abort', giveUp);
		cancelled?.removeEventListener('abort', end);
	}
}
