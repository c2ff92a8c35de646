import { sleep } from 'n8n-workflow';

/** Waits in slices, so that a cancelled execution does not sit out a long pause. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = performance.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - performance.now()) {
		await sleep(Math.min(left, 1000));
	}
}
