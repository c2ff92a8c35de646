import type { IDataObject } from 'n8n-workflow';
import { collect, type DuplicateRule } from '../../../nodes/shared/delivery/collect.ts';
import type { MovingReader, ReadParameter } from '../../../nodes/shared/input/parameterReader.ts';
import { inputFailure, InputProblem } from '../../../nodes/shared/model/inputProblem.ts';
import { fakeContext } from '../support/executeContext.mts';
import { readerOf, testRoute } from '../support/route.mts';

/** An account without secrets. */
const asItIs = <T,>(value: T): T => value;

const setting = { timeZone: 'Europe/Moscow', credentials: {} };
const moving =
	(items: IDataObject[]): MovingReader =>
	(current) =>
	(name, fallback) =>
		readerOf(items)(current())(name, fallback);
const collectOf = async (items: IDataObject[], rule: DuplicateRule = 'keep') =>
	await collect(fakeContext({ items }), testRoute, moving(items), setting, rule, asItIs);

/** Which rows are sent, and which go with which. */
const shape = async (items: IDataObject[], rule: DuplicateRule) => {
	const { rows, duplicateOf } = await collectOf(items, rule);
	return { sent: rows.map(({ index }) => index), duplicateOf: [...duplicateOf] };
};

describe('collecting', () => {
	test('makes one message of each row, in their order', async () => {
		const { rows, problems, duplicateOf } = await collectOf([
			{ recipient: '1', text: 'a', reference: 'r1' },
			{ recipient: '2', text: 'b' },
		]);
		expect(rows).toEqual([
			{ index: 0, message: { recipient: '1', text: 'a', reference: 'r1', sender: '' } },
			{ index: 1, message: { recipient: '2', text: 'b', reference: null, sender: '' } },
		]);
		expect([problems.size, duplicateOf.size]).toEqual([0, 0]);
	});

	test('keeps a row with a problem apart and goes on', async () => {
		const { rows, problems } = await collectOf([
			{ recipient: '1' },
			{ recipient: 'bad' },
			{ recipient: 'bug' },
			{ recipient: '2' },
		]);
		expect(rows.map(({ index }) => index)).toEqual([0, 3]);
		expect(problems.get(1)).toEqual({
			kind: 'invalidRecipient',
			code: null,
			text: 'Recipient “bad” is no phone',
			hint: 'Fix it.',
			httpStatus: null,
			uncalled: true,
		});
		expect(problems.get(2)).toMatchObject({ kind: 'invalidRequest', text: 'x is undefined' });
	});

	test('lets n8n do what else it has to do, between ten thousand rows', async () => {
		const items = Array.from({ length: 30_001 }, () => ({ recipient: '1' }));
		let turns = 0;
		let isOver = false;
		const turn = () => {
			turns += 1;
			if (!isOver) setImmediate(turn);
		};
		setImmediate(turn);
		const { rows } = await collectOf(items);
		isOver = true;
		expect(rows).toHaveLength(30_001);
		expect(turns).toBeGreaterThanOrEqual(3);
	});

	test('hands the time zone and the credential to every message', async () => {
		const seen: unknown[] = [];
		const route = {
			...testRoute,
			message: ((read, given) => {
				seen.push(given);
				return testRoute.message(read, given);
			}) satisfies typeof testRoute.message,
		};
		await collect(
			fakeContext({ items: [{}, {}] }),
			route,
			moving([{}, {}]),
			setting,
			'keep',
			asItIs,
		);
		expect(seen).toMatchObject([setting, setting]);
	});

	test('reads all rows with one reader, which gives no row’s values to a message that keeps it', async () => {
		const items = [{ text: 'a' }, { text: 'b' }];
		const kept: ReadParameter[] = [];
		const route = {
			...testRoute,
			message: ((read, given) => {
				kept.push(read);
				return testRoute.message(read, given);
			}) satisfies typeof testRoute.message,
		};
		const { rows } = await collect(
			fakeContext({ items }),
			route,
			moving(items),
			setting,
			'keep',
			asItIs,
		);
		expect(rows.map(({ message }) => message.text)).toEqual(['a', 'b']);
		expect(new Set(kept).size).toBe(1);
		expect(() => kept[0]?.('text')).toThrow('A row is read after its message was made');
	});
});

describe('several rows to one recipient', () => {
	const items = [
		{ recipient: '1', text: 'a', reference: 'x' },
		{ recipient: '2', text: 'a' },
		{ recipient: '1', text: 'b' },
		{ recipient: '1', text: 'a', reference: 'y' },
		{ recipient: '2', text: 'a', sender: 'Other' },
		{ recipient: '1', text: 'a' },
	];

	test('are all sent when the rule is to keep them', async () => {
		expect(await shape(items, 'keep')).toEqual({ sent: [0, 1, 2, 3, 4, 5], duplicateOf: [] });
	});

	test('go with the first one that says the same, whatever their reference is', async () => {
		expect(await shape(items, 'mergeIdentical')).toEqual({
			sent: [0, 1, 2, 4],
			duplicateOf: [
				[3, 0],
				[5, 0],
			],
		});
	});

	test('go with the first one to the recipient, whatever it says', async () => {
		expect(await shape(items, 'mergeRecipient')).toEqual({
			sent: [0, 1],
			duplicateOf: [
				[2, 0],
				[3, 0],
				[4, 1],
				[5, 0],
			],
		});
	});

	test('never go with a row that has a problem', async () => {
		const rows = [{ recipient: 'bad' }, { recipient: 'bad' }, { recipient: '1' }];
		for (const rule of ['mergeIdentical', 'mergeRecipient'] as const) {
			const { problems, duplicateOf } = await collectOf(rows, rule);
			expect([...problems.keys()]).toEqual([0, 1]);
			expect(duplicateOf.size).toBe(0);
		}
	});

	test('are not confused by what their values look like', async () => {
		const rows = [
			{ recipient: '1"', text: 'a' },
			{ recipient: '1', text: '"a' },
			{ recipient: '1,', text: 'a' },
		];
		expect((await shape(rows, 'mergeIdentical')).sent).toEqual([0, 1, 2]);
	});

	test('are told by a known recipient only: rows whose recipient nobody knows are all sent', async () => {
		const rows = [
			{ recipient: '', text: 'a' },
			{ recipient: '', text: 'b' },
		];
		expect((await shape(rows, 'mergeRecipient')).sent).toEqual([0, 1]);
		expect((await shape(rows, 'mergeIdentical')).sent).toEqual([0, 1]);
	});
});

describe('a problem as a failure', () => {
	test('has the words, the hint and the kind of the problem', () => {
		const problem = new InputProblem('Text', 'is empty', 'Enter it.');
		expect(problem.message).toBe('Text is empty');
		expect(inputFailure(problem, asItIs)).toMatchObject({
			kind: 'invalidRequest',
			text: 'Text is empty',
			hint: 'Enter it.',
		});
	});

	test('points to the expressions when n8n could not evaluate one', () => {
		for (const thrown of [new Error('invalid syntax'), 'invalid syntax']) {
			expect(inputFailure(thrown, asItIs)).toMatchObject({
				kind: 'invalidRequest',
				text: 'invalid syntax',
				hint: expect.stringContaining('expressions'),
			});
		}
	});
});
