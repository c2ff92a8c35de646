import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Message } from '../delivery/route';
import type { Operation } from '../fields/display';
import type { Gateway } from '../gateway';
import { waitingRouting } from '../waiting/tools';
import { type ApprovalRoute, sendAndWaitForApproval } from './approve';
import { approvalFields, approvalOperation } from './fields';

const name = 'Send and Wait for Approval';

/**
 * The operation as the editor shows it.
 *
 * @param before fields that stand in front of the question, such as sender and recipient
 * @param after fields behind it
 * @param action its sentence, where another resource of the node has the operation as well
 */
export const approvalEntry = (
	gateway: Gateway,
	before: INodeProperties[],
	after: INodeProperties[],
	action = 'Send a message and wait for approval',
): Operation => ({
	value: approvalOperation,
	name,
	action,
	description: 'Send a link to a page where the recipient approves or declines',
	routing: waitingRouting(gateway, name),
	fields: [...before, ...approvalFields, ...after],
});

/** The entry of a node's `customOperations`. */
export const approving = <M extends Message>(route: ApprovalRoute<M>) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await sendAndWaitForApproval(this, route);
	};
