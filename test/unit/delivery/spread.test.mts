import type { IDataObject } from 'n8n-workflow';
import type { RowResult } from '../../../nodes/shared/delivery/route.ts';
import type { Collected } from '../../../nodes/shared/delivery/collect.ts';
import type { Delivery } from '../../../nodes/shared/delivery/spread.ts';
import { spread } from '../../../nodes/shared/delivery/spread.ts';
import { isTool } from '../../../nodes/shared/model/n8n.ts';
import { fakeContext } from '../support/executeContext.mts';
import { failure, testGateway } from '../support/gateway.mts';
import { resultsAt, type TestMessage, testRoute } from '../support/route.mts';

const message = (recipient: string): TestMessage => ({
	recipient,
	reference: `ref-${recipient}`,
	text: 'Hello',
	sender: 'Shop',
});

/** Rows 0 and 1 are messages, row 2 goes with row 0, row 3 has a problem of its own. */
function deliveryOf(
	results: Array<[number, RowResult]>,
	more: Partial<Delivery<TestMessage>> = {},
): Delivery<TestMessage> {
	const collected: Collected<TestMessage> = {
		rows: [
			{ index: 0, message: message('100') },
			{ index: 1, message: message('101') },
		],
		problems: new Map(),
		duplicateOf: new Map([[2, 0]]),
	};
	return {
		context: fakeContext({ items: [{}, {}, {}, {}] }),
		gateway: testGateway,
		route: testRoute,
		collected,
		results: resultsAt(results),
		rawAnswer: false,
		redact: (value) => value,
		...more,
	};
}
const accepted = (messageId: string | null, groupId: string | null = null): RowResult => ({
	state: 'accepted',
	messageId,
	groupId,
});
const failed = (...given: Parameters<typeof failure>): RowResult => ({
	state: 'failed',
	failure: failure(...given),
});
const problem = failed('invalidRequest', { text: 'Text is empty', uncalled: true });

describe('spreading', () => {
	test('gives one row an item, in their order and paired with it', () => {
		const rows = spread(
			deliveryOf([
				[1, accepted('b')],
				[0, accepted('a')],
				[3, problem],
			]),
		);
		expect(rows.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(rows.map(({ json }) => json.messageId)).toEqual(['a', 'b', 'a', undefined]);
	});

	test('gives an accepted row the fields that all gateways have, and those of the route', () => {
		const extra = { price: '1.5' };
		const [row] = spread(deliveryOf([[0, { ...accepted('a', 'g'), extra } as RowResult]]));
		expect(row?.json).toEqual({
			gateway: 'test',
			status: 'queued',
			messageId: 'a',
			groupId: 'g',
			recipient: '100',
			reference: 'ref-100',
			sender: 'Shop',
			price: '1.5',
		});
	});

	test('gives a failed row nothing beside error and details, which is how n8n knows it', () => {
		const refused = failed('rejected', { text: 'bad sender', code: '7', httpStatus: 200 });
		const [row] = spread(deliveryOf([[0, refused]]));
		expect(row).toEqual({
			json: {
				error: 'Test Gateway refused this: bad sender',
				details: {
					gateway: 'test',
					kind: 'rejected',
					code: '7',
					text: 'bad sender',
					hint: 'Do something about it.',
					httpStatus: 200,
					outcome: 'refused',
					recipient: '100',
					reference: 'ref-100',
				},
			},
			pairedItem: { item: 0 },
		});
	});

	test.each<[string, RowResult, RegExp, string]>([
		['the gateway was not there', failed('unavailable'), /could not be reached/, 'notSent'],
		[
			'something else answered a call that only reads',
			failed('unavailable', { httpStatus: 502 }),
			/^Test Gateway gave no usable answer: a failure/,
			'notSent',
		],
		[
			'the proxy wants a login',
			failed('unavailable', { httpStatus: 407 }),
			/could not be reached/,
			'notSent',
		],
		[
			'no answer came',
			failed('outcomeUnknown'),
			/unknown whether Test Gateway accepted/,
			'unknown',
		],
		['the gateway said no', failed('insufficientFunds'), /refused this/, 'refused'],
		[
			'a value cannot be used',
			failed('invalidRecipient', { uncalled: true }),
			/^a failure/,
			'notSent',
		],
	])('says what is known about the message when %s', (_, result, words, outcome) => {
		const [row] = spread(deliveryOf([[0, result]]));
		expect(row?.json).toMatchObject({
			error: expect.stringMatching(words),
			details: { outcome, recipient: '100' },
		});
	});

	test('gives a row that never became a message the words of its problem alone', () => {
		const row = spread(deliveryOf([[3, problem]]))[3];
		expect(row?.json).toMatchObject({
			error: 'Text is empty',
			details: { outcome: 'notSent', kind: 'invalidRequest' },
		});
		expect(row?.json.details).not.toHaveProperty('recipient');
	});

	test('says of a row that was not tried that it was not sent, and blames no network', () => {
		const row = spread(deliveryOf([[0, accepted('a')]]))[1];
		expect(row?.json).toMatchObject({
			error: expect.stringContaining('not sent'),
			details: { outcome: 'notSent', recipient: '101' },
		});
		expect(row?.json.error).not.toContain('could not be reached');
	});
});

describe('a row that goes with an earlier one', () => {
	test('has the result of it and says so', () => {
		const rows = spread(deliveryOf([[0, accepted('a', 'g')]]));
		expect(rows[2]).toEqual({
			json: { ...rows[0]?.json, duplicateOf: 0 },
			pairedItem: { item: 2 },
		});
		expect(rows[0]?.json).not.toHaveProperty('duplicateOf');
	});

	test('fails with it, in the shape of a failed row', () => {
		const rows = spread(deliveryOf([[0, failed('rejected')]]));
		expect(rows[2]?.json).toEqual(rows[0]?.json);
		expect(Object.keys(rows[2]?.json ?? {})).toEqual(['error', 'details']);
	});
});

describe('the answer of the gateway', () => {
	const raw = { type: 'success' };
	const results: Array<[number, RowResult]> = [
		[0, { ...accepted('a'), raw } as RowResult],
		[1, { ...failed('rejected'), raw } as RowResult],
	];

	test('is in the rows that carry it when it was asked for, failed ones included', () => {
		const rows = spread(deliveryOf(results, { rawAnswer: true }));
		expect(rows[0]?.json.raw).toEqual(raw);
		expect(rows[1]?.json).not.toHaveProperty('raw');
		expect((rows[1]?.json.details as IDataObject).raw).toEqual(raw);
		expect(rows[3]?.json).not.toHaveProperty('raw');
	});

	test('is nowhere when it was not', () => {
		expect(JSON.stringify(spread(deliveryOf(results)))).not.toContain('"raw"');
	});
});

describe('a route that sends nothing', () => {
	const route = {
		...testRoute,
		effect: 'read' as const,
		row: (of: TestMessage, verdict: { accepted: boolean; messageId: string | null }) => ({
			contact: of.recipient,
			accepted: verdict.accepted,
			id: verdict.messageId,
		}),
	};

	test('has rows of its own', () => {
		const rows = spread(deliveryOf([[0, accepted('a')]], { route }));
		expect(rows[0]?.json).toEqual({ contact: '100', accepted: true, id: 'a' });
		expect(rows[2]?.json).toMatchObject({ contact: '100', duplicateOf: 0 });
	});

	test('says nothing of a message in its failed rows', () => {
		const rows = spread(
			deliveryOf(
				[
					[0, failed('rejected')],
					[3, problem],
				],
				{ route },
			),
		);
		expect(rows[0]?.json.details).not.toHaveProperty('outcome');
		expect(rows[0]?.json.details).toMatchObject({ recipient: '100' });
		expect(rows[3]?.json.details).not.toHaveProperty('outcome');
	});
});

test.each([
	['n8n-nodes-message-gateways.kupon', false],
	['n8n-nodes-message-gateways.kuponTool', true],
])('the node %s is a tool: %p', (type, expected) => {
	expect(isTool(fakeContext({ node: { type } }))).toBe(expected);
});
