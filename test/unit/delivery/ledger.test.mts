import type { IDataObject } from 'n8n-workflow';
import { Ledger } from '../../../nodes/shared/delivery/ledger.ts';
import type { Verdict } from '../../../nodes/shared/delivery/route.ts';
import type { FailureKind } from '../../../nodes/shared/model/failure.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import { fakeContext } from '../support/executeContext.mts';
import { failure } from '../support/gateway.mts';

const open = (memory: IDataObject, runIndex = 0): Ledger =>
	Ledger.open(fakeContext({ memory, runIndex }));

/** What n8n keeps of a context: JSON, in memory through Retry On Fail and in the database beyond. */
const stored = (memory: IDataObject): IDataObject =>
	JSON.parse(JSON.stringify(memory)) as IDataObject;

const accepted = (messageId: string | null, groupId: string | null = null) => ({
	state: 'accepted',
	messageId,
	groupId,
});
const unknown = { state: 'unknown' };

/** Two requests as `dispatch` notes them: one answered, one not. */
function sent(): IDataObject {
	const memory: IDataObject = {};
	const ledger = open(memory);
	const answered = ledger.started([0, 1, 2]);
	answered.ids = ['a', null, 'c'];
	answered.refused = [1];
	ledger.started([3, 4]);
	return memory;
}

describe('the ledger remembers', () => {
	test('nothing of a run that has sent nothing', () => {
		expect(open({}).remember()).toEqual(new Map());
	});

	test('accepted rows with their ids, open rows as unknown, and refused rows not at all', () => {
		expect(open(sent()).remember()).toEqual(
			new Map<number, unknown>([
				[0, accepted('a')],
				[2, accepted('c')],
				[3, unknown],
				[4, unknown],
			]),
		);
	});

	test('rows that went with another, unless that was refused', () => {
		const memory: IDataObject = {};
		const ledger = open(memory);
		const verdicts: Verdict[] = [
			{ accepted: true, messageId: 'a', groupId: null },
			{ accepted: false, failure: failure('rejected') },
			{ accepted: false, failure: failure('outcomeUnknown') },
		];
		const merged = { 0: [3, 4], 1: [5], 2: [6] };
		ledger.settle(ledger.started([0, 1, 2], merged), verdicts, redactor([]));
		ledger.started([7], { 7: [8] });
		expect(open(stored(memory)).remember()).toEqual(
			new Map<number, unknown>([
				[0, accepted('a')],
				[2, unknown],
				[3, { state: 'merged', with: 0 }],
				[4, { state: 'merged', with: 0 }],
				[6, { state: 'merged', with: 2 }],
				[7, unknown],
				[8, { state: 'merged', with: 7 }],
			]),
		);
	});

	test('the id of the group where there is one for all', () => {
		const memory: IDataObject = {};
		const entry = open(memory).started([0, 1]);
		entry.ids = [null, null];
		entry.group = 'g1';
		expect(open(memory).remember()).toEqual(
			new Map([
				[0, accepted(null, 'g1')],
				[1, accepted(null, 'g1')],
			]),
		);
	});

	test('what else the gateway gave for a row, where it was noted', () => {
		const memory: IDataObject = {};
		const entry = open(memory).started([0, 1]);
		entry.ids = ['a', 'b'];
		entry.extras = [{ code: '1234' }, null];
		expect(open(stored(memory)).remember()).toEqual(
			new Map<number, unknown>([
				[0, { ...accepted('a'), extra: { code: '1234' } }],
				[1, accepted('b')],
			]),
		);
	});

	test('a row whose answer is missing as accepted without an id when the request was answered', () => {
		const memory: IDataObject = {};
		open(memory).started([0, 1]).ids = ['a'];
		expect(open(memory).remember().get(1)).toEqual(accepted(null));
	});
});

describe('an answer is noted', () => {
	const settled = (...verdicts: Verdict[]): [number, unknown][] => {
		const memory: IDataObject = {};
		const ledger = open(memory);
		const entry = ledger.started(verdicts.map((_verdict, at) => at + 4));
		ledger.settle(entry, verdicts, redactor(['the-secret']));
		return [...open(stored(memory)).remember()].sort(([a], [b]) => a - b);
	};
	const yes = (messageId: string | null, groupId: string | null, extra?: IDataObject): Verdict => ({
		...{ accepted: true, messageId, groupId },
		...(extra ? { extra } : {}),
	});
	const no = (kind: FailureKind): Verdict => ({ accepted: false, failure: failure(kind) });

	test('row by row: taken, refused, open', () => {
		const rows = settled(
			yes('a', 'g', { code: '1' }),
			no('rejected'),
			no('outcomeUnknown'),
			yes(null, 'g'),
		);
		expect(rows).toEqual([
			[4, { ...accepted('a', 'g'), extra: { code: '1' } }],
			[6, unknown],
			[7, accepted(null, 'g')],
		]);
	});

	test('without a group or more where there is none, and without secrets', () => {
		expect(settled(yes('a', null), yes('the-secret', null))).toEqual([
			[4, accepted('a')],
			[5, accepted('***')],
		]);
	});

	test('as nothing where all were refused, and as open where nothing is known', () => {
		expect(settled(no('rejected'), no('invalidRecipient'))).toEqual([]);
		expect(settled(no('outcomeUnknown'), no('outcomeUnknown'))).toEqual([
			[4, unknown],
			[5, unknown],
		]);
	});

	test('as it came for the first row only', () => {
		const memory: IDataObject = {};
		const entry = open(memory).started([0, 1]);
		entry.ids = ['a', 'b'];
		entry.raw = { type: 'success' };
		expect([...open(stored(memory)).remember().values()]).toEqual([
			{ ...accepted('a'), raw: { type: 'success' } },
			accepted('b'),
		]);
	});
});

describe('the ledger lives', () => {
	test('through another try of the same run', () => {
		const memory = sent();
		const again = open(memory);
		again.started([5]).ids = ['f'];
		expect([...open(memory).remember().keys()]).toEqual([0, 2, 3, 4, 5]);
	});

	test('through storing and loading, as "Retry execution" does it', () => {
		const memory = sent();
		expect(open(stored(memory)).remember()).toEqual(open(memory).remember());
	});

	test('in nothing but JSON', () => {
		const memory = sent();
		expect(stored(memory)).toEqual(memory);
	});

	test('not into the next pass of a loop, where the same rows are other messages', () => {
		const memory = sent();
		expect(open(memory, 1).remember()).toEqual(new Map());
		expect(open(memory, 1).remember()).toEqual(new Map());
	});

	test('beside the other memory of the node', () => {
		const memory: IDataObject = { other: 'kept' };
		open(memory).started([0]);
		expect(memory.other).toBe('kept');
	});
});

describe('a request that did nothing', () => {
	test('leaves no trace, and the others stay', () => {
		const memory: IDataObject = {};
		const ledger = open(memory);
		const first = ledger.started([0]);
		const second = ledger.started([1]);
		ledger.started([2]);
		ledger.undone(second);
		expect([...open(memory).remember().keys()]).toEqual([0, 2]);
		ledger.undone(first);
		expect([...open(memory).remember().keys()]).toEqual([2]);
	});

	test('may be sent again and is remembered then', () => {
		const memory: IDataObject = {};
		const ledger = open(memory);
		ledger.undone(ledger.started([0]));
		open(memory).started([0]).ids = ['a'];
		expect(open(memory).remember()).toEqual(new Map([[0, accepted('a')]]));
	});
});

test('a row that was refused and sent again counts as what came last', () => {
	const memory = sent();
	open(memory).started([1]);
	expect(open(memory).remember().get(1)).toEqual(unknown);
});
