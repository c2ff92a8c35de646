import { turns } from '../engine/harness/turns.mts';
import { deliveryStatuses, finalStatuses } from '../../nodes/shared/model/deliveryStatus.ts';
import { secretFieldOf } from '../../nodes/shared/callbacks/secret.ts';
import { activate, call, storeOf, expectNoSecrets, TriggerHost } from '../engine/harness/index.mts';
import { type Bench, jsonOf, openBench } from './bench.mts';
import { hasTrigger, lackOfTrigger } from './table.mts';
import { tables } from './tables.mts';

/** The one kind of test that may be skipped: its name says what is to be done. */
for (const table of tables.filter((one) => !hasTrigger(one)))
	test.skip(lackOfTrigger(table), () => {});

describe.each(tables.filter(hasTrigger))('$gateway.displayName Trigger', (table) => {
	const { genuine, final, intermediate, inbound, forged, unknown, malformed } = table.callbacks;
	const { acknowledgement = 'OK' } = table.callbacks;
	const everyStatus = table.callbacks.everyStatus ?? { statuses: [...deliveryStatuses] };
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());

	test('starts one execution with a delivery report of the shared shape', async () => {
		const { status, workflowData } = await bench.trigger().call(genuine(final, '1001'));

		expect(status).toBe(200);
		const [report, ...others] = jsonOf(workflowData?.[0]);
		expect(others).toEqual([]);
		expect(report).toMatchObject({
			gateway: table.gateway.id,
			status: table.statuses[final],
			final: true,
			messageId: '1001',
			verified: expect.any(Boolean),
			dedupeKey: expect.any(String),
			raw: expect.any(Object),
		});
		expect(Object.keys(report ?? {}).sort()).toEqual(
			[
				'channel',
				'code',
				'correlation',
				'dedupeKey',
				'final',
				'gateway',
				'groupId',
				'messageId',
				'occurredAt',
				'raw',
				'recipient',
				'reference',
				'status',
				'success',
				'text',
				'verified',
			].sort(),
		);
	});

	test('answers exactly 200 and starts nothing for a status that is not chosen', async () => {
		const answer = await bench.trigger().call(genuine(intermediate, '1002'));

		expect([answer.status, answer.body]).toEqual([200, acknowledgement]);
		expect(answer.startedExecution).toBe(false);
	});

	test('starts on every status that is chosen', async () => {
		const trigger = bench.trigger(everyStatus);

		for (const [code, status] of Object.entries(table.statuses)) {
			const { workflowData } = await trigger.call(genuine(code, '1003'));
			expect(jsonOf(workflowData?.[0])).toEqual([
				expect.objectContaining({ status, final: finalStatuses.includes(status) }),
			]);
		}
	});

	test('starts one execution for a report that is repeated, and answers 200 each time', async () => {
		const trigger = bench.trigger();
		const answers = [];
		for (let time = 0; time < 3; time++) answers.push(await trigger.call(genuine(final, '1004')));

		expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(
			answers.map(() => `200 ${acknowledgement}`),
		);
		expect(answers.map(({ startedExecution }) => startedExecution)).toEqual([true, false, false]);
	});

	test('starts one execution for a report that comes several times at once', async () => {
		const trigger = bench.trigger();
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await trigger.call(genuine(final, '1005'))),
		);

		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
		expect(answers.filter(({ startedExecution }) => startedExecution)).toHaveLength(1);
	});

	test('takes a repetition when n8n could not store the first one', async () => {
		let broken = true;
		const trigger = bench.trigger();
		trigger.host.options.storeExecution = () => {
			if (broken) throw new Error('The database is full');
		};
		const first = await trigger.call(genuine(final, '1006'));
		broken = false;
		const second = await trigger.call(genuine(final, '1006'));

		expect(first.status).toBe(500);
		expect(second.status).toBe(200);
		expect(second.startedExecution).toBe(true);
	});

	test('lets reports that come at the same time share executions, each report in exactly one', async () => {
		const trigger = bench.trigger();
		trigger.host.options.storeExecution = async () => await turns(20);
		const ids = Array.from({ length: 40 }, (_, number) => String(5000 + number));
		const answers = await Promise.all(
			ids.map(async (id) => await trigger.call(genuine(final, id))),
		);

		expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
			new Set([`200 ${acknowledgement}`]),
		);
		const executions = answers.filter(({ startedExecution }) => startedExecution);
		const reported = executions.flatMap(({ workflowData }) => jsonOf(workflowData?.[0]));
		expect(reported.map(({ messageId }) => messageId).sort()).toEqual(ids);
		expect(executions.length).toBeLessThan(10);
	});

	test('answers no report that shares an execution 200 when n8n could not store it', async () => {
		const trigger = bench.trigger();
		let stored = false;
		trigger.host.options.storeExecution = async () => {
			// The others come meanwhile.
			await turns(100);
			if (stored) throw new Error('The database is full');
			stored = true;
		};
		const ids = ['6001', '6002', '6003', '6004', '6005'];
		const calls = async () =>
			await Promise.all(ids.map(async (id) => await trigger.call(genuine(final, id))));
		const answers = await calls();
		trigger.host.options.storeExecution = undefined;
		const repetitions = await calls();

		const statuses = answers.map(({ status }) => status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(1);
		expect(statuses).toContain(500);
		expect(statuses).toContain(503);
		expect(new Set(repetitions.map(({ status }) => status))).toEqual(new Set([200]));
		const again = repetitions.flatMap(({ workflowData }) => jsonOf(workflowData?.[0]));
		const refused = ids.filter((_, index) => statuses[index] !== 200);
		expect(again.map(({ messageId }) => messageId).sort()).toEqual(refused);
	});

	test('gives each call an execution of its own where the user wants that', async () => {
		const trigger = bench.trigger({ reportsPerExecution: 1 });
		trigger.host.options.storeExecution = async () => await turns(20);
		const answers = await Promise.all(
			['7001', '7002', '7003'].map(async (id) => await trigger.call(genuine(final, id))),
		);

		expect(answers.map(({ workflowData }) => workflowData?.[0]?.length)).toEqual([1, 1, 1]);
	});

	test('starts an execution each for different messages and different statuses', async () => {
		const trigger = bench.trigger(everyStatus);
		const calls = [genuine(final, '1'), genuine(final, '2'), genuine(intermediate, '1')];
		const started = [];
		for (const callback of calls) started.push((await trigger.call(callback)).startedExecution);

		expect(started).toEqual([true, true, true]);
	});

	test.each(Object.keys(forged(genuine(final, '2001'))))(
		'refuses %s with 401 and starts nothing',
		async (attack) => {
			const forgery = forged(genuine(final, '2001'))[attack];
			const { status, startedExecution, body, log } = await bench.trigger().call(forgery!);

			expect(status).toBe(401);
			expect(startedExecution).toBe(false);
			expect(body).toContain('secret or signature');
			expect(log.map(({ level, message }) => `${level}: ${message}`)).toEqual([
				expect.stringMatching(/^warn: The node “.+ refused a callback with HTTP 401: .+\.$/),
			]);
		},
	);

	test('tells a person who tests why a forgery is refused, and starts nothing', async () => {
		const [forgery] = Object.values(forged(genuine(final, '2004')));
		const { host } = bench.trigger();
		const { method, query, headers, body: rawBody } = forgery!;
		const url = query === undefined ? undefined : `?${query}`;
		const tested = await call(host, { method, url, headers, rawBody, mode: 'manual' });

		// What was thrown is a failed execution of the trigger, and nothing behind it runs.
		expect(tested.result).toBeUndefined();
		expect((tested.error as Error).message).toMatch(/^A callback was refused: .{20}/);
		expectNoSecrets({ error: (tested.error as Error).message, log: tested.log }, table.secrets);
	});

	test('is not published without its secret, and the message names the credential and what to do', async () => {
		const { name } = secretFieldOf(table.gateway);
		const { error } = await activate(
			new TriggerHost({
				nodeType: table.trigger,
				credentials: storeOf(table, bench.gateway, { [name]: '' }),
			}),
		);

		const { message } = error as Error;
		expect(message).toContain(table.gateway.displayName);
		expect(message).toMatch(
			/credential “.+” has no .+\. Open the credential, enter .+ publish again\./,
		);
	});

	test('is not fooled by a forgery before the genuine call', async () => {
		const trigger = bench.trigger();
		for (const forgery of Object.values(forged(genuine(final, '2002'))))
			await trigger.call(forgery);
		const { startedExecution } = await trigger.call(genuine(final, '2002'));

		expect(startedExecution).toBe(true);
	});

	test.each(Object.keys(unknown(genuine(final, '2004'))))(
		'loses nothing of an event that nobody knows: %s',
		async (what) => {
			const call = unknown(genuine(final, '2004'))[what]!;
			const trigger = bench.trigger(everyStatus);
			const { status, workflowData } = await trigger.call(call);
			const again = await trigger.call(call);

			expect([status, again.status]).toEqual([200, 200]);
			expect(again.startedExecution).toBe(false);
			const reports = jsonOf(workflowData?.[0]);
			expect(reports.length).toBeGreaterThan(0);
			for (const report of reports) {
				expect(report).toMatchObject({
					gateway: table.gateway.id,
					status: 'unknown',
					final: false,
					success: null,
					raw: expect.any(Object),
				});
				expect(JSON.stringify(report.raw)).not.toBe('{}');
			}
			for (const secret of table.secrets) expect(JSON.stringify(reports)).not.toContain(secret);
		},
	);

	test.each(Object.keys(unknown(genuine(final, '2005'))))(
		'starts nothing for an event that nobody knows and whose sender is not proven: %s',
		async (what) => {
			const call = unknown(genuine(final, '2005'))[what]!;
			const trigger = bench.trigger(everyStatus);
			const unproven = Object.entries(forged(call)).filter(([name]) =>
				/secret|signature/.test(name),
			);
			expect(unproven.length).toBeGreaterThan(3);
			for (const [, forgery] of unproven) {
				const { status, startedExecution } = await trigger.call(forgery);
				expect([status, startedExecution]).toEqual([401, false]);
			}
		},
	);

	const { headers = {} } = genuine(final, '2006');
	const isJson = String(headers['content-type']).includes('json');
	const types = ['', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream'];
	for (const type of isJson ? types : []) {
		test(`reads the JSON of a call of the type “${type}”`, async () => {
			const call = genuine(final, '2006');
			const sent = { ...call, headers: { ...call.headers, 'content-type': type } };
			const { status, workflowData } = await bench.trigger().call(sent);

			expect(status).toBe(200);
			expect(jsonOf(workflowData?.[0])).toEqual([
				expect.objectContaining({ status: table.statuses[final], messageId: '2006' }),
			]);
		});
	}

	for (const [fault, call] of Object.entries(malformed(genuine(final, '2003')))) {
		test(`answers 400 and starts nothing for ${fault}`, async () => {
			const { status, startedExecution } = await bench.trigger().call(call);

			expect(status).toBe(400);
			expect(startedExecution).toBe(false);
		});
	}

	if (inbound !== null) {
		test('starts on an inbound message by a switch of its own', async () => {
			const on = await bench.trigger().call(genuine(inbound, '3001'));
			const off = await bench.trigger({ inbound: false }).call(genuine(inbound, '3002'));

			expect(jsonOf(on.workflowData?.[0])).toEqual([
				expect.objectContaining({ status: 'inbound' }),
			]);
			expect(off).toMatchObject({ startedExecution: false, status: 200 });
		});
	}
});
