import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulseTrigger } from '../../../nodes/SendPulse/SendPulseTrigger.node.ts';
import type { ChatService } from '../../sandbox/sendpulse/webhooks/chatForms.mts';
import { OTHER_MESSAGES, textData, TITLES } from '../../sandbox/sendpulse/webhooks/chatForms.mts';
import type { ChatEvent } from '../../sandbox/sendpulse/webhooks/chatEvents.mts';
import { startReceiver } from '../../sandbox/testing/receiver.mts';
import type { CallResult } from '../harness/index.mts';
import { activate, call, expectNoSecrets, openDropdown, TriggerHost } from '../harness/index.mts';
import { callbackSecret, jsonOf, secrets, store, useBench } from './setup.mts';

const bench = useBench();

const botToken = '1102015432:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const bot = { id: '5f0000000000000000000001', name: 'Shop', accessToken: botToken };
const contact = { id: '5f00000000000000000000a1', name: 'Ann' };

const everyEvent = [...TITLES, 'other'];

const host = (parameters: INodeParameters = {}, credentialData: IDataObject = {}) =>
	new TriggerHost({
		nodeType: SendPulseTrigger,
		credentials: store(bench.sendpulse, credentialData),
		parameters: {
			authentication: 'apiKey',
			service: 'chatbot',
			chatEvents: everyEvent,
			...parameters,
		},
		workflowId: `workflow-${Math.random()}`,
	});

const query = `?secret=${encodeURIComponent(callbackSecret)}`;

const post = async (
	trigger: TriggerHost,
	body: string,
	url = query,
	headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<CallResult> => {
	const result = await call(trigger, { method: 'POST', url, headers, rawBody: Buffer.from(body) });
	expectNoSecrets({ body: result.body, items: result.workflowData, log: result.log }, [
		...secrets,
		botToken,
	]);
	return result;
};

/** What the service itself sends, word for word. */
async function sent(...events: ChatEvent[]): Promise<string[]> {
	const receiver = await startReceiver();
	bench.sendpulse.settings.chatWebhookUrl = receiver.url;
	await bench.sendpulse.state.emitChat(...events);
	await receiver.close();
	return receiver.calls.map(({ body }) => body);
}

const message = (
	service: ChatService,
	data: unknown,
	more: Partial<ChatEvent> = {},
	id: string | null = '5f00000000000000000000c1',
): ChatEvent => ({
	service,
	title: 'incoming_message',
	bot,
	contact,
	message: { ...(id === null ? {} : { id }), channel_data: data },
	at: 1_768_471_200_000,
	...more,
});

const reports = async (trigger: TriggerHost, ...events: ChatEvent[]): Promise<IDataObject[]> => {
	const found: IDataObject[] = [];
	for (const body of await sent(...events)) {
		const { status, workflowData } = await post(trigger, body);
		expect(status).toBe(200);
		found.push(...jsonOf(workflowData?.[0]));
	}
	return found;
};

const platformIds: Readonly<Record<string, string>> = {
	telegram: '15',
	whatsapp: 'wamid.15',
	instagram: 'm_15',
	messenger: 'm_15',
};

describe('what is lifted out', () => {
	test.each(['telegram', 'whatsapp', 'instagram', 'messenger', 'viber', 'livechat', 'tiktok'])(
		'is the same for %s, in every form of body, date and variables',
		async (name) => {
			const service = name as ChatService;
			const event = message(service, textData(service, 'Цена «ёлки»?', 15));
			const forms = [
				{ chatBody: 'array', chatDates: 's', chatVariables: 'list', chatTokens: true },
				{ chatBody: 'object', chatDates: 'ms', chatVariables: 'object', chatTokens: false },
			] as const;
			for (const form of forms) {
				Object.assign(bench.sendpulse.settings, form);
				const found = await reports(host(), event);
				expect(found).toMatchObject([
					{
						gateway: 'sendpulse',
						status: 'inbound',
						final: false,
						success: null,
						event: 'incoming_message',
						code: 'incoming_message',
						channel: service,
						text: 'Цена «ёлки»?',
						messageId: platformIds[service] ?? '5f00000000000000000000c1',
						recipient: contact.id,
						contact: { id: contact.id, name: 'Ann', tags: [], variables: {} },
						bot: { id: bot.id, name: 'Shop' },
						media: null,
						occurredAt: '2026-01-15T10:00:00.000Z',
						verified: false,
						raw: { service, title: 'incoming_message', info: { message: expect.any(Object) } },
					},
				]);
			}
		},
	);

	test.each(OTHER_MESSAGES.map(([service, what, data, text]) => ({ service, what, data, text })))(
		'$service: $what',
		async ({ service, data, text }) => {
			const [report] = await reports(host(), message(service, data));

			expect(report).toMatchObject({ status: 'inbound', text });
			expect(report?.messageId).toEqual(expect.any(String));
		},
	);

	test('names the file of a message and where it is', async () => {
		const last = 'https://media.example/full.jpg';
		const data = { message: { type: 'image', url: '/files/1.jpg', image: {} } };
		const [chat] = await reports(
			host(),
			message('livechat', data, { contact: { ...contact, lastMessage: last } }),
		);
		const attached = { message: { attachment: { type: null, payload: { url: last } } } };
		const [instagram] = await reports(host(), message('instagram', attached));

		expect(chat).toMatchObject({ text: null, media: { type: 'image', url: last } });
		expect(instagram).toMatchObject({ media: { type: null, url: last } });
	});

	test('takes the last message of the customer for an incoming text that is nowhere else, and for nothing else', async () => {
		const said = { contact: { ...contact, lastMessage: 'Where is it?' } };
		const [incoming] = await reports(host(), message('tiktok', {}, said));
		const [outgoing] = await reports(
			host(),
			message('tiktok', {}, { ...said, title: 'outgoing_message' }),
		);

		expect([incoming?.text, outgoing?.text]).toEqual(['Where is it?', null]);
	});

	test.each([
		['outgoing_message', 'sent'],
		['new_subscriber', 'subscribed'],
		['unsubscribe', 'unsubscribed'],
		['bot_unsubscribe', 'unsubscribed'],
		['bot_block', 'unsubscribed'],
		['link_click', 'clicked'],
		['open_chat', 'unknown'],
		['run_custom_flow', 'unknown'],
		['brand_new_event', 'unknown'],
		['Оплата прошла', 'unknown'],
	])('passes the event %s with the status %s', async (title, status) => {
		const event = { service: 'telegram', title, bot, contact };
		const [report] = await reports(host(), event);

		expect(report).toMatchObject({
			status,
			event: title,
			code: title,
			contact: { id: contact.id },
		});
	});
});

describe('repetitions', () => {
	const telegram = (number: number, more: Partial<ChatEvent> = {}) =>
		message('telegram', textData('telegram', 'Да', number), more, null);

	test('start one execution, and two equal texts start two', async () => {
		const trigger = host();
		const found = [
			...(await reports(trigger, telegram(1))),
			...(await reports(trigger, telegram(1))),
			...(await reports(trigger, telegram(2))),
		];
		expect(found.map(({ messageId }) => messageId)).toEqual(['1', '2']);
	});

	test('are told for each contact, bot and title, because a number is of one chat only', async () => {
		const trigger = host();
		const found = await reports(
			trigger,
			telegram(1),
			telegram(1, { contact: { id: 'other' } }),
			telegram(1, { bot: { id: 'other' } }),
			telegram(1, { title: 'outgoing_message' }),
			telegram(1),
		);
		expect(found).toHaveLength(4);
	});

	test('are told by SendPulse’s own id where the channel has none', async () => {
		const trigger = host();
		const say = (id: string) => message('livechat', textData('livechat', 'Да', 1), {}, id);
		const found = await reports(trigger, say('a'), say('b'), say('a'));

		expect(found.map(({ messageId }) => messageId)).toEqual(['a', 'b']);
	});

	test('are told by the moment and what was said where there is no id at all', async () => {
		const trigger = host();
		const say = (text: string, at = 1_768_471_200_000) =>
			message('viber', textData('viber', text, 1), { at }, null);
		const found = await reports(
			trigger,
			say('Да'),
			say('Нет'),
			say('Да'),
			say('Да', 1_768_471_300_000),
		);
		expect(found.map(({ text }) => text)).toEqual(['Да', 'Нет', 'Да']);
	});

	test('of a comment are dropped, and its change is not', async () => {
		const trigger = host();
		const comment = (verb: string, text: string, at: number) =>
			message(
				'messenger',
				{ message: { item: 'comment', verb, comment_id: '7_8', message: text } },
				{ at },
				null,
			);
		const found = await reports(
			trigger,
			comment('add', 'Nice', 1_768_471_200_000),
			comment('add', 'Nice', 1_768_471_260_000),
			comment('edited', 'Very nice', 1_768_471_270_000),
		);
		expect(found.map(({ text }) => text)).toEqual(['Nice', 'Very nice']);
	});
});

describe('filters', () => {
	const events = (): ChatEvent[] => [
		message('telegram', textData('telegram', 'a', 1)),
		message('whatsapp', textData('whatsapp', 'b', 2), { bot: { id: 'bot-2' } }),
		{ service: 'facebook', title: 'unsubscribe', bot, contact },
		{ service: 'sms', title: 'Order Paid', bot, contact },
	];

	test.each<[string, INodeParameters, string[]]>([
		['event', { chatEvents: ['unsubscribe'] }, ['unsubscribe']],
		['other event', { chatEvents: ['other'] }, ['Order Paid']],
		['bot', { chatFilters: { bots: 'bot-2, bot-3' } }, ['incoming_message']],
		['channel', { chatFilters: { channels: ['messenger'] } }, ['unsubscribe']],
		['unknown channel', { chatFilters: { channels: ['other'] } }, ['Order Paid']],
		['title', { chatFilters: { titles: 'order paid, refund' } }, ['Order Paid']],
	])('by %s', async (_what, parameters, titles) => {
		const found = await reports(host(parameters), ...events());

		expect(found.map(({ event }) => event)).toEqual(titles);
	});

	test('leave outgoing messages out unless they are chosen', async () => {
		const { chatEvents, ...rest } = host().options.parameters as INodeParameters;
		expect(chatEvents).toBeDefined();
		const trigger = new TriggerHost({ ...host().options, parameters: rest });
		const found = await reports(
			trigger,
			...[...TITLES, 'brand_new'].map((title) => ({ service: 'telegram', title, bot, contact })),
		);
		expect(found.map(({ event }) => event)).toEqual(
			[...TITLES, 'brand_new'].filter((title) => title !== 'outgoing_message'),
		);
	});
});

describe('secrets', () => {
	test('of the bot never show, wherever they stand', async () => {
		const pageToken = 'EAAGm0PX4ZCpsBAKZC-page';
		const data = {
			message: {
				id: 'wamid.1',
				type: 'document',
				document: { url: `https://api.telegram.org/file/bot${botToken}/doc.pdf` },
				text: `look: ${pageToken}`,
			},
			page: {
				page_access_token: pageToken,
				app: { clientSecret: 'abcdefgh12345', apiKeys: ['k-123456'] },
			},
			link: 'https://graph.example/me?fields=id&access_token=EAAB-other-token',
		};
		bench.sendpulse.settings.chatTokens = true;
		const found = await reports(host(), message('whatsapp', data));

		expectNoSecrets({ found }, [
			botToken,
			pageToken,
			'abcdefgh12345',
			'k-123456',
			'EAAB-other-token',
		]);
		expect(found).toMatchObject([
			{ messageId: 'wamid.1', text: 'look: ***', raw: { bot: { access_token: '***' } } },
		]);
	});

	test('of a Telegram bot never show in the address of a file alone', async () => {
		const url = `https://api.telegram.org/file/bot${botToken}/photos/1.jpg`;
		const data = { message_id: 1, message: { photo: [], caption: 'Чек', document: { url } } };
		const [report] = await reports(host(), message('telegram', data));

		expect(JSON.stringify(report)).toContain('/file/bot***/photos/1.jpg');
	});

	test('in the URL are masked where an event repeats it', async () => {
		const data = { message: { id: 'w', text: `see ${callbackSecret}` } };
		const [report] = await reports(host(), message('whatsapp', data));

		expect(report?.text).toBe('see ***');
	});
});

describe('who may call', () => {
	const body = JSON.stringify([{ service: 'telegram', title: 'incoming_message', bot, contact }]);

	test.each(['', '?secret=', '?secret=wrong', `${query}&secret=x`])(
		'nobody with %p',
		async (url) => {
			const { status, startedExecution } = await post(host(), body, url);
			expect([status, startedExecution]).toEqual([401, false]);
		},
	);

	test.each<[string, string, Record<string, string>]>([
		['an object without anything', '{}', { 'content-type': 'application/json' }],
		['no title', '{"bot":{"id":1}}', { 'content-type': 'application/json' }],
		[
			'a title that is not a text',
			'[{"title":{},"contact":{}}]',
			{ 'content-type': 'application/json' },
		],
		['an empty list', '[]', { 'content-type': 'application/json' }],
		['null', 'null', { 'content-type': 'application/json' }],
		['a list of anything', '[1,"a",null,[]]', { 'content-type': 'application/json' }],
		['a form', 'title=incoming_message', { 'content-type': 'application/x-www-form-urlencoded' }],
		['plain text', 'hello', { 'content-type': 'text/plain' }],
	])('whoever has the secret, also with %s', async (_what, unknown, headers) => {
		const { status, workflowData } = await post(host(), unknown, query, headers);

		expect(status).toBe(200);
		for (const report of jsonOf(workflowData?.[0])) expect(report.status).toBe('unknown');
		expect(jsonOf(workflowData?.[0]).length).toBeGreaterThan(0);
	});
});

describe('the URL of the panel', () => {
	test('is let in as it is, and stands for one secret only', async () => {
		const [entry] = await openDropdown(
			{
				nodeType: SendPulseTrigger,
				credentials: store(bench.sendpulse),
				parameters: { authentication: 'apiKey' },
			},
			new SendPulseTrigger().methods.listSearch.urlSecrets,
		);
		const token = String(entry?.value);
		const trigger = host({ urlSecret: { __rl: true, mode: 'list', value: token } });
		const { error, url } = await activate(trigger);
		expect(error).toBeUndefined();
		expect(url).toMatch(new RegExp(`/sendpulse/${token}$`));

		const body = JSON.stringify([{ service: 'telegram', title: 'x', bot, contact }]);
		const { status, workflowData } = await post(trigger, body, `/${token}`);
		expect([status, jsonOf(workflowData?.[0]).length]).toEqual([200, 1]);
		for (const wrong of [`/${token.slice(1)}`, `/${token}/`, `/${token}0`, `/x?secret=${token}`]) {
			expect((await post(trigger, body, wrong)).status).toBe(401);
		}
		const other = host(
			{ urlSecret: { __rl: true, mode: 'list', value: token } },
			{ callbackSecret: 'another secret' },
		);
		expect((await post(other, body, `/${token}`)).status).toBe(401);
		expect(String((await activate(other)).error)).toContain(
			'URL Secret does not belong to this credential',
		);
	});

	test('is the plain one where nothing is chosen, and asks for a secret in the credential', async () => {
		const { error, url } = await activate(host());
		expect(error).toBeUndefined();
		expect(url).toMatch(/\/sendpulse$/);
		expect(bench.calls()).toEqual([]);
		const without = await activate(host({}, { callbackSecret: '' }));
		expect(String(without.error)).toContain('no Callback Secret');
	});
});
