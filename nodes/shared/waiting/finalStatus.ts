import type {
	IDataObject,
	INodeProperties,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { tuning } from '../input/fieldChecks';
import { pause } from '../transport/exchange';
import { withSteps } from '../routing/steps';
import { request } from '../transport/request';
import { openLine } from '../transport/line';
import { pack } from '../delivery/pack';
import type { StatusInquiry } from '../delivery/route';
import { optionsIn } from '../input/read';
import { itemReader } from '../input/parameterReader';

const longestWaitSeconds = 3600;

const longestGapMs = 60_000;

const growth = 1.5;

interface Wait {
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

/**
 * Makes calls one after the other, with a pause between them.
 *
 * @param untilMs when the time is over: calls whose turn would come later are left out
 */
export async function inTurn<T>(
	entries: readonly T[],
	pauseMs: number,
	untilMs: number,
	signal: AbortSignal | undefined,
	call: (entry: T) => Promise<void>,
): Promise<void> {
	for (const [position, entry] of entries.entries()) {
		if (position > 0) {
			if (Date.now() + pauseMs > untilMs) return;
			await pause(pauseMs, signal);
		}
		if (signal?.aborted) return;
		await call(entry);
	}
}

const optionName = 'waitForFinal';

/** Options of an operation that can wait. @param what the end of "wait for" @param secondsName as `waitOptions` takes it */
export const finalStatusOptions = (what: string, secondsName?: string): INodeProperties[] =>
	waitOptions(optionName, 'Wait for Final Status', what, false, secondsName);

/** @returns the wait that the options ask for, or null */
export const finalStatusWait = (
	options: IDataObject,
	secondsName?: string,
): ReturnType<typeof waitOf> => waitOf(options, optionName, false, secondsName);

type Asking = IExecuteFunctions | IExecuteSingleFunctions;

/**
 * Waits until the messages of the rows are delivered or not, in as few calls as the gateway's lists allow. What is decided
 * is not asked for again. A look that fails is no failure of a message that the gateway has accepted: the row says so in
 * `statusProblem`.
 *
 * @param rows accepted rows get `status`, `final` and `success`, where `final` is false for what is not decided when the
 * time is over; failed rows stay as they are
 */
export async function awaitFinalStatus(
	context: Asking,
	inquiry: StatusInquiry,
	options: IDataObject,
	rows: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const wait = finalStatusWait(options, inquiry.secondsName);
	if (!wait) return rows;
	let open = rows
		.map(({ json }) => json)
		.filter(
			(json) => json.error === undefined && json.dryRun !== true && inquiry.key(json) !== null,
		);
	if (open.length === 0) return rows;

	const line = await openLine(context, inquiry.gateway);
	for (const json of open) Object.assign(json, { final: false, success: null });

	const look = async (packet: IDataObject[]): Promise<void> => {
		const question = inquiry.request(packet);
		const answer = await request(context, line, question, 'read', inquiry.answer);
		const states = answer.ok ? inquiry.states(packet, answer.value) : [];
		packet.forEach((json, position) => {
			const state = states[position];
			if (state) delete json.statusProblem;
			else if (!answer.ok) json.statusProblem = answer.failure.text;
			Object.assign(json, line.redact(state));
			// Nobody will be told more by asking again.
			const hopeless = !answer.ok && ['unauthorized', 'notFound'].includes(answer.failure.kind);
			if (hopeless || json.final === true) decided.add(json);
		});
	};
	const decided = new Set<IDataObject>();
	const spacing = () => inquiry.spacingMs?.(open.length) ?? 0;
	await lookUntil(
		wait,
		line.signal,
		async () => {
			const packets = pack(open, (json) => inquiry.groupKey?.(json) ?? '', inquiry.listSize);
			const between = spacing();
			if (between > 0) await inTurn(packets, between, wait.untilMs, line.signal, look);
			else await Promise.all(packets.map(look));
			open = open.filter((json) => !decided.has(json));
			return open.length === 0;
		},
		spacing,
	);
	return rows;
}

/** Waits behind the call of a routing, which an agent that calls its tool directly takes. */
export const waitingAfterwards = (
	routing: INodePropertyRouting,
	inquiry: StatusInquiry,
): INodePropertyRouting =>
	withSteps(routing, {
		after: async (context, rows) =>
			await awaitFinalStatus(context, inquiry, optionsIn(itemReader(context)), rows),
	});
