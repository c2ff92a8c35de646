import fc from 'fast-check';
import { pack, packRoute } from '../../../nodes/shared/delivery/pack.ts';
import { unfold } from '../../../nodes/shared/delivery/unfold.ts';
import { holds } from '../../properties.mts';
import { type TestMessage, testRoute } from '../support/route.mts';

interface Entry {
	index: number;
	key: string;
}
const entries = fc
	.array(fc.constantFrom('a', 'b', 'c', '', '__proto__'), { maxLength: 60 })
	.map((keys): Entry[] => keys.map((key, index) => ({ index, key })));
const size = fc.integer({ min: 1, max: 12 });
const keyOf = ({ key }: Entry): string => key;

describe('packing', () => {
	test('loses nothing and doubles nothing', () => {
		holds(
			fc.property(entries, size, (all, limit) => {
				const packed = pack(all, keyOf, limit).flat();
				expect(packed).toHaveLength(all.length);
				expect(new Set(packed)).toEqual(new Set(all));
			}),
		);
	});

	test('makes no packet over the size, none empty, and none of two groups', () => {
		holds(
			fc.property(entries, size, (all, limit) => {
				for (const packet of pack(all, keyOf, limit)) {
					expect(packet.length).toBeGreaterThanOrEqual(1);
					expect(packet.length).toBeLessThanOrEqual(limit);
					expect(new Set(packet.map(keyOf)).size).toBe(1);
				}
			}),
		);
	});

	test('keeps the order of each group, over its packets too', () => {
		holds(
			fc.property(entries, size, (all, limit) => {
				const packed = pack(all, keyOf, limit);
				for (const group of new Set(all.map(keyOf))) {
					const indexes = packed
						.flat()
						.filter(({ key }) => key === group)
						.map(({ index }) => index);
					expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
				}
				const firsts = packed.map(([first]) => first?.index ?? -1);
				expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
			}),
		);
	});

	test('needs the fewest packets that the groups allow', () => {
		holds(
			fc.property(entries, size, (all, limit) => {
				const counts = new Map<string, number>();
				for (const { key } of all) counts.set(key, (counts.get(key) ?? 0) + 1);
				const fewest = [...counts.values()].reduce((sum, n) => sum + Math.ceil(n / limit), 0);
				expect(pack(all, keyOf, limit)).toHaveLength(fewest);
			}),
		);
	});

	test('1,000 entries of one group by 100 are ten packets', () => {
		const numbers = Array.from({ length: 1000 }, (_, index) => index);
		expect(pack(numbers, () => '', 100).map(({ length }) => length)).toEqual(
			Array.from({ length: 10 }, () => 100),
		);
		expect(pack([], () => '', 100)).toEqual([]);
	});
});

describe('packing messages of which the later depends on the earlier', () => {
	const ordered = fc
		.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3', '4')), {
			maxLength: 60,
		})
		.map((pairs) =>
			pairs.map(([key, recipient], index) => ({
				index,
				message: { recipient, reference: null, text: key, sender: '' },
			})),
		);
	const route = {
		...testRoute,
		groupKey: ({ text }: TestMessage) => text,
		orderKeys: ({ recipient }: TestMessage) => [recipient],
	};

	test('puts none before one that it depends on, and loses none', () => {
		holds(
			fc.property(ordered, size, (all, limit) => {
				const packets = packRoute(route, all, limit);
				expect(packets.flat()).toHaveLength(all.length);
				for (const recipient of ['1', '2', '3', '4']) {
					const own = packets.flat().filter(({ message }) => message.recipient === recipient);
					const indexes = own.map(({ index }) => index);
					expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
				}
				for (const packet of packets) {
					expect(packet.length).toBeGreaterThan(0);
					expect(packet.length).toBeLessThanOrEqual(limit);
					expect(new Set(packet.map(({ message }) => message.text)).size).toBe(1);
				}
			}),
		);
	});

	test('makes no more packets than needed where nothing depends on anything', () => {
		const rows = ['1', '2', '3', '4'].map((recipient, index) => ({
			index,
			message: { recipient, reference: null, text: index % 2 ? 'a' : 'b', sender: '' },
		}));

		expect(packRoute(route, rows, 10).map((packet) => packet.map(({ index }) => index))).toEqual([
			[0, 2],
			[1, 3],
		]);
	});

	test('needs no more packets for rows of each of many than for those of one', () => {
		const rows = Array.from({ length: 200 }, (_, index) => ({
			index,
			message: {
				recipient: String(Math.floor(index / 4)),
				reference: null,
				text: index % 2 ? 'a' : 'b',
				sender: '',
			},
		}));

		expect(packRoute(route, rows, 50).map((packet) => packet.length)).toEqual([50, 50, 50, 50]);
	});
});

describe('packing messages that must not share a request', () => {
	const rows = (...texts: string[]) =>
		texts.map((pair, index) => {
			const [recipient = '', text = ''] = pair.split(' ');
			return { index, message: { recipient, reference: null, text, sender: '' } };
		});
	const packed = (toldApartByRecipient: true | 'once' | undefined, ...texts: string[]) =>
		packRoute({ ...testRoute, toldApartByRecipient }, rows(...texts), 10).map((packet) =>
			packet.map(({ index }) => index),
		);
	const twice = ['1 hello', '2 hello', '1 hello', '1 other', '1 hello'];

	test('puts different ones to one recipient into several', () => {
		expect(packed(true, ...twice)).toEqual([[0, 1, 2, 4], [3]]);
	});

	test('puts equal ones into several too, where a recipient stands in a request once', () => {
		expect(packed('once', ...twice)).toEqual([[0, 1], [2], [3], [4]]);
	});

	test('puts all into one where nothing is said', () => {
		expect(packed(undefined, ...twice)).toEqual([[0, 1, 2, 3, 4]]);
	});

	test('has no recipient twice in a request, and loses none', () => {
		const texts = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('a', 'b')));
		holds(
			fc.property(texts, size, (pairs, limit) => {
				const all = rows(...pairs.map((pair) => pair.join(' ')));
				const packets = packRoute({ ...testRoute, toldApartByRecipient: 'once' }, all, limit);
				expect(new Set(packets.flat())).toEqual(new Set(all));
				for (const packet of packets) {
					const own = packet.map(({ message }) => message.recipient);
					expect(new Set(own).size).toBe(own.length);
				}
			}),
		);
	});
});

test('a row may name more recipients than a call takes arguments', () => {
	const many = Array.from({ length: 300_000 }, (_, at) => String(at));
	const row = { index: 0, message: { recipient: '', reference: null } as TestMessage };

	const { units } = unfold({ ...testRoute, parts: () => many }, [row], 1);
	const packets = packRoute({ ...testRoute, orderKeys: () => many }, [row], 1);

	expect(units).toHaveLength(many.length);
	expect(packets).toEqual([[row]]);
});

test('messages stay together by their first key, and among these by their second', () => {
	const said = ['A 1', 'B 1', 'A 2', 'A 1', 'B 2', 'B 1', 'C 1', 'A 2'];
	const rows = said.map((pair, index) => {
		const [sender = '', text = ''] = pair.split(' ');
		return { index, message: { recipient: String(index), reference: null, text, sender } };
	});
	const route = {
		...testRoute,
		groupKey: () => '',
		togetherKeys: [({ sender }: TestMessage) => sender, ({ text }: TestMessage) => text],
	};
	const [packet = []] = packRoute(route, rows, 100);
	expect(packet.map(({ index }) => said[index])).toEqual([
		'A 1',
		'A 1',
		'A 2',
		'A 2',
		'B 1',
		'B 1',
		'B 2',
		'C 1',
	]);
	expect(packet.map(({ index }) => index)).toEqual([0, 3, 2, 7, 1, 5, 4, 6]);
});
