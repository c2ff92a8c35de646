import type { KuponGateway } from './setup.mts';
import { detailsOf, errorOutput, jsonOf, phone, rows, sendMany, useBench } from './setup.mts';

const bench = useBench();

/** The id that the sandbox gave to the message of a recipient. */
const idOf = (recipient: unknown): string | undefined =>
	bench.gateway.messages.find((message) => message.recipient === recipient)?.id;

describe('the answer to a list', () => {
	const groupOf = ({ messages }: KuponGateway) => messages[0]?.details.groupId;
	const shapes = ['idArray', 'ids', 'messages', 'data', 'bare'] as const;
	const idTypes = ['string', 'number'] as const;

	test.each(idTypes)('one %s for all is the id of the group', async (idType) => {
		Object.assign(bench.gateway.settings, { listAnswer: 'single', idType });
		const { outputs } = await bench.run(sendMany({ listSize: 3 }), { items: rows(3) });

		expect(jsonOf(outputs[0]).map(({ messageId, groupId }) => [messageId, groupId])).toEqual(
			Array.from({ length: 3 }, () => [null, groupOf(bench.gateway)]),
		);
	});

	test.each(shapes.flatMap((shape) => idTypes.map((idType) => [shape, idType] as const)))(
		'“%s” with a %s each: every row has the id of its own message',
		async (listAnswer, idType) => {
			Object.assign(bench.gateway.settings, { listAnswer, idType });
			// Two lists of three and one of one, answered in any order.
			const { outputs } = await bench.run(sendMany({ listSize: 3 }), { items: rows(7) });

			expect(jsonOf(outputs[0]).map(({ messageId, groupId }) => [messageId, groupId])).toEqual(
				rows(7).map(({ json }) => [idOf(json.phone), null]),
			);
		},
	);

	test.each(['messages', 'data', 'bare'] as const)(
		'“%s” with refusals among the ids: each row gets its own fate',
		async (listAnswer) => {
			Object.assign(bench.gateway.settings, {
				listAnswer,
				rejectedRecipients: [phone(1), phone(3)],
			});
			const { outputs } = await bench.run(sendMany({ reference: '={{ $json.orderId }}' }), {
				items: rows(5),
				...errorOutput,
			});

			expect(jsonOf(outputs[0]).map(({ reference, messageId }) => [reference, messageId])).toEqual(
				[0, 2, 4].map((row) => [`order-${row}`, idOf(phone(row))]),
			);
			expect(jsonOf(outputs[1]).map((row) => [row.error, detailsOf(row).recipient])).toEqual(
				[1, 3].map((row) => [
					`Kupon.mobi refused this: Получатель ${phone(row)} находится в стоп-листе`,
					phone(row),
				]),
			);
			expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
		},
	);

	test('a list that is refused as a whole fails all its rows, and no other list', async () => {
		Object.assign(bench.gateway.settings, {
			listAnswer: 'single',
			rejectedRecipients: [phone(1)],
		});
		const { outputs } = await bench.run(sendMany({ listSize: 2 }), {
			items: rows(5),
			...errorOutput,
		});

		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			[2, 3, 4].map((row) => phone(row)),
		);
		expect(
			jsonOf(outputs[1]).map((row) => [detailsOf(row).recipient, detailsOf(row).text]),
		).toEqual(
			[0, 1].map((row) => [
				phone(row),
				`Сообщение 2: Получатель ${phone(1)} находится в стоп-листе`,
			]),
		);
	});

	test('a list that is too long is refused in the words of the gateway, with a way on', async () => {
		bench.gateway.settings.maxListSize = 2;
		const { outputs } = await bench.run(sendMany({ listSize: 3 }), {
			items: rows(5),
			...errorOutput,
		});

		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual([phone(3), phone(4)]);
		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).text)).toEqual(
			Array.from({ length: 3 }, () => 'Превышено количество сообщений в группе: максимум 2'),
		);
		expect(bench.gateway.messages).toHaveLength(2);
	});

	const answered = async (body: unknown) => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body) });
		return await bench.run(sendMany(), { items: rows(2), ...errorOutput });
	};

	test('ids that are longer than a JavaScript number keep every digit', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: '{"type":"success","id":[12345678901234567890,98765432109876543210]}',
		});
		const { outputs } = await bench.run(sendMany(), { items: rows(2) });

		expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual([
			'12345678901234567890',
			'98765432109876543210',
		]);
	});

	test('ids that cannot be matched with the rows are not guessed', async () => {
		const { outputs } = await answered({ type: 'success', ids: ['1', '2', '3'] });

		expect(jsonOf(outputs[0]).map(({ messageId, groupId }) => [messageId, groupId])).toEqual([
			[null, null],
			[null, null],
		]);
	});

	test('refusals that cannot be matched with the rows leave all of them open', async () => {
		const { outputs } = await answered([{ type: 'error', msg: 'Нет' }]);

		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).outcome)).toEqual(['unknown', 'unknown']);
	});

	test.each([
		{},
		{ type: 'queued' },
		{ result: 'ok' },
		[],
		{ data: [] },
		[{ type: 'success', id: '1' }],
		[{ type: 'queued' }, { type: 'queued' }],
		{ type: 'failed', id: 7 },
		{ type: false, ids: ['1', '2'] },
		[
			{ type: 'failed', id: 7 },
			{ type: null, id: 8 },
		],
		{ type: 'failed', messages: { 0: { id: 7 }, 1: { id: 8 } } },
		['Неверный номер', 'Нет денег'],
		[0, false],
		{ type: 'success', ids: [0, ''] },
	])('an answer that says neither yes nor no (%j) is no success', async (body) => {
		const { outputs } = await answered(body);

		expect(outputs[0]).toEqual([]);
		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).outcome)).toEqual(['unknown', 'unknown']);
	});

	const fine = { type: 'success', id: 7 };
	const refused = { type: 'error', msg: 'Нет' };

	test.each(['messages', 'data', 'ids', 'id'])(
		'an object under %s has the results as a list has them',
		async (name) => {
			const { outputs } = await answered({ type: 'success', [name]: { 0: fine, 1: refused } });

			expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual(['7']);
			expect(jsonOf(outputs[1]).map((row) => detailsOf(row).text)).toEqual(['Нет']);
		},
	);

	test.each([{ 0: fine, 2: refused }, { a: refused, b: fine }, { 1: refused }])(
		'a refusal in an object that cannot be matched with the rows (%j) leaves all of them open',
		async (messages) => {
			const { outputs } = await answered({ type: 'success', messages });

			expect(outputs[0]).toEqual([]);
			expect(jsonOf(outputs[1]).map((row) => detailsOf(row).outcome)).toEqual([
				'unknown',
				'unknown',
			]);
		},
	);

	test.each([{ total: 2 }, { total: 2, sent: 2 }])(
		'an object beside the success that has no results (%j) gives no IDs',
		async (data) => {
			const { outputs } = await answered({ type: 'success', data });

			expect(jsonOf(outputs[0]).map(({ messageId, groupId }) => [messageId, groupId])).toEqual([
				[null, null],
				[null, null],
			]);
		},
	);

	describe('with odd ids beside “success”', () => {
		const names = ['id', 'ids', 'messages', 'data'];
		/** @returns what is known of each row: its message and group, or its outcome */
		const told = async (body: unknown) => {
			await bench.gateway.faults.clear();
			await bench.gateway.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body) });
			const { outputs } = await bench.run(sendMany(), { items: rows(3), ...errorOutput });
			const all = outputs.flatMap((side) =>
				(side ?? []).map(({ json, pairedItem }) => {
					const { item } = pairedItem as { item: number };
					const { outcome, hint } = detailsOf(json) ?? {};
					const known = outcome === undefined ? [json.messageId, json.groupId] : outcome;
					return { item, known, hint };
				}),
			);
			expect(all.map(({ item }) => item).sort()).toEqual([0, 1, 2]);
			for (const { known, hint } of all)
				if (typeof known === 'string') expect(hint).toMatch(/^Look (it|the message) up/);
			return all.sort((a, b) => a.item - b.item).map(({ known }) => known);
		};
		const [a, , c] = [
			['11', null],
			['12', null],
			['13', null],
		];
		const odd = [null, 0, '0', '', {}, [], 'error', 'Error', -1, '-5', true, false, 'нет', -0.5];

		test.each(names)(
			'under %s, a row whose id is none is open, and the others have theirs',
			async (name) => {
				for (const id of odd) {
					const list = [11, id, 13];
					expect([id, await told({ type: 'success', [name]: list })]).toEqual([
						id,
						[a, 'unknown', c],
					]);
				}
			},
		);

		test.each(names)('under %s, an id that several have is no message of theirs', async (name) => {
			const none = [null, null];
			expect(await told({ type: 'success', [name]: [11, 11, 13] })).toEqual([none, none, c]);
			expect(await told({ type: 'success', [name]: [11, '11', 11] })).toEqual([
				[null, '11'],
				[null, '11'],
				[null, '11'],
			]);
		});

		test.each(names)(
			'under %s, fewer results than messages leave all of them open',
			async (name) => {
				const open = ['unknown', 'unknown', 'unknown'];
				for (const list of [
					[11, 12],
					{ 0: 11, 2: 13 },
					[{ type: 'success', id: 11 }],
					[null],
					['нет'],
				])
					expect([list, await told({ type: 'success', [name]: list })]).toEqual([list, open]);
				// One id for all.
				expect(await told({ type: 'success', [name]: [77] })).toEqual([
					[null, '77'],
					[null, '77'],
					[null, '77'],
				]);
			},
		);

		test('without the word for the whole, an id that several have says nothing', async () => {
			expect(await told([11, 11, 13])).toEqual(['unknown', 'unknown', c]);
		});

		test.each(['sent_to', 'phone', 'recipient'])(
			'results that name their %s are not those of other rows',
			async (name) => {
				const result = (row: number) => ({
					type: 'success',
					id: 11 + row,
					[name]: `+${phone(row)}`,
				});
				expect(await told([0, 1, 2].map(result))).toEqual([a, ['12', null], c]);
				expect(await told({ type: 'success', messages: [2, 1, 0].map(result) })).toEqual([
					'unknown',
					['12', null],
					'unknown',
				]);
			},
		);

		test.each([-1, '-5', 0, null, 'error', {}])(
			'one id for all that is none (%j) is not shown',
			async (id) => {
				const none = [null, null];
				expect(await told({ type: 'success', id })).toEqual([none, none, none]);
			},
		);
	});

	const raw = { options: { rawAnswer: true } };

	test('the raw answer is in the first row of each request', async () => {
		bench.gateway.settings.listAnswer = 'ids';
		const { outputs } = await bench.run(sendMany({ ...raw, listSize: 2 }), { items: rows(4) });
		const [first] = jsonOf(outputs[0]);

		expect(jsonOf(outputs[0]).map((row) => 'raw' in row)).toEqual([true, false, true, false]);
		expect(first?.raw).toEqual({ type: 'success', ids: [idOf(phone(0)), idOf(phone(1))] });
	});

	test('the raw answer is in the details when the first row is refused', async () => {
		Object.assign(bench.gateway.settings, { listAnswer: 'bare', rejectedRecipients: [phone(0)] });
		const { outputs } = await bench.run(sendMany(raw), { items: rows(2), ...errorOutput });

		expect(detailsOf(jsonOf(outputs[1])[0]).raw).toEqual([
			{ type: 'error', msg: `Получатель ${phone(0)} находится в стоп-листе` },
			{ type: 'success', id: idOf(phone(1)) },
		]);
	});
});
