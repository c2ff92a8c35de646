/**
 * `npm run forms`: opens the form of every operation in the real n8n's editor and keeps a picture of each under
 * test/.artifacts/screenshots/forms, to be looked at. Names of nodes (`Kupon Smsc`) or operations (`Smsc/message-send`) as
 * arguments choose some.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { importWorkflow, startN8n, type WorkflowNode } from '../n8n/index.mts';
import { projectRoot } from '../projectRoot.mts';
import { keepScreenshot, startBrowser } from './chromium.mts';
import { openEditor, type Editor } from './editor.mts';
import { operationsOf } from './operations.mts';

/** Nodes in a row on the canvas. */
const COLUMNS = 6;

const load = createRequire(path.join(projectRoot(), 'package.json'));

/** Every node of package.json, as its folder and file. */
const FILES = new Map(
	(load('./package.json') as { n8n: { nodes: string[] } }).n8n.nodes.map((file) => [
		path.basename(file, '.node.js'),
		`./${file}`,
	]),
);

const NODES = [...FILES.keys()];

interface FormNode extends WorkflowNode {
	id: string;
	/** What its Operation field shows. */
	operation?: string;
}

/** The forms of a trigger: one for each service, where it has several. */
function triggerForms({ properties }: INodeTypeDescription) {
	const { options = [] } = properties.find(({ name }) => name === 'service') ?? {};
	const services = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	return services.length === 0
		? [{ id: 'form', name: 'form', parameters: {} }]
		: services.map((service) => ({ id: service, name: service, parameters: { service } }));
}

function nodesOf(name: string): FormNode[] {
	const file = FILES.get(name);
	if (!file) throw new Error(`There is no node ${name}; they are ${NODES.join(', ')}`);
	const [Node] = Object.values(load(file) as Record<string, new () => INodeType>);
	if (!Node) throw new Error(`${file} has no class`);
	const { description } = new Node();
	const operations = operationsOf(description).map(
		({ resource, operation, parameters, label }) => ({
			id: `${resource}-${operation}`,
			name: `${resource} ${operation}`,
			parameters,
			operation: label,
		}),
	);
	const forms = operations.length > 0 ? operations : triggerForms(description);
	return forms.map((form, at) => ({
		...form,
		type: `n8n-nodes-message-gateways.${description.name}`,
		typeVersion: 1,
		position: [(at % COLUMNS) * 250, Math.floor(at / COLUMNS) * 200],
	}));
}

async function keepForm(editor: Editor, workflowId: string, name: string, one: FormNode) {
	const { page } = editor;
	await editor.openForm(workflowId, one, one.operation);
	// The form is there before its last field.
	await page.waitForTimeout(500);
	await keepScreenshot(page, path.join('forms', name, one.name.replace(' ', '-')));
}

/** The operations that are asked for of each node; none means all. */
function chosenFrom(names: string[]): Map<string, string[]> {
	const chosen = new Map<string, string[]>();
	for (const one of names) {
		const [name = '', operation] = one.split('/');
		chosen.set(name, [...(chosen.get(name) ?? []), ...(operation ? [operation] : [])]);
	}
	return chosen;
}

async function main(names: string[]): Promise<void> {
	const n8n = await startN8n({ editor: true });
	const browser = await startBrowser();
	try {
		for (const [name, operations] of chosenFrom(names)) {
			const nodes = nodesOf(name).filter(
				({ id }) => operations.length === 0 || operations.includes(id),
			);
			const plain = nodes.map(({ operation: _shown, ...node }) => node);
			const id = await importWorkflow(n8n.client, { name, nodes: plain, connections: {} });
			const editor = await openEditor(browser, n8n);
			for (const one of nodes) await keepForm(editor, id, name, one);
			await editor.close();
			console.log(`${name}: ${nodes.length} forms`);
		}
	} finally {
		await browser.close();
		await n8n.close();
	}
}

const chosen = process.argv.slice(2);
main(chosen.length > 0 ? chosen : NODES).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
