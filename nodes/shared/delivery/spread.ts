import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { RowResults, RowResult, Message, Route } from './route';
import type { Gateway } from '../model/gateway';
import { isOnce } from '../model/effect';
import { failedRow, failureDetails, failureText, type RowContext } from '../model/failedRow';
import { type Failure, messageOutcome } from '../model/failure';
import type { Redact } from '../text/redact';
import type { Collected } from './collect';
import { eachRow, leaderOf } from './merged';
import { nodeOf } from '../model/n8n';

export interface Delivery<M extends Message> {
	context: IExecuteFunctions;
	gateway: Gateway;
	route: Route<M>;
	collected: Collected<M>;
	results: RowResults;
	/** Put the gateway's answer into the first row of each request. */
	rawAnswer: boolean;
	/** Masks the secrets of the account, also in what a row repeats of the input. */
	redact: Redact;
}

export const notSent: Failure = {
	kind: 'unavailable',
	code: null,
	text: 'It was not sent, because the execution ended before its turn',
	hint: 'Run the workflow again with only the items that are left.',
	httpStatus: null,
	uncalled: true,
};

/** @returns one output row for each input item, in their order */
export function spread<M extends Message>(delivery: Delivery<M>): INodeExecutionData[] {
	const { context, collected, results } = delivery;
	const items = context.getInputData();
	const node = nodeOf(context);
	const messages = new Array<M | undefined>(items.length);
	eachRow(collected.rows, ({ index, message }) => (messages[index] = message));
	return items.map((item, row) => {
		const first = leaderOf(collected.duplicateOf, row);
		const result = results[first] ?? { state: 'failed', failure: notSent };
		const output = outputRow(delivery, node, row, item, result, messages[first]);
		if (first !== row && output.json.error === undefined) output.json.duplicateOf = first;
		return output;
	});
}

function outputRow<M extends Message>(
	delivery: Delivery<M>,
	node: INode,
	row: number,
	item: INodeExecutionData,
	result: RowResult,
	message: M | undefined,
): INodeExecutionData {
	const { gateway, route, rawAnswer, redact } = delivery;
	const raw = rawAnswer && 'raw' in result ? { raw: result.raw as IDataObject } : undefined;
	if (result.state === 'failed') {
		const details = {
			...redact(
				failureDetails(gateway, result.failure, rowContext(route, result.failure, message)),
			),
			...raw,
		};
		const text = redact(rowText(gateway, result.failure, message));
		return failedRow(node, text, details, row, item);
	}
	if (result.rehearsal) {
		return {
			json: redact({
				gateway: gateway.id,
				dryRun: true,
				recipient: message?.recipient ?? null,
				reference: message?.reference ?? null,
				...(message ? route.describe?.(message) : {}),
				...result.rehearsal,
			}),
			pairedItem: { item: row },
		};
	}
	const json = redact(acceptedJson(gateway, route, result, message));
	if (result.alreadySent) json.alreadySent = true;
	if (raw) Object.assign(json, raw);
	return { json, pairedItem: { item: row } };
}

/** What is known about the message of a failed row; rows that send nothing have only their key. */
export function rowContext<M extends Message>(
	route: Route<M>,
	failure: Failure,
	message: M | undefined,
): RowContext {
	if (!message) return isOnce(route.effect) ? { outcome: 'notSent' } : {};
	const { recipient, reference } = message;
	if (!isOnce(route.effect)) return { recipient };
	return { outcome: messageOutcome(failure), recipient, reference };
}

/** The row of what the gateway took, an object of its own: a message's common fields, or the row of the route's own. */
export function acceptedJson<M extends Message>(
	gateway: Gateway,
	route: Route<M>,
	accepted: Omit<Extract<RowResult, { state: 'accepted' }>, 'state'>,
	message: M | undefined,
): IDataObject {
	if (route.row && message) return { ...route.row(message, { accepted: true, ...accepted }) };
	const json: IDataObject = {
		gateway: gateway.id,
		status: 'queued',
		messageId: accepted.messageId,
		groupId: accepted.groupId,
		recipient: message?.recipient ?? null,
		reference: message?.reference ?? null,
	};
	return Object.assign(json, message && route.describe?.(message), accepted.extra);
}

/** A row that never became a message failed on its own values, not at the gateway. */
export function rowText(gateway: Gateway, failure: Failure, message: Message | undefined): string {
	return message ? failureText(gateway, failure) : failure.text;
}
