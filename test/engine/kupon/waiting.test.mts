/** Send and Wait for Delivery: what wakes an execution, and what leaves by which output. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { timeUp, useVmExpressions, wake } from '../harness/index.mts';
import type { RunOptions, RunResult } from '../harness/index.mts';
import { detailsOf, errorOutput, jsonOf, phone, rows, store, useBench } from './setup.mts';

const { phone: recipient } = rows(1)[0]!.json;

const parametersOf = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWaitForDelivery',
	type: 'viber',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.orderId }}',
	...more,
});

/** How far away the moment is, in whole minutes; the run itself takes a small part of one. */
const minutesUntil = (moment: unknown): number =>
	Math.round((Number(moment) - Date.now()) / 60_000);

describe.each(['legacy', 'vm'])('Send and Wait for Delivery with %s expressions', (engine) => {
	if (engine === 'vm') useVmExpressions();
	const bench = useBench({ clock: { speed: 0 } });

	const optionsOf = (more: INodeParameters = {}, run: Partial<RunOptions> = {}): RunOptions => ({
		nodeType: Kupon,
		credentials: store(bench.gateway),
		parameters: parametersOf(more),
		items: rows(1),
		executionId: '4711',
		...run,
	});

	async function asleep(options: RunOptions): Promise<RunResult> {
		const { parameters = {}, ...more } = options;
		const result = await bench.run(parameters, more);
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('waiting');
		return result;
	}

	/** The callback of a message as the gateway would call it. */
	const callback = (status: number | string, index = 0, id?: string): string => {
		const message = bench.gateway.messages[index];
		return String(message?.details.callback)
			.replaceAll('{id}', id ?? String(message?.id))
			.replaceAll('{status}', String(status));
	};

	it.each(['Ждать }} доставки', '"\\"', "{{ $json['x'] }}", '=a\n`${b}`', 'a.constructor', '😀'])(
		'wakes up in a node that is called %s',
		async (name) => {
			const options = optionsOf({}, { node: { name } });
			const woken = await wake(options, await asleep(options), { url: callback(1) });
			expect(woken).toMatchObject({ status: 200, body: 'OK' });
			expect(jsonOf(woken.run?.outputs[0])[0]).toMatchObject({ status: 'delivered' });
		},
	);

	it('gives the gateway the resume URL with its token, and no secret', async () => {
		const result = await asleep(optionsOf());
		const url = new URL(callback(1));
		expect(url.pathname).toBe('/webhook-waiting/4711/id-of-Node');
		expect(url.searchParams.get('signature')).toBe(result.rawRun.data.resumeToken);
		expect(url.searchParams.get('id')).toBe(bench.gateway.messages[0]?.id);
		expect(url.searchParams.get('ref')).toBe('order-0');
		expect(url.searchParams.has('secret')).toBe(false);
		expect(minutesUntil(result.rawRun.waitTill)).toBe(24 * 60);
	});

	it('lets no part of the resume URL leave the node, in whatever way it ends', async () => {
		const options = optionsOf({ options: { rawAnswer: true } });
		const sleeping = await asleep(options);
		const token = String(sleeping.rawRun.data.resumeToken);
		expect(token.length).toBeGreaterThan(20);
		const woken = await wake(options, sleeping, { url: callback(1) });
		const late = await timeUp(options, sleeping);
		const rehearsed = await bench.run(parametersOf({ options: { dryRun: true } }));
		for (const outputs of [sleeping.outputs, woken.run?.outputs, late.outputs]) {
			const shown = JSON.stringify(outputs);
			expect(shown).toContain('order-0');
			expect(shown).not.toContain(token.slice(0, 8));
			expect(shown).not.toContain('signature');
			expect(shown).not.toContain('webhook-waiting');
		}
		const shown = JSON.stringify(rehearsed.outputs);
		expect(shown).toContain('***');
		expect(shown).not.toContain('signature=');
		expect(shown).not.toContain('webhook-waiting');
	});

	it('needs no callback secret in the credential', async () => {
		await asleep(optionsOf({}, { credentials: store(bench.gateway, { callbackSecret: '' }) }));
	});

	it.each([
		[1, 'delivered', true],
		[2, 'read', true],
		[4, 'clicked', true],
		[3, 'expired', false],
		[20, 'undelivered', false],
		[22, 'invalidRecipient', false],
		[25, 'unreachable', false],
	])('wakes up with %s: %s', async (code, status, success) => {
		const options = optionsOf();
		const woken = await wake(options, await asleep(options), { url: callback(code) });
		expect(woken).toMatchObject({ status: 200, body: 'OK' });
		expect(woken.run?.status).toBe('success');
		expect(woken.run?.outputs).toHaveLength(1);
		expect(woken.run?.outputs[0]).toMatchObject([
			{
				json: {
					...{ gateway: 'kupon', status, final: true, success, timedOut: false },
					...{ messageId: bench.gateway.messages[0]?.id, recipient, reference: 'order-0' },
					...{ channel: 'viber', code: String(code) },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('tells the ID that only the report knows', async () => {
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, when: 'after' },
			body: { type: 'success' },
		} as never);
		const options = optionsOf();
		const woken = await wake(options, await asleep(options), { url: callback(1) });
		expect(woken.run?.outputs.map(jsonOf)).toMatchObject([
			[{ status: 'delivered', messageId: bench.gateway.messages[0]?.id }],
		]);
	});

	it.each([-1, 0, -4, 7])('sleeps on with the intermediate status %s', async (code) => {
		const options = optionsOf();
		const woken = await wake(options, await asleep(options), { url: callback(code) });
		expect(woken).toMatchObject({ status: 200, body: 'OK' });
		expect(woken.run).toBeUndefined();
	});

	it('has an output of its own for what did not arrive, and it is the first', async () => {
		const options = optionsOf({ separateOutputs: true });
		const sleeping = await asleep(options);
		const late = await wake(options, sleeping, { url: callback(3) });
		expect(late.run?.outputs.map(jsonOf)).toMatchObject([[{ status: 'expired' }], []]);
		const good = await wake(options, sleeping, { url: callback(1) });
		expect(good.run?.outputs.map(jsonOf)).toMatchObject([[], [{ status: 'delivered' }]]);
	});

	it('leaves by the first output when the time is over, with what is known of the message', async () => {
		const options = optionsOf({ separateOutputs: true, resumeAmount: 2, resumeUnit: 'minutes' });
		const sleeping = await asleep(options);
		expect(minutesUntil(sleeping.rawRun.waitTill)).toBe(2);
		const { outputs, status } = await timeUp(options, sleeping);
		expect(status).toBe('success');
		expect(outputs.map(jsonOf)).toEqual([
			[
				{
					...{ gateway: 'kupon', status: 'queued', final: false, success: null, timedOut: true },
					...{ messageId: bench.gateway.messages[0]?.id, groupId: null, recipient },
					...{ reference: 'order-0', channel: 'viber' },
				},
			],
		]);
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(bench.gateway.messages).toHaveLength(1);
	});

	it('waits until a moment in the zone of the workflow, or without a limit', async () => {
		const till = await asleep(
			optionsOf(
				{ limitType: 'atSpecifiedTime', maxDateAndTime: '2031-05-01T12:00:00' },
				{ timezone: 'Asia/Almaty' },
			),
		);
		expect(new Date(Number(till.rawRun.waitTill)).toISOString()).toBe('2031-05-01T07:00:00.000Z');
		const forever = await asleep(optionsOf({ limitWaitTime: false }));
		expect(forever.rawRun.waitTill).toEqual(WAIT_INDEFINITELY);
	});

	it('is not woken by a report of another message, such as that of an earlier pass of a loop', async () => {
		const options = optionsOf();
		const sleeping = await asleep(options);
		const woken = await wake(options, sleeping, { url: callback(1, 0, 'another-id') });
		expect(woken).toMatchObject({ status: 200 });
		expect(woken.run).toBeUndefined();
	});

	it.each([
		['without the token', (url: URL) => url.searchParams.delete('signature')],
		['without the key of the node', (url: URL) => url.searchParams.delete('wake')],
		['with another key', (url: URL) => url.searchParams.set('wake', 'f'.repeat(32))],
		[
			'with the key twice',
			(url: URL) => url.searchParams.append('wake', url.searchParams.get('wake') ?? ''),
		],
		['with another token', (url: URL) => url.searchParams.set('signature', 'f'.repeat(64))],
		['for another node', (url: URL) => (url.pathname = '/webhook-waiting/4711/id-of-Other')],
		['without a status', (url: URL) => url.searchParams.delete('status')],
	])('is not woken by a call %s', async (_name, change) => {
		const options = optionsOf();
		const sleeping = await asleep(options);
		const url = new URL(callback(1));
		change(url);
		const woken = await wake(options, sleeping, { url: url.href });
		expect([400, 401, 404]).toContain(woken.status);
		expect(woken.run).toBeUndefined();
	});

	it('takes one message an execution, and says how to send more', async () => {
		const parameters = parametersOf();
		const result = await bench.run(parameters, { items: rows(2), ...errorOutput });
		expect(result.status).toBe('success');
		const refused = jsonOf(result.outputs[1]);
		expect(refused).toHaveLength(2);
		for (const row of refused) {
			expect(row.error).toContain('one message at a time');
			expect(detailsOf(row).hint).toContain('Loop Over Items');
		}
		expect(bench.gateway.requests).toHaveLength(0);
		const stopped = await bench.run(parameters, { items: rows(2) });
		expect(String(stopped.error?.message)).toContain('one message at a time');
	});

	it('shows in a dry run what would be sent, and does not sleep', async () => {
		const result = await bench.run(parametersOf({ options: { dryRun: true } }));
		expect(result.status).toBe('success');
		expect(jsonOf(result.outputs[0])).toMatchObject([{ dryRun: true }]);
		expect(bench.gateway.requests).toHaveLength(0);
	});

	it('does not sleep after a refusal', async () => {
		bench.gateway.settings.rejectedRecipients = [phone(0)];
		const result = await bench.run(parametersOf({ separateOutputs: true }), {
			node: { onError: 'continueRegularOutput' },
		});
		expect(result.status).toBe('success');
		expect(jsonOf(result.outputs[0])).toMatchObject([{ details: { kind: 'rejected' } }]);
	});

	it('waits for ever where the limit lies beyond the years that n8n’s database keeps', async () => {
		const sleeping = await asleep(optionsOf({ resumeAmount: 3_000_000, resumeUnit: 'days' }));
		expect(sleeping.rawRun.waitTill).toEqual(WAIT_INDEFINITELY);
	});

	it.each<[INodeParameters, string]>([
		[{ resumeAmount: 'soon' }, 'Amount “soon” is not a number'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }, 'Max Date and Time'],
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '2025-05-01T12:00:00' },
			'“2025-05-01T12:00:00” has passed',
		],
	])('sends nothing with a limit that is none: %j', async (more, label) => {
		const result = await bench.run(parametersOf(more), errorOutput);
		expect(String((jsonOf(result.outputs[1])[0] as IDataObject).error)).toContain(label);
		expect(bench.gateway.requests).toHaveLength(0);
	});

	it('waits for a cascade through its steps', async () => {
		const options = optionsOf({ resource: 'cascade', sender: '1024' });
		const sleeping = await asleep(options);
		expect(bench.gateway.messages[0]?.channel).toBe('bulk');
		const step = await wake(options, sleeping, { url: callback(25) });
		expect(step).toMatchObject({ status: 200 });
		expect(step.run).toBeUndefined();
		const end = await wake(options, sleeping, { url: callback(1) });
		expect(jsonOf(end.run?.outputs[0])).toMatchObject([{ status: 'delivered', channel: 'bulk' }]);
	});
});
