import type { Receiver } from '../../testing/receiver.mts';
import { startReceiver } from '../../testing/receiver.mts';
import { useSendPulse } from '../testing.mts';
import type { ChatService } from './chatForms.mts';
import { OTHER_MESSAGES, textData, TITLES } from './chatForms.mts';

const api = useSendPulse();

let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
	api.settings.chatWebhookUrl = `${receiver.url}/bot`;
});
afterEach(async () => await receiver.close());

const bodies = () => receiver.calls.map(({ body }) => JSON.parse(body) as unknown);

const bot = { id: '5f0000000000000000000001', accessToken: '111:secret' };
const contact = { id: '5f00000000000000000000a1' };

const write = async (service: ChatService, text: string) =>
	await api.state.emitChat({
		service,
		title: 'incoming_message',
		bot,
		contact: { ...contact, lastMessage: text },
		message: { id: '5f00000000000000000000c1', channel_data: textData(service, text, 15) },
	});

it('comes at once, as an array of one event', async () => {
	await write('telegram', 'Hello');

	expect(receiver.calls).toMatchObject([{ method: 'POST', url: '/bot' }]);
	expect(bodies()).toEqual([
		[
			{
				service: 'telegram',
				title: 'incoming_message',
				bot: { id: bot.id, name: 'Shop', url: 'https://t.me/shop_bot', external_id: '111' },
				contact: {
					id: contact.id,
					name: 'Ann',
					last_message: 'Hello',
					tags: [],
					variables: [],
					is_chat_opened: true,
				},
				info: {
					message: {
						id: '5f00000000000000000000c1',
						channel_data: {
							message_id: 15,
							message: { from: { id: 222 }, chat: { id: 222 }, text: 'Hello' },
						},
					},
				},
				date: Math.floor(api.now() / 1000),
			},
		],
	]);
});

it('comes as one object, with milliseconds, with variables as an object, or with a token', async () => {
	Object.assign(api.settings, {
		chatBody: 'object',
		chatDates: 'ms',
		chatVariables: 'object',
		chatTokens: true,
	});
	await write('livechat', 'Help');

	expect(bodies()).toMatchObject([
		{ date: api.now(), bot: { access_token: '111:secret' }, contact: { variables: {} } },
	]);
});

it('comes twice when the settings say so, and again after an answer that is no 2xx', async () => {
	await receiver.close();
	receiver = await startReceiver(500, 200);
	api.settings.chatWebhookUrl = `${receiver.url}/bot`;
	await write('viber', 'Hi');
	await api.advance(60_000);
	expect(bodies()).toHaveLength(2);
	api.settings.duplicateEvents = true;
	await write('viber', 'Hi');
	expect(bodies()).toHaveLength(4);
});

it('carries several events in one call, and none where no webhook is set', async () => {
	await api.state.emitChat(
		...TITLES.map((title) => ({ service: 'tiktok', title, bot, contact, at: 1_768_471_200_000 })),
	);
	expect(bodies()).toMatchObject([TITLES.map((title) => ({ title, date: 1_768_471_200 }))]);
	api.settings.chatWebhookUrl = '';
	await write('whatsapp', 'Price?');
	expect(receiver.calls).toHaveLength(1);
});

it('has a form for each channel', () => {
	const services = [
		'telegram',
		'whatsapp',
		'instagram',
		'messenger',
		'viber',
		'livechat',
		'tiktok',
	];
	for (const service of services) {
		expect(JSON.stringify(textData(service as ChatService, 'Привет', 1))).toContain('Привет');
	}
	expect(OTHER_MESSAGES.length).toBeGreaterThan(5);
});
