/**
 * `npm run forms`: opens the form of every operation in the real n8n's editor and keeps a picture of each under
 * test/.artifacts/screenshots/forms, to be looked at. Names of nodes as arguments (`Kupon Smsc`) choose some.
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

function nodesOf(name: string): WorkflowNode[] {
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

async function keepForm({ page, part, node }: Editor, name: string, one: WorkflowNode) {
	await node(one.name).first().dblclick({ force: true });
	await part('node-parameters').waitFor();
	// The form is there before its last field.
	await page.waitForTimeout(500);
	await keepScreenshot(page, path.join('forms', name, one.name.replace(' ', '-')));
	await page.keyboard.press('Escape');
	await part('node-parameters').waitFor({ state: 'detached' });
}

async function main(names: string[]): Promise<void> {
	const n8n = await startN8n();
	const browser = await startBrowser();
	try {
		for (const name of names) {
			const nodes = nodesOf(name);
			const id = await importWorkflow(n8n.client, { name, nodes, connections: {} });
			const editor = await openEditor(browser, n8n);
			await editor.page.goto(`${n8n.url}/workflow/${id}`);
			await editor
				.node(nodes[0]?.name ?? '')
				.first()
				.waitFor();
			await editor.part('zoom-to-fit').click();
			for (const one of nodes) await keepForm(editor, name, one);
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
