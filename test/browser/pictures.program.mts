/**
 * `npm run pictures`: makes the pictures of README.md from the real editor, against a simulated gateway: an SMS that is sent, what became
 * of it, both as one animated picture, and a run with many rows.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

import {
	createCredential,
	finishedExecution,
	importWorkflow,
	startNode,
	listExecutions,
	publishWorkflow,
	startN8n,
	type WorkflowFile,
} from '../n8n/index.mts';
import { waitUntil } from '../n8n/waitUntil.mts';
import { projectRoot } from '../projectRoot.mts';
import { startSandbox } from '../sandbox/index.mts';
import { startBrowser } from './chromium.mts';
import { openEditor } from './editor.mts';
import { rowsToSend } from './rowsToSend.mts';

const PACKAGE = 'n8n-nodes-message-gateways';
const HOOK = '6f1c7a52-3f0e-4c1b-9a55-1d2c3b4a5e60';
const credentials = { messageGatewaysKuponApi: { name: 'Kupon.mobi' } };

const reports: WorkflowFile = {
	name: 'Delivery reports',
	nodes: [
		{
			id: 'reports',
			name: 'Kupon.mobi Trigger',
			type: `${PACKAGE}.kuponTrigger`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: HOOK,
			parameters: {},
			credentials,
		},
		{
			id: 'done',
			name: 'Note the Outcome',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [300, 0],
			parameters: {},
		},
	],
	connections: {
		'Kupon.mobi Trigger': { main: [[{ node: 'Note the Outcome', type: 'main', index: 0 }]] },
	},
};

const sending = (n8nUrl: string): WorkflowFile => ({
	name: 'Order is ready',
	nodes: [
		startNode,
		{
			id: 'order',
			name: 'Order',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [250, 0],
			parameters: {
				mode: 'raw',
				jsonOutput: '{ "order": 42, "name": "Анна", "phone": "+7 900 111-22-33" }',
				options: {},
			},
		},
		{
			id: 'send',
			name: 'Send an SMS',
			type: `${PACKAGE}.kupon`,
			typeVersion: 1,
			position: [500, 0],
			parameters: {
				resource: 'message',
				operation: 'send',
				type: 'sms',
				sender: 'MyShop',
				recipient: '={{ $json.phone }}',
				text: '={{ $json.name }}, заказ {{ $json.order }} готов',
				statusCallback: { url: `${n8nUrl}/webhook/${HOOK}/kupon` },
			},
			credentials,
		},
	],
	connections: {
		Start: { main: [[{ node: 'Order', type: 'main', index: 0 }]] },
		Order: { main: [[{ node: 'Send an SMS', type: 'main', index: 0 }]] },
	},
});

const images = path.join(projectRoot(), 'docs', 'images');
const size = { width: 1200, height: 700 };
const largeSize = { width: 1500, height: 950 };

/** Seconds that each frame is seen. */
const SHOWN = 2.5;

/** Pictures one after the other, over and over, in one SVG that needs nothing else. */
function animated(frames: readonly Buffer[]): string {
	const total = frames.length * SHOWN;
	const share = 100 / frames.length;
	const images = frames.map(
		(frame, at) =>
			`<image width="${size.width}" height="${size.height}" style="animation-delay:${(at * SHOWN - total).toFixed(2)}s" href="data:image/jpeg;base64,${frame.toString('base64')}"/>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">`,
		`<style>image{opacity:0;animation:shown ${total}s steps(1,end) infinite}@keyframes shown{0%{opacity:1}${share}%{opacity:0}100%{opacity:0}}</style>`,
		...images,
		'</svg>',
		'',
	].join('\n');
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	const n8n = await startN8n({ editor: true });
	const browser = await startBrowser();
	try {
		const { client } = n8n;
		const credential = await createCredential(client, {
			name: 'Kupon.mobi',
			type: 'messageGatewaysKuponApi',
			data: {
				baseUrl: sandbox.kupon.url,
				token: sandbox.kupon.settings.tokens[0] ?? '',
				callbackSecret: 'a long random text of your own',
			},
		});
		const reportsId = await importWorkflow(client, reports, [credential]);
		await publishWorkflow(client, reportsId);
		const sendingId = await importWorkflow(client, sending(n8n.url), [credential]);

		const { page, part, node, openNode, close } = await openEditor(browser, n8n);
		await page.setViewportSize(size);
		const frames: Buffer[] = [];
		const keep = async (from: Page) => {
			await from.waitForTimeout(1_000);
			frames.push(await from.screenshot({ type: 'jpeg', quality: 60 }));
		};

		await page.goto(`${n8n.url}/workflow/${sendingId}`);
		await node('Send an SMS').waitFor();
		await keep(page);
		await openNode(sendingId, 'send');
		await keep(page);
		await part('node-execute-button').click();
		await part('output-panel').getByText('queued').first().waitFor();
		await keep(page);
		await page.screenshot({ path: path.join(images, 'sent.png') });

		await sandbox.clock.advance(5 * 60_000);
		const inbox = await browser.newPage({ viewport: size });
		await inbox.goto(sandbox.controlUrl);
		await inbox.locator('.line').first().click();
		await keep(inbox);
		await inbox.close();

		const report = await waitUntil(
			async () => (await listExecutions(client, { workflowId: reportsId }))[0],
			{ for: 'the execution of the report' },
		);
		await finishedExecution(client, report.id);
		await page.goto(`${n8n.url}/workflow/${reportsId}/executions/${report.id}`);
		await node('Kupon.mobi Trigger').waitFor();
		// n8n's own advice lies over the page.
		await page.keyboard.press('Escape');
		await node('Kupon.mobi Trigger').dblclick();
		await part('output-panel').getByText('delivered').first().waitFor();
		await keep(page);
		await page.screenshot({ path: path.join(images, 'delivered.png') });

		const manyId = await importWorkflow(client, rowsToSend(), [credential]);
		await page.setViewportSize(largeSize);
		await openNode(manyId, 'send');
		await part('node-execute-button').click();
		await part('output-panel').getByText('20 accepted').first().waitFor();
		await page.waitForTimeout(1_000);
		await page.screenshot({ path: path.join(images, 'rows.png') });
		await close();

		writeFileSync(path.join(images, 'first-message.svg'), animated(frames));
		console.log(
			`Kept sent.png, delivered.png, rows.png and first-message.svg (${frames.length} frames) in docs/images`,
		);
	} finally {
		await browser.close();
		await n8n.close();
		await sandbox.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
