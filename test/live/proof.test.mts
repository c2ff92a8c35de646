/** Against the sandbox, which is written from the facts, everything is confirmed. */
import { plans } from './support/plans.mts';
import { notConfirmed, openProof } from './support/proof.mts';

test.each(Object.values(plans))('everything that $id says is confirmed', async (plan) => {
	const proof = await openProof(plan);
	try {
		const outcome = await proof.run();
		expect(notConfirmed(outcome)).toEqual({});
		expect(outcome.left).toEqual([]);
	} finally {
		await proof.close();
	}
});
