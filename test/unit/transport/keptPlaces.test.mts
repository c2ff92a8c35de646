import { setImmediate as tick } from 'node:timers/promises';
import { Account } from '../../../nodes/shared/transport/account.ts';

let account: Account;
let order: string[];
beforeEach(() => {
	account = new Account().configure({ concurrent: 1, perSecond: 0 });
	order = [];
});

const list = { owner: 'list' };
const other = { owner: 'other' };

/** A task that keeps its place. @returns what ends that */
function keeping(name: string, asker: object): () => void {
	let end: () => void = () => {};
	const noted = new Promise<void>((resolve) => (end = resolve));
	void account.notes.run(async (keepUntil) => {
		order.push(name);
		keepUntil(noted);
		await tick();
	}, asker);
	return end;
}

/** A task that gives its place back as soon as it is over. */
const plain = (name: string, asker: object): void =>
	void account.notes.run(async () => {
		order.push(name);
		await tick();
	}, asker);

const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn++) await tick();
};

describe('a place that is kept until an outcome is noted', () => {
	test('goes to the next task of its asker at once', async () => {
		keeping('first', list);
		plain('second', list);
		await settled();
		expect(order).toEqual(['first', 'second']);
	});

	test('goes to others when it is noted', async () => {
		const noted = keeping('first', list);
		plain('other', other);
		await settled();
		expect(order).toEqual(['first']);
		noted();
		await settled();
		expect(order).toEqual(['first', 'other']);
	});

	test('is not for another run of the same node', async () => {
		const noted = keeping('first', list);
		plain('another run', { ...list });
		await settled();
		expect(order).toEqual(['first']);
		noted();
		await settled();
		expect(order).toEqual(['first', 'another run']);
	});

	test('does not let its asker pass one whose turn it is', async () => {
		const noted = keeping('first', list);
		plain('other', other);
		await settled();
		plain('second', list);
		await settled();
		expect(order).toEqual(['first']);
		noted();
		await settled();
		expect(order).toEqual(['first', 'other', 'second']);
	});

	test('is one place, also when its first task is noted after the second has it', async () => {
		const first = keeping('first', list);
		const second = keeping('second', list);
		await settled();
		first();
		plain('other', other);
		await settled();
		expect(order).toEqual(['first', 'second']);
		second();
		await settled();
		expect(order).toEqual(['first', 'second', 'other']);
	});

	test('goes to nobody when there are more than there may be', async () => {
		account.configure({ concurrent: 2, perSecond: 0 });
		const first = keeping('first', list);
		const second = keeping('second', list);
		await settled();
		account.configure({ concurrent: 1, perSecond: 0 });
		plain('third', list);
		await settled();
		expect(order).toEqual(['first', 'second']);
		first();
		await settled();
		expect(order).toEqual(['first', 'second', 'third']);
		second();
	});

	test('is given back when the task fails, or its outcome cannot be noted', async () => {
		await expect(
			account.notes.run(async () => await Promise.reject(new Error('no')), list),
		).rejects.toThrow('no');
		await account.notes.run(async (keepUntil) => {
			await tick();
			keepUntil(Promise.reject(new Error('disk full')));
		}, list);
		plain('other', other);
		await settled();
		expect(order).toEqual(['other']);
	});

	test('is none where the execution was cancelled before there was one', async () => {
		const ended = keeping('first', list);
		const controller = new AbortController();
		const cancelled = { owner: 'cancelled', signal: controller.signal };
		keeping('cancelled', cancelled);
		await settled();
		controller.abort();
		await settled();
		expect(order).toEqual(['first', 'cancelled']);
		plain('other', other);
		await settled();
		expect(order).toEqual(['first', 'cancelled']);
		ended();
		await settled();
		expect(order).toEqual(['first', 'cancelled', 'other']);
	});
});
