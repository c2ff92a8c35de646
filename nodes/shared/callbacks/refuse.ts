import {
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { whichNode, nodeOf } from '../model/n8n';
import { triggerState } from './triggerState';
import { answer } from './handOver';
import { unpacked } from './unpack';

/** A call that starts nothing. */
export interface Refusal {
	status: 400 | 401 | 413;
	/** What the caller is answered; it tells a stranger nothing. */
	message: string;
	/** The same for n8n's log and for a person who tests: our own words, with nothing of the call. */
	reason: string;
}

export const noReport: Refusal = {
	status: 400,
	message: 'The call does not carry a delivery report',
	reason: 'it does not carry a delivery report',
};

/** Refuses a call: nothing is started, and n8n's log says why, once a minute and node. */
export function refuse(
	context: IWebhookFunctions,
	{ status, message, reason }: Refusal,
): IWebhookResponseData {
	const untold = triggerState(context).refused.count();
	if (untold !== null) {
		const others =
			untold > 0 ? ` ${untold} more were refused since the last warning of this node.` : '';
		context.logger.warn(
			`${whichNode(context)} refused a callback with HTTP ${status}: ${reason}.${others}`,
		);
	}
	return answer(context, status, message);
}

/** Says, once a minute and node, that a report started the workflow which a filter could have kept from it. */
export function warnUnfiltered(context: IWebhookFunctions, reason: string): void {
	if (triggerState(context).unfiltered.count() === null) return;
	context.logger.warn(`${whichNode(context)} let every report start the workflow: ${reason}`);
}

/**
 * The same while a person tests, who sees the reason as the error of the trigger. n8n answers the call with 500 then.
 *
 * @throws NodeOperationError always
 */
export function refuseOnScreen(
	context: IWebhookFunctions,
	{ status, reason }: Refusal,
): IWebhookResponseData {
	throw new NodeOperationError(nodeOf(context), `A callback was refused: ${reason}`, {
		description: `While the workflow is published, such a call is answered with HTTP ${status} and starts nothing.`,
		level: 'warning',
	});
}

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

const tooLarge: Refusal = {
	status: 413,
	message: 'The body is too large',
	reason: 'its body is larger than what the gateway sends',
};

const unreadable: Refusal = {
	status: 400,
	message: 'The body could not be read',
	reason: 'its body could not be read',
};

/** Tells as soon as more bytes have come than are taken; a sender need not say beforehand how many will. */
async function excess(request: Request, largest: number): Promise<Refusal> {
	return await new Promise((resolve) => {
		let come = 0;
		const count = (chunk: Buffer) => {
			come += chunk.length;
			if (come <= largest) return;
			request.off('data', count);
			resolve(tooLarge);
		};
		request.on('data', count);
	});
}

async function read(request: Request): Promise<Refusal | null> {
	try {
		await request.readRawBody();
		return null;
	} catch (error) {
		return (error as { status?: unknown }).status === 413 ? tooLarge : unreadable;
	}
}

/**
 * Reads the bytes of a call's body, which n8n does not parse at the node's wish: it refuses charsets other than UTF-8.
 *
 * @param largest bytes that are taken; of a body that says that it has more, none is read
 */
export async function readBody(
	context: IWebhookFunctions,
	largest: number,
): Promise<Buffer | Refusal> {
	const request = context.getRequestObject();
	const { 'content-length': announced, 'content-encoding': packed } = request.headers;
	if (Number(announced ?? 0) > largest) return tooLarge;
	if (request.rawBody === undefined && typeof request.readRawBody === 'function') {
		// Where the length is announced, n8n holds the sender to it; packed bytes may be more when they are unpacked.
		const isOpen = announced === undefined && packed === undefined && 'on' in request;
		const problem = await (isOpen
			? Promise.race([excess(request, largest), read(request)])
			: read(request));
		if (problem) return problem;
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > largest) return tooLarge;
	try {
		const whole = await unpacked(body, packed, largest);
		return whole.length > largest ? tooLarge : whole;
	} catch {
		return unreadable;
	}
}
