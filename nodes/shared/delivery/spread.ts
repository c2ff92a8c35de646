import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import type { Gateway } from '../gateway';
import {
	failedRow,
	failureDetails,
	failureText,
	messageContext,
	nodeError,
} from '../model/failedRow';
import type { Failure } from '../model/failure';
import type { Collected } from './collect';
import type { RowResult } from './dispatch';
import type { Message, Route } from './route';

export interface Delivery<M extends Message> {
	context: IExecuteFunctions;
	gateway: Gateway;
	route: Route<M>;
	collected: Collected<M>;
	results: Map<number, RowResult>;
	/** Put the gateway's answer into the first row of each request. */
	rawAnswer: boolean;
}

/** An AI agent's tool answers with the failure instead of throwing, so that the model can read what to change. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

const notSent: Failure = {
	kind: 'unavailable',
	code: null,
	text: 'It was not sent, because the execution ended before its turn',
	hint: 'Run the workflow again to send what is left.',
	httpStatus: null,
};

/** @returns one output row for each input item, in their order */
export function spread<M extends Message>(delivery: Delivery<M>): INodeExecutionData[] {
	const { context, collected, results } = delivery;
	const messages = new Map(collected.rows.map(({ index, message }) => [index, message]));
	return context.getInputData().map((_item, row) => {
		const first = collected.duplicateOf.get(row) ?? row;
		const result = results.get(first) ?? { state: 'failed', failure: notSent };
		const output = outputRow(delivery, row, result, messages.get(first));
		if (first !== row && output.json.error === undefined) output.json.duplicateOf = first;
		return output;
	});
}

function outputRow<M extends Message>(
	delivery: Delivery<M>,
	row: number,
	result: RowResult,
	message: M | undefined,
): INodeExecutionData {
	const { gateway, route, rawAnswer } = delivery;
	const raw = rawAnswer && 'raw' in result ? { raw: result.raw as IDataObject } : {};
	if (result.state === 'failed') {
		const context = message ? messageContext(result.failure, message) : { outcome: 'notSent' };
		const details = { ...failureDetails(gateway, result.failure, context), ...raw };
		return failedRow(rowText(gateway, result.failure, message), details, row);
	}
	return {
		json: { ...acceptedJson(gateway, route, result, message), ...raw },
		pairedItem: { item: row },
	};
}

/** The row of a message that the gateway took. */
export function acceptedJson<M extends Message>(
	gateway: Gateway,
	route: Route<M>,
	accepted: Omit<Extract<RowResult, { state: 'accepted' }>, 'state'>,
	message: M | undefined,
): IDataObject {
	return {
		gateway: gateway.id,
		status: 'queued',
		messageId: accepted.messageId,
		groupId: accepted.groupId,
		recipient: message?.recipient ?? null,
		reference: message?.reference ?? null,
		...(message ? route.describe?.(message) : {}),
		...accepted.extra,
	};
}

/** A row that never became a message failed on its own values, not at the gateway. */
function rowText(gateway: Gateway, failure: Failure, message: Message | undefined): string {
	return message ? failureText(gateway, failure) : failure.text;
}

const list = (rows: number[]): string =>
	rows.length > 20
		? `${rows.slice(0, 20).join(', ')} and ${rows.length - 20} more`
		: rows.join(', ');

/** The error of a node that is set to stop: what failed, what is already out, and how to go on. */
export function stopError<M extends Message>(delivery: Delivery<M>): NodeApiError {
	const { context, gateway, collected, results } = delivery;
	const entries = [...results].sort(([a], [b]) => a - b);
	const failed = entries.filter(([, { state }]) => state === 'failed');
	const accepted = entries.filter(([, { state }]) => state === 'accepted');
	const [row, result] = failed[0] ?? [0, undefined];
	const failure = result?.state === 'failed' ? result.failure : notSent;
	const message = collected.rows.find(({ index }) => index === row)?.message;
	const unsent = collected.rows
		.filter(({ index }) => !results.has(index))
		.map(({ index }) => index);

	const text = `${rowText(gateway, failure, message)} [item ${row}]`;
	const description = [
		failure.hint,
		failed.length > 1
			? `${failed.length} messages failed (items ${list(failed.map(([index]) => index))}).`
			: '',
		accepted.length > 0
			? `Already accepted: ${accepted.length} (items ${list(accepted.map(([index]) => index))}); they will not be sent again by Retry On Fail.`
			: 'Nothing was accepted.',
		unsent.length > 0 ? `Not sent: ${unsent.length} (items ${list(unsent)}).` : '',
		'To send the good rows and get the failed ones separately, set On Error to "Continue (using error output)".',
	]
		.filter(Boolean)
		.join(' ');
	const details = {
		...failureDetails(
			gateway,
			failure,
			message ? messageContext(failure, message) : { outcome: 'notSent' },
		),
		accepted: accepted.map(([index, outcome]) => ({
			item: index,
			messageId: outcome.state === 'accepted' ? outcome.messageId : null,
			groupId: outcome.state === 'accepted' ? outcome.groupId : null,
		})),
		notSent: unsent,
	};
	return nodeError(context.getNode(), text, details, row, description);
}
