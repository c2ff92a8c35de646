import type { Receiver } from '../testing/receiver.mts';
import { startReceiver } from '../testing/receiver.mts';
import { OTHER_PHONE, PHONE, sendSms, useSmsc } from './testing/smsc.mts';

const MINUTE = 60_000;

describe('how callbacks come', () => {
	const use = useSmsc();
	let receiver: Receiver;
	beforeEach(async () => {
		receiver = await startReceiver();
		use.smsc.settings.callbackUrl = `${receiver.url}/sms`;
	});
	afterEach(async () => await receiver.close());

	/** Replaces the receiver by one that answers so. */
	const answerWith = async (...statuses: number[]) => {
		await receiver.close();
		receiver = await startReceiver(...statuses);
		use.smsc.settings.callbackUrl = `${receiver.url}/sms`;
	};
	const forms = () =>
		receiver.calls.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
	const statuses = () => forms().map(({ status }) => status);

	it('repeats after 1, 5 and 15 minutes and then gives up', async () => {
		await answerWith(500, 204, 302, 404);
		use.smsc.settings.outcome = [{ status: 1, afterMs: 0 }];
		await sendSms(use.smsc);
		const seen: number[] = [];
		for (const ms of [0, MINUTE - 1, 1, 4 * MINUTE, 10 * MINUTE, 60 * MINUTE]) {
			await use.sandbox.clock.advance(ms);
			seen.push(receiver.calls.length);
		}
		expect(seen).toEqual([1, 1, 2, 3, 4, 4]);
		expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
	});

	it.each<['200' | '2xx' | 'OK', number]>([
		['200', 2],
		['2xx', 1],
		['OK', 2],
	])('wants %s for an answer', async (reply, calls) => {
		await answerWith(204);
		use.smsc.settings.callbackReply = reply;
		use.smsc.settings.callbackRetryMs = [1000];
		use.smsc.settings.outcome = [{ status: 1, afterMs: 0 }];
		await sendSms(use.smsc);
		await use.sandbox.clock.advance(2000);
		expect(receiver.calls).toHaveLength(calls);
		// The receiver says "seen", which is not "OK".
		const last = use.smsc.callbacks.at(-1)?.outcome;
		expect(last).toBe(reply === 'OK' ? 'dropped' : 'delivered');
	});

	it('comes again although it was taken when told', async () => {
		use.smsc.settings.callbackRepeats = 2;
		use.smsc.settings.outcome = [{ status: 1, afterMs: 0 }];
		await sendSms(use.smsc);
		await use.sandbox.clock.advance(MINUTE);
		expect(receiver.calls).toHaveLength(3);
		expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
	});

	it('comes in another order when told', async () => {
		use.smsc.settings.callbackOrder = 'finalFirst';
		await sendSms(use.smsc);
		await use.sandbox.clock.advance(MINUTE);
		expect(statuses()).toEqual(['1', '0']);
		expect(use.smsc.messages[0]?.status).toBe('1');
	});

	it('comes before the answer to send.php when told', async () => {
		use.smsc.settings.callbackBeforeAnswer = true;
		const phones = `${PHONE},${OTHER_PHONE}`;
		await sendSms(use.smsc, { phones });
		expect(statuses()).toEqual(['0', '0']);
		await use.sandbox.clock.advance(MINUTE);
		expect(statuses()).toEqual(['0', '0', '1', '1']);
	});

	it('pushes a status by hand in place of what was planned', async () => {
		await sendSms(use.smsc, { id: '7' });
		await use.smsc.pushStatus(`7:${PHONE}`, '20,1');
		await use.sandbox.clock.advance(MINUTE);
		expect(forms()).toMatchObject([{ status: '20', err: '1' }]);
		await expect(use.smsc.pushStatus('none', 1)).rejects.toThrow(RangeError);
	});

	it('forgets at a reset', async () => {
		await sendSms(use.smsc);
		await use.smsc.state.receive({ phone: PHONE, message: 'x' });
		await use.smsc.reset();
		await use.sandbox.clock.advance(MINUTE);
		expect(use.smsc.callbacks).toEqual([]);
		expect([use.smsc.state.ledger.list, use.smsc.state.inbox.list]).toEqual([[], []]);
	});
});
