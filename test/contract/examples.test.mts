/** The workflows in examples/: n8n itself says what a node lacks, and no parameter has a name that the node does not know. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type IWorkflowBase } from 'n8n-workflow';
import { projectRoot } from '../projectRoot.mts';
import { listedNodes } from './manifest.mts';

const types = new Map(
	listedNodes.map((type) => [`n8n-nodes-message-gateways.${type.description.name}`, type]),
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
	// n8n itself gives every node that polls a field for the times.
	const ofN8n = [
		'toolDescription',
		'descriptionType',
		...(type?.description.polling ? ['pollTimes'] : []),
	];
	const known = [...properties.map(({ name }) => name), ...ofN8n];
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

const workflows = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, IWorkflowBase] => [
		file,
		JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as IWorkflowBase,
	]);

interface Assignment {
	value: unknown;
	type: string;
}

/** Those of a Set node. */
const assignmentsOf = ({ parameters }: INode): Assignment[] => {
	const { assignments } = parameters as { assignments?: { assignments?: Assignment[] } };
	return assignments?.assignments ?? [];
};

// A Set node whose field is a number stops at a text, and all its rows are lost.
test.each(workflows)('%s takes a cell for no number', (_file, workflow) => {
	const fromCells = workflow.nodes
		.filter(({ type }) => type === 'n8n-nodes-base.set')
		.flatMap(assignmentsOf)
		.filter(({ type, value }) => type === 'number' && String(value).startsWith('='));
	expect(fromCells).toEqual([]);
});

test.each(workflows)(
	'%s leads what was refused somewhere',
	(_file, { nodes: all, connections }) => {
		const withOutput = all.filter(({ onError }) => onError === 'continueErrorOutput');
		const nowhere = withOutput.filter(({ name }) => !connections[name]?.main?.[1]?.length);
		expect(nowhere.map(({ name }) => name)).toEqual([]);
	},
);

// One execution answers several customers, and Remove Duplicates lets none of them come again.
test('chatbot-answers: an answer that is refused keeps no other back, and a person is asked', () => {
	const [, workflow] = workflows.find(([file]) => file === 'chatbot-answers.json') ?? [];
	const answer = workflow?.nodes.find(({ name }) => name === 'Send Answer');
	expect(answer?.onError).toBe('continueErrorOutput');
	// Loop Over Items that is entered a second time takes what comes for items of its last pass, and leaves it out.
	expect([
		workflow?.connections['Send Answer']?.main?.[1],
		workflow?.connections['Known Question?']?.main?.[1],
	]).toEqual([0, 1].map((index) => [{ node: 'For a Person', type: 'main', index }]));
	const merged = workflow?.nodes.find(({ name }) => name === 'For a Person');
	expect(merged).toMatchObject({ type: 'n8n-nodes-base.merge', parameters: { mode: 'append' } });
});

test('chatbot-answers: what is refused in the loop ends no loop, and fails the execution at its end', () => {
	const [, workflow] = workflows.find(([file]) => file === 'chatbot-answers.json') ?? [];
	const { nodes: all = [], connections = {} } = workflow ?? {};
	const next = (name: string, output = 0) =>
		connections[name]?.main?.[output]?.map(({ node }) => node) ?? [];
	const inside = new Set<string>();
	const follow = (name: string) => {
		if (name === 'One at a Time' || inside.has(name)) return;
		inside.add(name);
		connections[name]?.main?.forEach((_targets, output) => next(name, output).forEach(follow));
	};
	next('One at a Time', 1).forEach(follow);
	const calling = all.filter(
		({ name, type }) => inside.has(name) && type.startsWith('n8n-nodes-message-gateways.'),
	);
	expect(calling).toHaveLength(4);
	for (const { name, onError } of calling)
		expect([name, onError, next(name, 1)]).toEqual([
			name,
			'continueErrorOutput',
			['One at a Time'],
		]);
	expect([next('One at a Time'), next('Not Done')]).toEqual([['Not Done'], ['Fail']]);
});

/** Lines that say what to do. */
const stepsIn = (text: string) => (text.match(/^\d+\. /gm) ?? []).length;

/** Names of nodes, and what is typed as it stands. */
const namesIn = (text: string) =>
	[...text.matchAll(/\*\*([A-Za-z][^*]*)\*\*|`([^`]+)`/g)].map(([found]) => found).sort();

test.each(workflows)('%s says first what to change, in English and Russian', (_file, workflow) => {
	const [note] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	const [english = '', russian = ''] = String(note?.parameters.content).split('\n\n---\n\n');
	expect(english).toMatch(/^## [A-Z]/);
	expect(russian).toMatch(/^## [А-Я]/);
	expect(stepsIn(russian)).toBe(stepsIn(english));
	expect(namesIn(russian)).toEqual(
		expect.arrayContaining(namesIn(english).filter((name) => !/ (and|have) /.test(name))),
	);
	// It covers no node.
	const [left = 0, top = 0] = note?.position ?? [];
	const { width, height } = note?.parameters ?? {};
	const under = workflow.nodes.filter(
		({ type, position: [x, y] }) =>
			type !== note?.type &&
			x > left - 100 &&
			x < left + Number(width) &&
			y > top - 100 &&
			y < top + Number(height),
	);
	expect(under.map(({ name }) => name)).toEqual([]);
});
