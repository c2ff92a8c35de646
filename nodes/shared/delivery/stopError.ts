import type { NodeApiError } from 'n8n-workflow';

import { failureDetails, nodeError } from '../model/failedRow';
import { isOnce } from '../model/effect';
import { type Delivery, notSent, rowContext, rowText } from './spread';
import type { Message } from './route';

/** Item numbers for a person; a long list is cut. */
function items(rows: number[]): string {
	const shown = rows.slice(0, 20).join(', ');
	return rows.length > 20 ? `${shown} and ${rows.length - 20} more` : shown;
}

/** The error of a node that is set to stop: what failed, what is already done, and how to go on. */
export function stopError<M extends Message>(delivery: Delivery<M>): NodeApiError {
	const { context, gateway, route, collected, results, redact } = delivery;
	const entries = [...results].sort(([a], [b]) => a - b);
	const failed = entries.flatMap(([row, result]) =>
		result.state === 'failed' ? [{ row, failure: result.failure }] : [],
	);
	const accepted = entries.flatMap(([item, result]) =>
		result.state === 'accepted'
			? [{ item, messageId: result.messageId, groupId: result.groupId }]
			: [],
	);
	const open = collected.rows.map(({ index }) => index).filter((row) => !results.has(row));
	const { row, failure } = failed[0] ?? { row: 0, failure: notSent };
	const message = collected.rows.find(({ index }) => index === row)?.message;

	const once = isOnce(route.effect) ? '; they will not be sent again by Retry On Fail' : '';
	const description = [
		failure.hint,
		failed.length > 1
			? `${failed.length} items failed: ${items(failed.map((entry) => entry.row))}.`
			: '',
		accepted.length > 0
			? `Already accepted: ${accepted.length} (items ${items(accepted.map(({ item }) => item))})${once}.`
			: 'Nothing was accepted.',
		open.length > 0
			? `${isOnce(route.effect) ? 'Not sent' : 'Not tried'}: ${open.length} (items ${items(open)}).`
			: '',
		'To get the good rows and, apart from them, the failed ones, set On Error to "Continue (using error output)".',
	];
	const details = redact({
		...failureDetails(gateway, failure, rowContext(route, failure, message)),
		...(isOnce(route.effect) ? { accepted, notSent: open } : {}),
	});
	return nodeError(
		context.getNode(),
		`${redact(rowText(gateway, failure, message))} [item ${row}]`,
		details,
		row,
		description.filter(Boolean).join(' '),
	);
}
