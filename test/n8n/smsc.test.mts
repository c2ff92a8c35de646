/** What SMSC sends unless it is asked for UTF-8: forms in windows-1251, which n8n itself refuses to read. */
import { startSandbox } from '../sandbox/index.mts';
import { smsc } from './demo/smsc.mts';
import type { DemoSandbox } from './demo/step.mts';
import {
	createCredential,
	importWorkflow,
	listExecutions,
	outputOf,
	publishWorkflow,
	readExample,
	startN8n,
	waitForExecutions,
	type N8nInstance,
} from './index.mts';

const SECRET = 'секрет «обратного вызова»';
const PHONE = '79161234567';

describe('the SMSC Trigger in a real n8n', () => {
	let n8n: N8nInstance;
	let sandbox: DemoSandbox;
	let workflowId: string;
	let url: string;

	beforeAll(async () => {
		sandbox = await startSandbox();
		n8n = await startN8n();
		const { data, ...credential } = smsc.credential(sandbox);
		const stored = await createCredential(n8n.client, {
			...credential,
			data: { ...data, callbackSecret: SECRET },
		});
		const workflow = readExample(smsc.reporting);
		workflowId = await importWorkflow(n8n.client, workflow, [stored]);
		await publishWorkflow(n8n.client, workflowId);
		const trigger = workflow.nodes.find(({ webhookId }) => webhookId);
		url = `${n8n.url}/webhook/${trigger?.webhookId}/${smsc.webhookPath}`;
		sandbox.smsc.settings.callbackUrl = `${url}?charset=windows-1251&md5`;
		sandbox.smsc.settings.callbackSecret = SECRET;
	});

	afterAll(async () => {
		await n8n?.close();
		await sandbox?.close();
	});

	/** What the workflow has collected, oldest first, once it has run so often. */
	const collected = async (count: number) => {
		const filter = { workflowId, status: 'success', includeData: true } as const;
		const executions = await waitForExecutions(n8n.client, filter, count);
		return executions.reverse().map((one) => outputOf(one, 'Report')[0]?.json);
	};

	it('takes forms in windows-1251, and nothing that is not signed', async () => {
		const message = 'Спасибо, «ёлка» № 5 — 100 % & да?';
		await sandbox.smsc.state.receive({ phone: PHONE, message });
		expect(await collected(1)).toMatchObject([
			{ status: 'inbound', recipient: PHONE, text: message, verified: true },
		]);

		sandbox.smsc.settings.outcome = [];
		const [login, psw] = [sandbox.smsc.settings.login, sandbox.smsc.settings.passwords[0] ?? ''];
		const body = new URLSearchParams({ login, psw, phones: PHONE, mes: 'Да', charset: 'utf-8' });
		body.set('id', 'order-7..0123456789ab');
		await fetch(`${sandbox.smsc.url}/sys/send.php`, { method: 'POST', body });
		await sandbox.smsc.pushStatus(`order-7..0123456789ab:${PHONE}`, 1);
		expect((await collected(2))[1]).toMatchObject({
			status: 'delivered',
			recipient: PHONE,
			reference: 'order-7',
			verified: true,
		});

		const attempts = sandbox.smsc.callbacks;
		expect(attempts.map(({ httpStatus, outcome }) => [httpStatus, outcome])).toEqual([
			[200, 'delivered'],
			[200, 'delivered'],
		]);
		const { body: signed = '' } = attempts[0] ?? {};
		for (const forged of [signed.replace('mes=', 'mes=%CD%E5+'), signed.replace(/&md5=.*/, '')]) {
			const answer = await fetch(`${url}?charset=windows-1251&md5`, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: forged,
			});
			expect(answer.status).toBe(401);
		}
		expect(await listExecutions(n8n.client, { workflowId })).toHaveLength(2);
	});

	it('takes them also when the call declares windows-1251, which n8n itself refuses', async () => {
		sandbox.smsc.settings.callbackCharsetLabel = true;
		const message = 'Объявлено: «ёлка» № 6';
		await sandbox.smsc.state.receive({ phone: PHONE, message });

		expect((await collected(3))[2]).toMatchObject({ text: message, verified: true });
		expect(sandbox.smsc.callbacks.at(-1)?.httpStatus).toBe(200);
	});
});
