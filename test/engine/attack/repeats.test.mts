/** Genuine callbacks under load: repeated, out of order, at the same time, and n8n failing now and then. */
import type { IDataObject } from 'n8n-workflow';
import { ofEachGateway } from '../../contract/manifest.mts';
import { randomOf } from '../../random.mts';
import { call as send } from '../harness/index.mts';
import type { WireCall } from './mutations.mts';
import { written } from './draft.mts';
import { announce, genuinePerGateway, seed } from './seed.mts';
import type { Target } from './shape.mts';
import { publish } from './suite.mts';

const targets = Object.values(
	ofEachGateway<Target>('test/engine/attack/shapes/<id>.mts', 'Target'),
).map((target) => ({
	name: `${target.table.gateway.displayName} Trigger`,
	target,
}));

const secret = 'Очень/secret+key=1';

interface Arrival {
	/** Which report it is. */
	serial: number;
	call: WireCall;
}

/** Calls of which three in ten repeat another, each near the call that it repeats or far from it. */
function arrivals({ shapes }: Target, count: number, random: () => number): Arrival[] {
	const distinct = Math.round(count * 0.7);
	const single = shapes.filter(({ several }) => !several);
	const noiseOf = () => ({
		text: 'a',
		bytes: Buffer.alloc(0),
		at: random(),
		number: Math.floor(random() * 1e9),
	});
	const first = Array.from({ length: distinct }, (_, serial): Arrival => {
		const shape = single[serial % single.length]!;
		return { serial, call: written(shape.genuine(serial, secret, noiseOf())) };
	});
	const repeated = Array.from({ length: count - distinct }, () => {
		const again = first[Math.floor(random() * distinct)]!;
		return { ...again, call: { ...again.call } };
	});
	// Each has a place of its own in time, and comes up to a tenth of the whole run too late.
	const placed = [...first, ...repeated].map((arrival) => ({
		arrival,
		time: arrival.serial / distinct + random() * (random() < 0.5 ? 0.001 : 0.1),
	}));
	return placed.sort((a, b) => a.time - b.time).map(({ arrival }) => arrival);
}

/** The reports that have reached executions, by what tells them apart. */
const keysOf = (executions: IDataObject[][]): string[] =>
	executions.flat().map(({ dedupeKey }) => String(dedupeKey));

describe.each(targets)('$name', ({ target }) => {
	test(`hands each of ${Math.round(genuinePerGateway * 0.7)} reports to one execution, once, when they come in ${genuinePerGateway} calls, 64 at a time`, async () => {
		announce(`${target.table.gateway.displayName} Trigger, repeated callbacks`);
		const random = randomOf(seed);
		const calls = arrivals(target, genuinePerGateway, random);
		const executions: IDataObject[][] = [];
		let stores = 0;
		let failures = 0;
		const host = publish(target, secret, {
			storeExecution: async (items) => {
				await new Promise((resolve) => setImmediate(resolve));
				// Reports that come together share an execution, so there may be few of these.
				if (++stores % 50 === 3) {
					failures++;
					throw new Error('The database is full');
				}
				executions.push((items[0] ?? []).map(({ json }) => json));
			},
		});

		const answered = new Set<number>();
		let fives = 0;
		let next = 0;
		const caller = async () => {
			while (next < calls.length) {
				const { serial, call } = calls[next++]!;
				for (let tries = 1; ; tries++) {
					const { status } = await send(host, call);
					if (status === 200) break;
					expect(status).toBeGreaterThanOrEqual(500);
					expect(tries).toBeLessThan(20);
					fives++;
				}
				answered.add(serial);
			}
		};
		await Promise.all(Array.from({ length: 64 }, caller));

		const keys = keysOf(executions);
		expect(answered.size).toBe(Math.round(genuinePerGateway * 0.7));
		expect(keys).toHaveLength(answered.size);
		expect(new Set(keys).size).toBe(answered.size);
		// n8n did fail, the callers were told so, and nothing was lost by it.
		expect(failures).toBeGreaterThan(0);
		expect(fives).toBeGreaterThanOrEqual(failures);
	}, 600_000);

	test('gives each of two triggers every report', async () => {
		const random = randomOf(seed + 1);
		const calls = arrivals(target, 300, random);
		const received = await Promise.all(
			[1, 2].map(async () => {
				const executions: IDataObject[][] = [];
				const host = publish(target, secret, {
					storeExecution: (items) => {
						executions.push((items[0] ?? []).map(({ json }) => json));
					},
				});
				await Promise.all(calls.map(async ({ call }) => await send(host, call)));
				return keysOf(executions).sort();
			}),
		);

		expect(received[0]).toHaveLength(210);
		expect(received[1]).toEqual(received[0]);
	});
});
