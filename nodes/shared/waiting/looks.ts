import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { pause } from '../transport/pause';

const longestWaitSeconds = 3600;

const longestGapMs = 60_000;

const growth = 1.5;

interface Wait {
	untilMs: number;
	gapMs: number;
}

/** Options of an operation that can wait; how long is asked only where it does. @param what the end of "wait for" @param preset whether it waits unless told */
export function waitOptions(
	name: string,
	displayName: string,
	what: string,
	preset: boolean,
): INodeProperties[] {
	// An option that was not added has no value, and the preset holds.
	const displayOptions: INodeProperties['displayOptions'] = preset
		? { hide: { [name]: [false] } }
		: { show: { [name]: [true] } };
	return [
		{
			displayName,
			name,
			type: 'boolean',
			default: false,
			...(preset ? { default: true } : {}),
			description: `Whether to wait for ${what} and add it to the output. The gateway is checked less and less often.`,
		},
		{
			displayName: 'Wait at Most (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: longestWaitSeconds },
			default: 120,
			description:
				'How long to wait, at most an hour. After that, the row shows what is known so far.',
			displayOptions,
		},
		{
			displayName: 'First Look After (Seconds)',
			name: 'lookSeconds',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: 600 },
			default: 5,
			description:
				'Pause before the status is first checked. Each further pause is 1.5 times as long, up to a minute.',
			displayOptions,
		},
	];
}

const positive = (value: unknown, preset: number): number =>
	Number(value) > 0 ? Number(value) : preset;

/**
 * Reads `waitOptions`.
 *
 * @returns null when there is nothing to wait for
 */
export function waitOf(options: IDataObject, name: string, preset: boolean): Wait | null {
	if ((options[name] ?? preset) !== true) return null;
	const seconds = Math.min(positive(options.waitSeconds, 120), longestWaitSeconds);
	return {
		untilMs: Date.now() + seconds * 1000,
		gapMs: positive(options.lookSeconds, 5) * 1000,
	};
}

/**
 * Looks, ever more rarely, until all is decided, the time is up or the execution is cancelled. The last look is at the end of
 * the time.
 *
 * @param look returns true when there is nothing more to wait for
 * @param leastGapMs pause that must lie between two looks; a last look that would come too early is left out
 */
export async function lookUntil(
	{ untilMs, gapMs }: Wait,
	signal: AbortSignal | undefined,
	look: () => Promise<boolean>,
	leastGapMs: () => number = () => 0,
): Promise<void> {
	let least = 0;
	for (let gap = gapMs; ; gap = Math.min(Math.round(gap * growth), longestGapMs)) {
		const left = untilMs - Date.now();
		if (left <= 0 || least > left) return;
		await pause(Math.min(Math.max(gap, least), left), signal);
		if (signal?.aborted || (await look())) return;
		least = leastGapMs();
	}
}
