import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FormField, Operation } from '../model/operation';
import type { Message } from '../delivery/route';
import { waitingRouting } from '../waiting/sendAndSleep';
import { type ApprovalRoute, approvalWebhook, sendAndWaitForApproval } from './approve';
import { approvalFields, approvalOperation } from './fields';

const name = 'Send and Wait for Approval';

/** How an agent's own calls are approved. */
const humanReview =
	' To have calls of an agent approved, put this node between the agent and its tools as Human review (n8n 2.6 or later).';

/**
 * Send and Wait for Approval.
 *
 * @param route sends the link
 * @param before fields that stand in front of the question, such as sender and recipient
 * @param after fields behind it
 * @param action its sentence, where it sends something else than an SMS
 */
export const approvalEntry = <M extends Message>(
	route: ApprovalRoute<M>,
	before: readonly FormField[],
	after: readonly FormField[],
	action = 'Send an SMS and wait for approval',
): Operation => ({
	value: approvalOperation,
	name,
	action,
	description: 'Send a link to a page where the recipient approves or declines',
	routing: waitingRouting(route.gateway, name, humanReview),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await sendAndWaitForApproval(this, route);
	},
	webhook: approvalWebhook,
	fields: [...before, ...approvalFields, ...after],
});
