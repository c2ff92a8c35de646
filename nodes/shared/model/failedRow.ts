import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
} from 'n8n-workflow';

import type { Gateway } from './gateway';
import type { Failure } from './failure';

/** What a row says about itself, beside the failure. */
export interface RowContext {
	/** Present for messages only: what is known about the message. */
	outcome?: string;
	recipient?: string | null;
	reference?: string | null;
}

/** Whether something on the way to the gateway, or the gateway, answered a call; a proxy that asks for a login has not let it through. */
const isAnswered = ({ httpStatus }: Failure): boolean => httpStatus !== null && httpStatus !== 407;

/** One sentence: who said no, and in which words. */
export function failureText({ displayName }: Gateway, failure: Failure): string {
	const { text } = failure;
	if (failure.uncalled) return text;
	const unusable = `${displayName} gave no usable answer: ${text}`;
	switch (failure.kind) {
		case 'unavailable':
			return isAnswered(failure) ? unusable : `${displayName} could not be reached: ${text}`;
		case 'outcomeUnknown':
			return `It is unknown whether ${displayName} accepted this: ${text}`;
		case 'unknown':
			return unusable;
		default:
			return `${displayName} refused this: ${text}`;
	}
}

/** Everything the user can act on, in one object under `details`. */
export function failureDetails(
	gateway: Gateway,
	failure: Failure,
	context: RowContext = {},
): IDataObject {
	return {
		gateway: gateway.id,
		kind: failure.kind,
		code: failure.code,
		text: failure.text,
		hint: failure.hint,
		httpStatus: failure.httpStatus,
		...context,
		...(failure.came === undefined ? {} : { came: failure.came }),
		...(failure.raw === undefined ? {} : { raw: failure.raw as IDataObject }),
	};
}

/**
 * The one shape of a failed row. n8n sends it to the error output with the input fields merged in only when its keys
 * are `error`, `message` and `details`, and nothing else. Before 2.34.6 n8n does not know `details` and looks for an
 * `error` beside `json`; it is not enumerable, so that the copy which n8n makes of the row is free of it again. The files of the
 * input are not merged in by n8n, and without them a letter could not be sent again.
 *
 * @param item of the input, which failed
 */
export function failedRow(
	{ onError }: Pick<INode, 'onError'>,
	text: string,
	details: IDataObject,
	itemIndex: number,
	item?: INodeExecutionData,
): INodeExecutionData {
	const row: INodeExecutionData = {
		json: { error: text, details },
		pairedItem: { item: itemIndex },
	};
	// Where the node continues with one output, n8n would put the error in the place of the row.
	if (onError !== 'continueErrorOutput') return row;
	if (item?.binary) row.binary = item.binary;
	return Object.defineProperty(row, 'error', { value: text });
}

/**
 * The error that stops a node. Message and HTTP code are given, or n8n would make up its own from the details.
 *
 * @param itemIndex of a single item; n8n counts from 0 and shows that as “[item 0]”, beside which no text may count items from 1
 */
export function nodeError(
	node: INode,
	text: string,
	details: IDataObject,
	itemIndex?: number,
	description?: string,
): NodeApiError {
	const error = new NodeApiError(node, details as JsonObject, {
		message: text,
		description: description ?? [details.text, details.hint].filter(Boolean).join('. '),
		httpCode: details.httpStatus ? String(details.httpStatus) : 'none',
		itemIndex,
	});
	error.context.details = details;
	return error;
}

/** The error of a gateway's failure that no row carries. */
export const failureError = (node: INode, gateway: Gateway, failure: Failure): NodeApiError =>
	nodeError(node, failureText(gateway, failure), failureDetails(gateway, failure));
