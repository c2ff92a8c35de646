import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { CHANNELS } from '../../sandbox/sendpulse/chatbots/channels.mts';
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import { editorContext, expectNoSecrets, openDropdown } from '../harness/index.mts';
import { detailsOf, errorOutput, jsonOf, secrets, store, locator, useBench } from './setup.mts';

const bench = useBench();

const { methods } = new SendPulse();

const channels = CHANNELS.map(({ name, prefix, isList, hasWindow }, at) => ({
	...{ name, prefix, isList, hasWindow },
	number: at + 1,
}));

const message = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'chatbotMessage', operation, channel: 'telegram' },
	chatContact: locator(seedId('a', 1)),
	...more,
});

const contact = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	...message(operation, more),
	resource: 'chatbotContact',
});

const whatsApp = (more: INodeParameters = {}): INodeParameters => ({
	...{ channel: 'whatsapp', sendTo: 'phone', bot: locator(seedId('', 2)) },
	...{ chatPhone: '={{ $json.phone }}', chatText: '={{ $json.text }}' },
	...more,
});

// What the calls carry, the documents know.
afterEach(() => expect(bench.sendpulse.state.account.ignored).toEqual([]));

const items = (...rows: IDataObject[]): INodeExecutionData[] => rows.map((json) => ({ json }));

const bodies = () => bench.calls().map(({ body }) => body as IDataObject);
const texts = () => bench.sendpulse.messages.map(({ text }) => text);
const chatbots = () => bench.sendpulse.state.account.chatbots;

/** The failure of a run with one item. */
const failure = async (parameters: INodeParameters, more: object = {}) => {
	const { outputs } = await bench.run(parameters, { ...errorOutput, ...more });
	const [row] = jsonOf(outputs[1]);
	return { error: row?.error, ...detailsOf(row) } as IDataObject;
};

describe.each(channels)('on $name', ({ name, prefix, isList, hasWindow, number }) => {
	const to = (kind: string, more: INodeParameters = {}) =>
		message('send', { channel: name, chatContact: locator(seedId(kind, number)), ...more });

	test('a text arrives as typed, and the row tells of it', async () => {
		const text = 'Заказ № 7 готов 🎁';
		const rows = await bench.rows(to('a', { chatText: text, reference: '7' }));

		expect(texts()).toEqual([text]);
		expect(bench.calls()).toMatchObject([{ method: 'POST', path: `${prefix}/contacts/send` }]);
		expect(Object.keys(bodies()[0] ?? {})).toEqual(['contact_id', isList ? 'messages' : 'message']);
		const hasId = name === 'whatsapp' || name === 'livechat';
		const sent = bench.sendpulse.messages[0]?.id ?? '';
		expect(rows).toMatchObject([
			{
				...{ gateway: 'sendpulse', status: 'queued', channel: name, reference: '7' },
				recipient: seedId('a', number),
				messageId: hasId ? sent : null,
			},
		]);
	});

	test('who has blocked the bot or left it is an invalid recipient, and stops nobody else', async () => {
		const rows = ['c', 'b', 'a'].map((kind) => ({ id: seedId(kind, number) }));
		const { outputs } = await bench.run(
			to('a', { chatContact: locator('={{ $json.id }}'), chatText: 'Да' }),
			{ ...errorOutput, items: items(...rows) },
		);

		const kinds = jsonOf(outputs[1]).map((row) => detailsOf(row).kind);
		// On Messenger the same words are said of closed 24 hours.
		expect(kinds).toEqual([
			'invalidRecipient',
			name === 'messenger' ? 'windowClosed' : 'invalidRecipient',
		]);
		expect(texts()).toEqual(['Да']);
	});

	test('closed 24 hours are a failure of their own kind with the way out', async () => {
		const found = await failure(to('d', { chatText: 'Да' }));
		if (!hasWindow) {
			expect(found.kind).toBeUndefined();
			return;
		}
		expect(found).toMatchObject({ kind: 'windowClosed', outcome: 'refused' });
		expect(found.hint).toMatch(/template.*Message Tag/);
		expect(bench.calls()).toHaveLength(1);
	});

	test('contacts are read and changed', async () => {
		const one = (operation: string, more: INodeParameters = {}) =>
			contact(operation, { channel: name, chatContact: locator(seedId('a', number)), ...more });
		await bench.rows(one('addTags', { chatTags: 'новый, vip' }));
		await bench.rows(one('removeTags', { chatTags: ['vip', 'новый'] }));
		await bench.rows(
			one('setVariables', {
				chatVariables: { variable: [{ name: 'orders', type: 'number', value: '3' }] },
			}),
		);
		await bench.rows(one('deleteVariable', { chatVariable: locator('city') }));
		await bench.rows(one('pauseAutomation', { pauseMinutes: 30 }));
		const disabled = await bench.rows(one('disable'));
		const [row] = await bench.rows(one('get'));

		expect(disabled).toEqual([{ id: seedId('a', number), channel: name, disabled: true }]);
		expect(row).toMatchObject({
			...{ id: seedId('a', number), channel: name, name: 'Анна', status: 'disabled' },
			...{ tags: [], variables: { orders: 3 } },
		});
		expect(row?.automationPausedUntil).toEqual(expect.any(String));
		await bench.rows(one('resumeAutomation'));
		await bench.rows(one('enable'));
		expect(chatbots().contacts.get(seedId('a', number))).toMatchObject({
			...{ status: 1, pausedUntil: null },
		});
		await bench.rows(one('delete'));
		expect(chatbots().contacts.has(seedId('a', number))).toBe(false);
	});

	test('flows run by id and by keyword, with data', async () => {
		const flow = { channel: name, chatContact: locator(seedId('a', number)) };
		const run = { ...flow, chatFlow: locator(seedId('e', number)), flowData: '{"sum":5}' };
		await bench.rows(message('runFlow', run));
		await bench.rows(message('runFlow', { ...flow, runBy: 'keyword', triggerKeyword: 'старт' }));

		expect(chatbots().runs).toMatchObject([
			{ flowId: seedId('e', number), externalData: { sum: 5 } },
			{ flowId: seedId('e', number), externalData: {} },
		]);
	});
});

test('rows of several channels go together, each by its own', async () => {
	const rows = channels.map(({ name, number }) => ({
		channel: name,
		recipient: seedId('a', number),
	}));
	const byRow = { channel: '={{ $json.channel }}', chatContact: locator('={{ $json.recipient }}') };
	const input = { items: items(...rows) };
	const sent = await bench.rows(
		message('send', { ...byRow, chatText: '={{ $json.channel }}' }),
		input,
	);
	const tagged = await bench.rows(contact('addTags', { ...byRow, chatTags: 'новый' }), input);

	expect(sent.map(({ channel }) => channel)).toEqual(rows.map(({ channel }) => channel));
	expect([...texts()].sort()).toEqual(rows.map(({ channel }) => channel).sort());
	expect(tagged.map(({ channel, id }) => ({ channel, recipient: id }))).toEqual(rows);
	const wrong = await failure(message('send', { ...byRow, chatText: 'Да' }), {
		items: items({ channel: 'icq', recipient: seedId('a', 1) }),
	});
	expect(wrong).toMatchObject({
		outcome: 'notSent',
		text: 'Channel is not one of its choices: “icq”',
	});
});

test('who has blocked the bot does not stop the others, whatever says so', async () => {
	const blocked = 'Forbidden: bot was blocked by the user';
	for (const [status, body] of [
		[403, { success: false, message: blocked, error_code: 403 }],
		[422, { success: false, data: null, errors: { contact_id: ['blocked'] }, error_code: 403 }],
		[400, { message: blocked }],
		[422, { success: false, message: 'Недоступно', error_code: 403 }],
	] as const) {
		await bench.sendpulse.faults.add({ kind: 'status', status, body, times: 1 });
		const { outputs } = await bench.run(message('send', { chatText: '={{ $json.text }}' }), {
			...errorOutput,
			items: items({ text: '1' }, { text: '2' }),
		});
		const kind = body.message === 'Недоступно' ? 'invalidRequest' : 'invalidRecipient';
		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).kind)).toEqual([kind]);
		expect(outputs[0]).toHaveLength(1);
	}
});

test('variables are chosen by the list or by name', async () => {
	const variable = [
		{ name: locator('city'), type: 'text', value: 'Рига' },
		{ name: locator('orders'), type: 'number', value: 'много' },
	];
	const set = async (count: number) =>
		await failure(
			contact('setVariables', { chatVariables: { variable: variable.slice(0, count) } }),
		);
	await set(1);
	expect(chatbots().contacts.get(seedId('a', 1))?.variables.get('city')).toBe('Рига');
	expect((await set(2)).text).toBe('Variables has a value in “orders” that is not a number');
});

describe('what a message says', () => {
	const url = 'https://shop.example/a.jpg';
	const body = async (parameters: INodeParameters) => {
		await bench.rows(message('send', parameters));
		const { message: one, messages } = bodies().at(-1) ?? {};
		return one ?? (messages as unknown[])[0];
	};
	const media = (channel: string, number: number, chatMediaType: string, more = {}) => ({
		...{ channel, chatContact: locator(seedId('a', number)), chatMessageType: 'media' },
		...{ chatMediaType, chatMediaUrl: url, ...more },
	});

	test.each([
		[
			media('telegram', 1, 'image', { chatCaption: 'Ё' }),
			{ type: 'photo', photo: url, caption: 'Ё' },
		],
		[media('telegram', 1, 'voice'), { type: 'voice', voice: url }],
		[media('whatsapp', 2, 'document'), { type: 'document', document: { link: url } }],
		[media('whatsapp', 2, 'voice'), { type: 'audio', audio: { link: url, voice: true } }],
		[media('messenger', 4, 'image'), { type: 'RESPONSE', content_type: 'media_img', img: url }],
		[
			media('instagram', 3, 'image'),
			{
				type: 'image',
				message: { attachment: { type: 'image', payload: { url, is_external_attachment: true } } },
			},
		],
		[media('livechat', 5, 'document'), { type: 'document', document: { file: { path: url } } }],
		[
			media('viber', 6, 'image'),
			{ type: 'image', image: { file: { path: url, is_path_absolute: true } } },
		],
	])('%j', async (parameters, expected) => {
		expect(await body(parameters)).toEqual(expected);
	});

	test.each([
		[media('whatsapp', 2, 'audio', { chatCaption: 'Ё' }), 'a sound on WhatsApp'],
		[media('whatsapp', 2, 'voice', { chatCaption: 'Ё' }), 'a sound on WhatsApp'],
		[media('viber', 6, 'image', { chatCaption: 'Ё' }), 'a file on Viber'],
	])('a caption that cannot go is refused: %j', async (parameters, what) => {
		const { error } = await failure(message('send', parameters));
		expect(error).toContain(`Caption cannot go with ${what}`);
		expect(bodies()).toEqual([]);
	});

	test('buttons have the form of their channel', async () => {
		const link = { title: 'Сайт', action: 'url', url: 'https://shop.example/' };
		const flow = { title: 'Дальше', action: 'flow', flowId: seedId('e', 1) };
		const withButtons = (channel: string, number: number, ...button: IDataObject[]) =>
			({
				...{ channel, chatContact: locator(seedId('a', number)), chatText: 'Что?' },
				chatButtons: { button },
			}) as INodeParameters;

		expect(await body(withButtons('telegram', 1, link, flow))).toMatchObject({
			reply_markup: {
				inline_keyboard: [
					[{ text: 'Сайт', type: 'web_url', url: link.url }],
					[{ text: 'Дальше', type: 'postback', data: { to_chain_id: flow.flowId } }],
				],
			},
		});
		expect(await body(withButtons('viber', 6, flow))).toMatchObject({
			text: { buttons: [[{ text: 'Дальше', type: 'postback', to_chain_id: flow.flowId }]] },
		});
		expect(await body(withButtons('whatsapp', 2, { ...flow, flowId: '' }))).toEqual({
			type: 'interactive',
			interactive: {
				...{ type: 'button', body: { text: 'Что?' } },
				action: { buttons: [{ type: 'reply', reply: { title: 'Дальше' } }] },
			},
		});
		const postback = { type: 'postback', title: 'Дальше' };
		expect(await body(withButtons('instagram', 3, link, flow))).toMatchObject({
			message: {
				attachment: {
					payload: {
						elements: [
							{
								title: 'Что?',
								buttons: [
									{ type: 'web_url', title: 'Сайт', url: link.url },
									{ ...postback, data: { to_chain_id: flow.flowId } },
								],
							},
						],
					},
				},
			},
		});
		expect(await body(withButtons('messenger', 4, flow))).toMatchObject({
			content_type: 'template',
			data: {
				attachment: {
					payload: { elements: [{ buttons: [{ ...postback, data: { chain: flow.flowId } }] }] },
				},
			},
		});
		expect(await failure(message('send', withButtons('whatsapp', 2, link)))).toMatchObject({
			kind: 'invalidRequest',
			outcome: 'notSent',
			text: expect.stringMatching(/^Buttons /) as string,
		});
	});

	test('JSON goes as it is, and what is none is refused before the call', async () => {
		const chatJson = '{"type":"action","action":"typing"}';
		const json = { chatMessageType: 'json', chatJson };
		expect(await body(json)).toEqual(JSON.parse(chatJson));
		const wrong = await failure(message('send', { ...json, chatJson: '[]' }));
		expect(wrong).toMatchObject({ kind: 'invalidRequest', outcome: 'notSent' });
		expect(bench.calls()).toHaveLength(1);
	});

	test('a message with a tag goes outside the 24 hours of Messenger', async () => {
		const late = {
			...{ channel: 'messenger', chatContact: locator(seedId('d', 4)), chatText: 'Да' },
			options: { messageTag: 'HUMAN_AGENT' },
		};
		expect(await body(late)).toMatchObject({ type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
	});

	test('a long text is not cut: the refusal says how long it may be', async () => {
		bench.sendpulse.settings.chatbotTextLimit = 512;
		const found = await failure(message('send', { chatText: 'я'.repeat(513) }));

		expect(found).toMatchObject({ kind: 'invalidRequest', outcome: 'refused' });
		expect(found.text).toContain('512');
		expect(found.hint).toContain('does not cut it');
		expect((bodies()[0]?.message as IDataObject).text).toHaveLength(513);
	});
});

describe('WhatsApp by phone', () => {
	const rows = items(
		{ phone: '+380 50 111-22-30', text: 'Раз' },
		{ phone: '380501112233', text: 'Два' },
		{ phone: 'никто', text: 'Три' },
	);

	test('each row goes by itself, and those that fail say why', async () => {
		const { outputs } = await bench.run(message('send', whatsApp()), {
			...errorOutput,
			items: rows,
		});

		expect(texts()).toEqual(['Раз']);
		expect(jsonOf(outputs[0])).toMatchObject([
			{
				recipient: '380501112230',
				messageId: bench.sendpulse.messages[0]?.id,
				platformMessageId: expect.stringMatching(/^wamid\./) as string,
			},
		]);
		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).kind)).toEqual([
			'windowClosed',
			'invalidRecipient',
		]);
	});

	test('nothing goes twice under one key, or in a dry run', async () => {
		const options = { sendOnceKey: '={{ $json.text }}' };
		const one = rows.slice(0, 1);
		const credentials = { items: one };
		const [first] = await bench.rows(message('send', whatsApp({ options })), credentials);
		const dry = await bench.rows(
			message('send', whatsApp({ options: { dryRun: true } })),
			credentials,
		);

		expect(first).toMatchObject({ recipient: '380501112230' });
		expect(dry).toMatchObject([{ dryRun: true }]);
		expect(texts()).toHaveLength(1);
	});

	test('only WhatsApp has phone numbers', async () => {
		const found = await failure(message('send', whatsApp({ channel: 'viber' })), { items: rows });
		expect(found).toMatchObject({
			outcome: 'notSent',
			text: expect.stringMatching(/WhatsApp/) as string,
		});
	});
});

describe('templates', () => {
	const template = (more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'chatbotMessage', operation: 'sendTemplate', bot: locator(seedId('', 2)) },
		...{ chatPhone: '380990000000', chatTemplate: locator('order_paid/uk') },
		templateParameters: {
			mappingMode: 'defineBelow',
			value: { body_1: '={{ $json.name }}', body_2: '42' },
			schema: [],
		},
		...more,
	});
	const ann = items({ name: 'Анно' });

	test('go to a new number with their parameters', async () => {
		await bench.rows(template(), { items: ann });
		expect(texts()).toEqual(['Вітаємо, Анно! Замовлення 42 оплачено.']);
		expect(bodies()).toEqual([
			{
				...{ bot_id: seedId('', 2), phone: '380990000000' },
				template: {
					...{ name: 'order_paid', language: { code: 'uk' } },
					components: [
						{
							type: 'body',
							parameters: [
								{ type: 'text', text: 'Анно' },
								{ type: 'text', text: '42' },
							],
						},
					],
				},
			},
		]);
	});

	test('take pictures, named places and buttons', async () => {
		const value = {
			...{ body_name: 'Анна', header_image: 'https://shop.example/a.jpg' },
			...{ url_0: 'spring', reply_1: seedId('e', 2) },
		};
		const parameters = { mappingMode: 'defineBelow', value, schema: [] };
		const sale = { chatTemplate: locator('sale/en'), templateParameters: parameters };
		await bench.rows(
			template({ ...sale, templateTo: 'contact', chatContact: locator(seedId('d', 2)) }),
		);
		expect(texts()).toEqual(['Sale for Анна']);
	});

	test('name the document of their header', async () => {
		const value = { header_document: 'https://shop.example/a/%D1%81%D1%87%D1%91%D1%82.pdf' };
		const invoice = { chatTemplate: locator('invoice/en'), templateParameters: { value } };
		await bench.rows(template(invoice as INodeParameters));
		expect(bodies()[0]?.template).toMatchObject({
			components: [
				{
					type: 'header',
					parameters: [{ document: { link: value.header_document, filename: 'счёт.pdf' } }],
				},
			],
		});
	});

	test('an empty parameter, an unknown template and a wrong count say so', async () => {
		const empty = await failure(template(), { items: items({ name: '' }) });
		expect(empty).toMatchObject({
			outcome: 'notSent',
			text: 'Template Parameters has no value for {{1}}',
		});
		const unknown = await failure(template({ chatTemplate: locator('order_paid/fr') }), {
			items: ann,
		});
		expect(unknown).toMatchObject({ outcome: 'refused', kind: 'invalidRequest' });
		const language = await failure(template({ chatTemplate: locator('order_paid') }), {
			items: ann,
		});
		expect(language.text).toBe('Template has no language');
	});

	test('the editor reads the parameters of the chosen template', async () => {
		const of = async (chatTemplate: string) => {
			const parameters = {
				authentication: 'apiKey',
				...template({ chatTemplate: locator(chatTemplate) }),
			};
			const editor = { nodeType: SendPulse, credentials: store(bench.sendpulse), parameters };
			return await methods.resourceMapping.getTemplateParameters.call(editorContext(editor));
		};
		expect((await of('sale/en')).fields.map(({ id, required }) => [id, required])).toEqual([
			['header_image', true],
			['body_name', true],
			['url_0', true],
			['reply_1', false],
		]);
		expect((await of('order_paid/en')).fields.map(({ displayName }) => displayName)).toEqual([
			'{{1}}: Hello _, your order {{2}} is paid.',
			'{{2}}: …your order _ is paid.',
		]);
		expect((await of('plain/en')).fields).toEqual([]);

		const none = 'The bot has no such template. Choose one from the list.';
		expect((await of('gone/en')).emptyFieldsNotice).toBe(none);
		const body = { success: true, data: [null] };
		bench.gateway.faults.add({ kind: 'status', status: 200, body });
		await expect(of('sale/en')).rejects.toThrow('The list cannot be read');
	});
});

describe('campaigns', () => {
	test('reach those whom the channel lets them, by tag and at a time', async () => {
		const campaign = (channel: string, number: number, options: IDataObject = {}) =>
			({
				...{ resource: 'chatbotMessage', operation: 'createCampaign', channel, options },
				...{ bot: locator(seedId('', number)), chatTitle: 'Весна', chatText: 'Скидки' },
			}) as INodeParameters;
		const rows = await bench.rows(campaign('telegram', 1));
		await bench.rows(
			campaign('messenger', 4, { onlyTags: 'vip, new', sendAt: '2031-03-04T10:00:00Z' }),
		);

		expect(rows).toMatchObject([{ groupId: [...chatbots().campaigns.keys()][0], messageId: null }]);
		expect(texts()).toEqual(['Скидки', 'Скидки']);
		expect(bodies()[1]).toMatchObject({
			messages: [{ type: 'RESPONSE', content_type: 'message', data: { text: 'Скидки' } }],
			send_at: expect.stringMatching(/^2031-03-04 \d\d:00$/) as string,
		});
		const none = await failure(campaign('livechat', 5));
		expect(none).toMatchObject({ outcome: 'notSent', kind: 'invalidRequest' });
	});

	test('have the forms that are known of a campaign, and refuse the others', async () => {
		const url = 'https://shop.example/a.jpg';
		const button = { title: 'Сайт', action: 'url', url };
		const buttons = { chatButtons: { button: [button] } };
		const image = { chatMessageType: 'media', chatMediaType: 'image', chatMediaUrl: url };
		const campaign = (channel: string, number: number, more: IDataObject) =>
			({
				...{ resource: 'chatbotMessage', operation: 'createCampaign', channel },
				...{ bot: locator(seedId('', number)), chatTitle: 'Весна', chatText: 'Скидки', ...more },
			}) as INodeParameters;
		await bench.rows(campaign('telegram', 1, { ...image, chatCaption: 'Ё' }));
		await bench.rows(campaign('messenger', 4, buttons));
		const elements = [{ title: 'Скидки', buttons: [{ type: 'web_url', title: 'Сайт', url }] }];
		const payload = { template_type: 'generic', elements };

		expect(bodies().map(({ messages }) => messages)).toEqual([
			[{ type: 'photo', message: { photo: url, caption: 'Ё' } }],
			[
				{
					...{ type: 'RESPONSE', content_type: 'template' },
					data: { attachment: { type: 'template', payload } },
				},
			],
		]);
		expect(await failure(campaign('telegram', 1, buttons))).toMatchObject({
			error: expect.stringContaining(
				'Buttons are not supported in a campaign on Telegram',
			) as string,
			outcome: 'notSent',
		});
		expect(await failure(campaign('messenger', 4, image))).toMatchObject({
			error: expect.stringContaining('Message Type is media, which is not supported') as string,
		});
	});

	test('take a template on WhatsApp, and tell the price', async () => {
		const rows = await bench.rows({
			...{ resource: 'chatbotMessage', operation: 'createCampaign', channel: 'whatsapp' },
			...{ bot: locator(seedId('', 2)), chatTitle: 'Весна', chatMessageType: 'template' },
			...{ chatTemplate: locator('plain/en'), templateParameters: { value: null } },
		} as INodeParameters);
		expect(rows).toMatchObject([{ cost: 0.56, currency: 'USD' }]);
		// Those who are active, also outside the 24 hours.
		expect(texts()).toEqual(['We are open.', 'We are open.']);
	});
});

describe('reading', () => {
	test('messages and chats of seven channels have one form', async () => {
		const { account } = bench.sendpulse.state;
		const inbound = { telegram: { text: 'Да' }, whatsapp: { text: { body: 'Да' } } };
		for (const [at, data] of Object.values(inbound).entries()) {
			account.chatbots.receive(seedId('a', at + 1), data, bench.sandbox.clock.now());
		}
		for (const [at, channel] of Object.keys(inbound).entries()) {
			const chat = { channel, chatContact: locator(seedId('a', at + 1)) };
			expect(await bench.rows(message('getAll', chat))).toMatchObject([
				{ direction: 'in', status: 'new', text: 'Да', contactId: seedId('a', at + 1) },
			]);
			const bot = { channel, bot: locator(seedId('', at + 1)) };
			expect(await bench.rows(message('getChats', bot))).toMatchObject([
				{ contact: { name: 'Анна', channel }, lastMessage: { text: 'Да' }, unread: 1 },
			]);
		}
		expect(bench.calls().map(({ query }) => [query.size, query.skip])).toEqual(
			Array.from({ length: 4 }, () => ['50', '0']),
		);
	});

	test('long chats come page by page', async () => {
		for (let count = 0; count < 101; count++) {
			chatbots().receive(seedId('a', 1), { text: String(count) }, bench.sandbox.clock.now());
		}
		const rows = await bench.rows(
			message('getAll', { returnAll: true, options: { order: 'asc' } }),
		);
		expect(rows.map(({ text }) => text)).toEqual(
			Array.from({ length: 101 }, (_, at) => String(at)),
		);
	});

	test('contacts are found by tag, variable, phone and Telegram id', async () => {
		const bot = locator(seedId('', 1));
		const ids = async (parameters: INodeParameters) =>
			(await bench.rows(contact('getAll', { bot, ...parameters }))).map(({ id }) => id);
		expect(await ids({ chatTag: locator('vip') })).toEqual([seedId('a', 1)]);
		const variable = { chatVariable: locator('city'), chatVariableValue: 'Riga' };
		expect(await ids({ listBy: 'variable', ...variable })).toEqual([seedId('a', 1)]);
		const phone = { channel: 'whatsapp', findBy: 'phone', bot: locator(seedId('', 2)) };
		expect(
			await bench.rows(contact('get', { ...phone, chatPhone: '+380501112230' })),
		).toMatchObject([{ id: seedId('a', 2), phone: '380501112230' }]);
		const telegram = { findBy: 'telegramId', bot, telegramId: '222' };
		expect(await bench.rows(contact('get', telegram))).toMatchObject([{ id: seedId('a', 1) }]);
	});

	test('bare answers and empty variables as a list are read as well', async () => {
		Object.assign(bench.sendpulse.settings, { chatbotEnvelope: 'bare', emptyObjects: 'array' });
		const [row] = await bench.rows(contact('get', { chatContact: locator(seedId('b', 1)) }));
		expect(row).toMatchObject({ id: seedId('b', 1), status: 'unsubscribed', variables: {} });
		for (const done of ['array', 'object', 'boolean'] as const) {
			bench.sendpulse.settings.chatbotDone = done;
			expect(await bench.rows(message('send', { chatText: done }))).toMatchObject([
				{ status: 'queued', messageId: null },
			]);
		}
	});

	test('a WhatsApp contact is created with tags and variables', async () => {
		const rows = await bench.rows({
			...{ resource: 'chatbotContact', operation: 'create', bot: locator(seedId('', 2)) },
			...{ chatPhone: '+380 99 000-00-01', chatContactName: 'Олена', options: { newTags: 'vip' } },
			...{ chatVariablesFrom: 'json', chatVariablesJson: '{"city":"Рига"}' },
		});
		expect(rows).toMatchObject([
			{ name: 'Олена', phone: '380990000001', tags: ['vip'], variables: { city: 'Рига' } },
		]);
	});
});

describe('the tokens of bots', () => {
	const token = () => [...chatbots().bots.values()].map(({ accessToken }) => accessToken);
	const inAnswers = async () =>
		await bench.sendpulse.faults.add({
			kind: 'status',
			times: 1,
			status: 200,
			body: JSON.stringify({
				success: true,
				data: [
					{
						id: seedId('', 1),
						channel_data: { access_token: token()[0], token: 'T0K3N', name: 'Лавка' },
					},
				],
			}),
		});

	test('show in no row, raw answer, failure or dropdown', async () => {
		await inAnswers();
		const rows = await bench.rows(
			message('getChats', { bot: locator(seedId('', 1)), options: { rawAnswer: true } }),
		);
		await inAnswers();
		const parameters = { authentication: 'apiKey', channel: 'telegram' };
		const found = await openDropdown(
			{ nodeType: SendPulse, credentials: store(bench.sendpulse), parameters },
			methods.listSearch.bots,
		);
		await bench.sendpulse.faults.add({
			kind: 'status',
			status: 500,
			body: `{"debug":{"access_token":"EAAB${'x'.repeat(20)}\\/SLASHED"},"url":"https://api.telegram.org/bot${token()[0]}/sendMessage"}`,
		});
		const failed = await failure(message('send', { chatText: 'Да' }));

		expect(found).toEqual([{ name: 'Лавка', value: seedId('', 1) }]);
		expect(failed.kind).toBe('outcomeUnknown');
		expectNoSecrets({ rows, found, failed }, [
			...secrets,
			...token(),
			'T0K3N',
			'EAABxxx',
			'SLASHED',
		]);
		expect(rows[0]?.raw).toMatchObject({
			data: [{ channel_data: { access_token: '***', name: 'Лавка' } }],
		});
	});
});

describe('dropdowns', () => {
	const open = async (search: keyof typeof methods.listSearch, parameters: INodeParameters) => {
		const editor = {
			...{ nodeType: SendPulse, credentials: store(bench.sendpulse) },
			parameters: { authentication: 'apiKey', ...parameters },
		};
		return await openDropdown(editor, methods.listSearch[search]);
	};

	test('have the entries of the channel and of the bot', async () => {
		const telegram = { channel: 'telegram', bot: locator(seedId('', 1)) };
		const whatsapp = { ...telegram, channel: 'whatsapp', bot: locator(seedId('', 2)) };
		chatbots().receive(seedId('a', 1), { text: 'Да' }, bench.sandbox.clock.now());
		chatbots().receive(seedId('a', 2), { text: { body: 'Да' } }, bench.sandbox.clock.now());

		expect(await open('bots', telegram)).toMatchObject([{ value: seedId('', 1) }]);
		expect(await open('bots', whatsapp)).toMatchObject([{ value: seedId('', 2) }]);
		expect(await open('chatContacts', whatsapp)).toEqual([{ name: 'Анна', value: seedId('a', 2) }]);
		for (const body of [
			{ success: true, data: { list: [null] } },
			{ success: true, x: [] },
		]) {
			await bench.gateway.faults.clear();
			bench.gateway.faults.add({ kind: 'status', status: 200, body });
			await expect(open('chatContacts', whatsapp)).rejects.toThrow('The list cannot be read');
		}
		await bench.gateway.faults.clear();
		expect(await open('chatFlows', telegram)).toEqual([{ name: 'Welcome', value: seedId('e', 1) }]);
		expect(await open('chatTags', telegram)).toEqual([{ name: 'vip', value: 'vip' }]);
		expect((await open('chatVariables', telegram)).map(({ value }) => value)).toEqual([
			'city',
			'orders',
		]);
		const ofTemplate = { ...whatsapp, resource: 'chatbotMessage', operation: 'sendTemplate' };
		expect((await open('chatTemplates', ofTemplate)).map(({ value }) => value)).not.toContain(
			'refused/en',
		);
		await expect(open('chatFlows', { channel: 'telegram' })).rejects.toThrow(/Bot is not chosen/);
	});
});

test('an agent’s tool sends, and learns of closed 24 hours', async () => {
	const tool = async (kind: string, channel: string, number: number) =>
		await bench.tool(
			message('send', { channel, chatContact: locator(seedId(kind, number)), chatText: 'Да' }),
		);
	const sent = await tool('a', 'telegram', 1);
	const late = await tool('d', 'messenger', 4);

	expect(JSON.stringify(sent.response)).toContain('queued');
	expect(JSON.stringify(late.response)).toContain('windowClosed');
	expect(texts()).toEqual(['Да']);
});

describe('the desk of the operators', () => {
	const ann = seedId('a', 1);
	const chat = (operation: string, parameters: INodeParameters = {}) =>
		({
			...{ resource: 'chatbotChat', operation, channel: 'telegram', chatContact: locator(ann) },
			...parameters,
		}) as INodeParameters;
	const contact = (id = ann) => chatbots().contacts.get(id);

	test('a chat is opened, given to an operator, read and closed', async () => {
		chatbots().receive(ann, { text: 'Где заказ?' }, bench.sandbox.clock.now());
		const rows = [
			...(await bench.rows(chat('open'))),
			...(await bench.rows(chat('assignOperator', { operatorId: '7043663' }))),
			...(await bench.rows(chat('markRead'))),
		];
		expect(contact()).toMatchObject({ isChatOpened: true, operatorId: 7043663, unread: 0 });
		rows.push(...(await bench.rows(chat('unassignOperator'))));
		rows.push(...(await bench.rows(chat('close'))));

		const row = { id: ann, channel: 'telegram' };
		expect(rows).toEqual([
			{ ...row, opened: true },
			{ ...row, assigned: true },
			{ ...row, read: true, messages: 1 },
			{ ...row, unassigned: true },
			{ ...row, closed: true },
		]);
		expect(contact()).toMatchObject({ isChatOpened: false, operatorId: null });
		expect(await failure(chat('assignOperator', { operatorId: 'Анна' }))).toMatchObject({
			error: expect.stringContaining('Operator ID') as string,
			kind: 'invalidRequest',
		});
	});

	test.each([
		['false', { kind: 'rejected', text: 'no reason given' }],
		['[false]', { kind: 'rejected', text: 'no reason given' }],
		['null', { kind: 'outcomeUnknown' }],
		['"Ошибка"', { kind: 'outcomeUnknown' }],
		['5', { kind: 'outcomeUnknown' }],
	])('an operator is not assigned where the answer is a bare %s', async (body, expected) => {
		const headers = { 'content-type': 'application/json' };
		await bench.gateway.faults.add({ kind: 'status', status: 200, body, headers });
		const details = await failure(chat('assignOperator', { operatorId: '7043663' }));

		expect(details).toMatchObject(expected);
	});

	test.each(['bare', 'wrapped'] as const)('notes are written and listed, %s', async (form) => {
		if (form === 'bare') bench.sendpulse.settings.chatbotEnvelope = 'bare';
		const noted = { bot: locator(seedId('', 1)) };
		const noteText = 'Просит вернуть деньги\nза заказ 42';
		const [row] = await bench.rows(chat('addNote', { ...noted, noteText }));

		expect(row).toMatchObject({ text: noteText, contactId: ann });
		expect(await bench.rows(chat('getNotes', noted))).toMatchObject([
			{ id: row?.id, text: noteText },
		]);
		expect(bench.sendpulse.messages).toEqual([]);
	});

	test('typing is shown where the channel can', async () => {
		const on = (channel: string, number: number) =>
			chat('showTyping', { channel, chatContact: locator(seedId('a', number)) });
		for (const [channel, number] of [
			['telegram', 1],
			['whatsapp', 2],
			['messenger', 4],
		] as const) {
			expect(await bench.rows(on(channel, number))).toEqual([
				{ id: seedId('a', number), channel, shown: true },
			]);
		}
		expect(bench.calls().map(({ path }) => path)).toEqual([
			'/telegram/contacts/send',
			'/whatsapp/contacts/sendTyping',
			'/messenger/contacts/sendTyping',
		]);
		expect(await failure(on('viber', 6))).toMatchObject({
			error: 'Channel is not one of its choices: “viber”',
		});
	});
});
