/** Whatever connection breaks, before the gateway has a request or before its answer comes: nothing that was made stays behind. */
import '../engine/harness/withoutPauses.mts';
import { snapshot } from '../contract/snapshot.mts';
import { tables } from '../contract/tables.mts';
import type { Cut } from './forwarder.mts';
import { liveGateways, type LiveId } from './gateways.mts';
import { plans } from './support/plans.mts';
import { openProof } from './support/proof.mts';
import type { Proof, ProofPlan } from './support/proof.mts';

/** What says what was asked, and not what the account has. */
const logsOf = (id: string) => tables.find(({ gateway }) => gateway.id === id)?.promises.logs ?? [];

interface Case {
	id: LiveId;
	/** The first fact of the check names it. */
	fact: string;
	facts: readonly string[];
	how: Cut;
}

const casesOf = ({ id }: ProofPlan): Case[] =>
	liveGateways[id].checks
		.filter(({ level }) => level === 'write')
		.flatMap(({ facts }) =>
			(['before', 'after'] as const).map((how) => ({ id, fact: facts[0] ?? '', facts, how })),
		);

describe.each(Object.values(plans).filter((plan) => casesOf(plan).length > 0))('$id', (plan) => {
	let proof: Proof;
	beforeAll(async () => {
		proof = await openProof(plan);
	});
	afterAll(async () => await proof.close());

	const content = () => snapshot(proof.sandbox[plan.id].state, logsOf(plan.id));

	test.each(casesOf(plan))('$fact, cut $how each call', async ({ facts, how }) => {
		let at = 0;
		let isCut = true;
		while (isCut) {
			at += 1;
			isCut = false;
			let before: string[] = [];
			const { left } = await proof.run({
				level: 'write',
				only: facts,
				set: () => void (before = content()),
				cut: (_request, number) => {
					isCut ||= number === at;
					return number === at ? how : undefined;
				},
			});
			expect({ at, left, content: content() }).toEqual({ at, left: [], content: before });
		}
		// One call at least was cut.
		expect(at).toBeGreaterThan(1);
	});
});

test('the page of a proxy is no word of the gateway that something is removed', async () => {
	const plan = plans.smsc;
	if (!plan) throw new Error('SMSC has no plan');
	const proof = await openProof(plan);
	try {
		const { left } = await proof.run({
			level: 'write',
			only: ['smsc/black-add'],
			async set({ smsc }) {
				await smsc.faults.add({ kind: 'status', status: 502, contains: 'del_black', times: 5 });
			},
		});
		expect(left).toEqual([]);
		expect(proof.sandbox.smsc.state.blacklist.records.rows).toEqual([]);
	} finally {
		await proof.close();
	}
});
