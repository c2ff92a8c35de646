/** A workflow of many rows, for the test of the editor and for its picture. */
import { startNode, type WorkflowFile, type WorkflowNode } from '../n8n/index.mts';

/** 21 rows, of which one has no phone number, to a node with an error output. */
export const rowsToSend = (): WorkflowFile => ({
	name: 'Rows to Kupon.mobi',
	nodes: [
		startNode,
		{
			id: 'rows',
			name: 'Rows',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			position: [250, 0],
			parameters: {
				jsCode:
					"return Array.from({ length: 21 }, (_, row) => ({ json: { phone: row === 7 ? '12' : String(79001112200 + row), text: `Заказ ${row} готов` } }));",
			},
		},
		{
			id: 'send',
			name: 'Send',
			type: 'n8n-nodes-message-gateways.kupon',
			typeVersion: 1,
			position: [500, 0],
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'message',
				operation: 'send',
				type: 'sms',
				sender: 'MyShop',
				recipient: '={{ $json.phone }}',
				text: '={{ $json.text }}',
			},
			credentials: { messageGatewaysKuponApi: { name: 'Kupon.mobi' } },
		},
		...['Accepted', 'Failed'].map(
			(name, at): WorkflowNode => ({
				id: name,
				name,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [750, at * 200],
				parameters: {},
			}),
		),
	],
	connections: {
		Start: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		Send: {
			main: ['Accepted', 'Failed'].map((node) => [{ node, type: 'main', index: 0 }]),
		},
	},
});
