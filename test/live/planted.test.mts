/** A world that differs from the sandbox: each difference is named at its fact, and none stops the check. */
import '../engine/harness/withoutPauses.mts';
import { liveGateways, type LiveId } from './gateways.mts';
import type { Verdict } from './model.mts';
import { differences } from './support/differences.mts';
import { plans } from './support/plans.mts';
import { empty, html, redirect, status, truncated } from './support/plants.mts';
import { openProof } from './support/proof.mts';
import type { Plant, Proof } from './support/proof.mts';

/** A difference of each gateway that no other fact depends on. */
const alone: Readonly<Record<LiveId, string>> = {
	kupon: 'a list answered as an object',
	smsby: 'a refused plus',
	smsc: 'no currency',
	smsru: 'transliteration that changes nothing',
	sendpulse: 'another name of the rouble',
};

describe.each(Object.values(plans))('$id', (plan) => {
	const { id } = plan;
	let proof: Proof;
	beforeAll(async () => {
		proof = await openProof(plan);
	});
	afterAll(async () => await proof.close());

	test('has twenty differences and more', () => {
		expect(differences[id].length).toBeGreaterThanOrEqual(20);
	});

	test.each(differences[id])('$what', async ({ facts, plant, set }) => {
		const { results, left } = await proof.run({
			only: facts,
			...(plant ? { plant } : {}),
			...(set ? { set } : {}),
		});
		const verdicts: Record<string, Verdict> = Object.fromEntries(
			results.map(({ fact, verdict }) => [fact, verdict]),
		);
		const seen = facts.map((fact) => [fact, verdicts[fact]]);
		expect(seen).toEqual(
			facts.map((fact) => [fact, expect.objectContaining({ kind: 'contradicted' })]),
		);
		for (const fact of facts) {
			const verdict = verdicts[fact];
			if (verdict?.kind === 'contradicted') expect(verdict.expected).not.toBe(verdict.seen);
		}
		expect(left).toEqual([]);
	});

	test('in a whole run nothing else is contradicted', async () => {
		const one = differences[id].find(({ what }) => what === alone[id]);
		const { results } = await proof.run(one?.plant ? { plant: one.plant } : {});
		const wrong = results.filter(({ verdict }) => verdict.kind !== 'confirmed');
		expect(wrong.map(({ fact }) => fact).sort()).toEqual([...(one?.facts ?? [])].sort());
	});

	/** Every answer is wrong in one way. */
	const everywhere: Array<[what: string, plant: Plant]> = [
		['an HTML page', html(/./)],
		['an HTML page with HTTP 503', html(/./, 503)],
		['an empty body', empty(/./)],
		['half of its JSON', truncated(/./)],
		['a redirect', redirect(/./)],
		['HTTP 418', status(/./, 418)],
	];

	test.each(everywhere)(
		'every answer is %s: every fact has a verdict all the same',
		async (_, plant) => {
			const { results } = await proof.run({ level: 'read', plant });
			const reads = liveGateways[id].checks.filter(({ level }) => level === 'read');
			expect(results.map(({ fact }) => fact)).toEqual(reads.flatMap(({ facts }) => facts));
			expect(
				results.filter(({ verdict }) => verdict.kind === 'contradicted').length,
			).toBeGreaterThan(0);
		},
	);
});
