import { Agent } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

import type { Seen } from '../testing/http.mts';
import { call } from '../testing/http.mts';
import { ACCESS, OTHER_PHONE, PHONE, run, sendSms, SMS, useSmsc } from './testing/smsc.mts';

const MINUTE = 60_000;

const codeOf = ({ json }: Seen): number => (json as { error_code?: number }).error_code ?? 0;

describe('requests a minute', () => {
	const use = useSmsc();

	/** How many of the same request pass before error 9, and that a minute later one passes again. */
	const allowed = async (request: () => Promise<Seen>): Promise<number> => {
		for (let passed = 0; passed <= 200; passed++) {
			const answer = await request();
			if (codeOf(answer) !== 9) continue;
			expect(answer.json).toEqual({ error: 'duplicate request, wait a minute', error_code: 9 });
			await use.sandbox.clock.advance(MINUTE - 1);
			expect(codeOf(await request())).toBe(9);
			await use.sandbox.clock.advance(1);
			expect(codeOf(await request())).not.toBe(9);
			return passed;
		}
		return Infinity;
	};

	it.each<[number, string, Record<string, string>]>([
		[1, 'send', SMS],
		[5, 'send', { ...SMS, cost: '1' }],
		[5, 'status', { id: '1', phone: PHONE }],
		[1, 'status', { id: '1,2', phone: `${PHONE},${PHONE}` }],
		[10, 'balance', {}],
		[3, 'phones', { get: '1' }],
		[3, 'phones', { add_group: '1', name: 'x' }],
	])('allows %i of %s %j', async (most, script, values) => {
		expect(await allowed(async () => await run(use.smsc, script, values))).toBe(most);
	});

	it('counts a window that slides, not a minute of the clock', async () => {
		for (let at = 0; at < 10; at++) {
			expect(codeOf(await run(use.smsc, 'balance'))).toBe(0);
			await use.sandbox.clock.advance(5000);
		}
		expect(codeOf(await run(use.smsc, 'balance'))).toBe(9);
		await use.sandbox.clock.advance(10_000);
		expect(codeOf(await run(use.smsc, 'balance'))).toBe(0);
		expect(codeOf(await run(use.smsc, 'balance'))).toBe(9);
	});

	it('sends one of two identical requests', async () => {
		await sendSms(use.smsc);
		await sendSms(use.smsc);
		expect(use.smsc.messages).toHaveLength(1);
	});

	it.each<[string, Record<string, string>]>([
		['another text', { mes: 'Hello!' }],
		['another number', { phones: OTHER_PHONE }],
		['a price request', { cost: '1' }],
	])('takes %s for another request', async (_, values) => {
		await sendSms(use.smsc);
		expect(codeOf(await sendSms(use.smsc, values))).toBe(0);
	});

	it('takes another id for the same request, unless told', async () => {
		await sendSms(use.smsc, { id: '1' });
		expect(codeOf(await sendSms(use.smsc, { id: '2' }))).toBe(9);
		use.smsc.settings.identical = 'withId';
		await sendSms(use.smsc, { id: '1' });
		expect(codeOf(await sendSms(use.smsc, { id: '2' }))).toBe(0);
		expect(codeOf(await sendSms(use.smsc, { id: '1' }))).toBe(9);
	});

	it('takes the same request with other credentials for the same', async () => {
		await sendSms(use.smsc);
		const key = { login: undefined, psw: undefined, apikey: 'smsc-sandbox-key' };
		expect(codeOf(await sendSms(use.smsc, key))).toBe(9);
	});

	it('does not count what was refused for its credentials or parameters', async () => {
		for (let at = 0; at < 12; at++) await run(use.smsc, 'balance', { psw: 'x' });
		expect(codeOf(await run(use.smsc, 'balance'))).toBe(0);
		await sendSms(use.smsc, { time: 'x' });
		expect(codeOf(await sendSms(use.smsc, { time: 'x' }))).toBe(5);
	});

	it('counts nothing when the limits are off', async () => {
		use.smsc.settings.rateLimits = false;
		expect(await allowed(async () => await run(use.smsc, 'balance'))).toBe(Infinity);
	});

	it('forgets at a reset', async () => {
		await sendSms(use.smsc);
		await use.smsc.reset();
		expect(codeOf(await sendSms(use.smsc))).toBe(0);
	});
});

describe('requests at a time', () => {
	const use = useSmsc();
	let agent: Agent;
	beforeEach(() => {
		use.smsc.settings.latencyMs = 10;
		use.smsc.settings.rateLimits = false;
		agent = new Agent({ keepAlive: true, maxSockets: 40 });
	});
	afterEach(() => agent.destroy());

	/** Makes so many calls, and lets them in at the same moment. */
	const together = async (script: string, count: number): Promise<number[]> => {
		const query = new URLSearchParams({ ...ACCESS, id: '1', phone: PHONE }).toString();
		const url = `${use.smsc.url}/sys/${script}.php?${query}`;
		const path = `/sys/${script}.php`;
		const held = await use.smsc.faults.add({ kind: 'hang', path });
		const answers = Array.from({ length: count }, async () => await call(url, { agent }));
		while (held.hits < count) await setImmediate();
		await held.lift();
		return (await Promise.all(answers)).map(codeOf);
	};
	const refused = (codes: number[]) => codes.filter((code) => code === 9).length;

	it('answers 14 and refuses the fifteenth and what comes after', async () => {
		expect(refused(await together('balance', 14))).toBe(0);
		expect(refused(await together('balance', 15))).toBe(1);
		expect(refused(await together('balance', 20))).toBe(6);
	});

	it('names the reason', async () => {
		use.smsc.settings.concurrentRequests = 1;
		expect((await run(use.smsc, 'balance')).json).toEqual({
			error: 'too many concurrent requests',
			error_code: 9,
		});
	});

	it('allows four of status.php, beside others', async () => {
		const [status, other] = await Promise.all([together('status', 7), together('balance', 7)]);
		expect(refused(status)).toBe(3);
		expect(refused(other)).toBe(0);
	});

	it('has places again when answers have gone out', async () => {
		for (let round = 0; round < 2; round++) {
			expect(refused(await together('balance', 14))).toBe(0);
		}
	});

	it('has no limit when told, and another one', async () => {
		use.smsc.settings.concurrentRequests = 0;
		expect(refused(await together('balance', 30))).toBe(0);
		use.smsc.settings.concurrentRequests = 3;
		expect(refused(await together('balance', 5))).toBe(3);
	});

	it('takes its time', async () => {
		use.smsc.settings.latencyMs = 150;
		const answer = run(use.smsc, 'balance').then(() => 'answered');
		expect(await Promise.race([answer, sleep(75, 'silent')])).toBe('silent');
		expect(await answer).toBe('answered');
	});
});
