import { statusOf } from './demo/rows.mts';
import { runDemo, type Demo } from './demo/run.mts';
import { STEPS } from './demo/steps.mts';

/** How many calls have added the contacts, and the events that the trigger has registered itself for. */
const sendPulseAccount = ({ sandbox: { sendpulse } }: Demo) => ({
	calls: sendpulse.requests.filter(({ path }) => /^\/addressbooks\/\d+\/emails$/.test(path)).length,
	webhooks: [...sendpulse.state.account.webhooks.values()].map(({ action }) => action).sort(),
});

describe('the demo', () => {
	let demo: Demo | undefined;

	afterAll(async () => await demo?.close());

	it('leads every message of the examples through both workflows of its gateway', async () => {
		demo = await runDemo({ say: () => undefined });
		const { rows, problems } = demo;

		expect(problems).toEqual([]);
		for (const { id, senders } of STEPS) {
			for (const { node, atLeast, waits } of senders) {
				const own = rows.filter((row) => row.gateway === id && row.node === node);
				const told = own.filter((row) => (waits ? row.waitedFor : row.reports.length === 1));
				expect(told.length).toBeGreaterThanOrEqual(atLeast);
			}
		}
		const statusesOf = (id: string) =>
			[...new Set(rows.filter(({ gateway }) => gateway === id).map(statusOf))].sort();
		expect(statusesOf('kupon')).toEqual(['delivered', 'expired', 'refused', 'undelivered']);
		expect(statusesOf('smsc')).toEqual(['delivered', 'expired', 'refused', 'undelivered']);
		expect(statusesOf('smsby')).toEqual(['delivered', 'refused', 'undelivered']);
		expect(statusesOf('sendpulse')).toEqual(['bounced', 'delivered', 'refused', 'undelivered']);
		expect(statusesOf('smsru')).toEqual(['delivered', 'expired', 'refused', 'undelivered']);
		const refused = rows.filter((row) => row.refused);
		expect(refused.map(({ gateway, reference }) => `${gateway} ${reference}`)).toEqual([
			'kupon customer-121',
			'smsc customer-25',
			'smsby customer-21',
			'sendpulse order-4013',
			'sendpulse customer-21',
			'smsru customer-25',
		]);
		const { calls, webhooks } = sendPulseAccount(demo);
		expect(calls).toBe(1);
		expect(webhooks).toEqual(['delivered', 'hard_bounces', 'spam', 'unsubscribe']);
	});
});
