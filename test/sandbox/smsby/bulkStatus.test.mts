import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, OTHER_PHONE, PHONE, pick, send } from './testing.mts';

const BULK = {
	alphaname_id: '1363',
	name: 'Май',
	message_type: 'bulk',
	text: 'Скидка',
	delivery_list: [PHONE, OTHER_PHONE],
};

describe('statusBulkSms', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const sendBulk = async (messages: unknown) =>
		await send(sandbox.smsby, 'sendBulkSms', { messages, callback_url: '' }, { as: 'json' });
	const status = async (uuid: unknown) => await send(sandbox.smsby, 'statusBulkSms', { uuid });

	it('has nothing before processing, then every recipient', async () => {
		sandbox.smsby.settings.bulkProcessingMs = 30_000;
		const uuid = pick(await sendBulk([BULK]), 'uuid');
		expect((await status(uuid)).json).toEqual({ uuid, result: [] });
		await sandbox.clock.advance(30_000);
		const [one, two] = sandbox.smsby.messages;
		const row = {
			message_id: Number(sandbox.smsby.state.campaigns[0]?.id),
			sms_id: Number(one?.id),
			phone: Number(PHONE),
			status: 'NEW',
			d_sent: null,
		};
		const other = { ...row, sms_id: Number(two?.id), phone: Number(OTHER_PHONE) };
		expect((await status(uuid)).json).toEqual({ uuid, result: [row, other] });
		await sandbox.clock.advance(5000);
		const after = pick(await status(uuid), 'result') as { d_sent: unknown }[];
		expect(after[0]).toMatchObject({ status: 'DELIVERED' });
		expect(after[0]?.d_sent).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	});

	it.each([
		['messages', (uuid: unknown, rows: unknown) => ({ uuid, messages: rows })],
		['array', (_: unknown, rows: unknown) => rows],
	] as const)('answers in the shape %s', async (shape, expected) => {
		const uuid = pick(await sendBulk([BULK]), 'uuid');
		await sandbox.clock.advance(1000);
		const rows = pick(await status(uuid), 'result');
		expect(rows).toHaveLength(2);
		sandbox.smsby.settings.bulkStatusShape = shape;
		expect((await status(uuid)).json).toEqual(expected(uuid, rows));
	});

	it('refuses another uuid', async () => {
		expect(await status('x')).toMatchObject({ status: 404, json: { error: 'not found' } });
		expect((await status(undefined)).json).toEqual({ error: 'uuid is required' });
	});

	it('lists the campaigns in getMessagesList once processed', async () => {
		await sendBulk([BULK]);
		const list = async () =>
			pick(await get(sandbox.smsby, 'getMessagesList'), 'result') as object[];
		expect(await list()).toEqual([]);
		await sandbox.clock.advance(1000);
		const [campaign] = await list();
		expect(campaign).toMatchObject({ message: 'Скидка', status: 'moderated' });
		const { message_id } = campaign as { message_id: number };
		const rows = await get(sandbox.smsby, 'getSmsDeliveryList', { message_id });
		expect(pick(rows, 'result')).toHaveLength(2);
	});
});
