import { NodeApiError } from 'n8n-workflow';
import type { RowResult } from '../../../nodes/shared/delivery/route.ts';
import type { Effect } from '../../../nodes/shared/model/effect.ts';
import { stopError } from '../../../nodes/shared/delivery/stopError.ts';
import { fakeContext } from '../support/executeContext.mts';
import { failure, testGateway } from '../support/gateway.mts';
import { resultsAt, testRoute } from '../support/route.mts';

const accepted = (messageId: string): RowResult => ({
	state: 'accepted',
	messageId,
	groupId: 'g',
});
const refused: RowResult = {
	state: 'failed',
	failure: failure('rejected', { text: 'bad sender', hint: 'Fix it.', httpStatus: 400, code: '7' }),
};

/** The error of a run over so many rows with these results; the rest was not tried. */
function errorOf(
	rows: number,
	results: Array<[number, RowResult]>,
	effect: Effect = 'send',
	onceKey?: string,
): NodeApiError {
	const items = Array.from({ length: rows }, (_, index) => ({ recipient: `10${index}` }));
	return stopError({
		context: fakeContext({ items }),
		gateway: testGateway,
		route: { ...testRoute, effect },
		collected: {
			rows: items.map(({ recipient }, index) => ({
				index,
				message: { recipient, reference: null, text: '', sender: '' },
				...(onceKey === undefined ? {} : { onceKey }),
			})),
			problems: new Map(),
			duplicateOf: new Map(),
		},
		results: resultsAt(results),
		rawAnswer: false,
		redact: (value) => value,
	});
}

describe('the error of a node that stops', () => {
	test('says what the first failed item failed on, whichever ended first', () => {
		const error = errorOf(3, [
			[2, { state: 'failed', failure: failure('rejected', { text: 'later' }) }],
			[1, refused],
			[0, accepted('a')],
		]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Test Gateway refused this: bad sender (item 2)');
		expect(error.httpCode).toBe('400');
		// n8n would write “[item 1]” behind it, since it counts from 0.
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.context).toMatchObject({
			details: { kind: 'rejected', code: '7', outcome: 'refused', recipient: '101' },
		});
	});

	test('lists what was accepted, so that no id is lost, and what was not sent', () => {
		const error = errorOf(5, [
			[0, accepted('a')],
			[1, refused],
			[3, accepted('d')],
		]);
		expect(error.context.details).toMatchObject({
			accepted: [
				{ item: 0, messageId: 'a', groupId: 'g' },
				{ item: 3, messageId: 'd', groupId: 'g' },
			],
			notSent: [2, 4],
		});
		expect(error.description).toBe(
			[
				'Fix it.',
				'Already accepted: 2 (items 1, 4); Retry On Fail does not repeat them, a new execution does.',
				'Not sent: 2 (items 3, 5).',
				'To get accepted and failed items in separate outputs, set On Error to “Continue (using error output)”.',
			].join(' '),
		);
	});

	test('threatens no second sending where a Send Once Key prevents it', () => {
		const results: Array<[number, RowResult]> = [
			[0, accepted('a')],
			[1, refused],
		];
		expect(errorOf(2, results, 'send', 'key').description).toContain(
			'Already accepted: 1 (item 1); neither Retry On Fail nor a new execution repeats it.',
		);
	});

	test('says when nothing was accepted, and how many failed', () => {
		const error = errorOf(2, [
			[0, refused],
			[1, refused],
		]);
		expect(error.description).toContain(
			'2 items failed. Items 1–2: Test Gateway refused this: bad sender. Fix it.',
		);
		expect(error.description).toContain('Nothing was accepted.');
		expect(error.description).not.toContain('Not sent');
	});

	test('stays readable with thousands of items, and complete in its details', () => {
		const error = errorOf(3000, [
			[0, refused],
			...Array.from({ length: 1000 }, (_, i): [number, RowResult] => [i + 1, accepted(`${i}`)]),
		]);
		expect(error.description?.length).toBeLessThan(700);
		expect(error.description).toContain('Already accepted: 1000 (items 2–1001)');
		expect(error.description).toContain('Not sent: 1999 (items 1002–3000).');
		const details = error.context.details as { accepted: unknown[]; notSent: unknown[] };
		expect([details.accepted.length, details.notSent.length]).toEqual([1000, 1999]);
	});

	test('speaks of the item alone when its own values are at fault', () => {
		const text = 'Recipient is empty';
		const own = failure('invalidRecipient', { text, uncalled: true });
		const error = errorOf(1, [[0, { state: 'failed', failure: own }]]);
		expect(error.message).toBe('Recipient is empty');
		expect(error.context.details).toMatchObject({ outcome: 'notSent' });
	});

	test('promises nothing about sending where nothing is sent', () => {
		const error = errorOf(
			3,
			[
				[0, accepted('a')],
				[1, refused],
			],
			'read',
		);
		expect(error.description).toContain('Already accepted: 1 (item 1).');
		expect(error.description).not.toContain('Retry On Fail');
		expect(error.context.details).not.toHaveProperty('accepted');
		expect(error.description).not.toMatch(/\bsent\b/i);
	});

	test('groups the failed items by their reason, whatever values it quotes', () => {
		const wrong = (value: string): RowResult => ({
			state: 'failed',
			failure: failure('invalidRecipient', {
				text: `Recipient “${value}” is not a phone number`,
				hint: 'Use digits with the country code.',
				uncalled: true,
			}),
		});
		const error = errorOf(9, [
			...[0, 1, 2, 5, 8].map((row): [number, RowResult] => [row, wrong(`1${row}`)]),
			[3, refused],
			[4, accepted('a')],
		]);
		expect(error.description).toContain(
			[
				'6 items failed.',
				'Items 1–3, 6, 9: Recipient “…” is not a phone number. Use digits with the country code.',
				'Item 4: Test Gateway refused this: bad sender. Fix it.',
				'Already accepted: 1 (item 5)',
			].join(' '),
		);
	});

	test('counts what is too much to read: reasons, and rows far apart', () => {
		const error = errorOf(
			100,
			Array.from({ length: 50 }, (_, n): [number, RowResult] => [
				n * 2,
				{ state: 'failed', failure: failure('rejected', { text: n < 40 ? 'full' : `no ${n}` }) },
			]),
		);
		expect(error.description).toContain('Items 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 30 more: ');
		expect(error.description).toContain('6 more failed for 6 other reasons.');
	});

	test('begins with the reason that most items have, and quotes what is the same in all of them', () => {
		const texts = ['a', 'b', 'c', 'd', 'e', '“x” is wrong', '“x” is wrong'];
		const error = errorOf(
			7,
			texts.map((text, row) => [
				row,
				{ state: 'failed', failure: failure('rejected', { text, hint: '' }) },
			]),
		);
		expect(error.description).toContain(
			'7 items failed. Items 6–7: Test Gateway refused this: “x” is wrong. Item 1: Test Gateway refused this: a. Item 2',
		);
		expect(error.description).toContain(': d. 1 more failed for another reason. Nothing');
	});

	test('gives no advice about lists when there was one item', () => {
		const error = errorOf(1, [[0, refused]]);
		expect([error.message, error.description]).toEqual([
			'Test Gateway refused this: bad sender',
			'Fix it.',
		]);
	});
});
