import {
	locator,
	detailsOf,
	errorOutput,
	jsonOf,
	methodsOf,
	operation,
	phone,
	queryOf,
	rows,
	send,
	sendMany,
	token,
	useBench,
} from './setup.mts';

const bench = useBench({ clock: { speed: 0 } });

const getStatus = operation('message', 'getStatus', { messageId: '={{ $json.messageId }}' });
const sent = async (count = 1) => await bench.rows(send(), { items: rows(count) });
const withRows = (json: Array<Record<string, unknown>>) => ({
	items: json.map((one) => ({ json: one as never })),
});

describe('Get Status', () => {
	test.each(['A', 'B', 'C'] as const)('reads every state in era %s', async (era) => {
		const states = [];
		bench.gateway.settings.era = era;
		const accepted = await sent();
		for (const ms of [0, 1000, 1000]) {
			await bench.sandbox.clock.advance(ms);
			states.push((await bench.rows(getStatus, withRows(accepted)))[0]);
		}

		expect(states.map((state) => state?.status)).toEqual(
			era === 'A' ? ['queued', 'queued', 'delivered'] : ['queued', 'sent', 'delivered'],
		);
		expect(states[2]).toMatchObject({
			gateway: 'smsby',
			messageId: accepted[0]?.messageId,
			final: true,
			success: true,
			deliveredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			code: era === 'C' ? 'DELIVERED' : null,
		});
		expect(queryOf(bench.gateway.requests.at(-1))).toEqual({
			token,
			sms_id: accepted[0]?.messageId,
		});
	});

	test.each([
		['UNDELIVERED', 'undelivered', true],
		['undelivered', 'undelivered', true],
		['REROUTED', 'unknown', false],
	])('reads %s', async (word, status, final) => {
		const accepted = await sent();
		await bench.gateway.pushStatus(String(accepted[0]?.messageId), word);
		const [row] = await bench.rows(getStatus, withRows(accepted));

		expect(row).toMatchObject({ status, final, code: word });
	});

	test('an answer about another message tells nothing of this one', async () => {
		const body = JSON.stringify({ sms_id: 7, status: 'DELIVERED', sent: 1, delivered: 1 });
		const accepted = await sent();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(getStatus, { ...withRows(accepted), ...errorOutput });

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(jsonOf(outputs[1])[0]?.error).toContain('The answer says nothing about this message');
	});

	test('what came is shown beside it, without secrets', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: { note: `нет ${token}` } });
		const { outputs } = await bench.run(getStatus, {
			...withRows([{ messageId: '7' }]),
			...errorOutput,
		});

		expect(detailsOf(jsonOf(outputs[1])[0]).came).toMatch(/^{"note":"нет (?!.*sandbox).+"}$/);
	});

	test.each([
		['nothing but nulls', { sms_id: null, sent: null, delivered: null, status: null }],
		['a yes', { status: 'OK' }],
		['a no', { status: 'fail', message: 'x' }],
		['booleans', { sms_id: true, status: false }],
	])('%s tells nothing', async (_case, body) => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(getStatus, {
			...withRows([{ messageId: '7' }]),
			...errorOutput,
		});

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(jsonOf(outputs[1])[0]?.error).toContain('The answer says nothing about this message');
	});

	test.each([{ x: 'DELIVERED' }, ['DELIVERED'], true, 5])(
		'a status that is no word, %j, is unknown and not queued',
		async (status) => {
			const body = { sms_id: 7, sent: true, delivered: 0, status };
			await bench.gateway.faults.add({ kind: 'status', status: 200, body });
			const [row] = await bench.rows(getStatus, withRows([{ messageId: '7' }]));

			expect(row).toMatchObject({ status: 'unknown', final: false, sentAt: null });
		},
	);

	test.each(['OK', 'ok', 'success', 200])(
		'a status of the answer, %j, does not hide what its times tell',
		async (status) => {
			const body = { sms_id: 7, sent: 1_700_000_000, delivered: 1_700_000_060, status };
			await bench.gateway.faults.add({ kind: 'status', status: 200, body });
			const [row] = await bench.rows(getStatus, withRows([{ messageId: '7' }]));

			expect(row).toMatchObject({ status: 'delivered', final: true });
		},
	);

	test('pairs many rows with their items, and tells an unknown one', async () => {
		const accepted = await sent(3);
		const items = [...accepted.slice(0, 2), { messageId: '1' }, ...accepted.slice(2)];
		const { outputs } = await bench.run(getStatus, { ...withRows(items), ...errorOutput });

		expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual(
			accepted.map(({ messageId }) => messageId),
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 3 },
		]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', httpStatus: 404 });
	});
});

describe('Get Bulk Request Status', () => {
	const bulkStatus = operation('message', 'getBulkStatus', { groupId: '={{ $json.groupId }}' });

	test.each(['result', 'messages', 'array'] as const)('reads the shape %s', async (shape) => {
		for (const count of [1, 2]) {
			bench.gateway.settings.bulkStatusShape = shape;
			const [accepted] = await bench.rows(sendMany(), { items: rows(count) });
			await bench.sandbox.clock.advance(5000);
			const seen = await bench.rows(bulkStatus, withRows([accepted!]));

			expect(seen).toHaveLength(count);
			expect(seen[0]).toMatchObject({
				groupId: accepted?.groupId,
				recipient: phone(0),
				status: 'delivered',
				final: true,
				messageId: expect.stringMatching(/^\d+$/) as string,
				campaignId: expect.stringMatching(/^\d+$/) as string,
				sentAt: expect.stringMatching(/Z$/) as string,
				raw: expect.objectContaining({ status: 'DELIVERED' }) as object,
			});
		}
	});

	test('reads the list beside a name that holds nothing', async () => {
		const messages = [{ phone: phone(0), status: 'DELIVERED', sms_id: 5 }];
		const body = { result: null, messages };
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });

		expect(await bench.rows(bulkStatus, withRows([{ groupId: 'a-b' }]))).toMatchObject([
			{ recipient: phone(0), status: 'delivered', messageId: '5' },
		]);
	});

	test.each([
		{ uuid: 'b-a', result: [{ phone: phone(0), status: 'DELIVERED' }] },
		{ uuid: 'a-b', result: [], success: false },
		{ uuid: 'a-b', result: 'ERROR' },
		{ uuid: 'a-b', result: [], errors: ['x'] },
		{ status: 'fail', message: 'x' },
		{ error_code: 9 },
	])('an answer about another request, or that it failed, makes no row: %j', async (body) => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(bulkStatus, {
			...withRows([{ groupId: 'a-b' }]),
			...errorOutput,
		});

		expect(outputs.map((items) => items.length)).toEqual([0, 1]);
	});

	test('puts out one row while nothing is known yet', async () => {
		const accepted = await bench.rows(sendMany());
		const seen = await bench.rows(bulkStatus, withRows(accepted));

		expect(seen).toEqual([
			expect.objectContaining({ status: 'queued', final: false, recipient: null }),
		]);
	});
});

describe('Get Delivery List', () => {
	const list = (more = {}) =>
		operation('message', 'getDeliveryList', { campaignId: '={{ $json.campaignId }}', ...more });

	const campaignOf = async (count: number) => {
		Object.assign(bench.gateway.settings, { balance: 10_000 });
		await bench.rows(sendMany({ alphaname: locator('1363', 'list') }), {
			items: rows(count, () => 'Скидка'),
		});
		await bench.sandbox.clock.advance(10_000);
		return withRows([{ campaignId: bench.gateway.state.campaigns[0]?.id }]);
	};

	test.each([
		[0, 1],
		[1, 1],
		[99, 1],
		[100, 2],
		[101, 2],
		[200, 3],
	])('reads all of %i recipients', async (count, calls) => {
		const campaign =
			count === 0
				? withRows(
						await bench.rows(
							operation('campaign', 'create', {
								text: 'Да',
								options: { waitForModeration: false },
							}),
						),
					)
				: await campaignOf(count);
		const seen = await bench.rows(list({ returnAll: true }), campaign);

		expect(seen.map(({ recipient }) => recipient)).toEqual(
			Array.from({ length: count }, (_, index) => phone(index)),
		);
		const asked = bench.gateway.requests.filter(({ path }) => path.endsWith('getSmsDeliveryList'));
		expect(asked.map((request) => queryOf(request).limit_rows)).toEqual(
			Array.from({ length: calls }, () => '100'),
		);
	});

	test('two messages to one number are two, at the border of two pages as well', async () => {
		const [campaign] = (await campaignOf(100)).items;
		const again = operation('campaign', 'send', {
			campaignId: '={{ $json.campaignId }}',
			recipient: phone(99),
		});
		await bench.rows(again, withRows([campaign?.json ?? {}]));
		await bench.sandbox.clock.advance(10_000);
		// Both in the same second.
		const [first] = bench.gateway.messages;
		for (const message of bench.gateway.messages)
			Object.assign(message, { history: first?.history });
		const seen = await bench.rows(list({ returnAll: true }), withRows([campaign?.json ?? {}]));

		expect(seen.slice(98).map(({ recipient }) => recipient)).toEqual(
			[98, 99, 99].map((at) => phone(at)),
		);
		expect(seen[99]).toEqual(seen[100]);
	});

	describe('whose last page is whole', () => {
		const page = '<html><body>Not Found</body></html>';
		const nothing: Array<[body: string, status: number]> = [
			['[]', 200],
			['null', 200],
			['{}', 200],
			['{"result":[]}', 200],
			['{"result":null}', 200],
			['{"result":{}}', 200],
			['{"status":"OK","result":[]}', 200],
			['{"error":"not found"}', 404],
			['{"error":"not found"}', 200],
			['{"error":"Ничего не найдено"}', 200],
		];
		const refused: Array<[body: string, status: number]> = [
			[page, 404],
			[page, 502],
			['{"error":"token not found"}', 403],
			['{"error":"limit exceeded"}', 200],
			['{"error":"Токен не найден"}', 200],
		];
		const unread = [
			'{"status":"OK"}',
			'{"result":false}',
			'{"result":"x"}',
			'{"result":["x"]}',
			'{"result":[null,{}]}',
			'[null]',
			'{"error":false}',
		];
		const run = async (offset: number, body: string, status = 200) => {
			const campaign = await campaignOf(100);
			await bench.gateway.faults.add({
				...{ kind: 'status', contains: `limit_offset=${offset}&` },
				...{ body, status, headers: { 'content-type': 'application/json' } },
			});
			const { outputs } = await bench.run(list({ returnAll: true }), {
				...campaign,
				...errorOutput,
			});
			return outputs.map((rowsOf) => jsonOf(rowsOf));
		};
		const read = async (offset: number, body: string, status = 200) =>
			(await run(offset, body, status)).map(({ length }) => length);

		test.each(nothing)('ends with %s', async (body, status) => {
			expect(await read(100, body, status)).toEqual([100, 0]);
		});

		test.each(unread)('fails with %s, and says which page it was and what to do', async (body) => {
			const [done, failed] = await run(100, body);
			expect(done).toEqual([]);
			expect(failed).toMatchObject([
				{
					error: `SMS.by gave no usable answer: Page 2 of the list, behind 100 rows, cannot be read. It is: ${body}`,
					details: { hint: expect.stringContaining('set Limit to 100') as string },
				},
			]);
		});

		test.each(refused)('fails with %s', async (body, status) => {
			expect(await read(100, body, status)).toEqual([0, 1]);
		});

		test.each(['null', '{}', '{"status":"OK"}', '{"result":["x"]}', '{"error":"not found"}'])(
			'fails where the first page is %s',
			async (body) => {
				expect(await read(0, body)).toEqual([0, 1]);
			},
		);
	});

	test('reads no more than the limit', async () => {
		const campaign = await campaignOf(150);
		const seen = await bench.rows(list({ limit: 120 }), campaign);

		expect(seen).toHaveLength(120);
	});

	test('gives status, phone as text and the time of the account', async () => {
		const campaign = await campaignOf(1);
		bench.gateway.settings.zone = 'Europe/Minsk';
		const [row] = await bench.rows(list(), campaign);

		expect(row).toMatchObject({
			gateway: 'smsby',
			campaignId: bench.gateway.state.campaigns[0]?.id,
			recipient: phone(0),
			status: 'delivered',
			final: true,
			success: true,
			code: 'delivered',
		});
		// SENT is the first status of the message's life after NEW.
		const at = Date.parse(bench.gateway.messages[0]?.history[1]?.at ?? '');
		expect(Date.parse(String(row?.sentAt))).toBe(Math.floor(at / 1000) * 1000);
	});

	test('says that a uuid is no campaign', async () => {
		const { error } = await bench.run(list({ campaignId: 'cc9c8043-8caf-11ef' }));

		expect(error?.message).toContain('Campaign “cc9c8043-8caf-11ef” is not an ID');
		expect(methodsOf(bench.gateway)).toEqual([]);
	});
});

test.each([
	['message', 'getStatus', { messageId: 'x' }, 'Enter the ID that Send returned.'],
	[
		'contactList',
		'importContacts',
		{ listId: 'x', recipient: '375291112233' },
		'Enter the ID that Contact List: Create returned or your account shows.',
	],
])('%s: %s says which ID to enter instead of a name', async (resource, name, given, hint) => {
	const { error } = await bench.run(operation(resource, name, given));

	expect(error?.description).toContain(hint);
	expect(methodsOf(bench.gateway)).toEqual([]);
});
