import { chosen, formOf, jsonBodyOf, operation, phone, rows, token, useBench } from './setup.mts';

const bench = useBench({ clock: { speed: 0 } });

const message = {
	vibername: chosen('444'),
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
};
const viber = (name: string, more = {}) => operation('viber', name, { ...message, ...more });
const picture = { data: Buffer.from('picture').toString('base64'), mimeType: 'image/png' };
const withPicture = {
	items: rows(1).map((item) => ({
		...item,
		binary: { photo: { ...picture, fileName: 'фото "1".png' } },
	})),
};
const button = {
	viberType: 'button',
	buttonCaption: 'Открыть',
	buttonLink: 'https://example.com/orders/42',
};

describe('Send', () => {
	test('sends a text as a form', async () => {
		const [row] = await bench.rows(viber('send'));

		expect(bench.gateway.requests[0]?.path).toBe('/api/v1/sendQuickViberMessage');
		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			vibername_id: '444',
			phone: phone(0),
			message: 'Заказ 0 готов',
		});
		expect(row).toMatchObject({
			messageId: bench.gateway.messages[0]?.id,
			channel: 'viber',
			recipient: phone(0),
		});
	});

	test('sends a picture with the token beside it', async () => {
		const parameters = viber('send', { viberType: 'image', imageField: 'photo', text: '' });
		const [row] = await bench.rows(parameters, withPicture);

		expect(bench.gateway.requests[0]?.path).toBe('/api/v2/sendQuickViberMessage');
		expect(bench.gateway.requests[0]?.query).toBe('');
		expect(bench.gateway.messages[0]).toMatchObject({
			id: row?.messageId,
			details: { typeMessage: 'IMAGE', imageBytes: 7, decodeProblems: [], ignoredParameters: [] },
		});
	});

	test('sends a button with and without a picture', async () => {
		await bench.rows(viber('send', button));
		await bench.rows(viber('send', { ...button, imageField: 'photo' }), withPicture);

		expect(bench.gateway.messages).toMatchObject(
			[null, 7].map((imageBytes) => ({
				text: 'Заказ 0 готов',
				button: 'Открыть',
				action: 'https://example.com/orders/42',
				details: { imageBytes },
			})),
		);
	});

	test.each([
		['an image without a file', { viberType: 'image', imageField: 'data' }, 'Image Field'],
		['a button without a caption', { ...button, buttonCaption: '  ' }, 'Button Caption is empty'],
		['a link that is none', { ...button, buttonLink: 'example' }, 'Button Link “example”'],
		[
			'a long link',
			{ ...button, buttonLink: `https://example.com/${'x'.repeat(131)}` },
			'takes 150 at most',
		],
		['a text that is empty', { text: ' ' }, 'Text is empty'],
		['a name in place of the ID', { vibername: chosen('MyViber') }, 'Viber Name “MyViber”'],
	])('refuses %s', async (_what, more, problem) => {
		const { error } = await bench.run(viber('send', more));

		expect(error?.message).toContain(problem);
		expect(bench.gateway.requests).toEqual([]);
	});
});

describe('Send Many', () => {
	const body = () =>
		jsonBodyOf<{ messages: Array<Record<string, unknown>> }>(bench.gateway.requests[0]).messages;
	const imageUrl = 'https://example.com/1.png';

	test('groups texts as SMS are grouped, and tells the uuid', async () => {
		const output = await bench.rows(viber('sendMany'), {
			items: rows(3, (index) => (index < 2 ? 'Скидка' : 'Код')),
		});

		const common = { alphaname_id: '444', name: 'n8n', content: { type: 'text' } };
		expect(body()).toEqual([
			{ ...common, message_type: 'bulk', text: 'Скидка', delivery_list: [phone(0), phone(1)] },
			{ ...common, message_type: 'personal', delivery_list: [{ phone: phone(2), text: 'Код' }] },
		]);
		expect(output[0]).toMatchObject({
			groupId: bench.gateway.state.bulks[0]?.uuid,
			messageId: null,
			channel: 'viber',
		});
		const status = operation('viber', 'getBulkStatus', { groupId: String(output[0]?.groupId) });
		await bench.sandbox.clock.advance(5000);
		expect(await bench.rows(status)).toMatchObject(
			[0, 1, 2].map((index) => ({ recipient: phone(index), status: 'delivered' })),
		);
	});

	test('gives each recipient the button link of its own', async () => {
		const buttonLink = '=https://example.com/{{ $json.orderId }}';
		await bench.rows(viber('sendMany', { ...button, imageUrl, buttonLink }), {
			items: rows(2, () => 'Скидка'),
		});

		expect(body()).toEqual([
			{
				alphaname_id: '444',
				name: 'n8n',
				content: { type: 'button', image_url: imageUrl, caption: 'Открыть' },
				message_type: 'personal',
				delivery_list: [0, 1].map((index) => ({
					phone: phone(index),
					text: 'Скидка',
					button_link: `https://example.com/order-${index}`,
				})),
			},
		]);
		expect(bench.gateway.messages.map(({ action }) => action)).toEqual([
			'https://example.com/order-0',
			'https://example.com/order-1',
		]);
	});

	test('sends images in bulk lists only', async () => {
		await bench.rows(viber('sendMany', { viberType: 'image', imageUrl, text: '' }), {
			items: rows(2),
		});

		expect(body()).toMatchObject([
			{ message_type: 'bulk', content: { type: 'image', image_url: imageUrl } },
		]);
		expect(bench.gateway.messages).toHaveLength(2);
	});
});

test('Get Names lists the Viber senders', async () => {
	expect(await bench.rows(operation('viber', 'getNames'))).toEqual([
		{ id: '444', name: 'MyViber' },
	]);
});
