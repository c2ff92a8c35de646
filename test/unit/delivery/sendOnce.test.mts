import { setImmediate } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { failure, testGateway } from '../support/gateway.mts';
import { Deliveries, orders, shapeOf } from '../support/deliveries.mts';
import { testRoute } from '../support/route.mts';

let node: Deliveries;
beforeEach(() => {
	node = new Deliveries();
});

const oneByOne = { parameters: { listSize: 1 } as INodeParameters };
const inPairs = { parameters: { listSize: 2 } as INodeParameters };
const broken = () => {
	throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
const refused = { text: 'no money', kind: 'rejected' };
/** Refuses one recipient of each request, or the whole request for it. */
const refusing = (recipient: string) => (recipients: string[]) => ({
	ids: recipients.map((to) => (to === recipient ? refused : `id-${to}`)),
});

describe('executions that share the limit of an account', () => {
	test('leave open, when n8n is killed, only the call that was made', async () => {
		let atTheKill: Map<string, string> | undefined;
		const says = async () => {
			// Long enough for the other execution to claim what it wants to send.
			for (let turn = 0; turn < 100; turn++) await setImmediate();
			atTheKill ??= new Map(node.store.rows);
			return undefined;
		};
		await Promise.all([
			node.run(orders(1, 2), { ...oneByOne, says }),
			node.run(orders(3, 4), { ...oneByOne, says }),
		]);
		expect(node.sent).toHaveLength(4);

		node.store.rows = atTheKill ?? new Map();
		const output = shapeOf(await node.run(orders(1, 2, 3, 4)));
		expect(output.filter((state) => state === 'unknown')).toHaveLength(1);
		expect(node.sent).toHaveLength(5);
	});
});

describe('a later execution', () => {
	test('sends what is new, and says of the rest that it was sent', async () => {
		await node.run(orders(1, 2));
		const output = await node.run(orders(1, 2, 3));
		expect(node.sent).toEqual([['101', '102'], ['103']]);
		expect(shapeOf(output)).toEqual(['again', 'again', 'id-103']);
		expect(output[0]?.json).toEqual({
			gateway: 'test',
			status: 'queued',
			messageId: null,
			groupId: null,
			recipient: '101',
			reference: null,
			sender: '',
			alreadySent: true,
		});
	});

	test('sends what the earlier one could not', async () => {
		await node.run(orders(1, 2), { says: refusing('101') });
		expect(shapeOf(await node.run(orders(1, 2)))).toEqual(['id-101', 'again']);
	});

	test('sends what never left, because the gateway was not there', async () => {
		// Two pauses before it is given up, in real time: the store's turns are no timers.
		const absent = () => {
			throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		};
		expect(shapeOf(await node.run(orders(1), { says: absent }))).toEqual(['notSent']);
		expect(shapeOf(await node.run(orders(1)))).toEqual(['id-101']);
	});

	test('does not send what may have been sent', async () => {
		await node.run(orders(1), { says: broken });
		const output = await node.run(orders(1, 2));
		expect(node.sent).toEqual([['101'], ['102']]);
		expect(shapeOf(output)).toEqual(['unknown', 'id-102']);
		expect(output[0]?.json).toMatchObject({
			error: expect.stringContaining('unknown whether Test Gateway accepted this'),
			details: { kind: 'outcomeUnknown', recipient: '101', hint: expect.stringMatching(/Key/) },
		});
	});

	test('does not send what was in flight when the process was killed, and sends what was not', async () => {
		await node.killedDuring(orders(1, 2, 3, 4, 5, 6), '103', inPairs);
		node.sent.length = 0;
		const output = await node.run(orders(1, 2, 3, 4, 5, 6), inPairs);
		expect(shapeOf(output)).toEqual(['again', 'again', 'unknown', 'unknown', 'id-105', 'id-106']);
		expect(node.sent).toEqual([['105', '106']]);
		expect(shapeOf(await node.run(orders(1, 3, 5)))).toEqual(['again', 'unknown', 'again']);
	});
});

describe('within one execution', () => {
	test('the first row of a key goes, and the others go with it', async () => {
		const output = await node.run(orders(1, 2, 1, 1));
		expect(node.sent).toEqual([['101', '102']]);
		expect(shapeOf(output)).toEqual(['id-101', 'id-102', ['id-101', 0], ['id-101', 0]]);
	});

	test('a row that goes with the key of another recipient says nothing of its own', async () => {
		const items = [
			{ recipient: '1', orderId: 'a' },
			{ recipient: '1', orderId: 'b' },
			{ recipient: '2', orderId: 'b' },
			{ recipient: '2', orderId: 'c' },
		];
		const options = { sendOnceKey: '={{ $json.orderId }}', duplicates: 'mergeRecipient' };
		const output = await node.run(items, { parameters: { options } });
		expect(node.sent).toEqual([['1', '2']]);
		expect(shapeOf(output)).toEqual(['id-1', ['id-1', 0], ['id-1', 0], 'id-2']);
	});

	test('Retry On Fail sends the refused row again and puts the others out as they were', async () => {
		const memory: IDataObject = {};
		const first = await node.run(orders(1, 2, 3), { memory, says: refusing('102') });
		const second = await node.run(orders(1, 2, 3), { memory });
		expect(shapeOf(first)).toEqual(['id-101', 'refused', 'id-103']);
		expect(shapeOf(second)).toEqual(['id-101', 'id-102', 'id-103']);
		expect(node.sent).toEqual([['101', '102', '103'], ['102']]);
	});

	test('Retry On Fail leaves an open row open, in the words of the ledger', async () => {
		const memory: IDataObject = {};
		await node.run(orders(1), { memory, says: broken });
		const [row] = await node.run(orders(1), { memory });
		expect(row?.json.error).toContain('An earlier try in this execution made this call');
	});

	test('the next pass of a loop knows the keys of the one before', async () => {
		const memory: IDataObject = {};
		await node.run(orders(1, 2), { memory, runIndex: 0 });
		expect(shapeOf(await node.run(orders(2, 3), { memory, runIndex: 1 }))).toEqual([
			'again',
			'id-103',
		]);
	});

	test('halves of a refused request go out under their keys', async () => {
		const says = (recipients: string[]) =>
			recipients.includes('103') ? { error: 'bad number', kind: 'invalidRecipient' } : undefined;
		const route = { ...testRoute, refusedAsWhole: true as const };
		const output = await node.run(orders(1, 2, 3, 4), { says, route });
		expect(shapeOf(output)).toEqual(['id-101', 'id-102', 'refused', 'id-104']);
		expect(shapeOf(await node.run(orders(1, 2, 3, 4), { route }))).toEqual([
			'again',
			'again',
			'id-103',
			'again',
		]);
	});

	test('a row that an inquiry has cleared up is as the inquiry says', async () => {
		const inquiry = {
			gateway: testGateway,
			request: () => ({
				url: '/status',
				method: 'POST' as const,
				body: { messages: [{ to: '?' }] },
			}),
			verdicts: (messages: unknown[]) =>
				messages.map((_message, position) =>
					position === 0
						? { accepted: true as const, messageId: 'found', groupId: null }
						: { accepted: false as const, failure: failure('rejected') },
				),
		};
		const says = (recipients: string[]) => (recipients[0] === '?' ? {} : broken());
		const route = { ...testRoute, inquiry };
		expect(shapeOf(await node.run(orders(1, 2), { says, route }))).toEqual(['found', 'refused']);
		expect(shapeOf(await node.run(orders(1, 2)))).toEqual(['again', 'id-102']);
	});
});

describe('rows whose turn does not come', () => {
	test('keep their keys free when the account is refused', async () => {
		const says = () => ({ error: 'who are you', kind: 'unauthorized' });
		const credentials = { concurrent: 2, perSecond: 0 };
		const output = await node.run(orders(1, 2, 3, 4), { ...oneByOne, says, credentials });
		expect(output.every(({ json }) => json.error)).toBe(true);
		node.sent.length = 0;
		const again = await node.run(orders(1, 2, 3, 4), oneByOne);
		expect(shapeOf(again)).toEqual(['id-101', 'id-102', 'id-103', 'id-104']);
	});

	test('keep them free when the node stops', async () => {
		const stopping = { ...oneByOne, continueOnFail: false };
		await expect(node.run(orders(1, 2, 3), { ...stopping, says: refusing('102') })).rejects.toThrow(
			'no money',
		);
		expect(shapeOf(await node.run(orders(1, 2, 3)))).toEqual(['again', 'id-102', 'id-103']);
	});

	test('keep them free when the execution is cancelled', async () => {
		const controller = new AbortController();
		const says = () => controller.abort();
		await node.run(orders(1, 2, 3), { ...oneByOne, says, signal: controller.signal });
		expect(shapeOf(await node.run(orders(1, 2, 3)))).toEqual(['again', 'id-102', 'id-103']);
	});

	test('keep them free when they share a request with a row that stops the node', async () => {
		await node.run(orders(1), { says: broken });
		await expect(node.run(orders(2, 1, 3), { continueOnFail: false })).rejects.toThrow('(item 2)');
		expect(node.sent).toEqual([['101']]);
		expect(shapeOf(await node.run(orders(2, 1, 3)))).toEqual(['id-102', 'unknown', 'id-103']);
	});
});

describe('the option', () => {
	const withKey = (sendOnceKey: unknown) => ({
		parameters: { options: { sendOnceKey } } as INodeParameters,
	});

	test.each([[''], ['  '], ['='], [undefined]])('is off when it is %j', async (value) => {
		await node.run(orders(1, 1), withKey(value));
		await node.run(orders(1), withKey(value));
		expect(node.sent).toEqual([['101', '101'], ['101']]);
		expect(node.store.writes).toBe(0);
	});

	test('refuses the row that has no key, and sends the others', async () => {
		const items = [...orders(1), { recipient: '7', orderId: ' ' }, ...orders(2)];
		const output = await node.run(items);
		expect(shapeOf(output)).toEqual(['id-101', 'notSent', 'id-102']);
		expect(output[1]?.json.error).toBe('Send Once Key is empty for this item');
	});

	test('takes numbers, and takes no object', async () => {
		const items = [
			{ recipient: '1', orderId: 17 },
			{ recipient: '2', orderId: '17' },
			{ recipient: '3', orderId: { id: 17 } },
		];
		const getNodeParameter = (name: string, row: number, fallback?: unknown) =>
			name === 'options.sendOnceKey' ? items[row]?.orderId : fallback;
		const output = await node.run(items, { getNodeParameter });
		expect(shapeOf(output)).toEqual(['id-1', ['id-1', 0], 'notSent']);
		expect(output[2]?.json.error).toBe('Send Once Key is not a text');
	});

	test('does nothing in a call that sends nothing', async () => {
		const route = { ...testRoute, effect: 'read' as const };
		await node.run(orders(1), { route });
		await node.run(orders(1), { route });
		expect(node.sent).toHaveLength(2);
		expect(node.store.writes).toBe(0);
	});
});

describe('the store', () => {
	const fifty = orders(...Array.from({ length: 50 }, (_, index) => index + 10));

	test('is called once a request, whatever it carries, and at the end', async () => {
		await node.run(fifty, { parameters: { listSize: 10 } });
		expect(node.sent).toHaveLength(5);
		// Before each request, for the last outcomes, and to take the flag down.
		expect(node.store.writes).toBeLessThanOrEqual(5 + 2);
	});

	test('holds hashes of the keys, and neither keys nor recipients nor texts', async () => {
		const seen: unknown[] = [];
		const { store } = node;
		const check = store.checkProcessedAndRecord.bind(store);
		store.checkProcessedAndRecord = async (marks, ...rest) => {
			seen.push(...marks);
			return await check(marks, ...rest);
		};
		await node.run(orders(1));
		// Two of the key, and eighteen which say that a run is on.
		expect(seen).toHaveLength(20);
		expect(JSON.stringify(seen)).not.toMatch(/order|101|hello/);
	});

	test('that takes no keys stops the rows that have one from being sent', async () => {
		node.store.faults = Array<Error>(3).fill(new Error('disk full'));
		const output = await node.run(orders(1));
		expect(node.sent).toEqual([]);
		expect(shapeOf(output)).toEqual(['notSent']);
		expect(output[0]?.json.error).toContain('disk full');
		expect(shapeOf(await node.run(orders(1)))).toEqual(['id-101']);
	});
});
