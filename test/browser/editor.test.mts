/** What a new user sees: the package in the real n8n editor, against the simulated gateways. */
import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import type { Browser } from 'playwright-core';

import { kuponTable, token } from '../contract/kupon.table.mts';
import { smscTable } from '../contract/smsc.table.mts';
import {
	createCredential,
	importWorkflow,
	startNode,
	startN8n,
	type N8nInstance,
	type WorkflowFile,
	type WorkflowNode,
} from '../n8n/index.mts';
import { waitUntil } from '../n8n/waitUntil.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { shownNotice } from '../unit/support/notice.mts';
import { nodeTypes } from '../unit/support/package.mts';
import { keepScreenshot, startBrowser } from './chromium.mts';
import { openEditor, type Editor } from './editor.mts';
import { fieldsOf, operationsOf } from './operations.mts';
import { rowsToSend } from './rowsToSend.mts';

const PACKAGE = 'n8n-nodes-message-gateways';

const alone = (node: WorkflowNode): WorkflowFile => ({
	name: node.name,
	nodes: [startNode, { ...node, position: [300, 0] }],
	connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
});

/** What the panel says of a gateway: the text of its trigger. */
const aboutOf = (name: string): string => {
	const type = nodeTypes().find(({ node }) => node.description.displayName === `${name} Trigger`);
	return type?.node.description.description ?? '';
};

/** The sentences of a node's actions. */
const actionsOf = (name: string): string[] =>
	nodeTypes()
		.filter(({ node }) => node.description.displayName === name)
		.flatMap(({ node }) => node.description.properties)
		.filter((field) => field.name === 'operation')
		.flatMap(({ options = [] }) =>
			options.map((one) => ('action' in one ? (one.action ?? '') : '')),
		);

describe('the editor of the real n8n', () => {
	let sandbox: Sandbox;
	let n8n: N8nInstance;
	let browser: Browser;
	let editor: Editor;

	/** Opens the form of a node that stands alone. @param operation the one that it has to show */
	const openAlone = async (
		type: string,
		parameters: INodeParameters,
		operation?: string,
	): Promise<void> => {
		const name = 'Form';
		const form = { id: 'form', name, type: `${PACKAGE}.${type}`, typeVersion: 1, parameters };
		await editor.openForm(await importWorkflow(n8n.client, alone(form), []), form, operation);
	};

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: { speed: 1 } });
		n8n = await startN8n({ editor: true });
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await n8n?.close();
		await sandbox?.close();
	});
	beforeEach(async () => await sandbox.reset());
	const open = async () => {
		editor = await openEditor(browser, n8n);
	};
	const close = async () => await editor?.close();
	const keep = async () =>
		await keepScreenshot(
			editor.page,
			`editor-${expect.getState().currentTestName?.replace(/\W+/g, '-').slice(-60)}`,
		);

	describe('whose forms are looked at and left as they are', () => {
		beforeAll(open);
		afterEach(keep);
		afterAll(close);

		test.each([
			['smscTrigger', '?charset=utf-8&fmt=3&sha1'],
			['smsByTrigger', 'It never reports the delivery'],
			['smsByStatusTrigger', 'It never reports e-mails'],
			['smsRuTrigger', 'registers its URL in your SMS.ru account'],
			['kuponTrigger', 'Status Callback → Callback URL'],
		])('shows the notices of %s whole', async (type, words) => {
			const trigger = { id: 'trigger', name: type, typeVersion: 1, parameters: {} };
			const workflow = alone({ ...trigger, type: `${PACKAGE}.${type}` });
			await editor.openForm(
				await importWorkflow(n8n.client, { ...workflow, connections: {} }, []),
				trigger,
			);
			const shown = async () => {
				const found = editor.page.locator('.notice-content, [class*="notice"]');
				return (await found.allInnerTexts()).join('\n').replace(/\s+/g, ' ');
			};
			await waitUntil(async () => (await shown()).includes(words) || undefined, {
				for: `the notice “${words}”`,
				instead: shown,
			});
			await keepScreenshot(editor.page, `notice-${type}`);
			const { node } = nodeTypes().find(({ node: one }) => one.description.name === type) ?? {};
			const notices = (node?.description.properties ?? [])
				.filter((field) => field.type === 'notice' && !field.displayOptions)
				.map(({ displayName }) => shownNotice(displayName).replace(/\s+/g, ' '));
			const text = await shown();
			for (const notice of notices) expect(text).toContain(notice);
		});

		test.each([
			['smsc', 'message', 'send', 'options'],
			['smsc', 'contact', 'create', 'additionalFields'],
			['sendPulse', 'chatbotMessage', 'send', 'options'],
			['kupon', 'cascade', 'startMany', 'options'],
		])(
			'%s, %s: %s offers its own %s and no others',
			async (type, resource, operation, collection) => {
				const { page } = editor;
				const { node } = nodeTypes().find(({ node: one }) => one.description.name === type) ?? {};
				const { description } = node ?? {};
				if (!description) throw new Error(`There is no node ${type}`);
				const one = operationsOf(description).find(
					(known) => known.resource === resource && known.operation === operation,
				);
				const parameters = { resource, operation };
				const values = (NodeHelpers.getNodeParameters(
					description.properties,
					parameters,
					true,
					false,
					{ typeVersion: 1 },
					description,
				) ?? {}) as INodeParameters;
				const field = fieldsOf(description, parameters).find(
					({ name, type: kind }) => name === collection && kind === 'collection',
				);
				const expected = ((field?.options ?? []) as INodeProperties[])
					.filter((entry) =>
						NodeHelpers.displayParameter({}, entry, { typeVersion: 1 }, description, values),
					)
					.map(({ displayName }) => displayName);
				expect(expected.length).toBeGreaterThan(3);

				await openAlone(type, parameters, one?.label);
				// The Request Options, which have the same words, are there and not shown.
				const add = page.getByPlaceholder(String(field?.placeholder), { exact: true });
				await add.filter({ visible: true }).last().click();
				const entries = page.locator(
					'.el-select-dropdown__item:visible, [role="option"]:visible, [role="menuitem"]:visible',
				);
				await entries
					.filter({ hasText: expected[0] ?? '' })
					.first()
					.waitFor();
				await keepScreenshot(page, `offers-${type}-${resource}-${operation}`);
				const offered = (await entries.allInnerTexts()).map((text) => text.trim());
				expect(offered.filter((text) => text !== '')).toEqual(expected);
			},
		);

		test('opens the form that was asked for, on a canvas of all operations', async () => {
			const { node } =
				nodeTypes().find(({ node: one }) => one.description.name === 'sendPulse') ?? {};
			const forms = operationsOf(node!.description).map((one, at) => ({
				...one,
				id: `${one.resource}-${one.operation}`,
				name: `${one.resource} ${one.operation}`,
				// Neighbours overlap, so that a click would hit another one.
				position: [(at % 12) * 60, Math.floor(at / 12) * 60] as [number, number],
			}));
			const id = await importWorkflow(
				n8n.client,
				{
					name: 'All operations',
					nodes: forms.map(({ id, name, position, parameters }) => ({
						...{ id, name, position, parameters, typeVersion: 1 },
						type: `${PACKAGE}.sendPulse`,
					})),
					connections: {},
				},
				[],
			);
			const [first, last] = [forms[0]!, forms.at(-1)!];
			for (const form of [first, last, forms[Math.floor(forms.length / 2)]!]) {
				await editor.openForm(id, form, form.label);
			}
			await expect(editor.openForm(id, last, first.label)).rejects.toThrow(
				`The form of “${last.name}” is that of “${last.label}”`,
			);
			await expect(editor.openForm(id, { ...last, name: first.name })).rejects.toThrow(
				`The form of “${first.name}” shows “${last.name}”`,
			);
		});

		test.each([
			['smsBy', 'message', 'send', 'Options → Wait for Final Status'],
			['smsBy', 'message', 'sendMany', 'SMS.by Status Trigger'],
			['smsBy', 'viber', 'send', 'No report of this message arrives'],
		])(
			'%s: the form of %s %s says how the status arrives',
			async (type, resource, operation, words) => {
				const workflow = alone({
					...{ id: 'send', name: 'Send', typeVersion: 1, type: `${PACKAGE}.${type}` },
					parameters: { resource, operation },
				});
				await editor.openNode(await importWorkflow(n8n.client, workflow, []), 'send');
				await editor.page.getByText(words).first().waitFor();
			},
		);
	});

	describe('in which somebody works', () => {
		beforeEach(open);
		afterEach(async () => {
			await keep();
			await close();
		});

		test('finds every node by its name, its channels, and the words of people who write Cyrillic', async () => {
			await editor.page.goto(`${n8n.url}/workflow/new`);
			const actions = ['Kupon.mobi', 'SMSC', 'SMS.by', 'SendPulse', 'SMS.ru'];
			const ofSmsAlone = ['SMS.ru'];
			const found: Record<string, string[]> = {};
			const words = [
				...['рассылка', 'sms', 'send sms', 'bulk sms', 'viber', 'delivery', 'approval'],
				...[
					'смс',
					'вайбер',
					'письмо',
					'уведомление',
					'код',
					'сообщение',
					'доставка',
					'отправить смс',
				],
				...['согласование', 'розсилка', 'сповіщення', 'паведамленне', 'Беларусь', 'Kazakhstan'],
			];
			for (const one of words) {
				const names = await editor.searchNodes(one);
				found[one] = actions.filter((name) => !names.includes(name));
			}
			const otherChannels = ['viber', 'вайбер', 'письмо'];
			const missed = (word: string) => (otherChannels.includes(word) ? ofSmsAlone : []);
			expect(found).toEqual(Object.fromEntries(words.map((one) => [one, missed(one)])));
			for (const [one, name] of Object.entries({
				mms: 'SMSC',
				звонок: 'SMS.by',
				пуш: 'Kupon.mobi',
			})) {
				expect(await editor.searchNodes(one)).toContain(name);
			}
			for (const name of actions) {
				expect((await editor.searchNodes(name))[0]).toBe(name);
				// Its own picture, not n8n's stand-in.
				await editor.page
					.locator(`[data-test-id="item-iterator-item"] img[src*="${PACKAGE}"]`)
					.first()
					.waitFor();
			}
		});

		test('lists the main job first among the actions of a node, under a text about the gateway', async () => {
			const { page, part } = editor;
			for (const [name, first] of Object.entries({
				SMSC: 'Send an SMS or messenger message',
				SendPulse: 'Send an e-mail',
				'SMS.by': 'Send an SMS',
			})) {
				await page.goto(`${n8n.url}/workflow/new`);
				await editor.searchNodes('manual');
				const names = part('node-creator-item-name');
				await names
					.filter({ hasText: /manual/i })
					.first()
					.click();
				await editor.searchNodes(name);
				await page.getByText(aboutOf(name)).first().waitFor();
				await keepScreenshot(page, `panel-${name}`);
				await names.filter({ hasText: new RegExp(`^${name}$`) }).click();
				await names.filter({ hasText: first }).first().waitFor();
				await keepScreenshot(page, `actions-${name}`);
				// The list that was there before is still sliding out.
				const known = actionsOf(name);
				const ours = (await names.allTextContents())
					.map((text) => text.trim())
					.filter((text) => known.includes(text));
				expect(ours.length).toBeGreaterThan(10);
				expect(ours[0]).toBe(first);
			}
		});

		test.each([
			[
				'sendPulse',
				{ resource: 'chatbotMessage', operation: 'send', chatMessageType: 'media' },
				['Create Campaign', 'Send Template', 'Send'],
			],
			['kupon', { resource: 'message', operation: 'send', type: 'email' }, ['Send Many', 'Send']],
			[
				'smsc',
				{ resource: 'message', operation: 'estimate', type: 'call', source: 'url' },
				['Send Voice Call', 'Send', 'Estimate'],
			],
		])(
			'%s shows fields of the operation that is chosen in the form and no other',
			async (type, parameters, labels) => {
				const { page, part } = editor;
				const { node } = nodeTypes().find(({ node: one }) => one.description.name === type) ?? {};
				const { description } = node ?? {};
				if (!description) throw new Error(`There is no node ${type}`);
				await openAlone(type, parameters);
				const prefix = 'parameter-input-';
				const inputs = part('node-parameters').locator(`[data-test-id^="${prefix}"]`);
				const all = description.properties.map(({ name }) => name);
				for (const label of labels) {
					await part(`${prefix}operation`).locator('input').first().click();
					await page
						.locator('.el-select-dropdown__item:visible')
						.filter({ has: page.getByText(label, { exact: true }) })
						.first()
						.click();
					const chosen = operationsOf(description).find(
						(one) => one.resource === parameters.resource && one.label === label,
					);
					if (!chosen) throw new Error(`There is no operation ${label}`);
					const own = fieldsOf(description, chosen).map(({ name }) => name);
					const shown = async () => {
						const ids = await inputs.evaluateAll((found) =>
							found.map((one) => one.getAttribute('data-test-id') ?? ''),
						);
						return ids.map((id) => id.slice(prefix.length)).filter((id) => all.includes(id));
					};
					// The form follows the choice a moment later.
					for (const name of await shown())
						if (!['resource', 'operation', ...own].includes(name))
							await part(prefix + name).waitFor({ state: 'detached' });
					expect((await shown()).length).toBeGreaterThan(4);
					const filled = await inputs.locator('input, textarea').all();
					const held = await Promise.all(filled.map(async (one) => await one.inputValue()));
					expect(held).not.toContain('undefined');
				}
			},
		);

		test('does the main job by hand: node, credential, form, run, result', async () => {
			const { page, part } = editor;
			await page.goto(`${n8n.url}/workflow/new`);
			await editor.searchNodes('manual');
			await part('node-creator-item-name')
				.filter({ hasText: /manual/i })
				.first()
				.click();
			await editor.searchNodes('каскад');
			await part('node-creator-item-name')
				.filter({ hasText: /^Kupon.mobi$/ })
				.click();
			await part('node-creator-item-name')
				.filter({ hasText: /^Send an SMS, messenger, push or e-mail message$/ })
				.click();

			// The credential: a wrong address first, then the right one.
			await part('node-credentials-empty-state').locator('button').first().click();
			await part('parameter-input-baseUrl').locator('input').fill('http://127.0.0.1:9');
			await part('parameter-input-token').locator('input').fill(token);
			await part('credential-save-button').click();
			await page.getByText('Couldn’t connect with these settings').waitFor();
			await page.getByText('More details').click();
			await page
				.getByText(/refused|address|reach/i)
				.first()
				.waitFor();
			await keepScreenshot(page, 'credential-red');
			await part('parameter-input-baseUrl').locator('input').fill(sandbox.kupon.url);
			await part('credential-save-button').click();
			await part('editCredential-modal').waitFor({ state: 'detached' });

			const field = (name: string) => part(`parameter-input-${name}`).locator('input, textarea');
			await field('sender').first().fill('MyShop');
			await field('recipient').first().fill('+7 900 111-22-33');
			await field('text').first().fill('Заказ 42 готов');
			await part('node-execute-button').click();
			const output = part('output-panel');
			await output.getByText('79001112233').first().waitFor();
			expect(sandbox.kupon.messages).toMatchObject([
				{ recipient: '79001112233', text: 'Заказ 42 готов', sender: 'MyShop' },
			]);
		});

		test('sums up a run with many rows, and shows the failed one with its reason', async () => {
			const { page, part } = editor;
			const kupon = await createCredential(n8n.client, {
				name: 'Kupon.mobi',
				type: 'messageGatewaysKuponApi',
				data: { ...kuponTable.credentials(sandbox.kupon).messageGatewaysKuponApi },
			});
			await editor.openNode(await importWorkflow(n8n.client, rowsToSend(), [kupon]), 'send');
			await part('node-execute-button').click();

			const output = part('output-panel');
			await output.getByText('21 items: 20 accepted, 1 not sent. 20 requests.').waitFor();
			await output.getByText('Send Many would make 1 request instead of 20.').waitFor();
			await output.getByText('Success Branch (20 items)').waitFor();
			expect(await output.locator('td').allInnerTexts()).toEqual(
				expect.arrayContaining(['79001112200', 'queued']),
			);
			await keepScreenshot(page, 'editor-rows-accepted');
			await output.getByText('Error Branch (1 item)').click();
			await output.getByText('is not a phone number', { exact: false }).first().waitFor();
			expect(sandbox.kupon.messages).toHaveLength(20);
		});

		test('fills dropdowns from the gateway', async () => {
			const { page, part } = editor;
			const smsc = await createCredential(n8n.client, {
				name: 'SMSC',
				type: 'messageGatewaysSmscApi',
				data: { ...smscTable.credentials(sandbox.smsc).messageGatewaysSmscApi },
			});
			const workflow = alone({
				id: 'send',
				name: 'Send',
				type: `${PACKAGE}.smsc`,
				typeVersion: 1,
				parameters: { resource: 'message', operation: 'send' },
				credentials: { messageGatewaysSmscApi: { name: 'SMSC' } },
			});
			await editor.openNode(await importWorkflow(n8n.client, workflow, [smsc]), 'send');
			await part('parameter-input-sender').getByPlaceholder('Choose...').click();
			const found = await waitUntil(
				async () => {
					const names = await page.locator('[data-test-id="rlc-item"]').allInnerTexts();
					return names.length > 0 ? names : undefined;
				},
				{ for: 'senders in the dropdown', everyMs: 500 },
			);
			expect(found.length).toBeGreaterThan(0);
			expect(sandbox.smsc.requests.some(({ path }) => path.includes('senders'))).toBe(true);
		});
	});
});
