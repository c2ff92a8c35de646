import { useSendPulse } from '../testing.mts';
import { CHANNELS } from './channels.mts';
import { seedId } from './seed.mts';

const api = useSendPulse();

const TEXTS: Readonly<Record<string, (text: string) => object>> = {
	telegram: (text) => ({ type: 'text', text }),
	whatsapp: (text) => ({ type: 'text', text: { body: text } }),
	messenger: (text) => ({ type: 'RESPONSE', content_type: 'message', text }),
	instagram: (text) => ({ type: 'text', message: { text } }),
	viber: (text) => ({ type: 'text', text: { text } }),
	livechat: (text) => ({ type: 'text', text: { text } }),
	tiktok: (text) => ({ type: 'text', text: { text } }),
};

const sendBody = (channel: (typeof CHANNELS)[number], contact: string, text = 'Привет') => {
	const body = TEXTS[channel.name]?.(text);
	return { contact_id: contact, ...(channel.isList ? { messages: [body] } : { message: body }) };
};

const channels = CHANNELS.map((channel, at) => ({ channel, number: at + 1, name: channel.name }));
const WHATSAPP = seedId('', 2);

const answerOf = async (path: string, body?: object) =>
	await api.answer(body === undefined ? 'GET' : 'POST', path, body);

describe.each(channels)('the chatbot channel $name', ({ channel, number }) => {
	const { prefix } = channel;
	const bot = seedId('', number);
	const contact = seedId('a', number);

	it('lists its bot, contacts, flows, triggers, variables and tags', async () => {
		const list = async (path: string) =>
			(await api.ok<{ data: object[] }>('GET', `${prefix}${path}`)).data;
		expect(await list('/bots')).toMatchObject([{ id: bot, status: 3 }]);
		expect(await list(`/flows?bot_id=${bot}&size=1&skip=0`)).toMatchObject([
			{ id: seedId('e', number), status: 1, triggers: [{ type: 4 }] },
		]);
		expect(await list(`/triggers?bot_id=${bot}`)).toMatchObject([{ keywords: ['start', 'старт'] }]);
		expect(await list(`/variables?bot_id=${bot}`)).toHaveLength(2);
		expect(await list(`/tags?bot_id=${bot}`)).toMatchObject([{ name: 'vip', contact_count: 1 }]);
		expect(await list(`/contacts/getByTag?bot_id=${bot}&tag=vip`)).toMatchObject([{ id: contact }]);
		expect(
			await list(`/contacts/getByVariable?bot_id=${bot}&variable_name=city&variable_value=Riga`),
		).toMatchObject([{ id: contact, variables: { city: 'Riga' } }]);
	});

	it('sends a text and keeps the chat', async () => {
		await api.ok('POST', `${prefix}/contacts/send`, sendBody(channel, contact));
		expect(api.sendpulse.messages).toMatchObject([
			{ channel: 'chatbot', text: 'Привет', details: { chatbot: channel.name } },
		]);
		api.state.account.chatbots.receive(contact, { text: 'Да' }, api.now());
		const { data } = await api.ok<{ data: object[] }>(
			'GET',
			`${prefix}/chats/messages?contact_id=${contact}&order=desc&size=5&skip=0`,
		);
		expect(data).toMatchObject([{ direction: 1, data: { text: 'Да' } }, { direction: 2 }]);
		const chats = await api.ok('GET', `${prefix}/chats?bot_id=${bot}&size=5&skip=0`);
		expect(chats).toMatchObject({ data: [{ contact: { id: contact }, inbox_unread: 1 }] });
	});

	it('refuses who has blocked it, who left it, and nobody', async () => {
		const to = async (id: string) =>
			await answerOf(`${prefix}/contacts/send`, sendBody(channel, id));
		expect((await to(seedId('c', number))).json).toMatchObject({ error_code: 403 });
		expect((await to(seedId('b', number))).json).toMatchObject({
			errors: { contact_id: ['contact.errors.not_active'] },
		});
		expect((await to('5fffffffffffffffffffffff')).status).toBe(404);
	});

	it('knows the 24 hours where the channel has them', async () => {
		const { status, json } = await answerOf(
			`${prefix}/contacts/send`,
			sendBody(channel, seedId('d', number)),
		);
		if (!channel.hasWindow) {
			expect(status).toBe(200);
			return;
		}
		const complaint =
			channel.name === 'messenger'
				? 'contact.errors.not_active'
				: '(#2) Contact is not active in 24hours';
		expect(json).toEqual({
			message: 'The given data was invalid.',
			errors: { contact_id: [complaint] },
		});
	});

	it('changes tags, variables, the pause and the status of a contact', async () => {
		const post = async (path: string, body: object = {}) =>
			await api.ok('POST', `${prefix}/contacts/${path}`, { contact_id: contact, ...body });
		await post('setTag', { tags: ['new', 'two'] });
		await post('deleteTag', { tag: 'vip' });
		await post('setVariable', { variables: [{ variable_name: 'orders', variable_value: 3 }] });
		await post('deleteVariable', { variable_name: 'city' });
		await post('setPauseAutomation', { minutes: 30 });
		await post('disable');
		const { data } = await api.ok<{ data: object }>('GET', `${prefix}/contacts/get?id=${contact}`);
		expect(data).toMatchObject({ status: 3, tags: ['new', 'two'], variables: { orders: 3 } });
		expect(
			await api.ok('GET', `${prefix}/contacts/getPauseAutomation?contact_id=${contact}`),
		).toEqual({ success: true, data: { minutes: 30 } });
		expect(await api.ok('PUT', `${prefix}/contacts/mark-read?contact_id=${contact}`)).toEqual({
			count: 1,
		});
	});

	it('runs an active flow by id and by keyword, with data', async () => {
		const flow = { contact_id: contact, flow_id: seedId('e', number), external_data: { sum: 5 } };
		await api.ok('POST', `${prefix}/flows/run`, flow);
		const keyword = { contact_id: contact, trigger_keyword: 'Start' };
		await api.ok('POST', `${prefix}/flows/runByTrigger`, keyword);
		expect(api.state.account.chatbots.runs).toMatchObject([
			{ flowId: seedId('e', number), externalData: { sum: 5 } },
			{ flowId: seedId('e', number) },
		]);
	});
});

describe('WhatsApp by phone', () => {
	const text = (phone: string) => ({ bot_id: WHATSAPP, phone, message: TEXTS.whatsapp?.('Hi') });

	it('answers with the message of the platform', async () => {
		const sent = await api.ok('POST', '/whatsapp/contacts/sendByPhone', text('380501112230'));
		expect(sent).toMatchObject({
			success: true,
			data: {
				id: expect.stringMatching(/^[\da-f]{24}$/) as string,
				data: { message_id: expect.stringMatching(/^wamid\./) as string },
				is_paid: false,
			},
		});
	});

	it('refuses outside the 24 hours and with a plus', async () => {
		const closed = await answerOf('/whatsapp/contacts/sendByPhone', text('380501112233'));
		expect(closed.status).toBe(400);
		expect(closed.json).toEqual({
			success: false,
			data: null,
			errors: { phone: ['(#1) Contact is not active in 24hours'] },
			error_code: 400,
		});
		expect((await answerOf('/whatsapp/contacts/sendByPhone', text('+380501112230'))).status).toBe(
			422,
		);
	});

	it('sends a template to a new number, and counts its parameters', async () => {
		const template = (parameters: object[]) => ({
			bot_id: WHATSAPP,
			phone: '380990000000',
			template: {
				name: 'order_paid',
				language: { code: 'en' },
				components: [{ type: 'body', parameters }],
			},
		});
		const path = '/whatsapp/contacts/sendTemplateByPhone';
		const one = { type: 'text', text: 'Ann' };
		expect((await answerOf(path, template([one]))).status).toBe(400);
		await api.ok('POST', path, template([one, { type: 'text', text: '7' }]));
		expect(api.sendpulse.messages).toMatchObject([{ text: 'Hello Ann, your order 7 is paid.' }]);
	});
});

describe('answers', () => {
	it('hold the token of a bot only where all channels are listed', async () => {
		const all = await api.ok<{ data: object[] }>('GET', '/chatbots/bots');
		expect(all.data).toHaveLength(7);
		expect(JSON.stringify(all)).toContain('access_token');
		expect(JSON.stringify(await api.ok('GET', '/telegram/bots'))).not.toContain('access_token');
	});

	it('come bare, with [] for no variables and with other acknowledgements, by their modes', async () => {
		Object.assign(api.settings, {
			chatbotEnvelope: 'bare',
			emptyObjects: 'array',
			chatbotDone: 'array',
			windowStatus: 400,
			chatbotTextLimit: 512,
		});
		expect(await api.ok('GET', `/telegram/contacts/get?id=${seedId('b', 1)}`)).toMatchObject({
			variables: [],
		});
		const telegram = CHANNELS[0];
		if (!telegram) throw new Error('No channel');
		const send = async (text: string) =>
			await answerOf('/telegram/contacts/send', sendBody(telegram, seedId('a', 1), text));
		expect((await send('ок')).json).toEqual([]);
		expect((await send('я'.repeat(513))).status).toBe(422);
	});

	it('of dialogs have a total and a cursor', async () => {
		api.state.account.chatbots.receive(seedId('a', 1), { text: 'one' }, api.now());
		api.state.account.chatbots.receive(seedId('a', 2), { text: { body: 'two' } }, api.now() + 1);
		const { data } = await api.ok<{ data: { list: object[]; total: number } }>(
			'GET',
			'/chatbots/dialogs?size=1&order=desc',
		);
		expect(data).toMatchObject({
			total: 2,
			list: [{ last_inbox_message: { text: 'two' }, service: 4 }],
		});
	});
});

describe('campaigns', () => {
	it('reach those whom the channel lets them', async () => {
		const campaign = {
			title: 'Sale',
			bot_id: seedId('', 1),
			messages: [{ type: 'text', message: { text: 'Hi' } }],
		};
		await api.ok('POST', '/telegram/campaigns/send', campaign);
		expect(api.sendpulse.messages).toHaveLength(2);
		const tags = { type: 'and', expressions: [{ operator: 'eq', field: 'tags', value: 'vip' }] };
		const filter = { type: 'and', expressions: [tags] };
		await api.ok('POST', '/telegram/campaigns/send', { ...campaign, filter });
		expect(api.sendpulse.messages).toHaveLength(3);
	});

	it('do not exist in live chat', async () => {
		expect((await answerOf('/live-chat/campaigns/send', { title: 'x' })).status).toBe(404);
	});
});
