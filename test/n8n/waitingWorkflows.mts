/** Workflows with a node that sleeps. */
import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from './index.mts';

type NodeOptions = Partial<WorkflowNode> & Pick<WorkflowNode, 'name' | 'type'>;

const node = (more: NodeOptions): WorkflowNode => ({
	id: randomUUID(),
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

const kuponAccount = { messageGatewaysKuponApi: { name: 'Kupon.mobi account' } };

const to = (name: string, type = 'main') => ({ [type]: [[{ node: name, type, index: 0 }]] });

/** A webhook whose calls give the items, and behind it the node under test. */
export const webhookWorkflow = (path: string, more: Partial<WorkflowNode>): WorkflowFile => ({
	name: path,
	nodes: [
		node({
			name: 'Start',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: randomUUID(),
			parameters: { path, httpMethod: 'POST', options: {} },
		}),
		node({
			name: 'Orders',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.orders', options: {} },
		}),
		node({
			name: 'Kupon.mobi',
			type: 'n8n-nodes-message-gateways.kupon',
			credentials: kuponAccount,
			...more,
		}),
	],
	connections: { Start: to('Orders'), Orders: to('Kupon.mobi') },
});

const fromAi = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** An agent whose tool sends, after a person has approved it by a message of its own. */
export const agentWorkflow = (approver: string): WorkflowFile => ({
	name: 'Agent',
	nodes: [
		node({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }),
		node({
			name: 'AI Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Tell Anna that her order is ready.', options: {} },
		}),
		node({
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'loopback' }, options: {} },
			credentials: { openAiApi: { name: 'Loopback model' } },
		}),
		node({
			name: 'Ask First',
			type: 'n8n-nodes-message-gateways.kuponHitlTool',
			parameters: {
				message:
					'=The agent wants to run {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}',
				type: 'sms',
				sender: 'MyShop',
				recipient: approver,
				options: {},
			},
			credentials: kuponAccount,
		}),
		node({
			name: 'Send',
			type: 'n8n-nodes-message-gateways.kuponTool',
			parameters: {
				resource: 'message',
				operation: 'send',
				type: 'sms',
				sender: 'MyShop',
				recipient: fromAi('recipient'),
				text: fromAi('text'),
				options: {},
			},
			credentials: kuponAccount,
		}),
	],
	connections: {
		Start: to('AI Agent'),
		Model: to('AI Agent', 'ai_languageModel'),
		Send: to('Ask First', 'ai_tool'),
		'Ask First': to('AI Agent', 'ai_tool'),
	},
});
