import { jsonOf, rows, sendMany, token, useBench } from './setup.mts';
import { entriesOf, formOf } from './wire.mts';

const bench = useBench();

const listPath = '/api/v1/bulk/send-list-messages';
const onePath = '/api/v1/bulk/send-message';

const sizes = () => bench.gateway.requests.map((request) => entriesOf(request).length).sort();

/** The id that the sandbox gave to the message of a recipient. */
const idOf = (recipient: unknown): string | undefined =>
	bench.gateway.messages.find((message) => message.recipient === recipient)?.id;

describe('packing', () => {
	test.each([
		[1, 4, [1]],
		[4, 4, [4]],
		[5, 4, [1, 4]],
		[8, 4, [4, 4]],
		[3, 1, [1, 1, 1]],
		[100, 100, [100]],
		[101, 100, [1, 100]],
	])('%i rows in lists of %i', async (count, listSize, expected) => {
		const { outputs } = await bench.run(sendMany({ listSize }), { items: rows(count) });

		expect(sizes()).toEqual(expected);
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			rows(count).map(({ json }) => json.phone),
		);
	});

	test('a hundred rows in one request unless the user says otherwise', async () => {
		await bench.run(sendMany(), { items: rows(101) });

		expect(sizes()).toEqual([1, 100]);
	});

	test('one list for each type, sender, charset and set of request parameters, in the order of the rows', async () => {
		bench.gateway.settings.strict = false;
		const variants = [
			{ type: 'sms', sender: 'A', charset: 'UTF-8', tariff: '' },
			{ type: 'voice', sender: 'A', charset: 'UTF-8', tariff: '' },
			{ type: 'sms', sender: 'B', charset: 'UTF-8', tariff: '' },
			{ type: 'sms', sender: 'A', charset: 'CP1251', tariff: '' },
			{ type: 'sms', sender: 'A', charset: 'UTF-8', tariff: 'night' },
		];
		const items = rows(15).map(({ json }, row) => ({
			json: { ...json, ...variants[row % variants.length] },
		}));
		const { outputs } = await bench.run(
			sendMany({
				type: '={{ $json.type }}',
				customType: 'n8n demands it, because it cannot know the type',
				sender: '={{ $json.sender }}',
				options: { charset: '={{ $json.charset }}' },
				additionalRequestParameters: {
					parameter: [
						{ name: '={{ $json.tariff ? "tariff" : "" }}', value: '={{ $json.tariff }}' },
					],
				},
			}),
			{ items },
		);

		expect(bench.gateway.requests).toHaveLength(5);
		for (const request of bench.gateway.requests) {
			const ownMessages = bench.gateway.messages.filter(
				({ requestId }) => requestId === request.id,
			);
			expect(ownMessages).toHaveLength(3);
			const first = items.find(({ json }) => json.phone === ownMessages[0]?.recipient)!.json;
			const expected = items.filter(
				({ json }) =>
					JSON.stringify([json.type, json.sender, json.charset, json.tariff]) ===
					JSON.stringify([first.type, first.sender, first.charset, first.tariff]),
			);
			expect(ownMessages.map(({ recipient }) => recipient)).toEqual(
				expected.map(({ json }) => json.phone),
			);
			expect(ownMessages[0]).toMatchObject({ channel: first.type, sender: first.sender });
			expect(ownMessages[0]?.details.charset).toBe(first.charset);
			const names = request.body
				.toString('latin1')
				.split('&')
				.map((pair) => pair.split('=')[0]);
			expect(names.includes('tariff')).toBe(first.tariff === 'night');
		}
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			items.map(({ json }) => json.phone),
		);
	});

	test('the type may be an expression, without a Type Name', async () => {
		await bench.run(sendMany({ type: '={{ $json.orderId ? "viber" : "sms" }}' }));

		expect(bench.gateway.messages.map(({ channel }) => channel)).toEqual(['viber']);
	});

	test('the list carries type, sender and charset once, and everything else in each entry', async () => {
		await bench.run(
			sendMany({
				type: 'viber',
				reference: '={{ $json.orderId }}',
				statusCallback: { url: 'https://n8n.test/kupon', kannelStatus: true },
				options: {
					ttl: 5,
					sendAt: '2030-01-15T09:30:00',
					button: '={{ $json.orderId }}',
					action: 'https://example.com/a?b=1&c=2',
					image: 'https://example.com/1.png',
				},
			}),
			{ items: rows(2) },
		);
		const [request] = bench.gateway.requests;
		const { messages, ...shared } = formOf(request);

		expect(request?.path).toBe(listPath);
		expect(shared).toEqual({ token, type: 'viber', sender: 'MyShop', charset: 'UTF-8' });
		expect(JSON.parse(messages ?? '')).toEqual(
			rows(2).map(({ json }) => ({
				sent_to: json.phone,
				sent_text: json.text,
				sent_date: '2030-01-15 09:30',
				ttl: 5,
				button: json.orderId,
				action: 'https://example.com/a?b=1&c=2',
				image: 'https://example.com/1.png',
				callback: expect.stringContaining(`ref=${json.orderId}`) as string,
				kannel_status: 1,
			})),
		);
		expect(bench.gateway.messages).toHaveLength(2);
	});

	test('10,000 rows need ten requests of a thousand, and row i of the output belongs to item i', async () => {
		bench.gateway.settings.listAnswer = 'data';
		const items = rows(10_000);
		const { outputs } = await bench.run(
			sendMany({ listSize: 1000, reference: '={{ $json.orderId }}' }),
			{ items },
		);

		expect(bench.gateway.counters.requests).toBe(10);
		expect(bench.gateway.counters.maxInFlight).toBeLessThanOrEqual(5);
		const ids = new Map(bench.gateway.messages.map(({ recipient, id }) => [recipient, id]));
		expect(ids.size).toBe(10_000);
		const wrong = (outputs[0] ?? []).filter(({ json, pairedItem }, row) => {
			const item = items[row]!.json;
			return (
				json.recipient !== item.phone ||
				json.reference !== item.orderId ||
				json.messageId !== ids.get(item.phone) ||
				(pairedItem as { item: number }).item !== row
			);
		});
		expect(outputs[0]).toHaveLength(10_000);
		expect(wrong).toEqual([]);
	});

	test('one by one: the single method, a message id each', async () => {
		const { outputs } = await bench.run(sendMany({ oneByOne: true, listSize: 2 }), {
			items: rows(3),
		});

		expect(bench.gateway.requests.map(({ path }) => path)).toEqual([onePath, onePath, onePath]);
		expect(jsonOf(outputs[0]).map(({ messageId, groupId }) => [messageId, groupId])).toEqual(
			rows(3).map(({ json }) => [idOf(json.phone), null]),
		);
	});
});
