import {
	errorOutput,
	jsonOf,
	methodsOf,
	operation,
	phone,
	rows,
	send,
	sendMany,
	useBench,
} from './setup.mts';

const bench = useBench();

const step = (status: string, afterMs: number) => ({ status, afterMs });
const waiting = (more = {}) =>
	send({ options: { waitForFinal: true, waitSeconds: 20, lookSeconds: 0.1, ...more } });
const looks = (method = 'checkSMS') =>
	methodsOf(bench.gateway).filter((name) => name === method).length;

describe('Wait for Final Status on Send', () => {
	test('puts out the final status of each message', async () => {
		Object.assign(bench.gateway.settings, {
			outcome: [step('SENT', 20), step('DELIVERED', 30)],
			outcomes: { [phone(1)]: [step('SENT', 20), step('UNDELIVERED', 300)] },
		});
		const output = await bench.rows(waiting(), { items: rows(3) });

		expect(output.map(({ status, final, success }) => [status, final, success])).toEqual([
			['delivered', true, true],
			['undelivered', true, false],
			['delivered', true, true],
		]);
		expect(output[0]).toMatchObject({
			messageId: bench.gateway.messages[0]?.id,
			recipient: phone(0),
		});
	});

	test('asks for nothing that is decided', async () => {
		const hour = 3_600_000;
		Object.assign(bench.gateway.settings, {
			outcome: [step('DELIVERED', 0)],
			outcomes: { [phone(0)]: [step('DELIVERED', hour)] },
		});
		const running = bench.rows(waiting(), { items: rows(10) });
		while (looks() < 15) await new Promise((resolve) => setTimeout(resolve, 10));
		await bench.sandbox.clock.advance(hour);
		await running;

		const asked = bench.gateway.requests
			.filter(({ path }) => path.endsWith('/checkSMS'))
			.map(({ query }) => new URLSearchParams(query).get('sms_id'));
		const undecided = String(bench.gateway.messages.find((sms) => sms.recipient === phone(0))?.id);
		for (const { id } of bench.gateway.messages) {
			const times = asked.filter((one) => one === String(id)).length;
			if (String(id) === undecided) expect(times).toBeGreaterThanOrEqual(3);
			else expect(times).toBe(1);
		}
	});

	test('stops at the limit with what is known by then', async () => {
		bench.gateway.settings.outcome = [step('SENT', 10)];
		const [row] = await bench.rows(waiting({ waitSeconds: 1 }));

		expect(row).toMatchObject({ status: 'sent', final: false, success: null });
		expect(looks()).toBeLessThanOrEqual(6);
	});

	test('does not fail a message because it cannot be looked at', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 400,
			path: '/api/v1/checkSMS',
		} as never);
		const [row] = await bench.rows(waiting({ waitSeconds: 0.3 }));

		expect(row).toMatchObject({ status: 'queued', messageId: bench.gateway.messages[0]?.id });
		expect(row?.statusProblem).toEqual(expect.any(String));
	});

	test.each(['{}', '{"sms_id":1,"status":"DELIVERED"}'])(
		'says so where the answer to a look (%s) says nothing about the message',
		async (body) => {
			await bench.gateway.faults.add({
				kind: 'status',
				status: 200,
				body,
				path: '/api/v1/checkSMS',
			});
			const [row] = await bench.rows(waiting({ waitSeconds: 0.3 }));

			expect(row).toMatchObject({
				status: 'queued',
				final: false,
				statusProblem: 'The answer says nothing about this message',
			});
		},
	);

	test('asks about few in a round when a firewall answers with pages, and each row keeps its ID and says how to ask later', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 403,
			body: '<!DOCTYPE html><html><body>Forbidden</body></html>',
			path: '/api/v1/checkSMS',
		});
		const output = await bench.rows(waiting({ waitSeconds: 0.3, lookSeconds: 10 }), {
			items: rows(20),
		});

		expect(looks()).toBeGreaterThanOrEqual(5);
		expect(looks()).toBeLessThan(20);
		const sent = new Map(bench.gateway.messages.map(({ id, recipient }) => [recipient, id]));
		expect(output).toMatchObject(
			rows(20).map((_row, at) => ({
				messageId: String(sent.get(phone(at))),
				status: 'queued',
				final: false,
				success: null,
				statusProblem: expect.stringMatching(
					/^Not asked about any more, because 5 requests in a row .* SMS\.by has accepted it, .* Ask for it later with Message: Get Status\.$/,
				) as string,
			})),
		);
	});

	test('leaves failed rows alone', async () => {
		bench.gateway.settings.refusals[phone(0)] = 'incorrect phone number';
		bench.gateway.settings.outcome = [step('DELIVERED', 10)];
		const { outputs } = await bench.run(waiting(), { items: rows(2), ...errorOutput });

		expect(jsonOf(outputs[0])).toMatchObject([{ status: 'delivered' }]);
		expect(jsonOf(outputs[1])).toHaveLength(1);
		expect(looks()).toBe(1);
	});

	test('ends when the execution is cancelled', async () => {
		bench.gateway.settings.outcome = [];
		const abort = new AbortController();
		const running = bench.run(waiting({ waitSeconds: 60 }), { abort: abort.signal });
		while (looks() < 2) await new Promise((resolve) => setTimeout(resolve, 10));
		const before = looks();
		abort.abort();
		const { status } = await running;

		expect(status).toBe('canceled');
		// The look that was under way, and no other.
		expect(looks()).toBeLessThanOrEqual(before + 1);
	});

	test('asks for nothing unless it is told to wait', async () => {
		await bench.rows(send());

		expect(methodsOf(bench.gateway)).toEqual(['sendQuickSMS']);
	});

	test('waits in an AI agent’s tool, called directly, as well', async () => {
		bench.gateway.settings.outcome = [step('DELIVERED', 50)];
		const { response } = await bench.tool(
			{ ...waiting(), recipient: phone(0), text: 'Да' },
			{ via: 'direct' },
		);

		expect(JSON.parse(String(response))).toMatchObject([{ status: 'delivered', final: true }]);
	});
});

describe('Wait for Final Status on Get Delivery List', () => {
	test('reads the list again until everybody in it is decided', async () => {
		Object.assign(bench.gateway.settings, {
			bulkProcessingMs: 10,
			outcome: [step('DELIVERED', 10)],
			outcomes: { [phone(1)]: [step('SENT', 10), step('UNDELIVERED', 500)] },
		});
		await bench.rows(sendMany(), { items: rows(3, () => 'Да') });
		await new Promise((resolve) => setTimeout(resolve, 100));
		const list = operation('message', 'getDeliveryList', {
			campaignId: bench.gateway.state.campaigns[0]!.id,
			options: { waitForFinal: true, waitSeconds: 20, lookSeconds: 0.2 },
		});
		const output = await bench.rows(list);

		expect(output.map(({ status }) => status)).toEqual(['delivered', 'undelivered', 'delivered']);
		expect(looks('getSmsDeliveryList')).toBeLessThanOrEqual(4);
	});

	const path = '/api/v1/getSmsDeliveryList';
	const listed = (waitSeconds: number, more = {}) =>
		operation('message', 'getDeliveryList', {
			campaignId: bench.gateway.state.campaigns[0]!.id,
			options: { waitForFinal: true, waitSeconds, lookSeconds: 0.2, ...more },
		});

	/** A campaign to two numbers, one of which is not decided. */
	async function halfDecided(outcome = [step('SENT', 10)]) {
		Object.assign(bench.gateway.settings, {
			bulkProcessingMs: 10,
			outcome: [step('DELIVERED', 10)],
			outcomes: { [phone(1)]: outcome },
		});
		await bench.rows(sendMany(), { items: rows(2, () => 'Да') });
		await new Promise((resolve) => setTimeout(resolve, 100));
	}

	/** Lets all looks but the first fail. */
	async function failsLater(fault: { status: number; body?: unknown; times?: number }) {
		while (looks('getSmsDeliveryList') < 1) await new Promise((resolve) => setTimeout(resolve, 5));
		await bench.gateway.faults.add({ kind: 'status', path, ...fault } as never);
	}

	test.each([
		['keeps what was read where a later look fails', 400, undefined],
		['keeps it where the account is refused', 401, undefined],
		['keeps it where pages come', 403, '<!DOCTYPE html><html><body>Forbidden</body></html>'],
		['keeps it where an answer has no list', 200, '{"status":"OK"}'],
	])('%s', async (_what, status, body) => {
		await halfDecided();
		const [{ outputs, error }] = await Promise.all([
			bench.run(listed(1.5)),
			failsLater({ status, body }),
		]);

		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0])).toMatchObject([
			{ recipient: phone(0), status: 'delivered', final: true },
			{
				recipient: phone(1),
				status: 'sent',
				final: false,
				statusProblem: expect.any(String) as string,
			},
		]);
		expect(jsonOf(outputs[0])[0]).not.toHaveProperty('statusProblem');
		// What refuses the account is asked once, which n8n does twice.
		if (status === 401) expect(looks('getSmsDeliveryList')).toBe(3);
		else expect(looks('getSmsDeliveryList')).toBeGreaterThan(3);
	});

	test('goes on behind a look that fails', async () => {
		await halfDecided([step('SENT', 10), step('DELIVERED', 1000)]);
		const [output] = await Promise.all([
			bench.rows(listed(20)),
			failsLater({ status: 400, times: 1 }),
		]);

		expect(output.map(({ final }) => final)).toEqual([true, true]);
		for (const row of output) expect(row).not.toHaveProperty('statusProblem');
	});

	test('fails where nobody was in the list yet, and it cannot be read again', async () => {
		await halfDecided();
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, body: '{"status":"OK","result":[]}', path, times: 1 },
		} as never);
		const [{ outputs }] = await Promise.all([
			bench.run(listed(1), errorOutput),
			failsLater({ status: 400 }),
		]);

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(jsonOf(outputs[1])).toMatchObject([{ error: expect.any(String) as string }]);
	});

	test('stops when a firewall answers with pages, and keeps all that was read', async () => {
		await halfDecided();
		const items = Array.from({ length: 8 }, () => ({ json: {} }));
		const running = bench.run(listed(30), { items, ...errorOutput });
		while (looks('getSmsDeliveryList') < 8) await new Promise((resolve) => setTimeout(resolve, 5));
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 403, path },
			body: '<!DOCTYPE html><html><body>Forbidden</body></html>',
		} as never);
		const { outputs } = await running;

		expect(looks('getSmsDeliveryList')).toBeLessThan(8 + 8 + 5);
		const output = jsonOf(outputs[0]);
		expect(output).toHaveLength(16);
		expect(output.filter(({ statusProblem }) => statusProblem !== undefined)).toHaveLength(8);
	});
});

describe('Wait for Final Status of an SMS that is sent otherwise', () => {
	const options = { waitForFinal: true, waitSeconds: 20, lookSeconds: 0.1 };
	beforeEach(() => {
		Object.assign(bench.gateway.settings, { outcome: [step('DELIVERED', 20)] });
	});

	test('of a campaign', async () => {
		const create = operation('campaign', 'create', { text: 'Скидка' });
		const [campaign] = await bench.rows(create);
		const parameters = operation('campaign', 'send', {
			campaignId: String(campaign?.campaignId),
			recipient: '={{ $json.phone }}',
			options,
		});

		expect(await bench.rows(parameters, { items: rows(2) })).toMatchObject([
			{ recipient: phone(0), status: 'delivered', final: true },
			{ recipient: phone(1), status: 'delivered', final: true },
		]);
		expect(looks()).toBeGreaterThanOrEqual(2);
	});

	test('with a one-time code', async () => {
		const [object] = await bench.rows(operation('oneTimeCode', 'create'));
		const parameters = operation('oneTimeCode', 'send', {
			codeObject: String(object?.id),
			recipient: '={{ $json.phone }}',
			text: 'Код: %CODE%',
			options,
		});

		expect(await bench.rows(parameters, { items: rows(1) })).toMatchObject([
			{ status: 'delivered', final: true, code: expect.any(String) as string },
		]);
	});
});
