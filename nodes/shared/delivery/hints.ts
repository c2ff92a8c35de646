import type { IExecuteFunctions } from 'n8n-workflow';

import { recordOf } from '../text/json';
import type { RowResult, RowResults, Message } from './route';
import { messageOutcome } from '../model/failure';
import { isOnce } from '../model/effect';
import { addHint, isTool } from '../model/n8n';
import type { Delivery } from './spread';

/** From this number of single requests on, an operation that needs fewer is worth a word. */
const manyRequests = 10;

// Made here once: `toLocaleString` makes it again for each number.
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

const figure = (value: number): string => figures.format(value);

const counted = (count: number, one: string, many = `${one}s`): string =>
	`${figure(count)} ${count === 1 ? one : many}`;

/** Seconds below two minutes, minutes above. */
function duration(milliseconds: number): string {
	const seconds = Math.max(1, Math.round(milliseconds / 1000));
	return seconds < 120 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

/** What the answers told of costs: of each message, or of a request whose rows share a group. */
function costOf(results: RowResults): string {
	let sum = 0;
	let currency = '';
	const groups = new Set<string | null>();
	for (const result of results) {
		if (result?.state !== 'accepted' || !result.extra) continue;
		const { cost, requestCost, currency: ofRow } = result.extra;
		if (typeof cost === 'number') sum += cost;
		else if (typeof requestCost === 'number' && !groups.has(result.groupId)) {
			groups.add(result.groupId);
			sum += requestCost;
		} else continue;
		currency = typeof ofRow === 'string' ? ofRow : currency;
	}
	return sum > 0 ? `Cost: ${figure(sum)}${currency ? ` ${currency}` : ''}.` : '';
}

const unknown = 'with unknown outcome';
const sentBefore = 'sent before';

const stateOf = (result: RowResult | undefined): string => {
	if (!result) return 'not sent';
	if (result.state === 'accepted') return result.alreadySent ? sentBefore : 'accepted';
	const outcome = messageOutcome(result.failure);
	if (outcome === 'unknown') return unknown;
	return outcome === 'refused' ? 'refused' : 'not sent';
};

const order = ['accepted', 'refused', unknown, 'not sent', sentBefore];

/** One sentence about all rows: how they ended, in how many requests, and what it cost. */
function addSummary<M extends Message>(delivery: Delivery<M>, requests: number): void {
	const { context, collected, results } = delivery;
	const counts = new Map<string, number>();
	const items = context.getInputData().length;
	for (let row = 0; row < items; row++) {
		const state = collected.duplicateOf.has(row) ? 'merged' : stateOf(results[row]);
		counts.set(state, (counts.get(state) ?? 0) + 1);
	}
	const parts = [...order, 'merged'].flatMap((state) => {
		const count = counts.get(state);
		return count ? [`${figure(count)} ${state}`] : [];
	});
	const again =
		items === 1
			? 'To send it again, change its Send Once Key.'
			: 'To send them again, change their Send Once Keys.';
	const isClean = !['refused', unknown, 'not sent'].some((state) => counts.has(state));
	const said = [
		`${counted(items, 'item')}: ${parts.join(', ')}.`,
		`${counted(requests, 'request')}.`,
		costOf(results),
		requests === 0 ? again : '',
	];
	addHint(context, said.filter(Boolean).join(' '), isClean ? 'info' : 'warning');
}

/**
 * Tells, above the output, how many messages ended how, and which operation would have needed fewer requests. Only for
 * several items, and not to an agent, which reads the rows.
 *
 * @param requests that were made
 * @param tookMs how long they took together
 */
export function addHints<M extends Message>(
	delivery: Delivery<M>,
	requests: number,
	tookMs: number,
): void {
	const { context, route, collected, results } = delivery;
	const items = context.getInputData().length;
	if (route.oneACall && requests >= manyRequests && !isTool(context)) {
		addHint(
			context,
			`${counted(items, 'item')} took ${counted(requests, 'request')} and ${duration(tookMs)}, because ${route.oneACall}. A thousand would take about ${duration((tookMs / requests) * 1000)}.`,
		);
	}
	if (!isOnce(route.effect) || isTool(context)) return;
	// A run that sends nothing and looks as if it had is told even of one item.
	const isKnown = () => results.some((result) => stateOf(result) === sentBefore);
	if (requests === 0 ? !isKnown() : items < 2) return;
	addSummary(delivery, requests);
	if (route.many && requests >= Math.max(manyRequests, collected.rows.length)) {
		const fewer = Math.ceil(items / route.many.listSize);
		addHint(
			context,
			`This operation makes one request for each item. ${route.many.operation} would make ${counted(fewer, 'request')} instead of ${figure(requests)}.`,
		);
	}
}

/** Nobody reads more; there are more only where somebody writes an address for each row. */
const manyWarnings = 3;

/** Says what a person should know although nothing has failed. */
export function addWarnings(context: IExecuteFunctions, messages: string[]): void {
	if (isTool(context)) return;
	for (const message of messages.slice(0, manyWarnings)) {
		addHint(context, message, 'warning');
	}
}

/** The hint of a dry run. @param requests that would be made */
export function addDryRunHint<M extends Message>(delivery: Delivery<M>, requests: number): void {
	const { context, results } = delivery;
	if (isTool(context)) return;
	const priced = results.flatMap((result) => {
		if (result?.state !== 'accepted') return [];
		const { cost, currency } = recordOf(result.rehearsal?.request);
		return typeof cost === 'number' ? [{ cost, currency }] : [];
	});
	const sum = priced.reduce((total, { cost }) => total + cost, 0);
	const [first] = priced;
	const price = first
		? ` They would cost ${figure(sum)} ${String(first.currency ?? '')}`.trimEnd() + '.'
		: '';
	addHint(
		context,
		`Dry run: nothing was sent. ${counted(requests, 'request')} would be made.${price}`,
	);
}
