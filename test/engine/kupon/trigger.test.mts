import { activate, deactivate, expectNoSecrets } from '../harness/index.mts';
import { secrets } from './setup.mts';
import { delivered, query, receive, report, trigger } from './triggerCalls.mts';

describe('activation', () => {
	test.each(['activate', 'init', 'update', 'manual'] as const)(
		'(%s) without a Callback Secret is refused, with what to do',
		async (mode) => {
			const { error, calls } = await activate(trigger({}, { callbackSecret: '' }), mode);

			expect(error).toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(
					/the Kupon.mobi credential “.+” has no Callback Secret\. Open the credential, enter a long random text as Callback Secret, save, and publish again\./,
				) as string,
			});
			expect(calls.map(({ hook }) => hook)).not.toContain('create');
		},
	);

	test('with one succeeds, and has nothing to register or to remove', async () => {
		const { error, url, host, log } = await activate(trigger());
		const removed = await deactivate(host);

		expect(error).toBeUndefined();
		expect(url).toBe('https://n8n.test/webhook/webhook-id/kupon');
		expect(removed.error).toBeUndefined();
		expect(host.staticData).toEqual({});
		expectNoSecrets({ log, url }, secrets);
	});

	test('does not protect a trigger whose credential loses its secret later', async () => {
		const empty = await receive({ url: query() }, trigger({}, { callbackSecret: '' }));
		const both = await receive(
			{ url: query({ ...delivered, secret: '' }) },
			trigger({}, { callbackSecret: '' }),
		);

		expect([empty.status, both.status]).toEqual([401, 401]);
		expect([empty.startedExecution, both.startedExecution]).toEqual([false, false]);
	});
});

describe('the answer', () => {
	test.each(['GET', 'POST'])('to %s is exactly 200 and OK', async (method) => {
		const { status, body, reports } = await receive({ method, url: query() });

		expect([status, body]).toEqual([200, 'OK']);
		expect(reports).toEqual([expect.objectContaining(report)]);
	});

	test.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
		'to %s is 404, and nothing starts',
		async (method) => {
			const { status, startedExecution } = await receive({ method, url: query() });

			expect([status, startedExecution]).toEqual([404, false]);
		},
	);
});

describe('the test mode of the editor', () => {
	test('starts again on a repetition, and does not use the report up', async () => {
		const host = trigger();
		const tests = [];
		for (let time = 0; time < 3; time++) {
			tests.push((await receive({ url: query(), mode: 'manual' }, host)).reports);
		}
		const production = await receive({ url: query() }, host);

		expect(tests.map(([first]) => first?.messageId)).toEqual(['905117', '905117', '905117']);
		expect(production.startedExecution).toBe(true);
	});

	test('is as strict with the secret, and shows what is wrong', async () => {
		const { status, result, error } = await receive({
			url: query({ ...delivered, secret: 'x' }),
			mode: 'manual',
		});

		expect([status, result]).toEqual([500, undefined]);
		expect((error as Error).message).toBe(
			'A callback was refused: the secret in the URL is not the Callback Secret of the credential',
		);
	});
});
