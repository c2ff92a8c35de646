/** The workflows in examples/: n8n itself says what a node lacks, and no parameter has a name that the node does not know. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeType, type IWorkflowBase } from 'n8n-workflow';
import { Kupon } from '../../nodes/Kupon/Kupon.node.ts';
import { KuponTrigger } from '../../nodes/Kupon/KuponTrigger.node.ts';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node.ts';
import { SendPulseTrigger } from '../../nodes/SendPulse/SendPulseTrigger.node.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { SmsByStatusTrigger } from '../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { SmsByTrigger } from '../../nodes/SmsBy/SmsByTrigger.node.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { SmscInboundTrigger } from '../../nodes/Smsc/SmscInboundTrigger.node.ts';
import { SmscTrigger } from '../../nodes/Smsc/SmscTrigger.node.ts';
import { projectRoot } from '../projectRoot.mts';

const types = new Map(
	[
		...[new Kupon(), new KuponTrigger(), new SendPulse(), new SendPulseTrigger(), new SmsBy()],
		...[new SmsByStatusTrigger(), new SmsByTrigger()],
		...[new Smsc(), new SmscInboundTrigger(), new SmscTrigger()],
	].map((type: INodeType) => [`n8n-nodes-message-gateways.${type.description.name}`, type]),
);

const folder = path.join(projectRoot(), 'examples');

const nodes = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => {
		const workflow = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as IWorkflowBase;
		return workflow.nodes
			.filter(({ type }) => type.startsWith('n8n-nodes-message-gateways.'))
			.map((node): [string, string, INode] => [file, node.name, node]);
	});

test.each(nodes)('%s, %s: n8n finds nothing missing or unknown', (_file, _name, node) => {
	const type = types.get(node.type.replace(/(Hitl)?Tool$/, ''));
	expect(type).toBeDefined();
	const { properties } = type?.description ?? { properties: [] };
	const known = [...properties.map(({ name }) => name), 'toolDescription', 'descriptionType'];
	expect(known).toEqual(expect.arrayContaining(Object.keys(node.parameters)));

	const defaults = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		true,
		node,
		type?.description ?? null,
	);
	const whole = { ...node, parameters: defaults ?? {} };
	const issues = NodeHelpers.getNodeParametersIssues(properties, whole, type?.description ?? null);
	expect(issues?.parameters).toBeUndefined();
});
