/** SendPulse's chatbots in the real n8n editor: what depends on the channel, the bot and the template is chosen by hand. */
import type { Browser } from 'playwright-core';

import { sendPulseTable } from '../contract/sendpulse.table.mts';
import { callbackSecret } from '../contract/table.mts';
import {
	createCredential,
	importWorkflow,
	startN8n,
	type Credential,
	type N8nInstance,
} from '../n8n/index.mts';
import { waitUntil } from '../n8n/waitUntil.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { seedId } from '../sandbox/sendpulse/chatbots/seed.mts';
import { keepScreenshot, startBrowser } from './chromium.mts';
import { openEditor, type Editor } from './editor.mts';

const type = 'messageGatewaysSendPulseApi';

describe('the forms of SendPulse’s chatbots', () => {
	let sandbox: Sandbox<'sendpulse'>;
	let n8n: N8nInstance;
	let browser: Browser;
	let editor: Editor;
	let credential: Credential;

	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['sendpulse'], clock: { speed: 1 } });
		n8n = await startN8n({ editor: true });
		browser = await startBrowser();
		const data = { ...sendPulseTable.credentials(sandbox.sendpulse)[type] };
		credential = await createCredential(n8n.client, { name: 'SendPulse', type, data });
	});
	afterAll(async () => {
		await browser?.close();
		await n8n?.close();
		await sandbox?.close();
	});
	beforeEach(async () => {
		editor = await openEditor(browser, n8n);
	});
	afterEach(async () => {
		const name = expect.getState().currentTestName?.replace(/\W+/g, '-').slice(-60);
		await keepScreenshot(editor.page, `chatbots-${name}`);
		await editor.close();
	});

	/** The form of one node. */
	async function open(kind: 'sendPulse' | 'sendPulseTrigger', parameters: object) {
		const node = {
			id: 'one',
			name: 'One',
			type: `n8n-nodes-message-gateways.${kind}`,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			webhookId: '0a77ac4e-0000-4000-8000-00000000c4a7',
			parameters: { authentication: 'apiKey', ...parameters },
			credentials: { [type]: { name: 'SendPulse' } },
		};
		const workflow = { name: 'One', nodes: [node], connections: {} };
		await editor.openNode(await importWorkflow(n8n.client, workflow, [credential]), 'one');
	}

	/** Opens a list and answers its entries. */
	async function entriesOf(field: string): Promise<string[]> {
		const { page, part } = editor;
		await part(`parameter-input-${field}`).getByPlaceholder('Choose...').click();
		return await waitUntil(
			async () => {
				const names = await page.locator('[data-test-id="rlc-item"]').allInnerTexts();
				return names.length > 0 ? names.map((name) => name.trim()) : undefined;
			},
			{ for: `entries of ${field}`, everyMs: 500 },
		);
	}

	async function choose(field: string, words: string): Promise<void> {
		await entriesOf(field);
		const entries = editor.page.locator('[data-test-id="rlc-item"]');
		await entries.filter({ hasText: words }).first().click();
	}

	test('a template shows its parameters as fields, and goes out with them', async () => {
		const { page, part } = editor;
		await open('sendPulse', { resource: 'chatbotMessage', operation: 'sendTemplate' });
		expect(await entriesOf('bot')).toEqual([expect.stringContaining('Shop whatsapp')]);
		await page.locator('[data-test-id="rlc-item"]').first().click();
		await part('parameter-input-chatPhone').locator('input').fill('+380 50 111 22 30');
		await choose('chatTemplate', 'order_paid (uk)');
		const mapper = part('parameter-input-templateParameters').or(part('resource-mapper-container'));
		for (const label of [
			'{{1}}: Вітаємо, _! Замовлення {{2}} оплачено.',
			'{{2}}: …Замовлення _ оплачено.',
		]) {
			await page.getByText(label).first().waitFor();
		}
		await keepScreenshot(page, 'chatbots-template-parameters');
		const values = mapper.locator('input[type="text"], textarea');
		await values.nth(0).fill('Анна');
		await values.nth(1).fill('42');
		await part('node-execute-button').click();
		await part('output-panel').getByText('380501112230').first().waitFor();

		expect(sandbox.sendpulse.messages).toMatchObject([
			{ recipient: '380501112230', text: 'Вітаємо, Анна! Замовлення 42 оплачено.' },
		]);
	});

	test('lists follow the channel and the bot', async () => {
		const list = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: value });
		sandbox.sendpulse.state.account.chatbots.receive(
			seedId('a', 4),
			{ message: { text: 'Ціна?' } },
			sandbox.clock.now(),
		);
		await open('sendPulse', {
			resource: 'chatbotMessage',
			operation: 'send',
			channel: 'messenger',
		});
		expect(await entriesOf('chatContact')).toEqual([expect.stringContaining('Анна')]);
		await keepScreenshot(editor.page, 'chatbots-contacts');
		const bot = list(seedId('', 3));
		await open('sendPulse', {
			...{ resource: 'chatbotContact', operation: 'getAll', channel: 'instagram', bot },
		});
		expect(await entriesOf('chatTag')).toEqual([expect.stringContaining('vip')]);
		await open('sendPulse', { resource: 'crmDeal', operation: 'create', pipeline: list('3') });
		expect(await entriesOf('step')).not.toEqual([]);
		await open('sendPulse', { resource: 'phone', operation: 'add' });
		await keepScreenshot(editor.page, 'chatbots-phones');
		await open('sendPulse', { resource: 'flow', operation: 'get' });
		expect(await entriesOf('flow')).not.toEqual([]);
	});

	test('the trigger shows a URL to paste, which ends with the secret that was chosen', async () => {
		const { page } = editor;
		await open('sendPulseTrigger', { service: 'chatbot' });
		const [entry = ''] = await entriesOf('urlSecret');
		await page.locator('[data-test-id="rlc-item"]').first().click();
		await page.getByText('Webhook URLs', { exact: true }).click();
		await page.getByText('Production URL', { exact: true }).first().click();
		const shown = await waitUntil(
			async () =>
				/\/webhook\/[^/\s]+\/sendpulse\/[0-9a-z]{20,}/.exec(
					await page.locator('body').innerText(),
				)?.[0],
			{ for: 'the URL with its secret', everyMs: 500 },
		);
		await keepScreenshot(page, 'chatbots-trigger');

		expect(shown).not.toContain(callbackSecret);
		expect(entry).not.toContain(callbackSecret);
		const notice = await page.locator('[class*="notice"]').first().innerText();
		expect(notice).toContain('open the settings of the bot → Webhooks, paste the production URL');
	});
});
