import { phone, rows, sendMany, token, useBench } from './setup.mts';
import { formOf } from './wire.mts';

const bench = useBench();

describe('Additional Parameters', () => {
	const extra = (...pairs: Array<[string, string]>) => ({
		parameter: pairs.map(([name, value]) => ({ name, value })),
	});

	beforeEach(() => {
		bench.gateway.settings.strict = false;
	});

	test('of a message stand in its entry; of the request beside it', async () => {
		await bench.run(
			sendMany({
				additionalParameters: extra(
					['priority', '={{ $json.orderId }}'],
					[' wave ', ' 2 '],
					['', 'x'],
				),
				additionalRequestParameters: extra(['tariff', 'ночь & день']),
			}),
			{ items: rows(2) },
		);
		const { messages, ...shared } = formOf(bench.gateway.requests[0]);

		expect(shared).toEqual({
			token,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			tariff: 'ночь & день',
		});
		expect(JSON.parse(messages ?? '')).toEqual(
			rows(2).map(({ json }) => ({
				sent_to: json.phone,
				sent_text: json.text,
				priority: json.orderId,
				wave: ' 2 ',
			})),
		);
	});

	test('of a single message are parameters like all others, and replace what has a field', async () => {
		await bench.run(
			sendMany({
				oneByOne: true,
				options: { ttl: 5 },
				additionalParameters: extra(['ttl', '9'], ['priority', 'высокий']),
				// Not shown one by one, so not sent.
				additionalRequestParameters: extra(['tariff', 'night']),
			}),
		);

		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			sent_to: phone(0),
			sent_text: 'Заказ 0 готов',
			ttl: '9',
			priority: 'высокий',
		});
	});

	test('cannot take the place of the credential’s token', async () => {
		const additional = extra(['token', 'another']);
		await bench.run(sendMany({ additionalRequestParameters: additional }));
		await bench.run(sendMany({ oneByOne: true, additionalParameters: additional }));

		expect(bench.gateway.requests.map((request) => formOf(request).token)).toEqual([token, token]);
		expect(bench.gateway.messages).toHaveLength(2);
	});
});
