/**
 * The examples of whole tasks, each imported as it is and executed in a real n8n against the sandbox. Those of the single gateways
 * are executed by the demo (demo.test.mts), the cascade over two gateways by waiting.test.mts.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startSandbox } from '../sandbox/index.mts';
import { seedId } from '../sandbox/sendpulse/chatbots/seed.mts';
import { STEPS } from './demo/steps.mts';
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
	waitForExecutions,
	type Credential,
	type Execution,
	type N8nInstance,
	type WorkflowFile,
} from './index.mts';
import { hostFolder } from './paths.mts';
import { startModelServer, type ModelServer } from './modelServer.mts';
import { webhookWorkflow } from './waitingWorkflows.mts';

const DAY_MS = 86_400_000;

/** n8n takes the day from the clock, so it must not change in the middle of a test. */
async function untilMidnightIsFar(): Promise<void> {
	await waitUntil(() => DAY_MS - (Date.now() % DAY_MS) > PATIENCE_MS || undefined, {
		for: 'midnight to pass',
		timeoutMs: 2 * PATIENCE_MS,
	});
}

/** What an Excel file shows below its first line, read by n8n's own library. */
function sheetOf(file: Buffer): string[][] {
	const load = createRequire(
		path.join(hostFolder(), 'node_modules', 'n8n-nodes-base', 'package.json'),
	);
	const { read, utils } = load('@e965/xlsx') as {
		read(file: Buffer): { Sheets: Record<string, unknown> };
		utils: { sheet_to_json(sheet: unknown, options: object): string[][] };
	};
	const [sheet] = Object.values(read(file).Sheets);
	return utils.sheet_to_json(sheet, { header: 1, defval: '' }).slice(1);
}

/** An item with a file, which n8n keeps beside the execution. */
interface StoredFile {
	binary?: { data: { id: string; fileName: string } };
}

describe('the examples in a real n8n', () => {
	let n8n: N8nInstance;
	let model: ModelServer;
	let sandbox: DemoSandbox;
	let credentials: Credential[];

	beforeAll(async () => {
		[sandbox, model] = await Promise.all([
			startSandbox({ clock: { speed: 0 } }),
			startModelServer(),
		]);
		n8n = await startN8n();
		const wanted = [
			...STEPS.map((step) => step.credential(sandbox)),
			{ name: 'OpenAI account', type: 'openAiApi', data: { apiKey: 'none', url: model.url } },
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
		sandbox.smsc.settings.outcome = [];
		sandbox.smsc.settings.balance = 1_000_000;
	});

	const imported = async (workflow: WorkflowFile): Promise<string> =>
		await importWorkflow(n8n.client, workflow, credentials);

	const published = async (workflow: WorkflowFile): Promise<string> => {
		const workflowId = await imported(workflow);
		await publishWorkflow(n8n.client, workflowId);
		return workflowId;
	};

	const finished = async (id: string): Promise<Execution> => {
		const execution = await finishedExecution(n8n.client, id);
		expect(failureOf(execution)).toBe('');
		return execution;
	};

	const run = async (workflowId: string, trigger = 'Start'): Promise<Execution> =>
		await finished(await startWorkflow(n8n.client, workflowId, trigger));

	const rows = (execution: Execution, node: string, output = 0) =>
		outputOf(execution, node, output).map(({ json }) => json);

	const post = async (url: string, body: unknown): Promise<Response> =>
		await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	/** A production webhook answers 404 for a moment after it was published. */
	const postWhenThere = async (path: string, body: unknown): Promise<Response> =>
		await waitUntil(
			async () => {
				const response = await post(`${n8n.url}/webhook/${path}`, body);
				return response.status === 404 ? undefined : response;
			},
			{ for: `the webhook ${path}` },
		);

	it('bulk-from-sheet: sends 5,000 rows in ten requests, and puts the failed ones into a file', async () => {
		const execution = await run(await imported(readExample('bulk-from-sheet')));

		const failed = [7, 1258, 2509, 3760];
		expect(outputOf(execution, 'Sheet')).toHaveLength(5_000);
		expect(outputOf(execution, 'Sent')).toHaveLength(4_996);
		const { messages, requests } = sandbox.smsc;
		expect(requests).toHaveLength(Math.ceil(4_996 / 500));
		expect(new Set(messages.map(({ recipient }) => recipient)).size).toBe(4_996);
		const texts = new Map(messages.map(({ recipient, text }) => [recipient, text]));
		for (const row of [1, 2, 299, 300, 5_000]) {
			const recipient = `7000010${String(row).padStart(4, '0')}`;
			expect(texts.get(recipient)).toBe(`Покупатель ${row}, у вас ${row % 300} бонусов`);
		}

		const refused = rows(execution, 'Failed Rows');
		expect(refused.map(({ row }) => row)).toEqual(failed.map(String));
		expect(refused.map(({ reason }) => reason)).toEqual([
			expect.stringMatching(/Recipient.* empty/i),
			expect.stringContaining('нет телефона'),
			expect.stringContaining('12-34'),
			expect.stringContaining('anna@example.com'),
		]);
		const { binary } = outputOf(execution, 'Convert to File')[0] as StoredFile;
		expect(binary?.data.fileName).toBe('failed-rows.xlsx');
		const sheet = sheetOf(await n8n.client.binaryFile(binary?.data.id ?? ''));
		expect(sheet).toEqual(refused.map((one) => Object.values(one)));
		expect(sheet[1]?.slice(0, 3)).toEqual(['1258', 'Покупатель 1258', 'нет телефона']);
	});

	it('bulk-from-sheet: takes cells as people leave them', async () => {
		const workflow = readExample('bulk-from-sheet');
		const people = [
			{ row: 'А-1', name: null, phone: '', points: '' },
			{ row: 2, name: '', phone: 70000102002, points: '' },
			{ row: '', name: 'Анна', phone: '+7 (000) 010-20-03', points: 7 },
			{ phone: '8 900 010-20-04' },
		];
		workflow.nodes.find(({ name }) => name === 'Sheet')!.parameters = {
			jsCode: `return ${JSON.stringify(people)}.map((json) => ({ json }))`,
		};
		const execution = await run(await imported(workflow));

		expect(sandbox.smsc.messages.map(({ text }) => text)).toEqual([
			'У вас 0 бонусов',
			'Анна, у вас 7 бонусов',
		]);
		expect(rows(execution, 'Failed Rows')).toMatchObject([
			{ row: 'А-1', reason: 'Recipient is empty', outcome: 'notSent' },
			{
				phone: '8 900 010-20-04',
				nextStep: expect.stringContaining('Default Country') as string,
				outcome: 'notSent',
			},
		]);
	});

	it('delivery-log: has one row for each status of a message', async () => {
		const example = readExample('delivery-log');
		const workflowId = await published(example);
		const made = rows(await run(workflowId, 'Set Up Once'), 'Make Table');
		// Run again, it finds the table.
		expect(rows(await run(workflowId, 'Set Up Once'), 'Make Table')).toMatchObject([
			{ id: made[0]?.id, name: 'delivery_log' },
		]);
		const trigger = example.nodes.find(({ webhookId }) => webhookId);
		const url = `${n8n.url}/webhook/${trigger?.webhookId}/kupon`;

		const senderPath = randomUUID();
		const parameters = {
			...{ resource: 'message', operation: 'sendMany', type: 'sms', sender: 'MyShop' },
			...{ recipient: '={{ $json.phone }}', text: 'Заказ готов', reference: '={{ $json.id }}' },
			statusCallback: { url },
		};
		const senderId = await published(webhookWorkflow(senderPath, { parameters }));
		await postWhenThere(senderPath, {
			orders: ['1', '2'].map((n) => ({ id: `order-${n}`, phone: `7000000800${n}` })),
		});
		const filter = { workflowId: senderId, status: 'success', includeData: true } as const;
		const [sending] = await waitForExecutions(n8n.client, filter, 1);
		// The messages of a list have one id, which the reports tell as theirs.
		const groupId = String(rows(sending!, 'Kupon.mobi')[0]?.groupId);
		const [first, second] = sandbox.kupon.messages;
		if (!first || !second) throw new Error('Both messages should have been sent');

		const forged = new URL(String(first.details.callback));
		forged.searchParams.set('secret', 'wrong');
		expect((await fetch(forged.href.replace('%7Bstatus%7D', '1'))).status).toBe(401);
		for (const [id, status] of [
			...[
				[first.id, 0] as const,
				[first.id, 1] as const,
				[first.id, 2] as const,
				[first.id, 2] as const,
			],
			...[[second.id, 0] as const, [second.id, 20] as const],
		]) {
			await sandbox.kupon.pushStatus(id, status);
			expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 200 });
		}
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 2 + 5);

		const [{ id: tableId, projectId } = {}] = made;
		const { data } = await n8n.client.editor<{ data: Array<Record<string, unknown>> }>(
			'GET',
			`/projects/${String(projectId)}/data-tables/${String(tableId)}/rows`,
		);
		const line = ({ messageId, status, recipient, reference, channel }: Record<string, unknown>) =>
			[messageId, status, recipient, reference, channel].join(' ');
		expect(data.map(line).sort()).toEqual(
			[
				...['sent', 'delivered', 'read'].map((one) => `${groupId} ${one} 70000008001 order-1 sms`),
				...['sent', 'undelivered'].map((one) => `${groupId} ${one} 70000008002 order-2 sms`),
			].sort(),
		);
	});

	it('one-time-code: tells the right code from a wrong one, and takes one try', async () => {
		const workflowId = await published(readExample('one-time-code'));
		const { state } = sandbox.smsby;
		state.passwordObjects.push({ id: '243', typeId: 'numbers', length: 6, createdAt: 0 });

		const refused = await postWhenThere('one-time-code', { phone: 'nobody' });
		expect(refused.status).toBe(422);
		expect(JSON.stringify(await refused.json())).toContain('nobody');
		expect(sandbox.smsby.messages).toHaveLength(0);

		const plusOne = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
		for (const [typed, expected] of [
			[(code: string) => ` ${code} `, { confirmed: true, phone: '70000005001' }],
			[plusOne, { confirmed: false }],
			[() => '', { confirmed: false }],
		] as const) {
			const started = await post(`${n8n.url}/webhook/one-time-code`, { phone: '+7 000 000-50-01' });
			const answer = await started.text();
			const { checkUrl } = JSON.parse(answer) as { checkUrl: string };
			const message = sandbox.smsby.messages.at(-1);
			const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
			expect(message).toMatchObject({
				recipient: '70000005001',
				text: `Ваш код: ${code}. Никому его не сообщайте.`,
			});
			expect(answer).not.toContain(code);
			await waitUntil(
				async () => {
					const [latest] = await listExecutions(n8n.client, { workflowId });
					return latest?.status === 'waiting' || undefined;
				},
				{ for: 'the execution to wait' },
			);

			const checked = await post(checkUrl, { code: typed(code) });
			expect(checked.status).toBe(200);
			expect(await checked.json()).toEqual(expected);
			expect((await post(checkUrl, { code })).status).toBeGreaterThanOrEqual(400);
		}
		expect(sandbox.smsby.messages).toHaveLength(3);
	});

	it('birthday-greeting: greets those whose day it is, once', async () => {
		await untilMidnightIsFar();
		const now = new Date().toISOString();
		const [month, day] = [now.slice(5, 7), now.slice(8, 10)];
		const contact = (phone: string, fnm: string, bd: string) =>
			sandbox.smsc.state.contacts.contacts.add({
				...{ kind: 'phone', address: phone, name: fnm && `Покупатель ${fnm}`, fnm, bd, groups: [] },
				...{ lnm: '', mnm: '', myid: '', cmt: '', tags: '', pho: '' },
			});
		contact('70000009001', 'Анна', `${day}.${month}.1988`);
		contact('70000009002', 'Олег', `${day}.${month === '12' ? '01' : '12'}.1988`);
		contact('70000009003', 'Вера', '');
		contact('70000009004', 'Иван', `${day}.${month}.2001`);
		contact('70000009005', '', `${day}.${month}.1970`);
		const workflowId = await imported(readExample('birthday-greeting'));

		const execution = await run(workflowId);
		expect(outputOf(execution, 'Get Contacts')).toHaveLength(5);
		expect(outputOf(execution, 'Not Greeted')).toEqual([]);
		const greetings = () => sandbox.smsc.messages.map(({ recipient, text }) => [recipient, text]);
		const expected = [
			['70000009001', 'Анна, с днём рождения! Дарим скидку 15 % на неделю'],
			['70000009004', 'Иван, с днём рождения! Дарим скидку 15 % на неделю'],
			['70000009005', 'С днём рождения! Дарим скидку 15 % на неделю'],
		];
		expect(greetings()).toEqual(expected);

		expect(rows(await run(workflowId), 'Greeted')).toMatchObject([
			{ recipient: '70000009001', alreadySent: true },
			{ recipient: '70000009004', alreadySent: true },
			{ recipient: '70000009005', alreadySent: true },
		]);
		expect(greetings()).toEqual(expected);
	});

	it('unsubscribe: blocks the number and the address, or the one that is given', async () => {
		const workflowId = await published(readExample('unsubscribe'));
		const blocked = () =>
			sandbox.smsc.state.blacklist.records.rows.map(({ kind, address, type }) => [
				...[kind, address, type],
			]);
		const { account } = sandbox.sendpulse.state;

		const both = { phone: '+7 000 000-11-01', email: 'anna@example.com' };
		expect((await postWhenThere('unsubscribe', both)).status).toBe(200);
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 1);
		const expected = [
			['phone', '70000001101', 0],
			['mail', 'anna@example.com', 0],
		];
		expect(blocked()).toEqual(expected);
		expect([...account.blacklist]).toEqual([['anna@example.com', 'Отписка на сайте']]);
		expect([...account.smtpUnsubscribed.keys()]).toEqual(['anna@example.com']);

		await postWhenThere('unsubscribe', { phone: '70000001102' });
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 2);
		expect(blocked()).toEqual([...expected, ['phone', '70000001102', 0]]);
		expect(account.blacklist.size).toBe(1);

		// What is wrong with one of the two keeps the other from nothing, and the execution says so.
		await postWhenThere('unsubscribe', { phone: 'нет', email: 'vera@example.com' });
		const [failed] = await waitForExecutions(
			n8n.client,
			{ workflowId, status: 'error', includeData: true },
			1,
		);
		expect(failureOf(failed!)).toMatch(/^Phone Number “нет” is not .+\. Enter a phone number\./);
		expect(blocked().at(-1)).toEqual(['mail', 'vera@example.com', 0]);
		expect(account.blacklist.has('vera@example.com')).toBe(true);
		expect(account.smtpUnsubscribed.has('vera@example.com')).toBe(true);

		await postWhenThere('unsubscribe', { phone: 70000001103 });
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 3);
		expect(blocked().at(-1)).toEqual(['phone', '70000001103', 0]);
	});

	it('chatbot-answers: a customer who has blocked the bot keeps no other from a person', async () => {
		const [anna, boris, colleague] = [seedId('a', 1), seedId('a', 2), seedId('d', 1)];
		const { account } = sandbox.sendpulse.state;
		account.chatbots.contacts.get(anna)!.status = 4;
		const workflow = readExample('chatbot-answers');
		const questions = [
			{ channel: 'telegram', contact: { id: anna, name: 'Анна' }, text: 'Какая цена?' },
			{ channel: 'whatsapp', contact: { id: boris, name: 'Борис' }, text: 'Можно с собакой?' },
		].map((one, at) => ({ json: { ...one, dedupeKey: `question-${at}-${randomUUID()}` } }));
		workflow.nodes = workflow.nodes
			.filter(({ name }) => !['Missed Messages', 'Remove Duplicates'].includes(name))
			.map((node) =>
				node.name === 'SendPulse Trigger'
					? {
							...{ id: node.id, name: 'Start', position: node.position },
							...{ type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
						}
					: node,
			);
		workflow.nodes.push({
			...{ id: 'questions', name: 'Questions', type: 'n8n-nodes-base.code', typeVersion: 2 },
			...{ position: [240, 100], parameters: { jsCode: `return ${JSON.stringify(questions)}` } },
		});
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		for (const name of ['SendPulse Trigger', 'Missed Messages', 'Remove Duplicates'])
			delete workflow.connections[name];
		Object.assign(workflow.connections, { Start: to('Questions'), Questions: to('Answers') });
		const id = await startWorkflow(n8n.client, await imported(workflow), 'Start');

		const sentTo = (contactId: string) =>
			sandbox.sendpulse.messages
				.filter(({ details }) => details.contactId === contactId)
				.map(({ text }) => text ?? '');
		for (const [count, name, decision] of [
			[1, 'Анна', 'disapprove'],
			[2, 'Борис', 'approve'],
		] as const) {
			const question = await waitUntil(() => sentTo(colleague)[count - 1], {
				for: `question ${count}`,
			});
			const link = /https?:\S+/.exec(question)?.[0] ?? '';
			const page = await waitUntil(
				async () => {
					const response = await fetch(link);
					return response.ok ? await response.text() : undefined;
				},
				{ for: 'the page of the question' },
			);
			expect(page).toContain(name);
			await fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });
		}
		const failed = await finishedExecution(n8n.client, id);
		expect(failureOf(failed)).toMatch(/^SendPulse refused this: .*blocked by the user/);
		expect(sentTo(anna)).toEqual([]);
		expect(sentTo(boris)).toEqual(['Передали ваш вопрос сотруднику, он уже отвечает.']);
	});

	it('balance-watch: tells of all low accounts in one SMS, and is silent when there are none', async () => {
		const workflowId = await imported(readExample('balance-watch'));
		const { smsc, smsby, sendpulse, kupon } = sandbox;
		smsc.settings.balance = 1_000;
		Object.assign(smsby.settings, { balance: 100, currency: 'BYN' });
		Object.assign(sendpulse.settings, { balance: 50, currency: 'USD' });
		await run(workflowId);
		expect(kupon.requests).toHaveLength(0);

		smsby.settings.balance = 3.5;
		sendpulse.settings.balance = 2.25;
		await run(workflowId);
		expect(kupon.messages).toMatchObject([
			{
				recipient: '70000006001',
				text: 'Пора пополнить счёт. SMS.by: 3.5 BYN; SendPulse: 2.25 USD',
			},
		]);

		sendpulse.settings.balance = 50;
		const { tokens } = smsby.settings;
		smsby.settings.tokens = ['another'];
		await run(workflowId);
		smsby.settings.tokens = tokens;
		expect(kupon.messages.map(({ text }) => text).slice(1)).toEqual([
			'Пора пополнить счёт. SMS.by: не отвечает',
		]);
	});

	it.each([
		['approve', 2],
		['disapprove', 1],
	])('agent-with-approval: sends after “approve” only (%s)', async (decision, messages) => {
		model.reset();
		model.toolArguments = {
			toolParameters: { recipient: '70000007002', text: 'Анна, заказ 4001 готов к выдаче' },
			hitlParameters: {},
		};
		const workflowId = await imported(readExample('agent-with-approval'));
		const id = await startWorkflow(n8n.client, workflowId, 'Start');
		await waitUntil(
			async () => {
				const execution = await getExecution(n8n.client, id);
				if (['error', 'success', 'crashed'].includes(execution.status))
					throw new Error(`It does not wait: ${failureOf(execution)}`);
				return execution.status === 'waiting' || undefined;
			},
			{ for: 'the execution to wait' },
		);
		expect(sandbox.kupon.messages).toMatchObject([{ recipient: '70000007001' }]);
		expect(JSON.stringify(model.requests[0]?.messages)).toContain('заказ 4001 готов');
		const link = /https?:\S+/.exec(sandbox.kupon.messages[0]?.text ?? '')?.[0] ?? '';
		expect(await (await fetch(link)).text()).toContain(
			'70000007002: Анна, заказ 4001 готов к выдаче',
		);

		await fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });
		expect(rows(await finished(id), 'AI Agent')).toMatchObject([{ output: 'Done.' }]);
		expect(sandbox.kupon.messages).toHaveLength(messages);
		if (messages > 1)
			expect(sandbox.kupon.messages[1]).toMatchObject({
				recipient: '70000007002',
				text: 'Анна, заказ 4001 готов к выдаче',
			});
		else expect(model.toolResults()[0]).toContain('rejected the tool call');
	});
});
