import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import type { How } from './testing.mts';
import { onlyMessage, OTHER_PHONE, PHONE, pick, result, send } from './testing.mts';

const V2: How = { version: 'v2' };
const JSON_V2: How = { version: 'v2', as: 'json' };

describe('lists and e-mail', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const createList = async () =>
		result(await send(sandbox.smsby, 'createSubscriberList', { name: 'Клиенты' }, V2)).list_id;
	const load = async (field_names: unknown, data: unknown, list_id?: unknown) => {
		const values = { list_id: list_id ?? (await createList()), field_names, data };
		return await send(sandbox.smsby, 'importContacts', values, JSON_V2);
	};
	const contacts = () => sandbox.smsby.state.lists[0]?.contacts;

	it('createSubscriberList makes a list', async () => {
		const answer = await send(sandbox.smsby, 'createSubscriberList', { name: 'Клиенты' }, V2);
		const [list] = sandbox.smsby.state.lists;
		expect(answer.json).toEqual({ status: 'OK', result: { list_id: Number(list?.id) } });
		expect(list).toMatchObject({ name: 'Клиенты', contacts: [] });
		const nameless = await send(sandbox.smsby, 'createSubscriberList', {}, V2);
		expect(nameless).toMatchObject({ status: 400, json: { error: 'name is required' } });
	});

	it('importContacts takes the published form: everything in the query of a POST', async () => {
		const values = {
			list_id: await createList(),
			'field_names[0]': 'phone',
			'field_names[1]': 'email',
			'field_names[2]': 'name',
			'data[0][0]': PHONE,
			'data[0][1]': 'a@b.example',
			'data[0][2]': 'Алексей',
			'data[1][0]': OTHER_PHONE,
			'data[1][2]': 'Ирина',
		};
		const how: How = { as: 'query', verb: 'POST', version: 'v2' };
		const answer = await send(sandbox.smsby, 'importContacts', values, how);
		expect(answer.json).toEqual({
			status: 'OK',
			result: { inserted: 2, updated: 0, invalid: 0, log: [] },
		});
		expect(contacts()).toEqual([
			{ phone: PHONE, email: 'a@b.example', name: 'Алексей' },
			{ phone: OTHER_PHONE, email: '', name: 'Ирина' },
		]);
		expect(sandbox.smsby.state.calls[1]?.sources).toMatchObject({
			field_names: 'query',
			data: 'query',
		});
	});

	it('importContacts updates by phone or e-mail and logs what is wrong', async () => {
		const list_id = await createList();
		await load(['phone', 'email', 'name'], [[PHONE, 'a@b.example', 'Old']], list_id);
		const answer = await load(
			['email', 'phone'],
			[
				['a@b.example', OTHER_PHONE],
				['c@d.example', ''],
				['', ''],
				['x', OTHER_PHONE],
				['', '+375'],
				['e@f.example', PHONE, 'too much'],
				'row',
			],
			list_id,
		);
		expect(result(answer)).toEqual({
			inserted: 1,
			updated: 1,
			invalid: 5,
			log: [
				{ index: 2, error_message: 'phone or email is required' },
				{ index: 3, error_message: 'email is not a valid email' },
				{ index: 4, error_message: 'incorrect phone number' },
				{ index: 5, error_message: 'no field for value 2' },
				{ index: 6, error_message: 'data must be a not empty array' },
			],
		});
		expect(contacts()).toEqual([
			{ phone: OTHER_PHONE, email: 'a@b.example', name: 'Old' },
			{ email: 'c@d.example', phone: '' },
		]);
	});

	it('importContacts takes 500 contacts and 30 fields, not one more', async () => {
		const rows = (count: number) =>
			Array.from({ length: count }, (_, at) => [String(375_290_000_000 + at)]);
		const fields = (count: number) =>
			Array.from({ length: count }, (_, at) => (at === 0 ? 'phone' : `f${at}`));
		expect(result(await load(['phone'], rows(500)))).toMatchObject({ inserted: 500 });
		expect((await load(fields(30), rows(1))).status).toBe(200);
		expect(pick(await load(['phone'], rows(501)), 'error')).toMatch(/500 contacts/);
		expect(pick(await load(fields(31), rows(1)), 'error')).toMatch(/30 fields/);
	});

	it.each<[string, unknown, unknown, RegExp]>([
		['no field names', undefined, [[PHONE]], /^field_names/],
		['field names in a text', 'phone', [[PHONE]], /^field_names/],
		['neither phone nor email', ['name'], [['x']], /must include phone or email/],
		['a field twice', ['phone', 'phone'], [[PHONE, PHONE]], /must be different/],
		['no data', ['phone'], undefined, /^data/],
		['empty data', ['phone'], [], /^data/],
	])('importContacts refuses %s', async (_, fields, data, error) => {
		const answer = await load(fields, data);
		expect(answer.status).toBe(400);
		expect(pick(answer, 'error')).toMatch(error);
	});

	it('importContacts refuses an unknown list', async () => {
		expect((await load(['phone'], [[PHONE]], 1)).status).toBe(404);
	});

	const LETTER = {
		sender_email: 'shop@shop.example',
		sender_name: 'Магазин',
		subject: 'Заказ',
		message: '<p>Готов</p>',
	};

	it('sendEmail sends a letter with a file', async () => {
		const values = {
			...LETTER,
			email: 'a@b.example',
			attachment: { filename: 'a.txt', content: 'hello' },
			d_schedule: '2031-01-02 03:04',
			track_open: '0',
		};
		const how: How = { version: 'v2', as: 'multipart' };
		const answer = await send(sandbox.smsby, 'sendEmail', values, how);
		const message = onlyMessage(sandbox.smsby);
		expect(answer.json).toEqual({ status: 'OK', result: { email_id: Number(message.id) } });
		expect(message).toMatchObject({
			channel: 'email',
			recipient: 'a@b.example',
			sender: 'shop@shop.example',
			text: '<p>Готов</p>',
			html: '<p>Готов</p>',
			scheduledAt: '2031-01-02T00:04:00.000Z',
			details: {
				subject: 'Заказ',
				senderName: 'Магазин',
				schedule: '2031-01-02 03:04',
				trackOpen: false,
				trackClick: true,
				attachment: { filename: 'a.txt', bytes: 5 },
			},
		});
	});

	it('sendEmail sends plain text by a form', async () => {
		const values = { ...LETTER, message: 'Готов', email: 'a@b.example' };
		await send(sandbox.smsby, 'sendEmail', values, V2);
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			text: 'Готов',
			html: null,
			scheduledAt: null,
			details: { attachment: null, trackOpen: true },
		});
	});

	it.each<[string, object, string]>([
		['no sender', { sender_email: undefined }, 'sender_email is required'],
		['a bad sender', { sender_email: 'shop' }, 'sender_email is not a valid email'],
		['no subject', { subject: undefined }, 'subject is required'],
		['no letter', { message: undefined }, 'message is required'],
		['no recipient', { email: undefined }, 'email is required'],
		['a bad recipient', { email: 'a@b' }, 'email is not a valid email'],
		['a file in a text', { attachment: 'x' }, 'attachment must be a file'],
		[
			'another time',
			{ d_schedule: '2031-01-02T03:04' },
			'd_schedule must have the format YYYY-MM-DD HH:MM',
		],
		['a switch in words', { track_click: 'yes' }, 'track_click must be an integer'],
	])('sendEmail refuses %s', async (_, changes, error) => {
		const values = { ...LETTER, email: 'a@b.example', ...changes };
		const answer = await send(sandbox.smsby, 'sendEmail', values, V2);
		expect(answer).toMatchObject({ status: 400, json: { error } });
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('sendEmailByList sends to every address of a list', async () => {
		const list_id = await createList();
		const values = { ...LETTER, list_id };
		const empty = await send(sandbox.smsby, 'sendEmailByList', values, V2);
		expect(empty).toMatchObject({ status: 400, json: { error: 'the list has no recipients' } });
		await load(['email'], [['a@b.example'], ['c@d.example']], list_id);
		const answer = await send(sandbox.smsby, 'sendEmailByList', values, V2);
		const mailing = {
			id: String(result(answer).email_id),
			name: 'Клиенты',
			listId: String(list_id),
		};
		expect(sandbox.smsby.messages).toMatchObject(
			['a@b.example', 'c@d.example'].map((recipient) => ({
				recipient,
				details: { subject: 'Заказ', mailing },
			})),
		);
	});
});
