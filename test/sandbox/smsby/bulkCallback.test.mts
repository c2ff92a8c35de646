import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import type { Receiver } from '../testing/receiver.mts';
import { startReceiver } from '../testing/receiver.mts';
import { OTHER_PHONE, PHONE, pick, send } from './testing.mts';

const BULK = {
	alphaname_id: '1363',
	name: 'Май & июнь',
	message_type: 'bulk',
	text: 'Скидка',
	delivery_list: [PHONE, OTHER_PHONE],
};

describe('the callback of sendBulkSms', () => {
	let sandbox: Sandbox<'smsby'>;
	let receiver: Receiver;
	beforeAll(async () => {
		sandbox = await startSandbox({
			gateways: ['smsby'],
			clock: { speed: 0 },
		});
	});
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => {
		await sandbox.smsby.reset();
		await receiver.close();
	});
	afterAll(async () => await sandbox.close());

	/** Replaces the receiver by one that answers so. */
	const answerWith = async (...statuses: number[]) => {
		await receiver.close();
		receiver = await startReceiver(...statuses);
	};
	const sendBulk = async (messages: object[] = [BULK], path = '/h') => {
		const values = { messages, callback_url: receiver.url + path };
		return pick(await send(sandbox.smsby, 'sendBulkSms', values, { as: 'json' }), 'uuid');
	};
	const processed = (uuid: unknown) => ({
		uuid,
		status: 'processed',
		messages: [
			{
				message_id: Number(sandbox.smsby.state.campaigns[0]?.id),
				name: 'Май & июнь',
				status: 'accepted',
				count: 2,
			},
		],
	});

	it('comes once, after processing, as JSON', async () => {
		const uuid = await sendBulk();
		await sandbox.clock.advance(999);
		expect(receiver.calls).toEqual([]);
		await sandbox.clock.advance(60_000);
		expect(receiver.calls).toHaveLength(1);
		expect(receiver.calls[0]).toMatchObject({ method: 'POST', url: '/h' });
		expect(JSON.parse(receiver.calls[0]?.body ?? '')).toEqual(processed(uuid));
		expect(sandbox.smsby.callbacks).toMatchObject([
			{
				gateway: 'smsby',
				messageIds: sandbox.smsby.messages.map(({ id }) => id),
				status: 'processed',
				attempt: 1,
				httpStatus: 200,
				outcome: 'delivered',
			},
		]);
	});

	it('comes as a form when asked', async () => {
		sandbox.smsby.settings.callbackFormat = 'form';
		const uuid = await sendBulk();
		await sandbox.clock.advance(1000);
		const [call] = receiver.calls;
		expect(call).toMatchObject({ method: 'POST', url: '/h' });
		expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
			uuid,
			status: 'processed',
			'messages[0][message_id]': sandbox.smsby.state.campaigns[0]?.id,
			'messages[0][name]': 'Май & июнь',
			'messages[0][status]': 'accepted',
			'messages[0][count]': '2',
		});
	});

	it('comes as a GET when asked, keeping the query of the address', async () => {
		sandbox.smsby.settings.callbackFormat = 'get';
		const uuid = await sendBulk([BULK], '/h?secret=1');
		await sandbox.clock.advance(1000);
		const [call] = receiver.calls;
		expect(call).toMatchObject({ method: 'GET', body: '' });
		const { searchParams } = new URL(call?.url ?? '', receiver.url);
		expect(searchParams.get('secret')).toBe('1');
		expect(searchParams.get('uuid')).toBe(uuid);
		expect(searchParams.get('messages[0][name]')).toBe('Май & июнь');
	});

	it('reports what failed', async () => {
		Object.assign(sandbox.smsby.settings, { balance: 0.1, bulkBadPhones: 'reported' });
		await sendBulk([BULK, { ...BULK, delivery_list: [PHONE, '1'] }]);
		await sandbox.clock.advance(1000);
		expect(JSON.parse(receiver.calls[0]?.body ?? '')).toMatchObject({
			messages: [
				{ status: 'error', count: 0, error: 'billing error' },
				{
					status: 'accepted',
					count: 1,
					rejected: [{ phone: '1', error: 'incorrect phone number' }],
				},
			],
		});
	});

	it('comes for every status as well when asked', async () => {
		sandbox.smsby.settings.callbackPerDelivery = true;
		sandbox.smsby.settings.outcomes = { [OTHER_PHONE]: ['UNDELIVERED'] };
		const uuid = await sendBulk();
		await sandbox.clock.advance(5000);
		const reports = receiver.calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
		expect(reports.map(({ phone, status }) => [phone, status])).toEqual([
			[undefined, 'processed'],
			[Number(PHONE), 'SENT'],
			[Number(OTHER_PHONE), 'UNDELIVERED'],
			[Number(PHONE), 'DELIVERED'],
		]);
		const [first] = sandbox.smsby.messages;
		expect(reports[1]).toEqual({
			uuid,
			message_id: Number(sandbox.smsby.state.campaigns[0]?.id),
			sms_id: Number(first?.id),
			phone: Number(PHONE),
			status: 'SENT',
		});
		await sandbox.smsby.pushStatus(first?.id ?? '', 'READ');
		expect(JSON.parse(receiver.calls[4]?.body ?? '')).toMatchObject({ uuid, status: 'READ' });
	});

	it('comes before any report of a status, also when all happens at once', async () => {
		sandbox.smsby.settings.callbackPerDelivery = true;
		sandbox.smsby.settings.outcome = [{ status: 'DELIVERED', afterMs: 0 }];
		await sendBulk();
		await sandbox.clock.advance(1000);
		const statuses = sandbox.smsby.callbacks.map(({ status }) => status);
		expect(statuses).toEqual(['processed', 'DELIVERED', 'DELIVERED']);
	});

	it('is not sent without an address', async () => {
		sandbox.smsby.settings.callbackPerDelivery = true;
		const values = { messages: [BULK], callback_url: '' };
		await send(sandbox.smsby, 'sendBulkSms', values, { as: 'json' });
		await sandbox.clock.advance(60_000);
		expect(sandbox.smsby.callbacks).toEqual([]);
		expect(sandbox.smsby.messages[0]?.status).toBe('DELIVERED');
	});

	it('is not repeated unless told; then until a 2xx', async () => {
		await answerWith(500);
		await sendBulk();
		await sandbox.clock.advance(3_600_000);
		expect(sandbox.smsby.callbacks).toMatchObject([{ httpStatus: 500, outcome: 'dropped' }]);
		await answerWith(500, 404, 204);
		sandbox.smsby.settings.callbackRetryMs = [60_000, 120_000, 180_000];
		await sendBulk();
		const seen: number[] = [];
		for (const ms of [1000, 59_999, 1, 60_000, 3_600_000]) {
			await sandbox.clock.advance(ms);
			seen.push(receiver.calls.length);
		}
		expect(seen).toEqual([1, 1, 2, 3, 3]);
	});

	it('comes more than once when told, even if received', async () => {
		sandbox.smsby.settings.callbackDuplicates = 2;
		await sendBulk();
		await sandbox.clock.advance(1000);
		expect(receiver.calls).toHaveLength(3);
		expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
	});

	it('logs a receiver that is not there', async () => {
		await receiver.close();
		await sendBulk();
		await sandbox.clock.advance(1000);
		expect(sandbox.smsby.callbacks).toMatchObject([{ httpStatus: null, outcome: 'dropped' }]);
	});
});
