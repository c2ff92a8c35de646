/** The workflows of the queue mode test, and what it calls them with. */
import type { WorkflowFile } from '../workflows.mts';

export interface Row {
	phone: string;
	text: string;
	key: string;
}

/** The n-th recipient: +7 916 and seven digits. */
export const phoneOf = (number: number): string => `7916${String(number).padStart(7, '0')}`;

export const rowsFrom = (first: number, count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: phoneOf(first + index),
		text: 'Your order is ready',
		key: `order-${first + index}`,
	}));

const WEBHOOK_IDS = {
	bulk: '0d8a1c52-6f6c-4f5e-9a3c-0f4f3d7f1a01',
	reports: '0d8a1c52-6f6c-4f5e-9a3c-0f4f3d7f1a02',
} as const;

interface BulkOptions {
	/** The webhook's path. */
	path: string;
	credential: string;
	/** Recipients in one request. */
	listSize: number;
	/** Further options of the node. */
	options?: Record<string, unknown>;
}

/** Takes `{ rows }` by webhook and sends a message for each row; one execution a call. */
export const bulkWorkflow = ({ path, credential, listSize, options }: BulkOptions): WorkflowFile => ({
	name: `Bulk ${path}`,
	nodes: [
		{
			id: 'hook',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: WEBHOOK_IDS.bulk,
			parameters: { path, httpMethod: 'POST', options: {} },
		},
		{
			id: 'rows',
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		{
			id: 'send',
			name: 'Send',
			type: 'n8n-nodes-message-gateways.smsc',
			typeVersion: 1,
			position: [400, 0],
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'message',
				operation: 'sendMany',
				type: 'sms',
				sender: { __rl: true, mode: 'id', value: 'MyShop' },
				recipient: '={{ $json.phone }}',
				text: '={{ $json.text }}',
				options: { listSize, ...options },
			},
			credentials: { smscApi: { name: credential } },
		},
	],
	connections: {
		Webhook: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
	},
});

/** Starts once a report, or once a burst of them. */
export const reportsWorkflow = (credential: string): WorkflowFile => ({
	name: 'Reports',
	nodes: [
		{
			id: 'trigger',
			name: 'Reports',
			type: 'n8n-nodes-message-gateways.smscTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_IDS.reports,
			parameters: {},
			credentials: { smscApi: { name: credential } },
		},
		{
			id: 'end',
			name: 'End',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [200, 0],
			parameters: {},
		},
	],
	connections: { Reports: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
});

export const reportsPath = `/webhook/${WEBHOOK_IDS.reports}/smsc`;
