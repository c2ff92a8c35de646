/**
 * `npm run forms`: opens the form of every operation in the real n8n's editor and keeps a picture of each under
 * test/.artifacts/screenshots/forms, to be looked at. Names of nodes (`Kupon Smsc`) or operations (`Smsc/message-send`) as
 * arguments choose some.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { importWorkflow, startN8n, type WorkflowNode } from '../n8n/index.mts';
import { projectRoot } from '../projectRoot.mts';
import { keepScreenshot, startBrowser } from './chromium.mts';
import { openEditor, type Editor } from './editor.mts';
import { operationsOf } from './operations.mts';

/** Nodes in a row on the canvas. */
const COLUMNS = 6;

const load = createRequire(path.join(projectRoot(), 'package.json'));

/** Every node of package.json that is no trigger. */
const NODES = (load('./package.json') as { n8n: { nodes: string[] } }).n8n.nodes
	.map((file) => path.basename(file, '.node.js'))
	.filter((name) => !name.endsWith('Trigger'));

type FormNode = WorkflowNode & { id: string };

function nodesOf(name: string): FormNode[] {
	const module = load(`./dist/nodes/${name}/${name}.node.js`) as Record<
		string,
		new () => INodeType
	>;
	const Node = module[name];
	if (!Node) throw new Error(`There is no node ${name}; they are ${NODES.join(', ')}`);
	const { description } = new Node();
	return operationsOf(description).map(({ resource, operation, parameters }, at) => ({
		id: `${resource}-${operation}`,
		name: `${resource} ${operation}`,
		type: `n8n-nodes-message-gateways.${description.name}`,
		typeVersion: 1,
		position: [(at % COLUMNS) * 250, Math.floor(at / COLUMNS) * 200],
		parameters,
	}));
}

/** By its address: on a canvas of two hundred nodes a click may hit the neighbour, whose picture would be kept. */
async function keepForm(editor: Editor, workflowId: string, name: string, one: FormNode) {
	const { page, part } = editor;
	await editor.openNode(workflowId, one.id);
	const title = (await part('node-title-container').first().innerText()).trim();
	if (title !== one.name) throw new Error(`The form of “${one.name}” shows “${title}”`);
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
	const n8n = await startN8n();
	const browser = await startBrowser();
	try {
		for (const [name, operations] of chosenFrom(names)) {
			const nodes = nodesOf(name).filter(
				({ id }) => operations.length === 0 || operations.includes(id),
			);
			const id = await importWorkflow(n8n.client, { name, nodes, connections: {} });
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
