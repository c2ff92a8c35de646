import { waitUntil } from '../waitUntil.mts';
import { addressesFrom, mailWorkflow } from './bulk.mts';
import { shares } from './executions.mts';
import { range } from './range.mts';
import { CONCURRENCY, MAIL, MAILS_AT_A_TIME, WORKERS, type Stage } from './stage.mts';

export const tokens = (stage: () => Stage) =>
	describe('an OAuth2 token', () => {
		it('is renewed once over both workers when it expires in the middle', async () => {
			const { sendpulse } = stage().sandbox;
			sendpulse.settings.requestsPerSecond = null;
			sendpulse.settings.requestsPerMinute = null;
			const tokens = () => sendpulse.requests.filter(({ path }) => path === '/oauth/access_token');
			const mails = await stage().publish(mailWorkflow('mails', MAIL), 'mails');
			await mails.start(addressesFrom(0, 1));
			expect(await mails.ended(1)).toEqual({ success: 1 });
			expect(tokens()).toHaveLength(1);

			const slices = WORKERS * CONCURRENCY;
			// Once some are out, all that both workers may have in flight meets the expiry.
			const held = await sendpulse.faults.add({
				kind: 'hang',
				match: () => sendpulse.messages.length > slices,
			});
			const begun = await shares(stage().cluster, async () => {
				for (const slice of range(slices)) await mails.start(addressesFrom(1 + slice * 10, 10));
				await waitUntil(
					() => (sendpulse.counters.inFlight === WORKERS * MAILS_AT_A_TIME ? true : undefined),
					{
						for: 'calls of both workers',
						instead: () => `There are ${sendpulse.counters.inFlight}.`,
					},
				);
				sendpulse.state.revokeTokens();
				await held.lift();
				expect(await mails.ended(1 + slices)).toEqual({ success: 1 + slices });
			});

			expect(Math.min(...begun)).toBeGreaterThan(0);
			const refused = sendpulse.requests.filter(({ answer }) => answer?.status === 401);
			expect(refused).toHaveLength(WORKERS * MAILS_AT_A_TIME);
			expect(tokens()).toHaveLength(2);
			expect(new Set(sendpulse.messages.map(({ recipient }) => recipient)).size).toBe(
				1 + 10 * slices,
			);
			expect(sendpulse.messages).toHaveLength(1 + 10 * slices);
		});
	});
