/** A refused callback leaves a trace: in n8n's log, or on the screen of a person who tests. */
import { call, trigger } from '../support/trigger.mts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const forged = { sign: 'forged' };

/** A trigger and the warnings that it has written. */
function watched(options: Parameters<typeof trigger>[0] = {}) {
	const log: string[] = [];
	return { log, node: trigger({ ...options, warn: (message) => void log.push(message) }) };
}

test('is told in n8n’s log, with the node, the status and the reason, and nothing of the call', async () => {
	const { log, node } = watched();
	const { status } = await call(node([{ key: 'a' }], forged));

	expect(status).toBe(401);
	expect(log).toEqual([
		expect.stringMatching(
			/^The node “.+” \(.+\) of the workflow with the ID workflow-\d+ refused a callback with HTTP 401: the callback secret or signature is missing or wrong\.$/,
		),
	]);
	expect(log.join()).not.toMatch(/forged|signed/);
});

test('is told once a minute, however many come, and then with their number', async () => {
	const { log, node } = watched();
	for (let time = 0; time < 1000; time++) await call(node([{ key: 'a' }], forged));
	expect(log).toHaveLength(1);

	await pass(59_999);
	await call(node([{ key: 'a' }], forged));
	expect(log).toHaveLength(1);

	await pass(1);
	await call(node([{ key: 'a' }], forged));
	expect(log).toHaveLength(2);
	expect(log[1]).toMatch(/ 1000 more were refused since the last warning of this node\.$/);

	await pass(60_000);
	await call(node([{ key: 'a' }], forged));
	expect(log[2]).not.toContain('more were refused');
});

test('of one node does not keep another one’s from being told', async () => {
	const [one, other] = [watched(), watched()];
	await call(one.node([{ key: 'a' }], forged));
	await call(other.node([{ key: 'a' }], forged));

	expect([one.log.length, other.log.length]).toEqual([1, 1]);
});

test.each([
	['a body that is cut off', '{', /HTTP 400: its body does not match its content type/],
	['a body that is too large', 'x'.repeat(100_001), /HTTP 413: its body is larger than/],
])('is told with its reason: %s', async (_what, body, reason) => {
	const { log, node } = watched();
	await call(node(body));

	expect(log).toEqual([expect.stringMatching(reason)]);
});

test('is told as the fault of the credential when that has no secret', async () => {
	const { log, node } = watched({ secret: async () => await Promise.resolve('') });
	await call(node([{ key: 'a' }], forged));

	expect(log).toEqual([expect.stringContaining('the credential has no Callback Secret')]);
});

test('is the trigger’s error while a person tests, each time', async () => {
	const { log, node } = watched({ mode: 'manual' });
	for (let time = 0; time < 2; time++) {
		await expect(call(node([{ key: 'a' }], forged))).rejects.toMatchObject({
			message: 'A callback was refused: the callback secret or signature is missing or wrong',
			description: expect.stringContaining('HTTP 401'),
		});
	}
	expect(log).toEqual([]);
});

test('an accepted call is no word in the log', async () => {
	const { log, node } = watched();
	await call(node([{ key: 'a' }]));
	expect(log).toEqual([]);
});
