import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { tuning } from '../input/fieldChecks';
import type { Failure } from '../model/failure';
import { pause } from '../model/pause';

const longestWaitSeconds = 3600;

const longestGapMs = 60_000;

const growth = 1.5;

interface Wait {
	/** Of `performance.now()`: a clock that is set back makes no wait longer. */
	untilMs: number;
	gapMs: number;
}

/** The option that says how long to wait. */
const usualSecondsName = 'waitSeconds';

/**
 * Options of an operation that can wait; how long is asked only where it does.
 *
 * @param what the end of "wait for"
 * @param preset whether it waits unless told
 * @param secondsName of the option that says how long, where another has the usual one
 */
export function waitOptions(
	name: string,
	displayName: string,
	what: string,
	preset: boolean,
	secondsName = usualSecondsName,
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
			description: `Whether to wait for ${what} and add it to the output`,
		},
		{
			displayName: 'Wait at Most (Seconds)',
			name: secondsName,
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: longestWaitSeconds },
			default: 120,
			description: 'Up to an hour. After that, the row shows what is known so far.',
			displayOptions,
		},
		tuning({
			displayName: 'First Look After (Seconds)',
			name: 'lookSeconds',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: 600 },
			default: 5,
			description: 'Each further pause is 1.5 times as long, up to a minute',
			displayOptions,
		}),
	];
}

const positive = (value: unknown, preset: number): number =>
	Number(value) > 0 ? Number(value) : preset;

/**
 * Reads `waitOptions`.
 *
 * @returns null when there is nothing to wait for
 */
export function waitOf(
	options: IDataObject,
	name: string,
	preset: boolean,
	secondsName = usualSecondsName,
): Wait | null {
	if ((options[name] ?? preset) !== true) return null;
	const seconds = Math.min(positive(options[secondsName], 120), longestWaitSeconds);
	return {
		untilMs: performance.now() + seconds * 1000,
		gapMs: positive(options.lookSeconds, 5) * 1000,
	};
}

/**
 * Looks, ever more rarely, until all is decided, the time is up or the execution is cancelled. The last look is at the end of
 * the time.
 *
 * @param look returns true when there is nothing more to wait for
 */
export async function lookUntil(
	{ untilMs, gapMs }: Wait,
	signal: AbortSignal | undefined,
	look: () => Promise<boolean>,
): Promise<void> {
	for (let gap = gapMs; ; gap = Math.min(Math.round(gap * growth), longestGapMs)) {
		const left = untilMs - performance.now();
		if (left <= 0) return;
		await pause(Math.min(gap, left), signal);
		if (signal?.aborted || (await look())) return;
	}
}

/** Nobody will be told more by asking again. */
export const tellsNoMore = ({ kind }: Failure): boolean =>
	kind === 'unauthorized' || kind === 'notFound';

/**
 * Notes that a look has failed, which is no failure of what the rows are about.
 *
 * @param rows that are not decided
 * @returns whether there is no use in a further look
 */
export function noteFailedLook(rows: IDataObject[], failure: Failure): boolean {
	const { text, uncalled } = failure;
	for (const json of rows) {
		// What the last look brought says more than that no further one is made.
		if (uncalled) json.statusProblem ??= text;
		else json.statusProblem = text;
	}
	return uncalled === true || tellsNoMore(failure);
}
