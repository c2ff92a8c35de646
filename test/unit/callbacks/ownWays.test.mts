/** What a gateway may have of its own: another secret than the Callback Secret, and words that it wants as an answer. */
import type { IHookFunctions } from 'n8n-workflow';
import { requiredSecret } from '../../../nodes/shared/callbacks/lifecycle.ts';
import { acknowledgementOf } from '../../../nodes/shared/callbacks/handOver.ts';
import { fakeNode } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';
import { call, trigger } from '../support/trigger.mts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const apiKey = { name: 'apiKey', label: 'API Key' };
const signing = { ...testGateway, callbacks: { ...testGateway.callbacks, secretField: apiKey } };

describe('a signature by another secret than the Callback Secret', () => {
	const node = trigger({ callbacks: { secretField: apiKey }, credential: { apiKey: 'key-12345' } });

	test('is that of the field which the gateway names', async () => {
		const { result, keys } = await call(node([{ key: 'a' }], { sign: 'key-12345' }));

		expect(result.noWebhookResponse).toBeUndefined();
		expect(keys).toEqual(['a']);
	});

	test('is not that of the Callback Secret', async () => {
		expect(await call(node([{ key: 'b' }], { sign: 'signed' }))).toMatchObject({
			keys: null,
			status: 401,
		});
	});

	const hook = (credential: object) =>
		({
			getNode: () => fakeNode(),
			getCredentials: async () => await Promise.resolve(credential),
		}) as unknown as IHookFunctions;

	test('is asked for by its label when the trigger is published', async () => {
		expect(await requiredSecret(hook({ apiKey: 'key-12345' }), signing)).toBe('key-12345');
		await expect(
			requiredSecret(hook({ callbackSecret: 'long-enough' }), signing),
		).rejects.toMatchObject({
			message: expect.stringMatching(
				/the Test Gateway credential has no API Key\. Open the credential, enter the API Key, save, and publish again\./,
			),
		});
		await expect(requiredSecret(hook({ apiKey: 'short' }), signing)).rejects.toThrow(
			'the API Key of the Test Gateway credential has fewer than 8 characters',
		);
	});
});

describe('an acknowledgement of its own', () => {
	const callbacks = { acknowledgement: '100' };
	const body = '100';

	test('is what n8n writes for a report that starts an execution', () => {
		expect(acknowledgementOf({ callbacks: { ...testGateway.callbacks, ...callbacks } })).toBe(body);
		expect(acknowledgementOf(testGateway)).toBe('OK');
	});

	test.each<[string, 'trigger' | 'manual']>([
		['nobody wants', 'trigger'],
		['nobody wants in a test', 'manual'],
	])('answers a report that %s', async (_what, mode) => {
		const node = trigger({ callbacks, mode });
		const { result } = await call(node([{ key: 'a', status: 'queued' }]));

		expect(result).toEqual({ webhookResponse: body });
	});

	test('answers a repeated report', async () => {
		const node = trigger({ callbacks });
		await call(node([{ key: 'a' }]));
		await pass(0);

		expect((await call(node([{ key: 'a' }]))).result).toEqual({ webhookResponse: body });
	});

	test('answers a report that another call carries', async () => {
		const node = trigger({ callbacks, reportsPerExecution: 100 });
		const first = node([{ key: 'a' }]);
		await pass(0);
		const leader = node([{ key: 'b' }]);
		const follower = node([{ key: 'c' }]);
		await pass(0);
		first.response.send();
		await pass(250);
		leader.response.send('100');
		await pass(250);

		expect(await follower.result).toEqual({ noWebhookResponse: true });
		expect([follower.response.statusCode, follower.response.body]).toEqual([200, body]);
	});

	test('is no answer to a call that is not proven', async () => {
		const node = trigger({ callbacks });
		const { status, result } = await call(node([{ key: 'a' }], { sign: 'wrong' }));

		expect([status, result]).toEqual([401, { noWebhookResponse: true }]);
	});
});
