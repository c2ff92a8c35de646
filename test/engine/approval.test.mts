/** Send and Wait for Approval on the gateways beside Kupon.mobi, where all of it is tested. */
import { createHash } from 'node:crypto';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { wake } from './harness/index.mts';
import type { CredentialStore, RunOptions, RunResult } from './harness/index.mts';
import * as sendpulse from './sendpulse/setup.mts';
import * as smsby from './smsby/setup.mts';
import * as smsc from './smsc/setup.mts';

interface Entry {
	name: string;
	nodeType: new () => INodeType;
	credentials: () => CredentialStore;
	messages: () => ReadonlyArray<{ text: string }>;
	run: (parameters: INodeParameters, more: Partial<RunOptions>) => Promise<RunResult>;
	parameters: INodeParameters;
}

const smscBench = smsc.useBench();
const smsbyBench = smsby.useBench();
const pulseBench = sendpulse.useBench();

const entries: Entry[] = [
	{
		name: 'SMSC',
		nodeType: Smsc,
		credentials: () => smsc.store(smscBench.gateway),
		messages: () => smscBench.gateway.messages,
		run: async (parameters, more) => await smscBench.run(parameters, more),
		parameters: { resource: 'message', recipient: smsc.phone(0), sender: smsc.locator('MyShop') },
	},
	{
		name: 'SMS.by',
		nodeType: SmsBy,
		credentials: () => smsby.store(smsbyBench.gateway),
		messages: () => smsbyBench.gateway.messages,
		run: async (parameters, more) => await smsbyBench.run(parameters, more),
		parameters: { resource: 'message', recipient: smsby.phone(0) },
	},
	{
		name: 'SendPulse by e-mail',
		nodeType: SendPulse,
		credentials: () => sendpulse.store(pulseBench.sendpulse),
		messages: () => pulseBench.sendpulse.messages,
		run: async (parameters, more) => await pulseBench.run(parameters, more),
		parameters: {
			...{ authentication: 'apiKey', resource: 'email', toEmail: 'ann@example.com' },
			...{ fromEmail: sendpulse.locator(sendpulse.sender), fromName: 'Лавка', subject: 'Возврат' },
		},
	},
	{
		name: 'SendPulse by SMS',
		nodeType: SendPulse,
		credentials: () => sendpulse.store(pulseBench.sendpulse),
		messages: () => pulseBench.sendpulse.messages,
		run: async (parameters, more) => await pulseBench.run(parameters, more),
		parameters: {
			...{ authentication: 'apiKey', resource: 'sms', phones: '380501112233' },
			sender: sendpulse.locator('iQA'),
		},
	},
	{
		name: 'SendPulse by a chatbot',
		nodeType: SendPulse,
		credentials: () => sendpulse.store(pulseBench.sendpulse),
		messages: () => pulseBench.sendpulse.messages,
		run: async (parameters, more) => await pulseBench.run(parameters, more),
		parameters: {
			...{ authentication: 'apiKey', resource: 'chatbotMessage', channel: 'telegram' },
			chatContact: sendpulse.locator('5f00000000000000000000a1'),
		},
	},
];

describe.each(entries)('$name', ({ nodeType, credentials, messages, run, parameters }) => {
	it('sends a link to a page whose button wakes the execution', async () => {
		const options: RunOptions = {
			nodeType,
			credentials: credentials(),
			parameters: { ...parameters, operation: 'sendAndWait', message: 'Вернуть деньги?' },
			executionId: '4711',
		};
		const sleeping = await run(options.parameters ?? {}, {
			executionId: '4711',
			items: [{ json: {} }],
		});
		expect(sleeping.error).toBeUndefined();
		expect(sleeping.status).toBe('waiting');
		// SendPulse sends an SMS a moment later.
		await pulseBench.sandbox.clock.advance(5000);
		expect(messages()).toHaveLength(1);
		const text = messages()[0]?.text ?? '';
		const url = /https?:[^\s"<]+/.exec(text)?.[0]?.replaceAll('&amp;', '&') ?? '';
		expect(text).toContain('Your decision is needed:');
		expect(text).not.toContain('Вернуть');

		// Whoever reads the execution's data cannot make a link of it.
		const key = new URL(url).searchParams.get('key') ?? '';
		expect(key).toMatch(/^[0-9a-f]{12}$/);
		expect(JSON.stringify([sleeping.stored, sleeping.contextData, sleeping.outputs])).not.toContain(
			key,
		);
		const other = new URL(url);
		other.searchParams.set('key', createHash('sha256').update(key).digest('hex'));
		const forged = await wake(options, sleeping, { url: other.href, method: 'POST' });
		expect(forged.run).toBeUndefined();

		const page = await wake(options, sleeping, { url });
		expect(page.status).toBe(200);
		expect(page.body).toContain('Вернуть деньги?');
		expect(page.run).toBeUndefined();
		const woken = await wake(options, sleeping, {
			url,
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			rawBody: 'decision=disapprove',
		});
		expect(woken.run?.outputs[0]).toMatchObject([{ json: { data: { approved: false } } }]);
	});

	it('is what n8n makes a human-in-the-loop tool of', () => {
		const { properties, webhooks } = new nodeType().description;
		expect(webhooks?.map(({ restartWebhook }) => restartWebhook)).toEqual([true, true]);
		const names = properties.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['message', 'approvalOptions']));
	});
});
