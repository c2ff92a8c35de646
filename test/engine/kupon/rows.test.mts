import {
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	sendMany,
	sendSms,
	startCascade,
	useBench,
} from './setup.mts';

const bench = useBench();

const operations = [
	{ name: 'Send', parameters: sendSms },
	{ name: 'Send Many', parameters: sendMany },
	{ name: 'Cascade', parameters: startCascade },
];

const texts = () => bench.gateway.messages.map(({ recipient, text }) => [recipient, text]).sort();

describe.each(operations)('$name: duplicates', ({ parameters }) => {
	const items = [
		{ json: { phone: '79001110000', text: 'А', orderId: '1' } },
		{ json: { phone: '+7 (900) 111-00-00', text: 'А', orderId: '2' } },
		{ json: { phone: '79001110000', text: 'Б', orderId: '3' } },
		{ json: { phone: '79001110001', text: 'А', orderId: '4' } },
		{ json: { phone: '79001110000', text: 'А', orderId: '5' } },
	];
	const run = async (duplicates: string) =>
		await bench.run(
			parameters({
				reference: '={{ $json.orderId }}',
				statusCallback: { url: 'https://n8n.test/kupon' },
				options: { duplicates },
			}),
			{ items, ...errorOutput },
		);

	test('are kept without a word', async () => {
		const { outputs } = await run('keep');

		expect(bench.gateway.messages).toHaveLength(5);
		expect(jsonOf(outputs[0]).some((row) => 'duplicateOf' in row)).toBe(false);
	});

	test('of recipient and content are merged, whatever their reference and notation', async () => {
		bench.gateway.settings.listAnswer = 'ids';
		const { outputs } = await run('mergeIdentical');
		const ids = jsonOf(outputs[0]).map(({ messageId }) => messageId);

		expect(texts()).toEqual([
			['79001110000', 'А'],
			['79001110000', 'Б'],
			['79001110001', 'А'],
		]);
		expect(jsonOf(outputs[0]).map(({ duplicateOf }) => duplicateOf)).toEqual([
			undefined,
			0,
			undefined,
			undefined,
			0,
		]);
		expect(ids).toEqual([ids[0], ids[0], ids[2], ids[3], ids[0]]);
		expect(new Set(ids).size).toBe(3);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	test('of the recipient alone: the first item goes', async () => {
		const { outputs } = await run('mergeRecipient');

		expect(texts()).toEqual([
			['79001110000', 'А'],
			['79001110001', 'А'],
		]);
		expect(jsonOf(outputs[0]).map(({ duplicateOf }) => duplicateOf)).toEqual([
			undefined,
			0,
			0,
			undefined,
			0,
		]);
	});

	test('of a refused row fail with it', async () => {
		Object.assign(bench.gateway.settings, {
			listAnswer: 'bare',
			rejectedRecipients: ['79001110000'],
		});
		const { outputs } = await run('mergeRecipient');

		expect(jsonOf(outputs[0]).map(({ reference }) => reference)).toEqual(['4']);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 4].map((item) => ({ item })),
		);
		expect(jsonOf(outputs[1]).map(({ orderId }) => orderId)).toEqual(['1', '2', '3', '5']);
	});
});

test('the same words to one recipient under two senders are no duplicates', async () => {
	const items = ['A', 'B'].map((sender) => ({ json: { phone: phone(0), text: 'Да', sender } }));
	await bench.run(
		sendMany({ sender: '={{ $json.sender }}', options: { duplicates: 'mergeIdentical' } }),
		{
			items,
		},
	);

	expect(bench.gateway.messages.map(({ sender }) => sender).sort()).toEqual(['A', 'B']);
});

describe('Default Country', () => {
	const national = [
		['RU', '8 (900) 111-22-33', '79001112233'],
		['KZ', '8 701 111 22 33', '77011112233'],
		['BY', '8 029 111-22-33', '375291112233'],
		['UA', '050 111-22-33', '380501112233'],
	] as const;

	test.each(national)('%s: %s is sent to %s', async (defaultCountry, typed, recipient) => {
		const { outputs } = await bench.run(sendMany({ options: { defaultCountry } }), {
			items: [
				{ json: { phone: typed, text: 'Да' } },
				{ json: { phone: '491701112233', text: 'Да' } },
			],
		});

		expect(bench.gateway.messages.map((message) => message.recipient)).toEqual([
			recipient,
			'491701112233',
		]);
		expect(jsonOf(outputs[0]).map((row) => row.recipient)).toEqual([recipient, '491701112233']);
	});

	test.each(national.filter(([country]) => country !== 'KZ'))(
		'without it the notation of %s (%s) is refused before anything is sent',
		async (_country, typed) => {
			const { outputs } = await bench.run(sendMany(), {
				items: [{ json: { phone: typed, text: 'Да' } }],
				...errorOutput,
			});

			expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
				kind: 'invalidRecipient',
				outcome: 'notSent',
				hint: expect.stringContaining('Default Country') as string,
			});
			expect(bench.gateway.requests).toHaveLength(0);
		},
	);
});

describe('an input item', () => {
	const binary = { photo: { data: Buffer.from('фото').toString('base64'), mimeType: 'image/png' } };
	const nested = { customer: { name: 'Анна', tags: ['vip', null] }, amount: 12.5, error: 0 };
	const items = () => rows(3).map(({ json }) => ({ json: { ...json, ...nested }, binary }));

	test.each(operations)('is left as it was by $name', async ({ parameters }) => {
		Object.assign(bench.gateway.settings, { listAnswer: 'bare', rejectedRecipients: [phone(1)] });
		const given = items();
		const { outputs, rawRun } = await bench.run(parameters(), { items: given, ...errorOutput });

		expect(given).toEqual(items());
		expect(rawRun.data.resultData.runData.Start?.[0]?.data?.main?.[0]).toMatchObject(items());
		// The fields that the node adds, and those of the item that failed.
		expect(Object.keys(outputs[0]?.[0]?.json ?? {}).sort()).toEqual([
			'channel',
			'gateway',
			'groupId',
			'messageId',
			'recipient',
			'reference',
			'status',
		]);
		const { error, details, ...kept } = outputs[1]?.[0]?.json ?? {};
		expect(error).toContain('Kupon.mobi refused this');
		expect(details).toMatchObject({ outcome: 'refused' });
		const { error: _own, ...fields } = items()[1]!.json;
		expect(kept).toEqual(fields);
	});
});

describe('Raw Answer', () => {
	test.each([
		['string', '905117'],
		['number', 905117],
	] as const)('is the answer as it came, an id as a %s', async (idType, id) => {
		bench.gateway.settings.idType = idType;
		const { outputs } = await bench.run(sendSms({ options: { rawAnswer: true } }));

		expect(jsonOf(outputs[0])).toEqual([
			expect.objectContaining({
				messageId: bench.gateway.messages[0]?.id,
				raw: {
					type: 'success',
					id:
						typeof id === 'number'
							? Number(bench.gateway.messages[0]?.id)
							: bench.gateway.messages[0]?.id,
				},
			}),
		]);
	});
});

test('a field that all rows have in common fails each of them, beside what is wrong in one alone', async () => {
	const names = ['MyShop', ['a', 'b'], 'MyShop'];
	const items = names.map((name, row) => ({ json: { phone: phone(row), text: 'Да', name } }));
	const { outputs } = await bench.run(
		sendMany({ sender: '={{ $json.name }}', options: { ttl: 0 } }),
		{ items, ...errorOutput },
	);
	const time = 'Time to Live (Minutes) “0” is not a whole number of 1 or more';

	expect(jsonOf(outputs[1]).map(({ error }) => error)).toEqual([
		time,
		expect.stringMatching(/^Sender is .*one text is expected here.*Time to Live \(Minutes\) “0”/),
		time,
	]);
	expect(bench.gateway.requests).toHaveLength(0);
});
