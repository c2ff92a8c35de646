import type { NodeApiError } from 'n8n-workflow';

import { failureDetails, nodeError } from '../model/failedRow';
import { isOnce } from '../model/effect';
import { itemNumbers, ofItem } from '../model/itemNumbers';
import { eachRow } from './merged';
import { type Delivery, notSent, rowContext, rowText } from './spread';
import type { Message } from './route';
import { nodeOf } from '../model/n8n';

/** So many reasons are read; more are counted. */
const mostReasons = 5;

interface FailedRow {
	row: number;
	text: string;
	hint: string;
}

/** The same sentence whatever value it quotes: a thousand wrong numbers are wrong for one reason. */
const reasonOf = (text: string): string => text.replace(/“[^“”]*”/g, '“…”');

/** The reasons of all failed rows, the one with the most rows first, each with its rows and what to do. */
function reasons(failed: FailedRow[]): string {
	const groups = new Map<string, FailedRow[]>();
	for (const entry of failed) {
		const key = JSON.stringify([reasonOf(entry.text), reasonOf(entry.hint)]);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
	const said = sorted.slice(0, mostReasons).map((group) => {
		const [{ text, hint } = { text: '', hint: '' }] = group;
		const isOne = group.every((entry) => entry.text === text);
		const where = itemNumbers(group.map(({ row }) => row));
		return `${where[0]?.toUpperCase()}${where.slice(1)}: ${isOne ? text : reasonOf(text)}.${hint ? ` ${hint}` : ''}`;
	});
	const others = sorted.slice(mostReasons);
	const rest = others.reduce((sum, group) => sum + group.length, 0);
	return [
		`${failed.length} items failed.`,
		...said,
		rest > 0
			? `${rest} more failed for ${others.length === 1 ? 'another reason' : `${others.length} other reasons`}.`
			: '',
	]
		.filter(Boolean)
		.join(' ');
}

/** The error of a node that is set to stop: what failed, what is already done, and how to go on. */
export function stopError<M extends Message>(delivery: Delivery<M>): NodeApiError {
	const { context, gateway, route, collected, results, redact } = delivery;
	const entries = results.flatMap((result, row) => (result ? [[row, result] as const] : []));
	const failed = entries.flatMap(([row, result]) =>
		result.state === 'failed' ? [{ row, failure: result.failure }] : [],
	);
	const accepted = entries.flatMap(([item, result]) =>
		result.state === 'accepted'
			? [{ item, messageId: result.messageId, groupId: result.groupId }]
			: [],
	);
	const messages = new Map<number, M>();
	eachRow(collected.rows, ({ index, message }) => messages.set(index, message));
	const isOpen = (row: number) => results[row] === undefined && !collected.duplicateOf.has(row);
	const open = [...messages.keys()].filter(isOpen).sort((one, other) => one - other);
	const { row, failure } = failed[0] ?? { row: 0, failure: notSent };
	const message = messages.get(row);
	const text = redact(rowText(gateway, failure, message));
	const isList = context.getInputData().length > 1;

	const hasKeys = collected.rows.some(({ onceKey }) => onceKey !== undefined);
	const them = accepted.length === 1 ? 'it' : 'them';
	const again = hasKeys
		? `neither Retry On Fail nor a new execution repeats ${them}`
		: `Retry On Fail does not repeat ${them}, a new execution does`;
	const once = isOnce(route.effect) ? `; ${again}` : '';
	const description = isList
		? [
				failed.length > 1
					? reasons(
							failed.map((entry) => ({
								row: entry.row,
								text: redact(rowText(gateway, entry.failure, messages.get(entry.row))),
								hint: redact(entry.failure.hint),
							})),
						)
					: failure.hint,
				accepted.length > 0
					? `Already accepted: ${accepted.length} (${itemNumbers(accepted.map(({ item }) => item))})${once}.`
					: 'Nothing was accepted.',
				open.length > 0
					? `${isOnce(route.effect) ? 'Not sent' : 'Not tried'}: ${open.length} (${itemNumbers(open)}).`
					: '',
				'To get accepted and failed items in separate outputs, set On Error to “Continue (using error output)”.',
			]
		: [failure.hint];
	const details = redact({
		...failureDetails(gateway, failure, rowContext(route, failure, message)),
		...(isOnce(route.effect) ? { accepted, notSent: open } : {}),
	});
	return nodeError(
		nodeOf(context),
		ofItem(text, row, context.getInputData().length),
		details,
		isList ? undefined : row,
		description.filter(Boolean).join(' '),
	);
}
