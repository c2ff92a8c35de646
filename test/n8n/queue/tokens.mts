import { waitUntil } from '../waitUntil.mts';
import { addressesFrom, mailWorkflow } from './bulk.mts';
import { shares } from './executions.mts';
import { range } from './range.mts';
import { CONCURRENCY, MAIL, MINUTE, WORKERS, type Stage } from './stage.mts';

export const tokens = (stage: () => Stage) =>
	describe('an OAuth2 token', () => {
		it(
			'is renewed once over both workers when it expires in the middle',
			async () => {
				const { sendpulse } = stage().sandbox;
				sendpulse.settings.requestsPerSecond = null;
				sendpulse.settings.requestsPerMinute = null;
				const tokens = () =>
					sendpulse.requests.filter(({ path }) => path === '/oauth/access_token');
				const mails = await stage().publish(mailWorkflow('mails', MAIL), 'mails');
				await mails.start(addressesFrom(0, 1));
				expect(await mails.ended(1, MINUTE)).toEqual({ success: 1 });
				expect(tokens()).toHaveLength(1);

				// Slow enough that several calls of each worker meet the expiry.
				await sendpulse.faults.add({ kind: 'slow', delayMs: 300 });
				const slices = WORKERS * CONCURRENCY;
				const begun = await shares(stage().cluster, async () => {
					for (const slice of range(slices)) await mails.start(addressesFrom(1 + slice * 10, 10));
					await waitUntil(() => (sendpulse.messages.length > 5 * slices ? true : undefined), {
						for: 'half of the mails',
						timeoutMs: 2 * MINUTE,
						everyMs: 10,
					});
					sendpulse.state.revokeTokens();
					expect(await mails.ended(1 + slices, 2 * MINUTE)).toEqual({ success: 1 + slices });
				});
				await sendpulse.faults.clear();

				expect(Math.min(...begun)).toBeGreaterThan(0);
				const refused = sendpulse.requests.filter(({ answer }) => answer?.status === 401);
				expect(refused.length).toBeGreaterThan(1);
				expect(tokens()).toHaveLength(2);
				expect(new Set(sendpulse.messages.map(({ recipient }) => recipient)).size).toBe(
					1 + 10 * slices,
				);
				expect(sendpulse.messages).toHaveLength(1 + 10 * slices);
			},
			5 * MINUTE,
		);
	});
