/** The workflows of the queue mode test, and what it calls them with. */
import { PATIENCE_MS } from '../waitUntil.mts';
import type { WorkflowFile, WorkflowNode } from '../workflows.mts';

/** For calls that a test holds back until others meet them. */
const patient = { timeout: PATIENCE_MS };

/** The n-th recipient: +7 916 and seven digits. */
export const phoneOf = (number: number): string => `7916${String(number).padStart(7, '0')}`;

/** What a bulk is called with: messages to recipients in a row, each with a key of its own. */
export const rowsFrom = (first: number, count: number) => ({
	rows: Array.from({ length: count }, (_, index) => ({
		phone: phoneOf(first + index),
		text: 'Your order is ready',
		key: `order-${first + index}`,
	})),
});

/** The same for e-mails. */
export const addressesFrom = (first: number, count: number) => ({
	rows: Array.from({ length: count }, (_, index) => ({
		email: `ann+${first + index}@example.com`,
	})),
});

/** Takes `{ rows }` by webhook, makes an item of each, and hands them to the node; one execution a call. */
const workflowOf = (path: string, node: WorkflowNode): WorkflowFile => ({
	name: `Bulk ${path}`,
	nodes: [
		{
			id: 'hook',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: path,
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
		{ ...node, id: 'send', position: [400, 0] },
	],
	connections: {
		Webhook: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
	},
});

interface SmsOptions {
	/** Recipients in one request. */
	listSize: number;
	options?: Record<string, unknown>;
}

const smsNode = (
	name: string,
	credential: string,
	{ listSize, options = {} }: SmsOptions,
): WorkflowNode => ({
	name,
	type: 'n8n-nodes-message-gateways.smsc',
	typeVersion: 1,
	onError: 'continueErrorOutput',
	parameters: {
		resource: 'message',
		operation: 'sendMany',
		type: 'sms',
		sender: { __rl: true, mode: 'id', value: 'MyShop' },
		recipient: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		listSize,
		options,
		requestOptions: patient,
	},
	credentials: { messageGatewaysSmscApi: { name: credential } },
});

/** Sends SMS with SMSC. */
export const smsWorkflow = (path: string, credential: string, options: SmsOptions): WorkflowFile =>
	workflowOf(path, smsNode('Send', credential, options));

export const laneNode = (lane: number): string => `Send ${lane}`;

/**
 * The same with several nodes that send, of which each execution uses the one that its `lane` names: each node has a
 * list of Send Once Keys of its own, so executions in different lanes do not touch each other's.
 */
export function laneWorkflow(
	path: string,
	credential: string,
	{ lanes, ...options }: SmsOptions & { lanes: number },
): WorkflowFile {
	const workflow = workflowOf(path, {
		name: 'Lane',
		type: 'n8n-nodes-base.switch',
		typeVersion: 3.2,
		parameters: {
			mode: 'expression',
			numberOutputs: lanes,
			output: "={{ $('Webhook').first().json.body.lane }}",
		},
	});
	const nodes = Array.from({ length: lanes }, (_, lane): WorkflowNode => {
		const node = smsNode(laneNode(lane), credential, options);
		return { ...node, id: `send-${lane}`, position: [600, lane * 100] };
	});
	const outputs = nodes.map(({ name }) => [{ node: name, type: 'main', index: 0 }]);
	return {
		...workflow,
		nodes: [...workflow.nodes, ...nodes],
		connections: { ...workflow.connections, Lane: { main: outputs } },
	};
}

/** Sends e-mails with SendPulse and OAuth2, a call each. */
export const mailWorkflow = (path: string, credential: string): WorkflowFile =>
	workflowOf(path, {
		name: 'Send',
		type: 'n8n-nodes-message-gateways.sendPulse',
		typeVersion: 1,
		onError: 'continueErrorOutput',
		parameters: {
			authentication: 'oAuth2',
			resource: 'email',
			operation: 'send',
			fromEmail: { __rl: true, mode: 'id', value: 'news@shop.example' },
			fromName: 'Shop',
			toEmail: '={{ $json.email }}',
			subject: 'Your order',
			emailFormat: 'html',
			html: '<p>It is ready.</p>',
			requestOptions: patient,
		},
		credentials: { messageGatewaysSendPulseOAuth2Api: { name: credential } },
	});

const REPORTS_WEBHOOK = '0d8a1c52-6f6c-4f5e-9a3c-0f4f3d7f1a02';

/** Starts with the delivery reports of SMSC. */
export const reportsWorkflow = (credential: string): WorkflowFile => ({
	name: 'Reports',
	nodes: [
		{
			id: 'trigger',
			name: 'Reports',
			type: 'n8n-nodes-message-gateways.smscTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: REPORTS_WEBHOOK,
			parameters: {},
			credentials: { messageGatewaysSmscApi: { name: credential } },
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

/** The path of its webhook, with the options that SMSC asks for. */
export const reportsPath = `/webhook/${REPORTS_WEBHOOK}/smsc?charset=utf-8&fmt=3&sha1`;
