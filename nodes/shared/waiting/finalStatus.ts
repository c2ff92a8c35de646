import type {
	IDataObject,
	INodeProperties,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import type { Failure } from '../model/failure';
import { withSteps } from '../routing/steps';
import type { Turn } from '../transport/paces';
import { request } from '../transport/request';
import type { Line } from '../transport/exchange';
import { askedTooLate } from '../transport/repeats';
import { openLine } from '../transport/line';
import { PageWatch } from '../transport/pageWatch';
import { pack } from '../delivery/pack';
import { silentVerdict, type StatusInquiry } from '../delivery/route';
import { optionsIn } from '../input/read';
import { itemReader } from '../input/parameterReader';
import { lookUntil, tellsNoMore, waitOf, waitOptions } from './looks';

const optionName = 'waitForFinal';

/** The last round begins when the time is over. It has so long to ask about some tens of messages one by one. */
const lastRoundMs = 2000;

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
 * `statusProblem`. After pages in a row nobody is asked about until the next look.
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

	const line: Line = await openLine(context, inquiry.gateway);
	for (const json of open) Object.assign(json, { final: false, success: null });

	const asked = new Set<IDataObject>();
	/** Packets of this round whose call has started, and when it starts no more than can go at once. */
	const begun = new Set<IDataObject[]>();
	let roundUntilMs = wait.untilMs;
	/** Why the last round ended before all were asked about. */
	let stopped: Failure | undefined;
	/** @param turn of the call; missing where none can be made in time */
	const look = async (packet: IDataObject[], turn?: Turn): Promise<void> => {
		const starts = () => {
			begun.add(packet);
			if (begun.size >= line.account.limiter.concurrent) line.untilMs = roundUntilMs;
			for (const json of packet) asked.add(json);
			turn?.start();
		};
		const answer = turn
			? await request(context, line, inquiry.request(packet), 'read', inquiry.answer, {
					...turn,
					start: starts,
				})
			: { ok: false as const, failure: askedTooLate };
		const states = answer.ok ? inquiry.states(packet, answer.value) : [];
		packet.forEach((json, position) => {
			const state = states[position];
			if (state) delete json.statusProblem;
			else if (answer.ok) json.statusProblem = silentVerdict.failure.text;
			else if (!(answer.failure.uncalled && asked.has(json)))
				json.statusProblem = answer.failure.text;
			Object.assign(json, line.redact(state));
			if ((!answer.ok && tellsNoMore(answer.failure)) || json.final === true) decided.add(json);
		});
	};
	const decided = new Set<IDataObject>();
	await lookUntil(wait, line.signal, async () => {
		const packets = pack(open, (json) => inquiry.groupKey?.(json) ?? '', inquiry.listSize);
		const { concurrent } = line.account.limiter;
		// Pages end a round and not the wait: whatever stands in front of the gateway may be gone by the next one.
		const pages = new PageWatch(['asked about any more', 'ask about'], line.signal, concurrent);
		line.pages = pages;
		const asker = { owner: line.owner, signal: pages.signal, untilMs: wait.untilMs };
		begun.clear();
		line.untilMs = undefined;
		roundUntilMs = Math.max(wait.untilMs, performance.now() + lastRoundMs);
		await Promise.all(
			packets.map(
				async (packet) =>
					await line.account.paces.run(
						inquiry.pace?.(packet),
						async (turn) => await look(packet, turn),
						asker,
					),
			),
		);
		pages.close();
		stopped = pages.reason;
		open = open.filter((json) => !decided.has(json));
		return open.length === 0;
	});
	if (stopped) {
		const { displayName } = inquiry.gateway;
		const statusProblem = `${stopped.text}. ${displayName} has accepted it, but its final status is not known. Ask for it later with ${inquiry.later}.`;
		for (const json of open) json.statusProblem = statusProblem;
	}
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
