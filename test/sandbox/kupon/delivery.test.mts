import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { onlyMessage, sendList, sendOne } from '../testing/kupon.mts';
import type { Receiver } from '../testing/receiver.mts';
import { startReceiver } from '../testing/receiver.mts';

const MINUTE = 60_000;

describe('delivery', () => {
	let sandbox: Sandbox<'kupon'>;
	let receiver: Receiver;
	beforeAll(async () => {
		sandbox = await startSandbox({
			gateways: ['kupon'],
			clock: { speed: 0 },
		});
	});
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => {
		await sandbox.kupon.reset();
		await receiver.close();
	});
	afterAll(async () => await sandbox.close());

	const callback = () => `${receiver.url}/k?id={id}&status={status}&again={id}`;
	const reported = () =>
		receiver.calls.map(({ url }) => new URL(url, receiver.url).searchParams.get('status'));

	/** Replaces the receiver by one that answers so. */
	const answerWith = async (...statuses: number[]) => {
		await receiver.close();
		receiver = await startReceiver(...statuses);
	};

	it('goes -1, 0, 1 and reports each later status', async () => {
		await sendOne(sandbox.kupon, { callback: callback() });
		const message = onlyMessage(sandbox.kupon);
		expect(message.status).toBe('-1');
		await sandbox.clock.advance(5000);
		expect(message.history.map(({ status }) => status)).toEqual(['-1', '0', '1']);
		expect(message.status).toBe('1');
		expect(receiver.calls).toEqual(
			['0', '1'].map((status) => ({
				method: 'GET',
				url: `/k?id=${message.id}&status=${status}&again=${message.id}`,
				body: '',
			})),
		);
		expect(sandbox.kupon.callbacks).toMatchObject([
			{
				gateway: 'kupon',
				messageIds: [message.id],
				status: '0',
				attempt: 1,
				httpStatus: 200,
				outcome: 'delivered',
				responseText: 'seen',
			},
			{ status: '1', outcome: 'delivered' },
		]);
	});

	it('repeats after 1 and 10 minutes and then gives up', async () => {
		await answerWith(500, 404, 503);
		sandbox.kupon.settings.outcome = [{ status: 1, afterMs: 0 }];
		await sendOne(sandbox.kupon, { callback: callback() });
		const seen: number[] = [];
		for (const ms of [0, MINUTE - 1, 1, 9 * MINUTE - 1, 1, 60 * MINUTE]) {
			await sandbox.clock.advance(ms);
			seen.push(receiver.calls.length);
		}
		expect(seen).toEqual([1, 1, 2, 2, 3, 3]);
		expect(sandbox.kupon.callbacks).toMatchObject([
			{ attempt: 1, httpStatus: 500, outcome: 'retry' },
			{ attempt: 2, httpStatus: 404, outcome: 'retry' },
			{ attempt: 3, httpStatus: 503, outcome: 'dropped' },
		]);
		const [first, , third] = sandbox.kupon.callbacks;
		expect(Date.parse(third?.at ?? '') - Date.parse(first?.at ?? '')).toBe(10 * MINUTE);
	});

	it.each([201, 202, 204, 302])('does not take %i for success', async (status) => {
		await answerWith(status);
		sandbox.kupon.settings.outcome = [1];
		await sendOne(sandbox.kupon, { callback: callback() });
		await sandbox.clock.advance(2 * MINUTE);
		expect(sandbox.kupon.callbacks).toMatchObject([
			{ httpStatus: status, outcome: 'retry' },
			{ httpStatus: 200, outcome: 'delivered' },
		]);
	});

	it('logs a receiver that is not there', async () => {
		await receiver.close();
		await sendOne(sandbox.kupon, { callback: callback() });
		await sandbox.clock.advance(1000);
		expect(sandbox.kupon.callbacks[0]).toMatchObject({ httpStatus: null, outcome: 'retry' });
		expect(sandbox.kupon.callbacks[0]?.error).toMatch(/ECONNREFUSED/);
	});

	it('reports by POST when asked', async () => {
		sandbox.kupon.settings.callbackMethod = 'POST';
		await sendOne(sandbox.kupon, { callback: callback() });
		await sandbox.clock.advance(1000);
		expect(receiver.calls[0]).toMatchObject({ method: 'POST', body: '' });
		expect(reported()).toEqual(['0']);
	});

	it('reports Kannel codes when asked, and keeps its own', async () => {
		sandbox.kupon.settings.outcome = [-1, 0, 1, 2, 23, 25, -4];
		await sendOne(sandbox.kupon, { callback: callback(), kannel_status: '1' });
		await sandbox.clock.advance(10_000);
		expect(reported()).toEqual(['4', '8', '1', '1', '16', '2', '-4']);
		expect(onlyMessage(sandbox.kupon).status).toBe('-4');
	});

	it('takes another Kannel map', async () => {
		sandbox.kupon.settings.kannelMap = { '0': 34 };
		await sendOne(sandbox.kupon, { callback: callback(), kannel_status: '1' });
		await sandbox.clock.advance(1000);
		expect(reported()).toEqual(['34']);
	});

	it('plays the outcome of a recipient, of all, or of a function', async () => {
		sandbox.kupon.settings.outcomes = { '79001112233': [22] };
		sandbox.kupon.settings.outcome = ({ text }) => [
			{ status: text === 'x' ? 23 : 20, afterMs: 9000 },
		];
		await sendOne(sandbox.kupon);
		await sendOne(sandbox.kupon, { sent_to: '79004445566' });
		await sendOne(sandbox.kupon, { sent_to: '79004445566', sent_text: 'x' });
		const statuses = () => sandbox.kupon.messages.map(({ status }) => status);
		await sandbox.clock.advance(8999);
		expect(statuses()).toEqual(['22', '-1', '-1']);
		await sandbox.clock.advance(1);
		expect(statuses()).toEqual(['22', '20', '23']);
	});

	it('ends with 3 when the ttl passes without a final status', async () => {
		sandbox.kupon.settings.outcome = [0, 25, { status: 1, afterMs: 5 * MINUTE }];
		await sendOne(sandbox.kupon, { ttl: '2' });
		await sendOne(sandbox.kupon, { ttl: '10' });
		await sandbox.clock.advance(2 * MINUTE);
		const [short, long] = sandbox.kupon.messages;
		expect(short?.history.map(({ status }) => status)).toEqual(['-1', '0', '25', '3']);
		await sandbox.clock.advance(20 * MINUTE);
		expect(short?.status).toBe('3');
		expect(long?.history.map(({ status }) => status)).toEqual(['-1', '0', '25', '1']);
	});

	it('lets a later step come after the ttl once a final status was there', async () => {
		sandbox.kupon.settings.outcome = [1, { status: 2, afterMs: 5 * MINUTE }];
		await sendOne(sandbox.kupon, { ttl: '1' });
		await sandbox.clock.advance(10 * MINUTE);
		expect(onlyMessage(sandbox.kupon).history.map(({ status }) => status)).toEqual([
			'-1',
			'1',
			'2',
		]);
	});

	it('holds a scheduled message until its time in the zone of the sandbox', async () => {
		const inTwoHours = new Date(Math.ceil(sandbox.clock.now() / MINUTE) * MINUTE + 120 * MINUTE);
		const wallClock = new Date(inTwoHours.getTime() + 180 * MINUTE);
		const sentDate = wallClock.toISOString().slice(0, 16).replace('T', ' ');
		await sendOne(sandbox.kupon, { sent_date: sentDate });
		const message = onlyMessage(sandbox.kupon);
		expect(message).toMatchObject({ scheduledAt: inTwoHours.toISOString(), details: { sentDate } });
		await sandbox.clock.advance(inTwoHours.getTime() - sandbox.clock.now());
		expect(message.status).toBe('-1');
		await sandbox.clock.advance(1000);
		expect(message.status).toBe('0');
	});

	it('reads sent_date in another zone when told', async () => {
		sandbox.kupon.settings.utcOffsetMinutes = -60;
		await sendOne(sandbox.kupon, { sent_date: '2031-01-01 00:30' });
		expect(onlyMessage(sandbox.kupon).scheduledAt).toBe('2031-01-01T01:30:00.000Z');
	});

	it('sends at once what was scheduled for the past', async () => {
		await sendOne(sandbox.kupon, { sent_date: '2001-01-01 00:00' });
		await sandbox.clock.advance(2000);
		expect(onlyMessage(sandbox.kupon).status).toBe('1');
	});

	it('pushes a status by hand in place of what was planned', async () => {
		await sendOne(sandbox.kupon, { callback: callback() });
		const message = onlyMessage(sandbox.kupon);
		await sandbox.kupon.pushStatus(message.id, 24);
		await sandbox.clock.advance(MINUTE);
		expect(reported()).toEqual(['24']);
		expect(message.status).toBe('24');
		await expect(sandbox.kupon.pushStatus('none', 1)).rejects.toThrow(RangeError);
	});

	it('carries the id of the group when the answer to a list named only that', async () => {
		const item = { sent_to: '79001112233', sent_text: 'x', callback: `${receiver.url}/{id}` };
		const groupId = ((await sendList(sandbox.kupon, [item, item])).json as { id: string }).id;
		await sandbox.clock.advance(1000);
		expect(receiver.calls.map(({ url }) => url)).toEqual([`/${groupId}`, `/${groupId}`]);
	});

	it("carries the row's own id when the answer to a list named it", async () => {
		sandbox.kupon.settings.listAnswer = 'ids';
		const item = { sent_to: '79001112233', sent_text: 'x', callback: `${receiver.url}/{id}` };
		const { ids } = (await sendList(sandbox.kupon, [item, item])).json as { ids: string[] };
		await sandbox.clock.advance(1000);
		expect(receiver.calls.map(({ url }) => url)).toEqual(ids.map((id) => `/${id}`));
	});

	it('gives up on a receiver that never answers', async () => {
		const { clock, kupon, close } = await startSandbox({
			gateways: ['kupon'],
			clock: { speed: 0 },
			callbackTimeoutMs: 1,
		});
		await kupon.faults.add({ kind: 'hang', path: '/silent' });
		await sendOne(kupon, { callback: `${kupon.url}/silent?{id}` });
		await clock.advance(1000);
		const [callback] = kupon.callbacks;
		await close();
		expect(callback).toMatchObject({ httpStatus: null, outcome: 'retry' });
		expect(callback?.error).toMatch(/timeout/i);
	});

	it('forgets a callback that is under way at a reset', async () => {
		const { kupon } = sandbox;
		await kupon.faults.add({ kind: 'hang', path: '/silent' });
		await sendOne(kupon, { callback: `${kupon.url}/silent` });
		const advancing = sandbox.clock.advance(1000);
		while (kupon.requests.length < 2) await new Promise((next) => setTimeout(next, 5));
		await kupon.reset();
		await advancing;
		await sandbox.clock.advance(20 * MINUTE);
		expect(kupon.callbacks).toEqual([]);
	});
});
