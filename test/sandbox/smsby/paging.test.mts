import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, OTHER_PHONE, PHONE, pick } from './testing.mts';

describe('getMessagesList and getSmsDeliveryList', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const create = async (values: object = {}) =>
		await get(sandbox.smsby, 'createSmsMessage', { message: 'Скидка', ...values });
	/** A campaign that may be sent at once. */
	const ready = async () => {
		sandbox.smsby.settings.moderationLooks = 0;
		return String(pick(await create(), 'message_id'));
	};
	const sendSms = async (message_id: string, phone = PHONE) =>
		await get(sandbox.smsby, 'sendSms', { message_id, phone });

	it('getMessagesList lists campaigns with times of the account', async () => {
		const message_id = Number(await ready());
		const { result } = (await get(sandbox.smsby, 'getMessagesList')).json as { result: object[] };
		const minsk = new Date(sandbox.clock.now() + 3 * 3_600_000).toISOString();
		expect(result).toEqual([
			{
				message_id,
				message: 'Скидка',
				parts: 1,
				d_create: minsk.slice(0, 19).replace('T', ' '),
				status: 'moderated',
			},
		]);
	});

	it('getSmsDeliveryList shows each recipient in lower case', async () => {
		const message_id = await ready();
		sandbox.smsby.settings.outcomes = { [OTHER_PHONE]: [] };
		await sendSms(message_id);
		await sendSms(message_id, OTHER_PHONE);
		const at = new Date(sandbox.clock.now() + 1000 + 3 * 3_600_000).toISOString();
		await sandbox.clock.advance(5000);
		const answer = await get(sandbox.smsby, 'getSmsDeliveryList', { message_id });
		expect(answer.json).toEqual({
			result: [
				{
					phone: Number(PHONE),
					status: 'delivered',
					d_sent: at.slice(0, 19).replace('T', ' '),
				},
				{ phone: Number(OTHER_PHONE), status: 'new', d_sent: null },
			],
		});
		sandbox.smsby.settings.phoneType = 'string';
		const again = await get(sandbox.smsby, 'getSmsDeliveryList', { message_id });
		expect(again.json).toMatchObject({ result: [{ phone: PHONE }, { phone: OTHER_PHONE }] });
	});

	it.each(['getSmsDeliveryList', 'getMessagesList'])('%s: the rule of paging', async (method) => {
		const message_id = await ready();
		for (const message of ['a', 'b']) await create({ message });
		for (const phone of [PHONE, OTHER_PHONE, '375441112255']) await sendSms(message_id, phone);
		const page = async (values: object) => {
			const answer = await get(sandbox.smsby, method, { message_id, ...values });
			return answer.status === 200 ? (pick(answer, 'result') as object[]) : answer.json;
		};
		const all = await page({});
		expect(all).toHaveLength(3);
		const slice = (from: number, to?: number) => (all as object[]).slice(from, to);
		expect(await page({ limit_offset: 0, limit_rows: 2 })).toEqual(slice(0, 2));
		expect(await page({ limit_offset: 2, limit_rows: 2 })).toEqual(slice(2));
		expect(await page({ limit_offset: 3, limit_rows: 2 })).toEqual([]);
		expect(await page({ limit_rows: 1 })).toEqual(slice(0, 1));
		expect(await page({ limit_offset: 0 })).toEqual({
			error: 'limit_rows is required when limit_offset is used',
		});
		expect(await page({ limit_offset: -1, limit_rows: 1 })).toEqual({
			error: 'limit_offset must be an integer',
		});
	});

	it('getSmsDeliveryList has no 404', async () => {
		const answer = await get(sandbox.smsby, 'getSmsDeliveryList', { message_id: '1' });
		expect(answer).toMatchObject({ status: 400, json: { error: 'not found' } });
	});
});
