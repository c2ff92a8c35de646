import { build } from '../../../nodes/shared/delivery/dispatch.ts';
import type { Messages } from '../../../nodes/shared/delivery/route.ts';
import { InputProblem } from '../../../nodes/shared/model/inputProblem.ts';
import { ids, run } from '../support/dispatch.mts';
import { type TestMessage, testRoute } from '../support/route.mts';

/** An account without secrets. */
const asItIs = <T,>(value: T): T => value;

const row = (index: number) => ({
	index,
	message: { recipient: String(index), reference: null, text: '', sender: '' },
});

/** A route that fails on some recipients, and counts how often it is asked. */
function failingOn(...bad: string[]) {
	let asked = 0;
	return {
		get asked() {
			return asked;
		},
		request(messages: Messages<TestMessage>) {
			asked++;
			const found = messages.find(({ recipient }) => bad.includes(recipient));
			if (found) throw new InputProblem('Text', `of ${found.recipient} is bad`, 'Mend it.');
			return testRoute.request(messages);
		},
	};
}

describe('the request of a packet', () => {
	test('is made once when nothing is wrong', async () => {
		const route = failingOn();
		const { options, rows, unfit } = await build(route, [row(0), row(1)], asItIs);
		expect(route.asked).toBe(1);
		expect([options?.url, rows.length, unfit.size]).toEqual(['/send', 2, 0]);
	});

	test.each([
		[500, ['17'], 2 * 9 + 2],
		[500, ['0', '250', '499'], 2 * 3 * 9 + 2],
		[64, Array.from({ length: 64 }, (_, index) => String(index)), 127],
		[1, ['0'], 1],
	])('of %i rows leaves out those that it fails on (%j)', async (count, bad, most) => {
		const route = failingOn(...bad);
		const packet = Array.from({ length: count }, (_, index) => row(index));
		const { options, rows, unfit } = await build(route, packet, asItIs);
		expect([...unfit.keys()].map(({ index }) => String(index))).toEqual(bad);
		expect([...unfit.values()].map(({ text }) => text)).toEqual(
			bad.map((one) => `Text of ${one} is bad`),
		);
		expect(rows).toEqual(packet.filter(({ index }) => !bad.includes(String(index))));
		expect(options === undefined).toBe(rows.length === 0);
		expect(route.asked).toBeLessThanOrEqual(most);
	});

	test('is missing when the rows can go one by one only', async () => {
		const route = {
			request: (messages: Messages<TestMessage>) => {
				if (messages.length > 1) throw new RangeError('too much');
				return testRoute.request(messages);
			},
		};
		const packet = [row(0), row(1), row(2)];
		expect(await build(route, packet, asItIs)).toEqual({ rows: packet, unfit: new Map() });
	});
});

describe('a packet with a row that no request can be made of', () => {
	const routeOf = (request: typeof testRoute.request) => ({ ...testRoute, request });

	test('goes out without it, in one request', async () => {
		const { states, sent, remembered } = await run({
			job: { route: routeOf(failingOn('101').request) },
			http: () => ids('a', 'c'),
		});
		expect(sent).toEqual([['100', '102']]);
		expect(new Map(states as Array<[number, string]>)).toEqual(
			new Map([
				[0, 'a'],
				[1, 'invalidRequest'],
				[2, 'c'],
			]),
		);
		expect([...remembered.keys()]).toEqual([0, 2]);
	});

	test('stays where it is when the node stops at a failure', async () => {
		const { states, sent, remembered } = await run({
			job: { route: routeOf(failingOn('101').request), stopOnFailure: true },
		});
		expect(sent).toEqual([]);
		expect(states).toEqual([[1, 'invalidRequest']]);
		expect(remembered.size).toBe(0);
	});

	test('goes out in parts when its rows cannot share a request', async () => {
		const { sent, states } = await run({
			job: {
				route: routeOf((messages) => {
					if (messages.length > 1) throw new RangeError('too much');
					return testRoute.request(messages);
				}),
			},
			http: () => ids('x'),
		});
		expect(sent.sort()).toEqual([['100'], ['101'], ['102']]);
		expect(states).toHaveLength(3);
	});
});
