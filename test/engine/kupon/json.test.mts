import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { detailsOf, errorOutput, jsonOf, phone, rows, token, useBench } from './setup.mts';
import { entriesOf, formOf } from './wire.mts';

const bench = useBench();

const fromJson = (messageJson: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendMany',
	type: 'sms',
	sender: 'MyShop',
	inputMode: 'json',
	messageJson,
	...more,
});

const perItem = '={{ { sent_to: $json.phone, sent_text: $json.text } }}';

describe('Messages From: JSON', () => {
	test.each([
		['an object of an expression', perItem],
		[
			'a text of an expression',
			'={{ JSON.stringify({ sent_to: $json.phone, sent_text: $json.text }) }}',
		],
		[
			'a text with expressions in it',
			'={"sent_to": "{{ $json.phone }}", "sent_text": "{{ $json.text }}"}',
		],
	])('takes %s', async (_what, messageJson) => {
		bench.gateway.settings.listAnswer = 'ids';
		const { outputs } = await bench.run(fromJson(messageJson), { items: rows(3) });
		const [request] = bench.gateway.requests;

		expect(entriesOf(request)).toEqual(
			rows(3).map(({ json }) => ({ sent_to: json.phone, sent_text: json.text })),
		);
		expect({ ...formOf(request), messages: null }).toEqual({
			token,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			messages: null,
		});
		expect(jsonOf(outputs[0]).map(({ recipient, messageId }) => [recipient, messageId])).toEqual(
			bench.gateway.messages.map(({ recipient, id }) => [recipient, id]),
		);
	});

	test('takes one entry for all items', async () => {
		await bench.run(fromJson('{"sent_to": "79001112233", "sent_text": "Да"}'), { items: rows(2) });

		expect(entriesOf(bench.gateway.requests[0])).toEqual(
			[1, 2].map(() => ({ sent_to: '79001112233', sent_text: 'Да' })),
		);
	});

	test('sends any shape as it is', async () => {
		const entry = {
			to: { phone: '79001112233', list: [1, 2.5, null, true] },
			'sent text': 'Да "\\ \u{1F600} </script>',
			empty: '',
			zero: 0,
		};
		await bench.run(fromJson('={{ $json.entry }}'), {
			items: [{ json: { entry } }],
			...errorOutput,
		});

		expect(entriesOf(bench.gateway.requests[0])).toEqual([entry]);
	});

	test('sends one by one what the list would carry', async () => {
		bench.gateway.settings.strict = false;
		const entry = { sent_to: '79001112233', sent_text: 'Да', nested: { a: [1] }, ttl: 5 };
		await bench.run(fromJson('={{ $json.entry }}', { oneByOne: true }), {
			items: [{ json: { entry } }],
		});

		expect(bench.gateway.requests[0]?.path).toBe('/api/v1/bulk/send-message');
		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			sent_to: '79001112233',
			sent_text: 'Да',
			nested: '{"a":[1]}',
			ttl: '5',
		});
	});

	test.each([
		['{"sent_to": "79001112233"', 'Message (JSON) is not JSON'],
		['нет', 'Message (JSON) is not JSON'],
		['"text"', 'Message (JSON) must be an object with at least one key'],
		['[{"sent_to": "79001112233"}]', 'Message (JSON) must be an object with at least one key'],
		['{}', 'Message (JSON) must be an object with at least one key'],
		['null', 'Message (JSON) must be an object with at least one key'],
		['42', 'Message (JSON) must be an object with at least one key'],
		['{"sent_to":null,"sent_text":"Да"}', 'Message (JSON): sent_to is empty'],
		['{"sent_to":" ","sent_text":"Да"}', 'Message (JSON): sent_to is empty'],
		['{"sent_to":"79001112234","sent_text":null}', 'Message (JSON): sent_text is empty'],
		['{"sent_to":"79001112234","sent_text":" \\n "}', 'Message (JSON): sent_text is empty'],
		[
			'{"sent_to":"79001112234","sent_text":"","html_text":""}',
			'Message (JSON): sent_text is empty',
		],
	])('refuses %s, and sends the other rows', async (json, message) => {
		const items = [
			{ json: { entry: json } },
			{ json: { entry: '{"sent_to":"79001112233","sent_text":"Да"}' } },
		];
		const { outputs } = await bench.run(fromJson('={{ $json.entry }}'), {
			items,
			...errorOutput,
		});
		const [row] = jsonOf(outputs[1]);

		expect(row?.error).toBe(message);
		expect(detailsOf(row)).toMatchObject({ kind: 'invalidRequest', outcome: 'notSent' });
		expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(bench.gateway.messages).toHaveLength(1);
	});

	test('names the character that the charset lacks', async () => {
		const { error } = await bench.run(
			fromJson('{"sent_to":"79001112233","sent_text":"漢"}', { options: { charset: 'CP1251' } }),
		);

		expect(error?.message).toContain('Message (JSON) contains the character “漢” (U+6F22)');
		expect(bench.gateway.requests).toHaveLength(0);
	});

	test('adds the status callback, unless the entry has one of its own', async () => {
		const items = [
			{ json: { phone: phone(0), orderId: 'A 1' } },
			{ json: { phone: phone(1), orderId: 'A 2', callback: 'https://own.example.com/{id}' } },
		];
		const { outputs } = await bench.run(
			fromJson(
				'={{ { sent_to: $json.phone, sent_text: "Да", ...($json.callback ? { callback: $json.callback } : {}) } }}',
				{ reference: '={{ $json.orderId }}', statusCallback: { url: 'https://n8n.test/kupon' } },
			),
			{ items },
		);
		const [first, second] = entriesOf(bench.gateway.requests[0]);

		expect(first?.callback).toMatch(
			/^https:\/\/n8n\.test\/kupon\?id=\{id\}&status=\{status\}&channel=sms&to=79001110000&ref=A%201&/,
		);
		expect(second?.callback).toBe('https://own.example.com/{id}');
		expect(jsonOf(outputs[0]).map(({ reference }) => reference)).toEqual(['A 1', 'A 2']);
	});

	test('loses no message whose recipient the node cannot see', async () => {
		const items = ['А', 'Б', 'В'].map((text, row) => ({
			json: { entry: { phone: phone(row), text } },
		}));
		await bench.run(fromJson('={{ $json.entry }}', { options: { duplicates: 'mergeRecipient' } }), {
			items,
			...errorOutput,
		});

		expect(entriesOf(bench.gateway.requests[0])).toEqual(items.map(({ json }) => json.entry));
	});

	/** A field that the editor shows has an effect, or the user waits for it in vain. */
	test.each([
		[
			'additionalParameters',
			{ additionalParameters: { parameter: [{ name: 'ttl', value: '7' }] } },
			'ttl',
			'7',
		],
		['options.ttl', { options: { ttl: 7 } }, 'ttl', 7],
		[
			'options.sendAt',
			{ options: { sendAt: '2030-01-15T09:30:00' } },
			'sent_date',
			'2030-01-15 09:30',
		],
	] as const)('does not show %s and then ignore it', async (field, parameters, name, value) => {
		const { description } = new Kupon();
		const values = {
			resource: 'message',
			operation: 'sendMany',
			type: 'sms',
			inputMode: 'json',
			oneByOne: false,
		};
		const [top, nested] = field.split('.');
		const property = description.properties.find(
			(candidate) =>
				candidate.name === top &&
				NodeHelpers.displayParameter(values, candidate, { typeVersion: 1 }, description),
		);
		const isShown =
			property !== undefined &&
			(nested === undefined ||
				(property.options ?? []).some(
					(option) =>
						option.name === nested &&
						NodeHelpers.displayParameter(
							{},
							option as never,
							{ typeVersion: 1 },
							description,
							values,
						),
				));
		await bench.run(fromJson(perItem, parameters as unknown as INodeParameters));

		expect({ isShown, sent: entriesOf(bench.gateway.requests[0])[0]?.[name] }).toEqual(
			isShown ? { isShown, sent: value } : { isShown, sent: undefined },
		);
	});
});
