import type { INodeParameters } from 'n8n-workflow';
import { confirmation } from '../../../nodes/SendPulse/gateway.ts';
import { callbackSecret, detailsOf, errorOutput, jsonOf, useBench } from './setup.mts';

const bench = useBench();

describe('Event: Trigger', () => {
	const trigger = {
		resource: 'event',
		operation: 'trigger',
		eventName: 'new order',
		eventEmail: 'ann@example.com',
	};

	test('sends contact and variables side by side', async () => {
		const rows = await bench.rows({
			...trigger,
			eventPhone: '+380 50 111-22-33',
			specifyVariables: 'json',
			variablesJson: '{"sum":17.5,"email":"not this"}',
			options: { automationId: 5 },
			additionalParameters: {
				parameter: [
					{ name: 'zip', value: '"01001"' },
					{ name: 'count', value: '3' },
					{ name: 'code', value: '007' },
					{ name: 'tags', value: '["a"]' },
				],
			},
		});

		expect(rows).toEqual([{ event: 'new order', success: true }]);
		expect(bench.calls()).toMatchObject([
			{
				method: 'POST',
				path: '/events/name/new%20order',
				body: {
					email: 'ann@example.com',
					phone: '380501112233',
					sum: 17.5,
					automation_id: 5,
					zip: '01001',
					count: 3,
					code: '007',
					tags: ['a'],
				},
			},
		]);
	});

	test('takes variables as pairs', async () => {
		await bench.rows({ ...trigger, variables: { variable: [{ name: 'name', value: 'Анна' }] } });

		expect(bench.calls()[0]?.body).toEqual({ email: 'ann@example.com', name: 'Анна' });
	});

	test('triggers none twice when the node is tried again after an answer was lost', async () => {
		await bench.sendpulse.faults.add({
			kind: 'reset',
			when: 'after',
			path: '/events/name/new%20order',
		});
		const { outputs, tries } = await bench.run(trigger, {
			node: { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBe(3);
		expect(bench.calls()).toHaveLength(1);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
	});

	test('needs an address or a phone', async () => {
		const { outputs } = await bench.run({ ...trigger, eventEmail: '' }, errorOutput);

		expect(bench.calls()).toEqual([]);
		expect(jsonOf(outputs[1])[0]?.error).toContain('E-Mail is empty');
	});
});

describe('Webhook', () => {
	test.each(['v1', 'nested'] as const)(
		'lists and deletes webhooks in an envelope that is %s',
		async (envelope) => {
			bench.sendpulse.settings.webhookEnvelope = envelope;
			const secret = encodeURIComponent(callbackSecret);
			await bench.ask('POST', '/v2/email-service/webhook', {
				url: `https://n8n.example/webhook/1?secret=${secret}`,
				actions: ['open', 'spam'],
			});
			const list = { resource: 'webhook', operation: 'getAll' };
			const rows = await bench.rows(list);
			const [{ raw } = {}] = await bench.rows({ ...list, options: { rawAnswer: true } });
			const deleted = await bench.rows({
				resource: 'webhook',
				operation: 'delete',
				webhookId: rows[0]?.id as string,
			});

			expect(rows).toEqual([
				{ id: expect.any(String), url: 'https://n8n.example/webhook/1?secret=***', action: 'open' },
				{ id: expect.any(String), url: 'https://n8n.example/webhook/1?secret=***', action: 'spam' },
			]);
			expect(JSON.stringify(raw)).toContain('secret=***');
			expect(deleted).toEqual([{ deleted: true }]);
			expect((await bench.rows(list)).map(({ action }) => action)).toEqual(['spam']);
		},
	);

	test('says that a webhook is unknown', async () => {
		const { outputs } = await bench.run(
			{ resource: 'webhook', operation: 'delete', webhookId: '99' },
			errorOutput,
		);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound' });
	});
});

describe('an answer that says nothing', () => {
	const answered = async (parameters: INodeParameters, body: string) => {
		await bench.sendpulse.faults.clear();
		await bench.sendpulse.faults.add({
			...{ kind: 'status', status: 200, body },
			match: ({ path }) => path !== '/oauth/access_token',
		});
		const { outputs } = await bench.run(parameters, errorOutput);
		return { done: jsonOf(outputs[0]), failed: jsonOf(outputs[1]) };
	};
	const address = { email: 'ann@example.com' };
	const book = { addressBook: '1' };
	const changing: Array<[resource: string, operation: string, more: INodeParameters]> = [
		['addressBook', 'delete', book],
		['email', 'verifyDomain', { address: 'ann@example.com' }],
		['event', 'trigger', { eventName: 'order', eventEmail: 'ann@example.com' }],
		['verifier', 'verify', { verifiedEmail: 'ann@example.com' }],
	];
	const asking: typeof changing = [
		['addressBook', 'get', book],
		['addressBook', 'getAll', {}],
		['addressBook', 'getCost', book],
		['addressBook', 'getVariables', book],
		['balance', 'get', {}],
		['balance', 'getDetail', {}],
		['blacklist', 'getAll', {}],
		['campaign', 'getAll', {}],
		['campaign', 'getLinks', { campaign: '1' }],
		['contact', 'findEverywhere', address],
		['contact', 'getStatistics', address],
		['crmPipeline', 'getAll', {}],
		['email', 'getIps', {}],
	];

	test.each(changing)('is no success of %s %s', async (resource, operation, more) => {
		const { done, failed } = await answered({ resource, operation, ...more }, '[]');
		expect(done).toEqual([]);
		expect(detailsOf(failed[0])).toMatchObject({ kind: 'outcomeUnknown' });
	});

	test('is told from a yes', () => {
		const unknown = (text: string) =>
			confirmation.readFailure(200, confirmation.parse(text))?.kind === 'outcomeUnknown';
		const nothing = [
			'{}',
			'[]',
			'[{}]',
			'[true,{}]',
			'[{"id":1,"result":true},{"id":2,"result":false}]',
			'{"result":null}',
			'{"data":[]}',
			'{"message":"Сбой"}',
		];
		const yes = [
			...['true', '{"result":true}', '[{"result":true}]', '{"success":true}', '{"data":[true]}'],
			...['[true]', '[{"result":true},{"result":true}]'],
			...['{"data":{"result":true}}', '{"id":1,"status":13}', '{"result":true,"id":1}'],
		];
		expect(nothing.filter((text) => !unknown(text))).toEqual([]);
		expect(yes.filter(unknown)).toEqual([]);
	});

	test.each(asking)('is no row of %s %s', async (resource, operation, more) => {
		const { done, failed } = await answered({ resource, operation, ...more }, '{}');
		expect([done, failed.length]).toEqual([[], 1]);
	});

	test.each([...changing, ...asking.slice(0, 2)])(
		'is not what one with words of an error is, as for %s %s',
		async (resource, operation, more) => {
			for (const body of ['{"error":"Сбой"}', '{"status":"error","message":"Сбой"}']) {
				const { done, failed } = await answered({ resource, operation, ...more }, body);
				expect(done).toEqual([]);
				expect(failed[0]?.error).toBe('SendPulse refused this: Сбой');
			}
		},
	);
});
