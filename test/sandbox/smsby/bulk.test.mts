import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call } from '../testing/http.mts';
import { OTHER_PHONE, PHONE, pick, send, TOKEN } from './testing.mts';

const BULK = {
	alphaname_id: '1363',
	name: 'Май',
	message_type: 'bulk',
	text: 'Скидка',
	delivery_list: [PHONE, OTHER_PHONE],
};
const PERSONAL = {
	alphaname_id: '0',
	name: 'Коды',
	message_type: 'personal',
	schedule_time: '2031-01-15T09:30:00',
	delivery_list: [
		{ phone: PHONE, text: 'Код 11' },
		{ phone: OTHER_PHONE, text: 'я'.repeat(71) },
	],
};

describe('sendBulkSms', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const sendBulk = async (messages: unknown, rest: object = { callback_url: '' }) =>
		await send(sandbox.smsby, 'sendBulkSms', { messages, ...rest }, { as: 'json' });
	const refusal = async (messages: unknown, rest?: object) => {
		const answer = await sendBulk(messages, rest);
		expect(answer.status).toBe(400);
		expect(sandbox.smsby.messages).toEqual([]);
		expect(sandbox.smsby.state.bulks).toEqual([]);
		return pick(answer, 'error');
	};

	it('takes the sample of the documentation and shows one message a recipient', async () => {
		const answer = await sendBulk([BULK, PERSONAL]);
		const [bulk] = sandbox.smsby.state.bulks;
		expect(answer.json).toEqual({ uuid: bulk?.uuid, success: 'OK' });
		expect(bulk?.uuid).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
		const common = { sender: 'MyName', text: 'Скидка', parts: 1, scheduledAt: null };
		const [first, second] = bulk?.campaigns ?? [];
		expect(sandbox.smsby.messages).toMatchObject([
			{ ...common, recipient: PHONE, raw: { phone: PHONE, text: 'Скидка', name: 'Май' } },
			{ ...common, recipient: OTHER_PHONE },
			{
				recipient: PHONE,
				sender: 'Системное имя (SMS.BY)',
				text: 'Код 11',
				scheduledAt: '2031-01-15T06:30:00.000Z',
				details: {
					messageType: 'personal',
					schedule: '2031-01-15T09:30:00',
					campaignId: second?.id,
				},
			},
			{ recipient: OTHER_PHONE, parts: 2 },
		]);
		expect(sandbox.smsby.messages[0]?.details).toMatchObject({
			method: 'sendBulkSms',
			sources: { token: 'json', callback_url: 'json', messages: 'json' },
			uuid: bulk?.uuid,
			campaignId: first?.id,
			campaignName: 'Май',
			messageType: 'bulk',
			warnings: [],
			ignoredMembers: [],
		});
		expect(sandbox.smsby.state.spent.sms).toBe(0.5);
	});

	it.each([
		[
			'Europe/Berlin',
			'2031-01-15T08:30:00.000Z',
			'2031-07-15T09:30:00',
			'2031-07-15T07:30:00.000Z',
		],
		['UTC', '2031-01-15T09:30:00.000Z', '2031-07-15T09:30:00', '2031-07-15T09:30:00.000Z'],
		['Asia/Almaty', '2031-01-15T04:30:00.000Z', '2031-07-15T00:30:00', '2031-07-14T19:30:00.000Z'],
	])('reads schedule_time in the zone %s when told', async (zone, winter, time, summer) => {
		sandbox.smsby.settings.zone = zone;
		await sendBulk([PERSONAL, { ...PERSONAL, schedule_time: time }]);
		const times = sandbox.smsby.messages.map(({ scheduledAt }) => scheduledAt);
		expect(times).toEqual([winter, winter, summer, summer]);
	});

	it('holds a scheduled message, and sends at once what was for the past', async () => {
		const minute = 60_000;
		const soon = Math.ceil(sandbox.clock.now() / minute) * minute + 10 * minute;
		const wall = new Date(soon + 3 * 60 * minute).toISOString().slice(0, 19);
		await sendBulk([
			{ ...BULK, schedule_time: wall },
			{ ...BULK, schedule_time: '2001-01-01T00:00:00' },
		]);
		const statuses = () => sandbox.smsby.messages.map(({ status }) => status);
		await sandbox.clock.advance(soon - sandbox.clock.now());
		expect(statuses()).toEqual(['NEW', 'NEW', 'DELIVERED', 'DELIVERED']);
		await sandbox.clock.advance(1000);
		expect(statuses()).toEqual(['SENT', 'SENT', 'DELIVERED', 'DELIVERED']);
	});

	it.each<[string, unknown, RegExp]>([
		['no messages', undefined, /^messages must be a not empty array/],
		['an empty array', [], /^messages/],
		['JSON in a text', JSON.stringify([BULK]), /^messages/],
		['a campaign that is a text', ['x'], /^messages\[0\] must be an object/],
		['no message_type', [{ ...BULK, message_type: undefined }], /message_type must be one of/],
		['another message_type', [{ ...BULK, message_type: 'Bulk' }], /message_type must be one of/],
		['bulk without text', [{ ...BULK, text: undefined }], /messages\[0\].text is required/],
		['a long text', [{ ...BULK, text: 'я'.repeat(671) }], /too long/],
		['a second bad campaign', [BULK, { ...BULK, text: '' }], /messages\[1\].text is required/],
		['no list', [{ ...BULK, delivery_list: undefined }], /delivery_list/],
		['an empty list', [{ ...BULK, delivery_list: [] }], /delivery_list/],
		['a list in a text', [{ ...BULK, delivery_list: PHONE }], /delivery_list/],
		[
			'a phone that is a number',
			[{ ...BULK, delivery_list: [375291112233] }],
			/\[0\] must be a string/,
		],
		['two pluses', [{ ...BULK, delivery_list: [PHONE, `++${PHONE}`] }], /incorrect phone number/],
		['objects for bulk', [{ ...BULK, delivery_list: PERSONAL.delivery_list }], /must be a string/],
		['texts for personal', [{ ...PERSONAL, delivery_list: [PHONE] }], /must be an object/],
		[
			'personal without text',
			[{ ...PERSONAL, delivery_list: [{ phone: PHONE }] }],
			/text is required/,
		],
		['no alphaname', [{ ...BULK, alphaname_id: undefined }], /буквенном имени/],
		['an unknown alphaname', [{ ...BULK, alphaname_id: '7' }], /буквенном имени/],
		['a zone in the time', [{ ...BULK, schedule_time: '2031-01-15T09:30:00Z' }], /schedule_time/],
		['a time without seconds', [{ ...BULK, schedule_time: '2031-01-15T09:30' }], /schedule_time/],
		['a space in the time', [{ ...BULK, schedule_time: '2031-01-15 09:30:00' }], /schedule_time/],
		['a day that is not', [{ ...BULK, schedule_time: '2031-02-29T09:30:00' }], /schedule_time/],
	])('refuses %s', async (_, messages, error) => {
		expect(await refusal(messages)).toMatch(error);
	});

	it.each(['n8n.example/webhook', 'ftp://a.example/'])(
		'refuses the callback_url %s',
		async (url) => {
			expect(await refusal([BULK], { callback_url: url })).toBe('callback_url must be a valid URL');
			sandbox.smsby.settings.strict = false;
			expect((await sendBulk([BULK], { callback_url: url })).status).toBe(200);
		},
	);

	it('accepts what is missing in the sample, with a warning', async () => {
		await sendBulk([{ ...BULK, name: undefined, colour: 'red' }], {});
		expect(sandbox.smsby.messages[0]?.details).toMatchObject({
			warnings: [
				'callback_url is missing: it is marked required, "" when unused',
				'messages[0].name is missing',
			],
			ignoredMembers: ['colour'],
		});
		expect(sandbox.smsby.state.calls[0]?.warnings).toHaveLength(2);
	});

	it('reads the array from a form in the way of PHP, and says so', async () => {
		const answer = await send(sandbox.smsby, 'sendBulkSms', {
			callback_url: '',
			'messages[0][alphaname_id]': '1363',
			'messages[0][message_type]': 'bulk',
			'messages[0][text]': 'Скидка',
			'messages[0][delivery_list][]': PHONE,
		});
		expect(answer.status).toBe(200);
		expect(sandbox.smsby.messages).toMatchObject([
			{ recipient: PHONE, details: { sources: { messages: 'form', token: 'form' } } },
		]);
	});

	it('needs the token inside the object, or elsewhere', async () => {
		const body = JSON.stringify({ messages: [BULK], callback_url: '' });
		const headers = { 'content-type': 'application/json' };
		const url = `${sandbox.smsby.url}/api/v1/sendBulkSms`;
		expect((await call(url, { method: 'POST', headers, body })).status).toBe(403);
		const withToken = `${url}?token=${encodeURIComponent(TOKEN)}`;
		expect((await call(withToken, { method: 'POST', headers, body })).status).toBe(200);
		expect(sandbox.smsby.messages[0]?.details).toMatchObject({
			sources: { token: 'query', messages: 'json' },
		});
	});

	it('leaves out a bad phone when asked, and reports it', async () => {
		sandbox.smsby.settings.bulkBadPhones = 'reported';
		sandbox.smsby.settings.refusals = { [OTHER_PHONE]: 'limit exceeded' };
		await sendBulk([{ ...BULK, delivery_list: ['8029', PHONE, OTHER_PHONE] }]);
		expect(sandbox.smsby.messages.map(({ recipient }) => recipient)).toEqual([PHONE]);
		expect(sandbox.smsby.state.campaigns[0]?.rejected).toEqual([
			{ phone: '8029', error: 'incorrect phone number' },
			{ phone: OTHER_PHONE, error: 'limit exceeded' },
		]);
	});

	it('fails a campaign without money and goes on with the next', async () => {
		sandbox.smsby.settings.balance = 0.2;
		await sendBulk([PERSONAL, BULK]);
		expect(sandbox.smsby.state.campaigns.map(({ error }) => error)).toEqual([
			'billing error',
			null,
		]);
		expect(sandbox.smsby.messages.map(({ text }) => text)).toEqual(['Скидка', 'Скидка']);
	});
});
