import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { optionsIn } from '../input/read';
import {
	resultsFor,
	type RowResult,
	type RowResults,
	type Message,
	prepared,
	type Route,
	type Row,
} from './route';
import type { Job } from './job';
import type { Gateway } from '../model/gateway';
import { type Effect, isChange, isOnce } from '../model/effect';
import { keepsFailures, nodeOf } from '../model/n8n';
import { openLine } from '../transport/line';
import { triedBefore } from '../routing/runMemory';
import { collect } from './collect';
import { dispatch } from './dispatch';
import { isDryRun, onceKeyReader, withoutOnceKey } from '../fields/safety';
import { addDryRunHint, addHints, addWarnings } from './hints';
import { Ledger, type RowMemory } from './ledger';
import { noteMerged, without } from './merged';
import { packRoute } from './pack';
import { unfold } from './unfold';
import { movingReader, settingReader } from '../input/parameterReader';
import { rehearse } from './rehearse';
import { SendOnce } from './sendOnce';
import { type Delivery, spread } from './spread';
import { stopError } from './stopError';

const fromMemory = (memory: Exclude<RowMemory, { state: 'merged' }>): RowResult =>
	memory.state === 'accepted' ? memory : { state: 'failed', failure: triedBefore };

/** @returns what an earlier try leaves nothing to do for; what is of open outcome is tried again where twice is no more than once */
function tried(
	ledger: Ledger | undefined,
	effect: Effect,
	units: ReadonlyArray<Row<Message>>,
): Map<number, RowMemory> {
	const rows = new Map<number, RowMemory>();
	const merged = new Map<number, Array<Row<Message>>>();
	for (const unit of units) if (unit.merged) merged.set(unit.index, unit.merged);
	const mergedWith = (row: number) => (merged.get(row) ?? []).map(({ index }) => index);
	for (const [index, memory] of ledger?.remember(mergedWith) ?? []) {
		if (memory.state === 'accepted' || isOnce(effect)) rows.set(index, memory);
	}
	return rows;
}

/** @returns the rows that are still to be sent @param duplicateOf to be changed to whom they go with */
function unsentOf<M extends Message>(
	units: Array<Row<M>>,
	remembered: ReadonlyMap<number, RowMemory>,
	duplicateOf: Map<number, number>,
): Array<Row<M>> {
	if (remembered.size === 0) return units;
	const unsent: Array<Row<M>> = [];
	for (const unit of units) {
		const left = without(unit, ({ index }) => remembered.has(index));
		if (!left) continue;
		if (left !== unit) noteMerged(duplicateOf, left);
		unsent.push(left);
	}
	return unsent;
}

function hasFailed(results: Iterable<RowResult | undefined>): boolean {
	for (const result of results) if (result?.state === 'failed') return true;
	return false;
}

/**
 * Carries out a route for every input item in as few requests as it allows: collect, pack, request, spread. What is done
 * for a row is not done again in one execution, whatever Retry On Fail does, nor is what may have been done and must not
 * happen twice.
 *
 * @returns one row an item, paired with it; failed rows in the shape that n8n sends to the error output
 * @throws NodeApiError when the node is set to stop and a row fails: before anything is sent if the input is at
 * fault, else with the rows that were already accepted
 */
export async function deliver<M extends Message>(
	context: IExecuteFunctions,
	gateway: Gateway,
	givenRoute: Route<M>,
): Promise<INodeExecutionData[][]> {
	const route = await prepared(context, givenRoute);
	const line = await openLine(context, gateway, givenRoute.secrets);
	const reader = movingReader(context, withoutOnceKey(nodeOf(context).parameters));
	const forAll = settingReader(context);
	const options = optionsIn(forAll);
	const stopOnFailure = !keepsFailures(context);

	const rawAnswer = options.rawAnswer === true;
	const warnings = new Set<string>();
	const setting = {
		timeZone: context.getTimezone(),
		credentials: line.credentials,
		warn: (message: string) => void warnings.add(message),
	};
	const happensOnce = isOnce(route.effect);
	const isDry = happensOnce && isDryRun(context);
	const onceKey = happensOnce ? onceKeyReader(context) : undefined;
	const collected = await collect(
		context,
		route,
		reader,
		setting,
		options.duplicates,
		line.redact,
		onceKey,
	);
	addWarnings(context, [...warnings].map(line.redact));
	const { units, fold } = unfold(route, collected.rows, context.getInputData().length);
	const ledger = isChange(route.effect) && !isDry ? Ledger.open(context) : undefined;
	const remembered = tried(ledger, route.effect, units);
	const known = new Map<number, RowResult>();
	for (const [row, failure] of collected.problems) known.set(row, { state: 'failed', failure });
	const { duplicateOf } = collected;
	for (const [index, memory] of remembered) {
		if (memory.state === 'merged') duplicateOf.set(index, memory.with);
		else {
			duplicateOf.delete(index);
			known.set(index, fromMemory(memory));
		}
	}
	/** Of all rows. @param given of those that this try has sent */
	const resultsOf = (given: RowResults): RowResults => {
		for (const [index, result] of known) given[index] = result;
		const results = fold(given);
		for (const [row, failure] of collected.problems) results[row] ??= { state: 'failed', failure };
		return results;
	};

	const delivery: Delivery<M> = {
		context,
		gateway,
		route,
		collected,
		results: resultsOf(resultsFor(context.getInputData())),
		rawAnswer,
		redact: (value) => line.redact(value),
	};
	// A node that stops at a failure sends nothing beside a row that has already failed.
	if (!(stopOnFailure && hasFailed(known.values()))) {
		// What is no number, as an expression may give, is no reason for one endless list.
		const listSize = Math.floor(route.listSize(forAll)) || gateway.limits.listSize;
		const unsent = unsentOf(units, remembered, duplicateOf);
		const packets = packRoute(route, unsent, Math.max(1, listSize));
		const once = onceKey && !isDry ? new SendOnce(context) : undefined;
		once?.expect(packets.flat());
		const job: Job<M> = {
			context,
			line,
			route,
			ledger,
			once,
			duplicateOf,
			tally: { requests: 0 },
			concurrent: Math.min(
				Math.max(1, Number(line.credentials.concurrent) || gateway.limits.concurrent),
				route.concurrent ?? Infinity,
			),
			stopOnFailure,
			rawAnswer,
		};
		const started = performance.now();
		try {
			const results = isDry ? await rehearse(job, packets) : await dispatch(job, packets);
			delivery.results = resultsOf(results);
		} finally {
			await once?.close();
		}
		if (isDry) addDryRunHint(delivery, job.tally.requests);
		else addHints(delivery, job.tally.requests, performance.now() - started);
	}
	if (stopOnFailure && hasFailed(delivery.results)) {
		throw stopError(delivery);
	}
	return [spread(delivery)];
}
