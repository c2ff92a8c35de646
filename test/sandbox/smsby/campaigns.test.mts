import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import type { Seen } from '../testing/http.mts';
import { get, onlyMessage, OTHER_PHONE, PHONE, pick, quick, send } from './testing.mts';

describe('two-step sending', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const create = async (values: object = {}) =>
		await get(sandbox.smsby, 'createSmsMessage', { message: 'Скидка', ...values });
	const idOf = (answer: Seen) => String(pick(answer, 'message_id'));
	/** A campaign that may be sent at once. */
	const ready = async (values: object = {}) => {
		sandbox.smsby.settings.moderationLooks = 0;
		return idOf(await create(values));
	};
	const status = async (message_id: string) =>
		pick(await get(sandbox.smsby, 'checkSMSMessageStatus', { message_id }), 'status');
	const sendSms = async (message_id: string, phone = PHONE) =>
		await get(sandbox.smsby, 'sendSms', { message_id, phone });

	it('createSmsMessage answers in the shape of its era', async () => {
		const current = await create({ alphaname_id: '1363', name: 'Май' });
		const { id } = sandbox.smsby.state.campaigns[0] ?? {};
		expect(current.json).toEqual({
			status: 'ok',
			parts: 1,
			len: 6,
			message_id: Number(id),
			alphaname: 'MyName',
			time: 0,
		});
		expect(sandbox.smsby.state.campaigns[0]).toMatchObject({ name: 'Май', text: 'Скидка' });
		expect(sandbox.smsby.messages).toEqual([]);
		sandbox.smsby.settings.era = 'A';
		const old = await create({ message: 'Ещё' });
		expect(old.json).toEqual([
			{
				status: 'ok',
				parts: 1,
				len: 3,
				message_id: Number(sandbox.smsby.state.campaigns[1]?.id),
				alphaname: 'system',
			},
		]);
	});

	it.each([
		['2031-01-02 03:04', 1_925_078_640],
		['2031-01-02 03:04:05', 1_925_078_645],
		['1925078645', 1_925_078_645],
	])('createSmsMessage takes the time %s in the zone of the account', async (time, seconds) => {
		const answer = await create({ time });
		expect(pick(answer, 'time')).toBe(seconds);
		sandbox.smsby.settings.moderationLooks = 0;
		await sendSms(idOf(answer));
		const message = onlyMessage(sandbox.smsby);
		expect(message).toMatchObject({
			scheduledAt: new Date(seconds * 1000).toISOString(),
			details: { schedule: time },
		});
		await sandbox.clock.advance(60_000);
		expect(message.status).toBe('NEW');
	});

	it.each(['2031-02-30 03:04', '02.01.2031', '2031-01-02T03:04', 'tomorrow', '2031-01-02 24:00'])(
		'createSmsMessage refuses the time %s',
		async (time) => {
			expect(await create({ time })).toMatchObject({
				status: 400,
				json: { error: expect.stringContaining('time must have the format') as string },
			});
		},
	);

	it('refuses the same text twice, naming the known one in either form', async () => {
		const id = idOf(await create());
		const error = `The same message exists with ID=${id}`;
		const second = await create({ alphaname_id: '1363' });
		expect(second).toMatchObject({ status: 400, json: { error } });
		expect(second.json).toEqual({ error });
		sandbox.smsby.settings.duplicates = 'messageId';
		expect((await create()).json).toEqual({ error, message_id: Number(id) });
		sandbox.smsby.settings.duplicates = 'accepted';
		expect((await create()).status).toBe(200);
		expect(sandbox.smsby.state.campaigns).toHaveLength(2);
	});

	it('can be sent at once, as the official examples do', async () => {
		const id = idOf(await create());
		expect((await sendSms(id)).status).toBe(200);
		expect(await status(id)).toBe('moderated');
	});

	it('is new for a look when told', async () => {
		sandbox.smsby.settings.moderationLooks = 1;
		const id = idOf(await create());
		expect((await sendSms(id)).json).toEqual({ error: 'access denied' });
		expect([await status(id), await status(id)]).toEqual(['new', 'moderated']);
	});

	it('is new for so many looks, then moderated', async () => {
		sandbox.smsby.settings.moderationLooks = 2;
		const id = idOf(await create());
		const { json } = await get(sandbox.smsby, 'checkSMSMessageStatus', { message_id: id });
		expect(json).toEqual({ status: 'new', parts: 1, alphaname: 'SYSTEM' });
		expect(await sendSms(id)).toMatchObject({ status: 400, json: { error: 'access denied' } });
		expect(await status(id)).toBe('new');
		expect(await status(id)).toBe('moderated');
		expect(await status(id)).toBe('moderated');
		expect((await sendSms(id)).status).toBe(200);
	});

	it('is moderated by the clock when asked, or never', async () => {
		Object.assign(sandbox.smsby.settings, { moderationLooks: null, moderationMs: 60_000 });
		const id = idOf(await create());
		await sandbox.clock.advance(59_999);
		expect([await status(id), await status(id)]).toEqual(['new', 'new']);
		await sandbox.clock.advance(1);
		expect(await status(id)).toBe('moderated');
		sandbox.smsby.settings.moderationMs = null;
		await sandbox.clock.advance(60_000_000);
		expect(await status(id)).toBe('new');
	});

	it('sendSms sends the text to a phone', async () => {
		const id = await ready({ message: 'я'.repeat(71), alphaname_id: '1363' });
		const answer = await sendSms(id);
		const message = onlyMessage(sandbox.smsby);
		expect(answer.json).toEqual({ sms_id: Number(message.id), status: 'NEW' });
		expect(message).toMatchObject({
			recipient: PHONE,
			sender: 'MyName',
			parts: 2,
			details: { method: 'sendSms', campaignId: id },
		});
		expect(sandbox.smsby.state.spent.sms).toBe(0.2);
	});

	it.each<[string, object, number, string]>([
		['an unknown message', { message_id: '1', phone: PHONE }, 404, 'not found'],
		['an id in letters', { message_id: 'x', phone: PHONE }, 400, 'message_id must be an integer'],
		['no message', { phone: PHONE }, 400, 'message_id is required'],
	])('sendSms refuses %s', async (_, values, code, error) => {
		const answer = await get(sandbox.smsby, 'sendSms', { ...values });
		expect(answer).toMatchObject({ status: code, json: { error } });
	});

	it('sendSms refuses a bad phone and an empty purse', async () => {
		const message_id = await ready();
		expect((await sendSms(message_id, 'x')).json).toEqual({ error: 'incorrect phone number' });
		sandbox.smsby.settings.balance = 0;
		expect((await sendSms(message_id)).json).toEqual({ error: 'billing error' });
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('checkSMSMessageStatus knows only campaigns', async () => {
		const message_id = pick(await quick(sandbox.smsby), 'sms_id');
		const answer = await get(sandbox.smsby, 'checkSMSMessageStatus', { message_id });
		expect(answer).toMatchObject({ status: 404, json: { error: 'not found' } });
	});

	it('sendSmsList sends to every phone of a list', async () => {
		const v2 = { version: 'v2' } as const;
		const list = await send(sandbox.smsby, 'createSubscriberList', { name: 'Клиенты' }, v2);
		const { list_id } = pick(list, 'result') as { list_id: number };
		const values = { list_id, message: 'Скидка', d_schedule: '2031-01-02 03:04' };
		const empty = await send(sandbox.smsby, 'sendSmsList', values);
		expect(empty.json).toEqual({ error: 'the list has no recipients' });
		const contacts = {
			list_id,
			'field_names[]': 'phone',
			'data[0][]': PHONE,
			'data[1][]': OTHER_PHONE,
		};
		await send(sandbox.smsby, 'importContacts', contacts, v2);
		const answer = await send(sandbox.smsby, 'sendSmsList', values);
		const { campaigns, spent } = sandbox.smsby.state;
		expect(answer.json).toEqual({
			status: 'OK',
			result: { message_id: Number(campaigns[0]?.id) },
		});
		expect(spent.sms).toBe(0.2);
		expect(sandbox.smsby.messages).toMatchObject(
			[PHONE, OTHER_PHONE].map((recipient) => ({
				recipient,
				scheduledAt: '2031-01-02T00:04:00.000Z',
				details: { schedule: '2031-01-02 03:04', campaignId: campaigns[0]?.id },
			})),
		);
		const message_id = campaigns[0]?.id;
		const rows = await get(sandbox.smsby, 'getSmsDeliveryList', { message_id });
		expect(pick(rows, 'result')).toHaveLength(2);
		const known = await send(sandbox.smsby, 'sendSmsList', { list_id, message_id });
		expect(known.status).toBe(200);
		expect(sandbox.smsby.messages).toHaveLength(4);
	});
});
