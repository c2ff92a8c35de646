/** Rows with Send Once Keys that are merged into one message: a known key answers for its own row, and the others go out together. */
import type { IDataObject, INodeParameters, NodeExecutionHint } from 'n8n-workflow';
import { SendOnce } from '../../../nodes/shared/delivery/sendOnce.ts';
import { fakeContext } from '../support/executeContext.mts';
import { Deliveries, orders, shapeOf } from '../support/deliveries.mts';
import { testRoute } from '../support/route.mts';

let node: Deliveries;
beforeEach(() => {
	node = new Deliveries();
});

const merging = (duplicates: string): { parameters: INodeParameters } => ({
	parameters: {
		reference: '={{ $json.orderId }}',
		sender: '={{ $json.sender }}',
		options: { sendOnceKey: '={{ $json.orderId }}', duplicates },
	},
});
const identical = merging('mergeIdentical');
const byRecipient = merging('mergeRecipient');

/** Orders of one customer, who is to get one message. */
const order = (orderId: string, more: IDataObject = {}): IDataObject => ({
	recipient: '101',
	text: 'hello',
	orderId,
	...more,
});
const [a, b, c, d] = [order('a'), order('b'), order('c'), order('d')] as const;

const broken = () => {
	throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
/** Refuses one recipient. */
const refusing = (recipient: string) => (recipients: string[]) => ({
	ids: recipients.map((to) => (to === recipient ? { text: 'no' } : `id-${to}`)),
});

/** One execution that sends these rows, each in a message of its own. */
async function sentBefore(...items: IDataObject[]): Promise<void> {
	await node.run(items);
	node.sent.length = 0;
	node.texts.length = 0;
}

async function leftOpen(...items: IDataObject[]): Promise<void> {
	await node.run(items, { says: broken });
	node.sent.length = 0;
}

describe('of merged rows', () => {
	test.each([
		['equal ones', identical, b],
		['those of one recipient', byRecipient, { ...b, text: 'goodbye' }],
	])('each is known by its own key: %s', async (_name, rule, other) => {
		expect(shapeOf(await node.run([a, other], rule))).toEqual(['id-101', ['id-101', 0]]);
		expect(shapeOf(await node.run([other], rule))).toEqual(['again']);
		expect(shapeOf(await node.run([other, a], rule))).toEqual(['again', 'again']);
		expect(shapeOf(await node.run([other, a]))).toEqual(['again', 'again']);
		expect(node.sent).toEqual([['101']]);
	});

	test.each<[string, IDataObject[], IDataObject[], unknown[]]>([
		['the first', [a], [a, b], ['again', 'id-101']],
		['the last', [b], [a, b], ['id-101', 'again']],
		['the middle', [b], [a, b, c], ['id-101', 'again', ['id-101', 0]]],
		['the first of three', [a], [a, b, c], ['again', 'id-101', ['id-101', 1]]],
		['all but one', [a, c, d], [a, b, c, d], ['again', 'id-101', 'again', 'again']],
		['the outer ones', [a, d], [a, b, c, d], ['again', 'id-101', ['id-101', 1], 'again']],
	])('%s was sent before: the others are one message', async (_name, before, items, expected) => {
		await sentBefore(...before);
		expect(shapeOf(await node.run(items, identical))).toEqual(expected);
		expect(node.sent).toEqual([['101']]);
		const again = await node.run(items, identical);
		expect(shapeOf(again)).toEqual(items.map(() => 'again'));
		expect(node.sent).toHaveLength(1);
	});

	test.each<[string, IDataObject[], unknown[]]>([
		['the first', [a, b, c], ['unknown', 'id-101', ['id-101', 1]]],
		['a later one', [b, a, c], ['id-101', 'unknown', ['id-101', 0]]],
	])('%s is open: the others are one message', async (_name, items, expected) => {
		await leftOpen(a);
		expect(shapeOf(await node.run(items, identical))).toEqual(expected);
		expect(node.sent).toEqual([['101']]);
		expect(shapeOf(await node.run([a, b, c]))).toEqual(['unknown', 'again', 'again']);
	});

	test('each says what is known of it: open, sent, new', async () => {
		await leftOpen(a);
		await sentBefore(b);
		const output = await node.run([a, c, b, d], identical);
		expect(shapeOf(output)).toEqual(['unknown', 'id-101', 'again', ['id-101', 1]]);
		expect(output.map(({ json }) => (json.details as IDataObject) ?? json)).toMatchObject(
			['a', 'c', 'b', 'c'].map((reference) => ({ reference })),
		);
		expect(node.sent).toEqual([['101']]);
	});

	test('none leaves when all are known', async () => {
		await sentBefore(a);
		await leftOpen(b);
		expect(shapeOf(await node.run([b, a], identical))).toEqual(['unknown', 'again']);
		expect(node.sent).toEqual([]);
	});

	test('the message is that of the first that is left', async () => {
		await sentBefore(order('a', { text: 'first' }));
		const items = ['first', 'second', 'third'].map((text, at) => order('abc'[at] ?? '', { text }));
		const output = await node.run(items, byRecipient);
		expect(shapeOf(output)).toEqual(['again', 'id-101', ['id-101', 1]]);
		expect(node.texts).toEqual([['second']]);
	});

	test('those whose message belongs into another request go there, and the others are not held up', async () => {
		await sentBefore(order('a'), order('b', { recipient: '102' }));
		const customers = ['101', '102', '103'];
		const items = [
			...customers.map((recipient, at) => order('abc'[at] ?? '', { recipient })),
			...customers.map((recipient, at) => order('def'[at] ?? '', { recipient, sender: 'Shop' })),
		];
		const output = await node.run(items, byRecipient);
		expect(node.sent).toEqual([['101', '102'], ['103']]);
		expect(shapeOf(output)).toEqual([
			'again',
			'again',
			'id-103',
			'id-101',
			'id-102',
			['id-103', 2],
		]);
		expect(shapeOf(await node.run(items))).toEqual(items.map(() => 'again'));
	});

	test('one with the key of an earlier row has its result, whatever that is', async () => {
		await sentBefore(b);
		const output = await node.run([a, b, a, b, c, c], identical);
		expect(shapeOf(output)).toEqual([
			'id-101',
			'again',
			['id-101', 0],
			['again', 1],
			['id-101', 0],
			['id-101', 0],
		]);
		expect(node.sent).toEqual([['101']]);
	});

	test('one without a key fails, and the others go', async () => {
		await sentBefore(a);
		const output = await node.run([order(''), a, order(''), b], identical);
		expect(shapeOf(output)).toEqual(['notSent', 'again', 'notSent', 'id-101']);
	});

	test('the known ones are counted as sent before, and the merged as merged', async () => {
		await sentBefore(a, b);
		const hints: NodeExecutionHint[] = [];
		await node.run([a, b, c, d], { ...identical, hints });
		expect(hints.map(({ message }) => message)).toEqual([
			'4 items: 1 accepted, 2 sent before, 1 merged. 1 request.',
		]);
	});
});

describe('merged rows with new keys', () => {
	test('are free together when they are refused', async () => {
		await sentBefore(c);
		await node.run([c, a, b], { ...identical, says: refusing('101') });
		expect(shapeOf(await node.run([b]))).toEqual(['id-101']);
		expect(shapeOf(await node.run([a, b, c]))).toEqual(['id-101', 'again', 'again']);
	});

	test('stay open together when no answer comes', async () => {
		await sentBefore(c);
		const output = await node.run([c, a, b], { ...identical, says: broken });
		expect(shapeOf(output)).toEqual(['again', 'unknown', 'unknown']);
		expect(shapeOf(await node.run([a, b, c], identical))).toEqual(['unknown', 'unknown', 'again']);
		expect(node.sent).toEqual([['101']]);
	});

	test('are free together when their turn does not come', async () => {
		await sentBefore(c);
		const controller = new AbortController();
		const says = () => controller.abort();
		const parameters = { ...identical.parameters, listSize: 1 };
		const items = [...orders(9), c, a, b];
		await node.run(items, { parameters, says, signal: controller.signal });
		expect(shapeOf(await node.run([b]))).toEqual(['id-101']);
		expect(shapeOf(await node.run([a]))).toEqual(['id-101']);
	});

	test('are free together when a known one stops the node, which says so', async () => {
		await leftOpen(a);
		const stopping = { ...identical, continueOnFail: false };
		const run = node.run([a, b, c, ...orders(5)], stopping);
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('(item 1)'),
			context: { details: { accepted: [], notSent: [1, 3] } },
		});
		expect(node.sent).toEqual([]);
		expect(shapeOf(await node.run([b, c]))).toEqual(['id-101', 'id-101']);
	});

	test('are listed with what was accepted, when another stops the node', async () => {
		await sentBefore(a);
		const stopping = { ...identical, continueOnFail: false };
		const run = node.run([a, b, c, ...orders(5)], { ...stopping, says: refusing('105') });
		await expect(run).rejects.toMatchObject({
			context: {
				details: {
					accepted: [
						{ item: 0, messageId: null, groupId: null },
						{ item: 1, messageId: 'id-101', groupId: null },
					],
					notSent: [],
				},
			},
		});
	});

	test('are noted together where a refused request goes out in halves', async () => {
		const says = (recipients: string[]) =>
			recipients.includes('103') ? { error: 'bad number', kind: 'invalidRecipient' } : undefined;
		const route = { ...testRoute, refusedAsWhole: true as const };
		const wrong = (orderId: string) => order(orderId, { recipient: '103' });
		await sentBefore(a, wrong('e'));
		const items = [a, wrong('e'), wrong('f'), b, wrong('g'), c];
		const output = await node.run(items, { ...identical, says, route });
		expect(shapeOf(output)).toEqual([
			'again',
			'again',
			'refused',
			'id-101',
			'refused',
			['id-101', 3],
		]);
		expect(node.sent).toEqual([['101', '103'], ['101'], ['103']]);
		expect(shapeOf(await node.run(items))).toEqual([
			'again',
			'again',
			'id-103',
			'again',
			'id-103',
			'again',
		]);
	});

	test('go to several requests, each of which stands for its own', async () => {
		const customers = ['1', '2', '3', '4', '5'];
		const rowsOf = (name: string) =>
			customers.map((recipient) => order(`${recipient}${name}`, { recipient }));
		const [first, second, third] = [rowsOf('a'), rowsOf('b'), rowsOf('c')];
		await sentBefore(...first.slice(0, 2), ...second.slice(3));
		const parameters = { ...identical.parameters, listSize: 2 };
		const output = await node.run([...first, ...second, ...third], { parameters });
		expect(node.sent).toEqual([['1', '2'], ['3', '4'], ['5']]);
		expect(shapeOf(output)).toEqual([
			...['again', 'again', 'id-3', 'id-4', 'id-5'],
			...['id-1', 'id-2', ['id-3', 2], 'again', 'again'],
			...[
				['id-1', 5],
				['id-2', 6],
				['id-3', 2],
				['id-4', 3],
				['id-5', 4],
			],
		]);
	});

	test('are free when the store takes none', async () => {
		node.store.faults = Array<Error>(3).fill(new Error('disk full'));
		const output = await node.run([a, b], identical);
		expect(shapeOf(output)).toEqual(['notSent', 'notSent']);
		expect(shapeOf(await node.run([b]))).toEqual(['id-101']);
	});

	test('are noted however many they are', async () => {
		const message = { recipient: '101', reference: null };
		const rowOf = (index: number) => ({ index, message, onceKey: `key ${index}` });
		const merged = Array.from({ length: 150_000 }, (_, at) => rowOf(at + 1));
		const once = new SendOnce(fakeContext({ store: node.store }));
		const accepted = { accepted: true as const, messageId: 'id', groupId: null };
		await once.settle([{ ...rowOf(0), merged }], [accepted]);
		expect(node.store.entries).toHaveLength(merged.length + 1);
	});

	test('count in the number of keys that the execution has used', async () => {
		const memory: IDataObject = {};
		await node.run([a, b, c], { ...identical, memory });
		expect(JSON.stringify(memory)).toContain('"sendOnceKeys":3');
	});
});

describe('other executions at the same time', () => {
	test('send nothing twice under a key', async () => {
		const says = () => undefined;
		const outputs = await Promise.all([
			node.run([a, b], { ...identical, says }),
			node.run([b]),
			node.run([c, b], identical),
		]);
		expect(node.sent).toEqual([['101'], ['101']]);
		expect(outputs.map(shapeOf)).toEqual([
			['id-101', ['id-101', 0]],
			[expect.stringMatching(/again|unknown/)],
			['id-101', expect.stringMatching(/again|unknown/)],
		]);
		expect(shapeOf(await node.run([a, b, c]))).toEqual(['again', 'again', 'again']);
	});
});

describe('a kill', () => {
	test('while the request is made leaves those open that it stands for, and no other', async () => {
		await sentBefore(a);
		await node.killedDuring([a, b, c], '101', identical);
		node.sent.length = 0;
		expect(shapeOf(await node.run([a, b, c, d], identical))).toEqual([
			'again',
			'unknown',
			'unknown',
			'id-101',
		]);
		expect(node.sent).toEqual([['101']]);
	});

	test('while another request is made leaves those free that were to go to a request of their own', async () => {
		await sentBefore(order('a'));
		const items = [
			a,
			order('x', { recipient: '102' }),
			order('y', { recipient: '103' }),
			order('b', { sender: 'Shop' }),
			order('c', { sender: 'Shop' }),
		];
		await node.killedDuring(items, '102', byRecipient);
		node.sent.length = 0;
		const output = await node.run(items, byRecipient);
		expect(shapeOf(output)).toEqual(['again', 'unknown', 'unknown', 'id-101', ['id-101', 3]]);
	});
});

describe('Retry On Fail', () => {
	/** Two tries of one execution; the first ends as `says` tells. */
	async function tries(items: IDataObject[], says: (recipients: string[]) => unknown) {
		const memory: IDataObject = {};
		const first = shapeOf(await node.run(items, { ...identical, memory, says }));
		// As n8n keeps it.
		const kept = JSON.parse(JSON.stringify(memory)) as IDataObject;
		return { first, second: shapeOf(await node.run(items, { ...identical, memory: kept })) };
	}

	test('puts out what was accepted as it was, and sends what was refused', async () => {
		await sentBefore(a, order('e', { recipient: '102' }));
		const other = (orderId: string) => order(orderId, { recipient: '102' });
		const items = [a, other('e'), b, other('f'), c, other('g')];
		const { first, second } = await tries(items, refusing('102'));
		const accepted = ['again', 'again', 'id-101'];
		expect(first).toEqual([...accepted, 'refused', ['id-101', 2], 'refused']);
		expect(second).toEqual([...accepted, 'id-102', ['id-101', 2], ['id-102', 3]]);
		expect(node.sent).toEqual([['101', '102'], ['102']]);
	});

	test('leaves open what is open, and no other', async () => {
		await sentBefore(b);
		const { first, second } = await tries([a, b, c], broken);
		expect(first).toEqual(['unknown', 'again', 'unknown']);
		expect(second).toEqual(first);
		expect(node.sent).toEqual([['101']]);
	});

	test.each([
		['equal ones', 'mergeIdentical', b],
		['those of one recipient', 'mergeRecipient', { ...b, text: 'goodbye' }],
	])('sends none again where a key was set since: %s', async (_name, duplicates, other) => {
		const memory: IDataObject = {};
		const parameters = { reference: '={{ $json.orderId }}', options: { duplicates } };
		const items = [a, other, ...orders(2)];
		const first = await node.run(items, { parameters, memory, says: refusing('102') });
		expect(shapeOf(first)).toEqual(['id-101', ['id-101', 0], 'refused']);
		const second = await node.run(items, { ...merging(duplicates), memory });
		expect(shapeOf(second)).toEqual(['id-101', ['id-101', 0], 'id-102']);
		expect(node.sent).toEqual([['101', '102'], ['102']]);
	});

	test('keeps them apart where the answer says nothing of one', async () => {
		await sentBefore(a);
		const items = [a, b, ...orders(2), c, { ...orders(2)[0], orderId: 'other' }];
		const { first, second } = await tries(items, () => ({ ids: ['id-101'] }));
		expect(first).toEqual(['again', 'id-101', 'unknown', ['id-101', 1], 'unknown']);
		expect(second).toEqual(first);
		expect(node.sent).toEqual([['101', '102']]);
	});
});

describe('ten thousand rows', () => {
	const count = 10_000;
	const half = count / 2;
	/** Orders of so many customers in turn, the first half under another sender if there is one. */
	const rowsOf = (customers: number, sender = '') =>
		Array.from({ length: count }, (_, at) =>
			order(String(at), {
				recipient: String(1_000_000 + (at % customers)),
				sender: at < half ? sender : '',
			}),
		);

	test('a kill in between leaves no message to go out twice, and none that is lost', async () => {
		const items = rowsOf(half);
		let atTheKill = new Map<string, string>();
		await node.run(items, {
			...identical,
			says: () => {
				if (node.sent.length === 20) atTheKill = new Map(node.store.rows);
				return undefined;
			},
		});
		const sent = new Set(node.sent.slice(0, 20).flat());
		node.sent.length = 0;
		node.store.rows = atTheKill;
		const output = shapeOf(await node.run(items, identical));
		expect(node.sent.flat().filter((recipient) => sent.has(recipient))).toEqual([]);
		const rows = new Map(items.map(({ recipient }) => [String(recipient), [] as unknown[]]));
		items.forEach(({ recipient }, at) => rows.get(String(recipient))?.push(output[at]));
		const isSettled = (state: unknown) => state === 'again' || state === 'unknown';
		// Of a customer who got nothing, all keys may have been claimed ahead.
		const gone = [...rows].filter(([, states]) => states.every(isSettled));
		const got = new Set(node.sent.flat());
		expect(gone.filter(([recipient]) => got.has(recipient))).toEqual([]);
		expect(gone).toHaveLength(half - got.size);
		expect(got.size).toBeGreaterThan(half / 4);
	});

	test.each([
		['of one customer', identical, rowsOf(1), 1],
		['of two thousand', identical, rowsOf(2_000), 20],
		['of which each goes to another request', byRecipient, rowsOf(half, 'Shop'), 50],
	])('%s: the first half is known', async (_name, rule, items, requests) => {
		await sentBefore(...items.slice(0, half));
		const { writes } = node.store;
		const output = shapeOf(await node.run(items, rule));
		expect(node.sent).toHaveLength(requests);
		expect(node.sent.flat()).toEqual([...new Set(items.map(({ recipient }) => recipient))]);
		expect(output.slice(0, half).every((state) => state === 'again')).toBe(true);
		expect(output.slice(half).filter((state) => typeof state === 'string')).toHaveLength(
			node.sent.flat().length,
		);
		expect(node.store.writes - writes).toBeLessThan(6 * requests + 10);
	});
});
