/** Executions that sleep until a gateway reports or a person decides, in a real n8n. */
import { randomUUID } from 'node:crypto';
import { keepScreenshot, openPage, startBrowser } from '../browser/chromium.mts';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { smsc } from './demo/smsc.mts';
import type { DemoSandbox } from './demo/step.mts';
import {
	createCredential,
	failureOf,
	finishedExecution,
	getExecution,
	importWorkflow,
	listExecutions,
	outputOf,
	PATIENCE_MS,
	waitUntil,
	publishWorkflow,
	readExample,
	startN8n,
	startWorkflow,
	type Credential,
	type Execution,
	type N8nInstance,
	type WorkflowNode,
} from './index.mts';
import { startModelServer, type ModelServer } from './modelServer.mts';
import { agentWorkflow, webhookWorkflow } from './waitingWorkflows.mts';

const PHONE = '79001110001';
const NODE = 'Kupon.mobi';

const waitForDelivery = (more: Record<string, unknown> = {}) => ({
	resource: 'message',
	operation: 'sendAndWaitForDelivery',
	type: 'viber',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '=Заказ {{ $json.id }} готов',
	reference: '={{ $json.id }}',
	...more,
});

const waitForApproval = {
	resource: 'message',
	operation: 'sendAndWait',
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	message: '=Вернуть <b>{{ $json.id }}</b>?',
};

describe('executions that wait, in a real n8n', () => {
	let n8n: N8nInstance;
	let model: ModelServer;
	let sandbox: Sandbox<'kupon' | 'smsc'>;
	let credentials: Credential[];

	beforeAll(async () => {
		[sandbox, model] = await Promise.all([
			startSandbox({
				gateways: ['kupon', 'smsc'],
				clock: { speed: 0 },
			}),
			startModelServer(),
		]);
		n8n = await startN8n();
		const { url, settings } = sandbox.kupon;
		const wanted = [
			{
				name: 'Kupon.mobi account',
				type: 'messageGatewaysKuponApi',
				data: { baseUrl: url, token: settings.tokens[0] },
			},
			smsc.credential(sandbox as unknown as DemoSandbox),
			{
				name: 'Loopback model',
				type: 'openAiApi',
				data: { apiKey: 'none', url: model.url },
			},
		];
		credentials = [];
		for (const one of wanted) credentials.push(await createCredential(n8n.client, one));
	});

	afterAll(async () => {
		await n8n?.close();
		await model?.close();
		await sandbox?.close();
	});

	beforeEach(async () => {
		await sandbox.reset();
		sandbox.kupon.settings.outcome = [];
	});

	/** Publishes a workflow with the node; answers what starts it with orders and tells the execution's id. */
	async function published(node: Partial<WorkflowNode>) {
		const path = randomUUID();
		const workflow = webhookWorkflow(path, node);
		const workflowId = await importWorkflow(n8n.client, workflow, credentials);
		await publishWorkflow(n8n.client, workflowId);
		let known = 0;
		return async (orders: unknown[]): Promise<string> => {
			const answer = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ orders }),
			});
			expect(answer.status).toBe(200);
			return await waitUntil(
				async () => {
					const found = await listExecutions(n8n.client, { workflowId });
					if (found.length <= known) return undefined;
					known = found.length;
					return found[0]?.id;
				},
				{ for: 'the execution' },
			);
		};
	}

	const statusOf = async (id: string): Promise<string> =>
		(await getExecution(n8n.client, id)).status;

	const asleep = async (id: string): Promise<void> => {
		await waitUntil(
			async () => {
				const execution = await getExecution(n8n.client, id);
				if (['error', 'success', 'crashed'].includes(execution.status))
					throw new Error(`Execution ${id} does not wait: ${failureOf(execution)}`);
				return execution.status === 'waiting' || undefined;
			},
			{ for: `execution ${id} to wait` },
		);
	};

	const finished = async (id: string): Promise<Execution> => {
		// A waiting execution counts as unfinished, so this ends only with a resumed one.
		const execution = await finishedExecution(n8n.client, id);
		expect(failureOf(execution)).toBe('');
		return execution;
	};

	/** The last message sent, and the address in it. */
	const lastMessage = () => sandbox.kupon.messages.at(-1)!;
	const linkOf = (text: string): string => /https?:\S+/.exec(text)?.[0] ?? '';
	const decide = async (link: string, decision: string) =>
		await fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });

	it('sleeps through intermediate statuses and forged calls, and goes on with the final status', async () => {
		const start = await published({ parameters: waitForDelivery() });
		const id = await start([{ id: 'order-1', phone: PHONE }]);
		await asleep(id);
		const message = lastMessage();

		const forged = new URL(String(message.details.callback).replace('{status}', '1'));
		forged.searchParams.set('signature', 'f'.repeat(64));
		expect((await fetch(forged)).status).toBe(401);
		forged.searchParams.delete('signature');
		expect((await fetch(forged)).status).toBe(401);
		await sandbox.kupon.pushStatus(message.id, 0);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 200, responseText: 'OK' });
		expect(await statusOf(id)).toBe('waiting');

		await sandbox.kupon.pushStatus(message.id, 1);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 200, responseText: 'OK' });
		expect(outputOf(await finished(id), NODE)).toMatchObject([
			{
				json: {
					...{ gateway: 'kupon', status: 'delivered', final: true, success: true },
					...{ timedOut: false, messageId: message.id, recipient: PHONE, reference: 'order-1' },
				},
			},
		]);
		// What comes later finds nobody, and the gateway gives up by itself.
		await sandbox.kupon.pushStatus(message.id, 2);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 409 });
	});

	it('is reached by the repetition of a report that came too early', async () => {
		// The gateway has the message and has not answered yet, so that the execution still runs.
		await sandbox.kupon.faults.add({ kind: 'hang', when: 'after' });
		const requestOptions = { timeout: PATIENCE_MS };
		const start = await published({ parameters: waitForDelivery({ requestOptions }) });
		// n8n lists an execution only when it no longer runs.
		const started = start([{ id: 'order-2', phone: PHONE }]);
		await waitUntil(() => (sandbox.kupon.messages.length > 0 ? true : undefined), {
			for: 'the message',
		});
		await sandbox.kupon.pushStatus(lastMessage().id, 1);
		expect(sandbox.kupon.callbacks).toMatchObject([{ httpStatus: 409, outcome: 'retry' }]);

		await sandbox.kupon.faults.clear();
		const id = await started;
		await asleep(id);
		await sandbox.clock.advance(60_000);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ attempt: 2, httpStatus: 200 });
		expect(outputOf(await finished(id), NODE)).toMatchObject([{ json: { status: 'delivered' } }]);
	});

	it('refuses several items and sends nothing', async () => {
		const start = await published({ parameters: waitForDelivery() });
		const id = await start([
			{ id: 'order-3', phone: PHONE },
			{ id: 'order-4', phone: PHONE },
		]);
		const execution = await finishedExecution(n8n.client, id);
		expect(failureOf(execution)).toContain('one message at a time');
		expect(failureOf(execution)).toContain('Loop Over Items');
		expect(sandbox.kupon.requests).toHaveLength(0);
	});

	it('leaves by the first output when the time is over', async () => {
		const start = await published({
			parameters: waitForDelivery({
				...{ separateOutputs: true, resumeAmount: 0.02, resumeUnit: 'minutes' },
			}),
		});
		const id = await start([{ id: 'order-5', phone: PHONE }]);
		const execution = await finished(id);
		expect(outputOf(execution, NODE)).toMatchObject([
			{
				json: {
					...{ status: 'queued', final: false, success: null, timedOut: true },
					...{ messageId: lastMessage().id, reference: 'order-5' },
				},
			},
		]);
		expect(outputOf(execution, NODE, 1)).toEqual([]);
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it.each([
		[1, 'Arrived by Viber'],
		[3, 'Send SMS'],
	])('plays the example of a cascade over gateways, status %s', async (code, next) => {
		const example = readExample('cascade-with-waiting');
		const workflowId = await importWorkflow(n8n.client, example, credentials);
		const id = await startWorkflow(n8n.client, workflowId, 'Start');
		await asleep(id);
		await sandbox.kupon.pushStatus(lastMessage().id, code);
		const execution = await finished(id);

		const visited = ['Arrived by Viber', 'Send SMS'].filter(
			(name) => outputOf(execution, name).length > 0,
		);
		expect(visited).toEqual([next]);
		const texts = sandbox.smsc.messages.map(({ recipient, text }) => [recipient, text]);
		expect(texts).toEqual(
			next === 'Send SMS' ? [['70000004001', 'Анна, заказ order-3001 готов к выдаче']] : [],
		);
	});

	it('says what was decided in the language of the recipient, whatever is pressed again', async () => {
		const start = await published({ parameters: { ...waitForApproval, approvalLanguage: 'ru' } });
		const id = await start([{ id: 'order-7', phone: PHONE }]);
		await asleep(id);
		const { text } = lastMessage();
		expect(text).toMatch(/^Требуется ваше решение:\nhttp/);

		const browser = await startBrowser();
		try {
			const narrow = { viewport: { width: 375, height: 667 } };
			const { page, problems } = await openPage(browser, narrow);
			const second = await page.context().newPage();
			const { page: elsewhere } = await openPage(browser, narrow);
			for (const one of [page, second, elsewhere]) await one.goto(linkOf(text));
			const isOverflowing = 'document.documentElement.scrollWidth > 375';
			expect(await page.evaluate(isOverflowing)).toBe(false);
			await keepScreenshot(page, 'approval-question');

			await page.getByRole('button', { name: 'Одобрить' }).dblclick();
			const recorded = 'Ваше решение записано: Одобрить. Эту страницу можно закрыть.';
			await page.getByText(recorded).waitFor();
			await keepScreenshot(page, 'approval-thanks');
			expect(problems).toEqual([]);
			await finished(id);

			await second.getByRole('button', { name: 'Отклонить' }).click();
			await second.getByText(recorded).waitFor();
			await elsewhere.getByRole('button', { name: 'Отклонить' }).click();
			await elsewhere.getByText('Решение уже принято, или время на него истекло.').waitFor();
			await keepScreenshot(elsewhere, 'approval-late');
		} finally {
			await browser.close();
		}
		expect(outputOf(await finished(id), NODE)).toMatchObject([
			{ json: { data: { approved: true } } },
		]);
	});

	it('shows a page to whoever looks, and lets only a button decide', async () => {
		const start = await published({ parameters: waitForApproval });
		const id = await start([{ id: 'order-6', phone: PHONE }]);
		await asleep(id);
		const { text } = lastMessage();
		expect(text).toMatch(/^Your decision is needed:\nhttp/);
		const link = linkOf(text);

		const page = await fetch(link);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
		const html = await page.text();
		expect(html).toContain('Вернуть &lt;b&gt;order-6&lt;/b&gt;?');
		await fetch(link, { method: 'HEAD' });
		await fetch(link, { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } });
		expect((await decide(link, 'whatever')).status).toBe(400);
		const forged = new URL(link);
		forged.searchParams.set('signature', '0'.repeat(64));
		expect((await decide(forged.href, 'approve')).status).toBe(401);
		expect(await statusOf(id)).toBe('waiting');

		const thanks = await decide(link, 'approve');
		expect(thanks.status).toBe(200);
		expect(await thanks.text()).toContain('Your decision was recorded: Approve.');
		expect(outputOf(await finished(id), NODE)).toMatchObject([
			{ json: { data: { approved: true } } },
		]);

		const second = await decide(link, 'disapprove');
		expect(second.status).toBe(200);
		expect(await second.text()).toContain('No action required');
		expect(outputOf(await finished(id), NODE)).toMatchObject([
			{ json: { data: { approved: true } } },
		]);
	});

	it.each([
		['approve', 'Done.', 2],
		['disapprove', 'Done.', 1],
	])('asks a person before an agent uses its tool: %s', async (decision, answer, messages) => {
		const workflowId = await importWorkflow(n8n.client, agentWorkflow(PHONE), credentials);
		model.reset();
		model.toolArguments = {
			toolParameters: { recipient: '79002220002', text: 'Анна, заказ готов' },
			hitlParameters: {},
		};
		const id = await startWorkflow(n8n.client, workflowId, 'Start');
		await asleep(id);
		expect(sandbox.kupon.messages).toHaveLength(1);
		expect(lastMessage().recipient).toBe(PHONE);
		const link = linkOf(lastMessage().text);
		expect(await (await fetch(link)).text()).toContain('79002220002');

		expect((await decide(link, decision)).status).toBe(200);
		const execution = await finished(id);
		expect(outputOf(execution, 'AI Agent')[0]?.json.output).toBe(answer);
		expect(sandbox.kupon.messages).toHaveLength(messages);
		if (messages > 1) expect(lastMessage()).toMatchObject({ recipient: '79002220002' });
		else expect(model.toolResults()[0]).toContain('rejected the tool call');
	});
});
