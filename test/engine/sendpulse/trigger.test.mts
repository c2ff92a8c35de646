import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulseTrigger } from '../../../nodes/SendPulse/SendPulseTrigger.node.ts';
import { activate, call, deactivate, TriggerHost } from '../harness/index.mts';
import type { CallResult } from '../harness/index.mts';
import { callbackSecret, jsonOf, secrets, store, useBench } from './setup.mts';
import { expectNoSecrets } from '../harness/index.mts';

const bench = useBench();

const host = (parameters: INodeParameters = {}, credentialData: IDataObject = {}) =>
	new TriggerHost({
		nodeType: SendPulseTrigger,
		credentials: store(bench.sendpulse, credentialData),
		parameters: { authentication: 'apiKey', events: ['open', 'unsubscribe'], ...parameters },
		workflowId: `workflow-${Math.random()}`,
	});

const query = `?secret=${encodeURIComponent(callbackSecret)}`;

const registered = () =>
	[...bench.sendpulse.state.account.webhooks.values()].map(({ url, action }) => [
		new URL(url).pathname,
		action,
	]);

const actions = () => registered().map(([, action]) => action);

const foreign = async (url: string, ...names: string[]) =>
	await bench.ask('POST', '/v2/email-service/webhook', { url, actions: names });

describe('registration', () => {
	test('registers one row for each event, with the secret in the URL', async () => {
		const { error, calls, url } = await activate(host());

		expect(error).toBeUndefined();
		expect(calls.map(({ hook, returned }) => [hook, returned])).toEqual([
			['checkExists', false],
			['create', true],
		]);
		const rows = [...bench.sendpulse.state.account.webhooks.values()];
		expect(rows.map(({ action }) => action)).toEqual(['open', 'unsubscribe']);
		for (const row of rows) {
			expect(row.url.startsWith(`${url}?secret=`)).toBe(true);
			expect(new URL(row.url).searchParams.get('secret')).toBe(callbackSecret);
		}
	});

	test('leaves everything as it is when it is registered already', async () => {
		const trigger = host();
		await activate(trigger);
		const before = [...bench.sendpulse.state.account.webhooks.keys()];
		const { calls } = await activate(trigger, 'init');

		expect(calls.map(({ hook, returned }) => [hook, returned])).toEqual([['checkExists', true]]);
		expect([...bench.sendpulse.state.account.webhooks.keys()]).toEqual(before);
	});

	test('knows its rows without its memory', async () => {
		await activate(host());
		const { calls } = await activate(host());

		expect(calls).toMatchObject([{ hook: 'checkExists', returned: true }]);
	});

	test('registers what is missing and removes what is no longer chosen', async () => {
		await activate(host({ events: ['open', 'unsubscribe'] }));
		await activate(host({ events: ['unsubscribe', 'spam'] }));

		expect(actions().sort()).toEqual(['spam', 'unsubscribe']);
	});

	test('replaces its rows when the secret has changed', async () => {
		await activate(host());
		await activate(host({}, { callbackSecret: 'new-secret' }));

		const urls = [...bench.sendpulse.state.account.webhooks.values()].map(({ url }) => url);
		expect(urls).toHaveLength(2);
		expect(urls.every((url) => url.endsWith('?secret=new-secret'))).toBe(true);
	});

	test('neither overwrites nor removes what something else has registered', async () => {
		await foreign('https://shop.example/hook', 'open', 'unsubscribe');
		const { url } = await activate(host({ events: ['new_emails'] }));
		const { origin, pathname } = new URL(url ?? '');
		await foreign(`${origin}/webhook/other/sendpulse`, 'open');
		// The same workflow in another n8n.
		await foreign(`https://n8n.example${pathname}`, 'open');
		const trigger = host();
		await activate(trigger);
		const { calls } = await deactivate(trigger);

		expect(calls).toMatchObject([{ hook: 'delete', returned: true }]);
		expect(registered().sort()).toEqual([
			['/hook', 'open'],
			['/hook', 'unsubscribe'],
			['/webhook/other/sendpulse', 'open'],
			[pathname, 'open'],
		]);
	});

	test('does not disturb production with a test run', async () => {
		const trigger = host();
		await activate(trigger);
		const production = registered();
		await activate(trigger, 'manual');
		const during = registered();
		await deactivate(trigger, 'manual');

		expect(during).toHaveLength(4);
		expect(during.slice(0, 2)).toEqual(production);
		expect(registered()).toEqual(production);
	});

	test('does not disturb a test run with production', async () => {
		const trigger = host();
		await activate(trigger);
		await activate(trigger, 'manual');
		await deactivate(trigger);

		expect(registered().map(([path]) => path)).toEqual([
			expect.stringContaining('/webhook-test/'),
			expect.stringContaining('/webhook-test/'),
		]);
	});

	test.each([
		['v1', 'json'],
		['v1', 'form'],
		['nested', 'json'],
		['nested', 'form'],
	] as const)('works with envelope %s and bodies as %s', async (webhookEnvelope, webhookBody) => {
		Object.assign(bench.sendpulse.settings, { webhookEnvelope, webhookBody });
		const trigger = host();
		const { error } = await activate(trigger);
		const during = actions();
		await deactivate(trigger);

		expect(error).toBeUndefined();
		expect(during).toEqual(['open', 'unsubscribe']);
		expect(registered()).toEqual([]);
	});

	test('asks first when no answer comes, and registers nothing twice', async () => {
		await bench.sendpulse.faults.add({ kind: 'reset', when: 'after', method: 'POST', times: 1 });
		const { error } = await activate(host());

		expect(error).toBeUndefined();
		expect(actions()).toEqual(['open', 'unsubscribe']);
	});

	test('needs a callback secret', async () => {
		const { error } = await activate(host({}, { callbackSecret: '' }));

		expect(String(error)).toContain('no Callback Secret');
		expect(bench.calls()).toEqual([]);
	});

	test('says why it cannot register', async () => {
		const { error } = await activate(host({}, { apiKey: 'other' }));

		expect(String(error)).toContain('SendPulse refused this');
	});

	test('registers nothing for SMTP', async () => {
		const trigger = host({ service: 'smtp' });
		const { error } = await activate(trigger);
		await deactivate(trigger);

		expect(error).toBeUndefined();
		expect(bench.calls()).toEqual([]);
	});

	test('works with client ID and secret', async () => {
		const { error } = await activate(host({ authentication: 'oAuth2' }));

		expect(error).toBeUndefined();
		expect(actions()).toEqual(['open', 'unsubscribe']);
	});
});

describe('events', () => {
	const send = async (trigger: TriggerHost, events: unknown): Promise<CallResult> => {
		const result = await call(trigger, {
			method: 'POST',
			url: query,
			headers: { 'content-type': 'application/json' },
			rawBody: Buffer.from(JSON.stringify(events)),
		});
		expectNoSecrets({ body: result.body, items: result.workflowData, log: result.log }, secrets);
		return result;
	};

	const open = (index: number, more: IDataObject = {}) => ({
		event: 'open',
		timestamp: '1496827941',
		task_id: '3668141',
		email: `ann+${index}@example.com`,
		open_device: 'Desktop',
		...more,
	});

	test('makes 500 events items of one execution', async () => {
		const events = Array.from({ length: 500 }, (_, index) => open(index));
		const { status, workflowData } = await send(host(), events);

		expect(status).toBe(200);
		expect(workflowData?.[0]).toHaveLength(500);
		expect(jsonOf(workflowData?.[0])[499]).toMatchObject({
			status: 'opened',
			groupId: '3668141',
			recipient: 'ann+499@example.com',
			channel: 'email',
			occurredAt: '2017-06-07T09:32:21.000Z',
			verified: false,
			raw: { open_device: 'Desktop' },
		});
	});

	test('drops repetitions, in one batch and between batches', async () => {
		const trigger = host();
		const first = await send(trigger, [open(1), open(2), open(1, { task_id: 3668141 })]);
		const second = await send(trigger, [open(2), open(3)]);

		expect(jsonOf(first.workflowData?.[0]).map(({ recipient }) => recipient)).toEqual([
			'ann+1@example.com',
			'ann+2@example.com',
		]);
		expect(jsonOf(second.workflowData?.[0]).map(({ recipient }) => recipient)).toEqual([
			'ann+3@example.com',
		]);
	});

	test('tells clicks on different links apart', async () => {
		const click = { ...open(1), event: 'redirect', link_url: 'https://shop.example/a' };
		const { workflowData } = await send(host({ events: ['redirect'] }), [
			{ ...click, link_id: '1' },
			{ ...click, link_id: '2' },
		]);

		expect(workflowData?.[0]).toHaveLength(2);
	});

	test('answers batches that repeat each other at the same time', async () => {
		const trigger = host();
		const answers = await Promise.all([
			send(trigger, [open(1), open(2)]),
			send(trigger, [open(2), open(1)]),
		]);

		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(answers.flatMap(({ workflowData }) => jsonOf(workflowData?.[0]))).toHaveLength(2);
	});

	test.each([
		['events', { events: ['unsubscribe'] }, ['unsubscribed']],
		[
			'address book',
			{ events: ['open', 'unsubscribe'], filters: { addressBooks: '7' } },
			['unsubscribed'],
		],
		[
			'campaign',
			{ events: ['open', 'unsubscribe'], filters: { campaigns: '1, 3668141' } },
			['opened'],
		],
		[
			'address books that are chosen',
			{ events: ['open', 'unsubscribe'], filters: { chosenBooks: ['7'], addressBooks: '8' } },
			['unsubscribed'],
		],
		[
			'campaigns that are chosen',
			{ events: ['open', 'unsubscribe'], filters: { chosenCampaigns: ['1', '3668141'] } },
			['opened'],
		],
	])('filters by %s', async (_what, parameters, statuses) => {
		const { workflowData } = await send(host(parameters), [
			open(1),
			{
				event: 'unsubscribe',
				timestamp: 1,
				email: 'b@example.com',
				book_id: 7,
				task_id: '9',
				from_all: '1',
			},
		]);

		expect(jsonOf(workflowData?.[0]).map(({ status }) => status)).toEqual(statuses);
	});

	test('reads a bounce with the words of the server', async () => {
		const { workflowData } = await send(host({ events: ['hard_bounces'] }), [
			{
				event: 'hard_bounces',
				timestamp: 1658998170,
				task_id: 17076325,
				email: 'b@example.com',
				smtp_server_response_code: 550,
				smtp_server_response: 'Recipient address rejected',
			},
		]);

		expect(jsonOf(workflowData?.[0])).toMatchObject([
			{ status: 'bounced', groupId: '17076325', code: '550', text: 'Recipient address rejected' },
		]);
	});

	test.each([
		['soft_bounces', 'soft_bounced'],
		['spam_by_user', 'spam'],
	])('takes either name of the SMTP event %s', async (chosen, name) => {
		const trigger = host({ service: 'smtp', smtpEvents: [chosen] });
		for (const event of [chosen, name]) {
			const { workflowData } = await send(trigger, [
				{ event, timestamp: 1490953933, message_id: 1149317311, recipient: 'ann@example.com' },
			]);
			expect(jsonOf(workflowData?.[0])).toMatchObject([{ messageId: '1149317311' }]);
		}
	});

	test('starts on an SMTP event with a new name only if Other is chosen', async () => {
		const event = [
			{ event: 'postponed', timestamp: 1, message_id: 1, recipient: 'ann@example.com' },
		];
		const other = await send(host({ service: 'smtp', smtpEvents: ['other'] }), event);
		const without = await send(host({ service: 'smtp', smtpEvents: ['delivered'] }), event);

		expect(jsonOf(other.workflowData?.[0])).toMatchObject([{ status: 'unknown' }]);
		expect([without.status, without.startedExecution]).toEqual([200, false]);
	});

	test('understands what the service itself sends', async () => {
		const trigger = host({ events: ['new_emails', 'delete'] });
		await activate(trigger);
		const { id } = (await bench.ask('POST', '/addressbooks', { bookName: 'Book' })) as {
			id: number;
		};
		await bench.ask('POST', `/addressbooks/${id}/emails`, {
			emails: [{ email: 'ann@example.com', variables: { name: 'Анна' } }],
		});
		await bench.sendpulse.state.flush();
		const [sent] = bench.sendpulse.callbacks;
		const { workflowData } = await call(trigger, {
			method: 'POST',
			url: new URL(sent?.url ?? '').search,
			headers: { 'content-type': 'application/json' },
			rawBody: sent?.body,
		});

		expect(jsonOf(workflowData?.[0])).toMatchObject([
			{ status: 'subscribed', recipient: 'ann@example.com', raw: { book_id: String(id) } },
		]);
	});
});
