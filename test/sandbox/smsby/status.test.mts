import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, onlyMessage, OTHER_PHONE, PHONE, pick, quick, send } from './testing.mts';

describe('delivery and checkSMS', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const check = async (sms_id: unknown) => (await get(sandbox.smsby, 'checkSMS', { sms_id })).json;
	const seconds = () => Math.floor(sandbox.clock.now() / 1000);

	/** Sends one message and gives the answers of checkSMS at NEW, SENT and DELIVERED. */
	const life = async () => {
		sandbox.smsby.settings.outcome = [
			{ status: 'SENT', afterMs: 10_000 },
			{ status: 'DELIVERED', afterMs: 20_000 },
		];
		const sms_id = pick(await quick(sandbox.smsby), 'sms_id');
		const answers = [await check(sms_id)];
		await sandbox.clock.advance(10_000);
		const sent = seconds();
		answers.push(await check(sms_id));
		await sandbox.clock.advance(20_000);
		answers.push(await check(sms_id));
		return { sms_id, sent, delivered: seconds(), answers };
	};

	it('era C has both times and the status', async () => {
		const { sms_id, sent, delivered, answers } = await life();
		expect(answers).toEqual([
			{ sms_id, sent: 0, delivered: 0, status: 'NEW' },
			{ sms_id, sent, delivered: 0, status: 'SENT' },
			{ sms_id, sent, delivered, status: 'DELIVERED' },
		]);
		expect(delivered - sent).toBe(20);
	});

	it('era B has one time or the other', async () => {
		sandbox.smsby.settings.era = 'B';
		const { sms_id, sent, delivered, answers } = await life();
		expect(answers).toEqual([{ sms_id }, { sms_id, sent }, { sms_id, delivered }]);
	});

	it('era A has an array with the time of delivery', async () => {
		sandbox.smsby.settings.era = 'A';
		const { sms_id, delivered, answers } = await life();
		expect(answers).toEqual([
			[{ sms_id, delivered: 0 }],
			[{ sms_id, delivered: 0 }],
			[{ sms_id, delivered }],
		]);
	});

	it('era C: an undelivered message keeps its time of sending', async () => {
		sandbox.smsby.settings.outcome = ['SENT', 'UNDELIVERED'];
		const sms_id = pick(await quick(sandbox.smsby), 'sms_id');
		await sandbox.clock.advance(1000);
		const sent = seconds();
		await sandbox.clock.advance(60_000);
		expect(await check(sms_id)).toEqual({ sms_id, sent, delivered: 0, status: 'UNDELIVERED' });
		sandbox.smsby.settings.idType = 'string';
		expect(await check(sms_id)).toMatchObject({ sms_id: String(sms_id) });
	});

	it('plays the outcome of a recipient, of all, or of a function', async () => {
		sandbox.smsby.settings.outcomes = { [PHONE]: ['UNDELIVERED'] };
		sandbox.smsby.settings.outcome = ({ text }) => [{ status: text, afterMs: 9000 }];
		await quick(sandbox.smsby);
		await quick(sandbox.smsby, { phone: OTHER_PHONE, message: 'EXPIRED' });
		await sandbox.clock.advance(8999);
		const statuses = () => sandbox.smsby.messages.map(({ status }) => status);
		expect(statuses()).toEqual(['UNDELIVERED', 'NEW']);
		await sandbox.clock.advance(1);
		expect(statuses()).toEqual(['UNDELIVERED', 'EXPIRED']);
	});

	it('keeps the history of a message', async () => {
		await quick(sandbox.smsby);
		const start = sandbox.clock.now();
		await sandbox.clock.advance(60_000);
		expect(onlyMessage(sandbox.smsby).history).toEqual(
			['NEW', 'SENT', 'DELIVERED'].map((status, at) => ({
				status,
				at: new Date(start + at * 1000).toISOString(),
			})),
		);
	});

	it('pushes a status by hand in place of what was planned', async () => {
		await quick(sandbox.smsby);
		const { id } = onlyMessage(sandbox.smsby);
		await sandbox.smsby.pushStatus(id, 'UNDELIVERED');
		await sandbox.clock.advance(60_000);
		expect(await check(id)).toMatchObject({ sent: 0, delivered: 0, status: 'UNDELIVERED' });
	});

	it('knows only SMS', async () => {
		const viber = { phone: PHONE, message: 'x', vibername_id: 444 };
		await send(sandbox.smsby, 'sendQuickViberMessage', viber);
		for (const sms_id of ['1', onlyMessage(sandbox.smsby).id]) {
			const answer = await get(sandbox.smsby, 'checkSMS', { sms_id });
			expect(answer).toMatchObject({ status: 404, json: { error: 'not found' } });
		}
	});
});
