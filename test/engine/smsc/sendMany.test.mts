import { turns } from '../harness/turns.mts';
import {
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	sendMany,
	locator,
	useBench,
} from './setup.mts';

const bench = useBench();

describe('Message: Send Many', () => {
	test('puts 1,000 items into two requests, and never meets error 9', async () => {
		bench.gateway.settings.latencyMs = 10;
		const items = rows(1000);
		const { outputs, error } = await bench.run(sendMany(), { items });

		expect(error).toBeUndefined();
		expect(bench.calls('send')).toHaveLength(2);
		expect(bench.gateway.messages.map(({ recipient, text }) => [recipient, text])).toEqual(
			items.map(({ json }) => [json.phone, json.text]),
		);
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			items.map(({ json }) => json.phone),
		);
		const ids = new Set(jsonOf(outputs[0]).map(({ messageId }) => messageId));
		expect(ids.size).toBe(2);
	});

	test.each([
		[1000, 10],
		[100, 40],
	])(
		'lets no error 9 reach the user when %i items go one by one with %i requests at a time',
		async (count, concurrent) => {
			bench.gateway.settings.latencyMs = 5;
			// The first ones are let in at the same moment.
			const held = await bench.gateway.faults.add({ kind: 'hang' });
			const running = bench.run(sendMany({ listSize: 1 }), {
				items: rows(count),
				credentialData: { concurrent },
			});
			while (held.hits < concurrent) await turns(1);
			await held.lift();
			const { outputs, error } = await running;

			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(count);
			expect(bench.gateway.messages).toHaveLength(count);
			const answers = bench.gateway.requests.map(({ answer }) => String(answer?.body));
			const refused = answers.filter((body) => body.includes('too many concurrent'));
			// SMSC refuses the 15th request at a time.
			if (concurrent < 15) expect(refused).toHaveLength(0);
			else expect(refused.length).toBeGreaterThan(0);
		},
	);

	test('keeps every kind of line break, colon and sign inside its own text', async () => {
		const texts = [
			'Первая\nВторая',
			'Первая\r\nВторая\rТретья',
			'Время: 12:30',
			'100% & a=b + «ё» 😀',
			'пробелы  в конце ',
			'C:\\Program Files',
		];
		const items = texts.map((text, index) => ({ json: { phone: phone(index), text } }));
		await bench.rows(sendMany(), { items });

		expect(bench.calls('send')).toHaveLength(1);
		expect(bench.gateway.messages.map(({ text }) => text)).toEqual(
			texts.map((text) => text.replace(/\r\n|\r/g, '\n')),
		);
	});

	test('breaks no text that holds the two characters of a line break', async () => {
		const items = [
			{ json: { phone: phone(0), text: 'C:\\new' } },
			{ json: { phone: phone(1), text: 'Да' } },
			{ json: { phone: phone(2), text: 'C:\\new' } },
			{ json: { phone: phone(3), text: 'D:\\new' } },
			{ json: { phone: phone(4), text: 'Нет' } },
		];
		const found = await bench.rows(sendMany(), { items });

		expect(bench.gateway.messages.map(({ recipient, text }) => [recipient, text]).sort()).toEqual(
			items.map(({ json }) => [json.phone, json.text]).sort(),
		);
		expect(bench.calls('send').map(({ phones, mes, list }) => ({ phones, mes, list }))).toEqual([
			{ phones: `${phone(0)},${phone(2)}`, mes: 'C:\\new', list: undefined },
			{ phones: undefined, mes: undefined, list: `${phone(1)}:Да\n${phone(4)}:Нет` },
			{ phones: phone(3), mes: 'D:\\new', list: undefined },
		]);
		expect(found.map(({ recipient }) => recipient)).toEqual(items.map(({ json }) => json.phone));
	});

	test('shares a request between rows with equal options only', async () => {
		const items = rows(6).map((item, index) => ({
			json: { ...item.json, sender: index % 2 ? 'SMSC' : 'MyShop', flash: index === 4 },
		}));
		const parameters = sendMany({
			type: '={{ $json.flash ? "flash" : "sms" }}',
			sender: locator('={{ $json.sender }}'),
		});
		await bench.rows(parameters, { items });

		expect(bench.calls('send').map(({ sender, flash, list }) => [sender, flash, list])).toEqual(
			expect.arrayContaining([
				['MyShop', undefined, `${phone(0)}:Заказ 0 готов\n${phone(2)}:Заказ 2 готов`],
				[
					'SMSC',
					undefined,
					`${phone(1)}:Заказ 1 готов\n${phone(3)}:Заказ 3 готов\n${phone(5)}:Заказ 5 готов`,
				],
				['MyShop', '1', undefined],
			]),
		);
		expect(bench.calls('send')).toHaveLength(3);
	});

	test('tells apart which recipients of a list were refused, and why', async () => {
		bench.gateway.settings.refusals[phone(1)] = 6;
		bench.gateway.settings.refusals[phone(3)] = 7;
		const { outputs } = await bench.run(sendMany(), { items: rows(5), ...errorOutput });

		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual([
			phone(0),
			phone(2),
			phone(4),
		]);
		expect(jsonOf(outputs[1]).map(detailsOf)).toMatchObject([
			{ kind: 'rejected', code: '252', recipient: phone(1), outcome: 'refused' },
			{ kind: 'invalidRecipient', code: '249', recipient: phone(3), outcome: 'refused' },
		]);
		expect(bench.calls('send')).toHaveLength(1);
	});

	test('gives each row its own cost, and the request its sums', async () => {
		const options = { costInAnswer: '3', recipientDetails: true };
		const found = await bench.rows(sendMany({ options }), { items: rows(3) });

		expect(found).toHaveLength(3);
		for (const row of found) {
			expect(row).toMatchObject({
				cost: 1.5,
				requestCost: 4.5,
				requestParts: 3,
				currency: 'RUB',
				balance: expect.any(Number),
				groupId: row.messageId,
			});
		}
	});

	test('gives rows with IDs of their own the requests that these need', async () => {
		const items = rows(4).map((item, index) => ({ json: { ...item.json, id: `id-${index % 2}` } }));
		const found = await bench.rows(sendMany({ options: { messageId: '={{ $json.id }}' } }), {
			items,
		});

		expect(
			bench
				.calls('send')
				.map(({ id }) => id)
				.sort(),
		).toEqual(['id-0', 'id-1']);
		expect(found.map(({ messageId }) => messageId)).toEqual(['id-0', 'id-1', 'id-0', 'id-1']);
	});

	test('gives the reference of one row to the reports of no other: a shared id has none', async () => {
		const parameters = sendMany({ reference: '={{ $json.orderId }}' });
		const found = await bench.rows(parameters, { items: rows(3) });

		expect(found.map(({ reference }) => reference)).toEqual(['order-0', 'order-1', 'order-2']);
		expect(bench.calls('send').map(({ id }) => id)).toEqual([expect.stringMatching(/^n8n-/)]);
	});

	test('carries Cyrillic in every field', async () => {
		const parameters = sendMany({
			options: { comment: 'Заметка «ё»' },
			reference: '={{ $json.orderId }}-ё',
			additionalParameters: { parameter: [{ name: 'subj', value: 'Тема «ё»' }] },
		});
		const found = await bench.rows(parameters, { items: rows(2) });

		expect(found.map(({ reference }) => reference)).toEqual(['order-0-ё', 'order-1-ё']);
		expect(bench.calls('send')[0]?.subj).toBe('Тема «ё»');
		expect(bench.gateway.messages[1]?.details).toMatchObject({
			comment: 'Заметка «ё»',
			decodeProblems: [],
		});
	});

	test('does not offer what a list cannot carry', async () => {
		const { outputs } = await bench.run(
			sendMany({ type: 'telegram', recipient: 'a:b' }),
			errorOutput,
		);

		expect(jsonOf(outputs[1])[0]?.error).toContain('a:b');
		expect(bench.gateway.counters.requests).toBe(0);
	});
});
