import { sendJson } from '../../sandbox/testing/http.mts';
import {
	locator,
	detailsOf,
	errorOutput,
	formOf,
	jsonBodyOf,
	jsonOf,
	operation,
	phone,
	rows,
	token,
	useBench,
} from './setup.mts';

const bench = useBench({ clock: { speed: 0 } });

const message = {
	vibername: locator('444', 'list'),
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
		[
			'an image without a file',
			{ viberType: 'image', imageField: 'data' },
			'Image names the binary field',
		],
		['a button without a caption', { ...button, buttonCaption: '  ' }, 'Button Caption is empty'],
		['a link that is none', { ...button, buttonLink: 'example' }, 'Button Link “example”'],
		[
			'a long link',
			{ ...button, buttonLink: `https://example.com/${'x'.repeat(131)}` },
			'takes at most 150',
		],
		['a text that is empty', { text: ' ' }, 'Text is empty'],
		['a name in place of the ID', { vibername: locator('MyViber', 'list') }, 'Sender “MyViber”'],
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

describe('Send to List', () => {
	const sendToList = (more = {}) => {
		const { vibername, text } = { ...message, text: 'Привет' };
		return operation('viber', 'sendToList', { vibername, text, mailingName: 'Май', ...more });
	};
	const newList = async () => {
		const [made] = await bench.rows(operation('contactList', 'create', { name: 'Клиенты' }));
		const listId = String(made?.listId);
		const fields = { listId, recipient: '={{ $json.phone }}' };
		await bench.rows(operation('contactList', 'importContacts', fields), { items: rows(2) });
		return listId;
	};
	const calls = () =>
		bench.gateway.requests.filter(({ path }) => path === '/api/v1/sendViberMessageList');
	const confirm = async (id: unknown) =>
		await sendJson('POST', `${bench.sandbox.controlUrl}/actions/smsby/confirmViberList`, {
			viber_id: id,
		});

	test('makes a mailing, which is not sent before it is confirmed', async () => {
		const listId = await newList();
		const [row] = await bench.rows(sendToList({ listId, reference: '7' }));

		expect(calls().map(formOf)).toEqual([
			{
				token,
				name: 'Май',
				vibername_id: '444',
				list_id: listId,
				type_message: 'TEXT',
				message: 'Привет',
			},
		]);
		expect(bench.gateway.messages).toEqual([]);
		expect(row).toEqual({
			gateway: 'smsby',
			status: 'created',
			messageId: bench.gateway.state.campaigns[0]?.id,
			groupId: null,
			recipient: listId,
			reference: '7',
			channel: 'viber',
			name: 'Май',
			nextStep: expect.stringContaining('Confirm the mailing in your SMS.by account') as string,
		});

		expect((await confirm(row?.messageId)).status).toBe(200);
		expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([phone(0), phone(1)]);
	});

	test('carries a button, a time of the account’s clock and what has no field', async () => {
		const listId = await newList();
		const additionalParameters = { parameter: [{ name: 'name', value: 'Июнь' }] };
		const options = { sendAt: '2030-01-15T09:30:00Z' };
		const [row] = await bench.rows(
			sendToList({ listId, ...button, options, additionalParameters }),
		);
		await confirm(row?.messageId);

		expect(bench.gateway.messages).toMatchObject(
			[phone(0), phone(1)].map((recipient) => ({
				recipient,
				button: 'Открыть',
				action: 'https://example.com/orders/42',
				scheduledAt: '2030-01-15T09:30:00.000Z',
				details: { campaignName: 'Июнь', schedule: '2030-01-15 12:30', ignoredParameters: [] },
			})),
		);
	});

	test('is not asked for again when the answer is lost', async () => {
		const listId = await newList();
		await bench.gateway.faults.add({ kind: 'reset', when: 'after', times: 1 });
		const { outputs } = await bench.run(sendToList({ listId }), errorOutput);

		expect(calls()).toHaveLength(1);
		expect(bench.gateway.state.campaigns).toHaveLength(1);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'outcomeUnknown',
			outcome: 'unknown',
			recipient: listId,
		});
	});

	test('says of a key that was used before that the mailing is created', async () => {
		const listId = await newList();
		const parameters = sendToList({ listId, options: { sendOnceKey: 'may' } });
		await bench.rows(parameters);
		const [row] = await bench.rows(parameters);

		expect(calls()).toHaveLength(1);
		expect(row).toMatchObject({ status: 'created', alreadySent: true });
	});

	test.each([
		['no list', { listId: '={{ "" }}' }, 'List ID is empty'],
		['no name', { mailingName: ' ' }, 'Mailing Name is empty'],
		['no sender', { vibername: locator('={{ " " }}', 'list') }, 'Sender is empty'],
		['no text', { text: ' ' }, 'Text is empty'],
		['a button without a link', { ...button, buttonLink: '={{ "" }}' }, 'Button Link is empty'],
	])('refuses %s', async (_what, more, problem) => {
		const { error } = await bench.run(sendToList({ listId: '1', ...more }));

		expect(error?.message).toContain(problem);
		expect(bench.gateway.requests).toEqual([]);
	});
});

test('Get Names lists the Viber senders', async () => {
	expect(await bench.rows(operation('viber', 'getNames'))).toEqual([
		{ id: '444', name: 'MyViber' },
		{ id: '445', name: 'Sale' },
	]);
});
