/** What a check of the level send makes is gone too, whatever connection breaks. */
import type { Sandbox } from '../sandbox/index.mts';
import type { Cut } from './forwarder.mts';
import type { LiveId } from './gateways.mts';
import { plans } from './support/plans.mts';
import { openProof } from './support/proof.mts';

interface Made {
	id: LiveId;
	fact: string;
	what: string;
	count(sandbox: Sandbox): number;
}

const made: Made[] = [
	{
		id: 'smsru',
		fact: 'smsru/status-several',
		what: 'addresses for callbacks',
		count: ({ smsru }) => smsru.state.handlers.length,
	},
	{
		id: 'smsby',
		fact: 'smsby/code-send',
		what: 'objects for one-time codes',
		count: ({ smsby }) => smsby.state.passwordObjects.length,
	},
	{
		id: 'sendpulse',
		fact: 'sendpulse/sms-cancel',
		what: 'planned SMS',
		count: ({ sendpulse }) =>
			[...sendpulse.state.account.smsCampaigns.values()].filter(
				({ state, emulate }) => state === 'planned' && !emulate,
			).length,
	},
];

describe.each(made)('$id: $what', ({ id, fact, count }) => {
	test.each<Cut>(['before', 'after'])('cut %s each call', async (how) => {
		const proof = await openProof(plans[id]);
		try {
			let at = 0;
			let isCut = true;
			let mostMade = 0;
			while (isCut) {
				at += 1;
				isCut = false;
				const { left } = await proof.run({
					only: [fact],
					cut: (_request, number) => {
						mostMade = Math.max(mostMade, count(proof.sandbox));
						isCut ||= number === at;
						return number === at ? how : undefined;
					},
				});
				expect({ at, left, count: count(proof.sandbox) }).toEqual({ at, left: [], count: 0 });
			}
			expect(at).toBeGreaterThan(3);
			expect(mostMade).toBeGreaterThan(0);
		} finally {
			await proof.close();
		}
	});
});
