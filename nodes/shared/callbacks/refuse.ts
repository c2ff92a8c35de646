import {
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { answer } from './handOver';
import { triggerState } from './triggerState';

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
		const { name, type } = context.getNode();
		const { id } = context.getWorkflow();
		const others =
			untold > 0 ? ` ${untold} more were refused since the last warning of this node.` : '';
		context.logger.warn(
			`The node “${name}” (${type}) of the workflow with the ID ${id} refused a callback with HTTP ${status}: ${reason}.${others}`,
		);
	}
	return answer(context, status, message);
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
	throw new NodeOperationError(context.getNode(), `A callback was refused: ${reason}`, {
		description: `While the workflow is published, such a call is answered with HTTP ${status} and starts nothing.`,
		level: 'warning',
	});
}
