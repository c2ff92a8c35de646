/** Faults for a share of all requests, chosen by a seed. */
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import type { Fault } from '../../sandbox/framework/faults.mts';
import type { SandboxGateway } from '../../contract/table.mts';

const numberOf = (name: string, preset: number): number => {
	const given = process.env[name];
	if (given === undefined || given === '') return preset;
	if (!/^\d+$/.test(given)) throw new RangeError(`${name} is a whole number, not “${given}”`);
	return Number(given);
};

/** `STRESS_SEED` for another run; printed, so that each can be had again. */
export const seed = numberOf('STRESS_SEED', 20261122);

/** `STRESS_ROWS` for more; `npm run stress` makes 100,000. */
export const rowCount = numberOf('STRESS_ROWS', 5000);

export const faultShare = 0.05;

/**
 * Everything that a network and a gateway can do to one request. A refusal of the whole account (401, 403) is not among
 * them: it ends a run by design.
 */
export const mixedFaults: Readonly<Record<string, Fault>> = {
	'reset before the work': { kind: 'reset', when: 'before' },
	'reset after the work': { kind: 'reset', when: 'after' },
	'no answer, nothing done': { kind: 'hang', when: 'before' },
	'no answer after the work': { kind: 'hang', when: 'after' },
	'429': { kind: 'status', status: 429, retryAfter: 0 },
	'429 without Retry-After': { kind: 'status', status: 429 },
	'500 before the work': { kind: 'status', status: 500, when: 'before' },
	'500 after the work': { kind: 'status', status: 500, when: 'after' },
	'502 after the work': { kind: 'status', status: 502, when: 'after' },
	'503 before the work': { kind: 'status', status: 503, when: 'before' },
	'404': { kind: 'status', status: 404 },
	'422': { kind: 'status', status: 422, body: { message: 'no' } },
	'an empty answer': { kind: 'empty', when: 'after' },
	'a truncated answer': { kind: 'truncated' },
	garbage: { kind: 'garbage', when: 'after' },
	'a wrong content type': { kind: 'wrongContentType' },
	'a wrong charset': { kind: 'wrongCharset' },
	'a redirect to another host': { kind: 'redirect', location: 'http://127.0.0.2:9/', status: 307 },
	'a huge answer': { kind: 'huge', bytes: 2_000_000 },
	'a slow answer': { kind: 'slow', delayMs: 60 },
};

/**
 * Lets each request of a gateway meet a fault with the given probability.
 *
 * @returns how often each has struck, by its name
 */
export async function addFaults(
	gateway: SandboxGateway,
	share: number,
	random: () => number,
): Promise<Map<string, number>> {
	const names = Object.keys(mixedFaults);
	const fates = new WeakMap<Exchange, string | null>();
	const struck = new Map<string, number>();
	const fateOf = (exchange: Exchange): string | null => {
		const known = fates.get(exchange);
		if (known !== undefined) return known;
		const fate = random() < share ? (names[Math.floor(random() * names.length)] ?? null) : null;
		fates.set(exchange, fate);
		if (fate !== null) struck.set(fate, (struck.get(fate) ?? 0) + 1);
		return fate;
	};
	for (const [name, fault] of Object.entries(mixedFaults)) {
		await gateway.faults.add({ ...fault, match: (exchange) => fateOf(exchange) === name });
	}
	return struck;
}
