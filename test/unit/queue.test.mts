import { Queue } from '../../nodes/shared/model/queue.ts';

const queueOf = (...keys: string[]): Queue<string, true> => {
	const queue = new Queue<string, true>();
	for (const key of keys) queue.set(key, true);
	return queue;
};

/** All keys, each taken as the first. */
function takeAll(queue: Queue<string, true>): string[] {
	const keys: string[] = [];
	for (let first = queue.first; first !== undefined; first = queue.first) {
		keys.push(first);
		queue.delete(first);
	}
	return keys;
}

test('the first is the one that came first, as often as it is asked for', () => {
	const queue = queueOf('a', 'b');

	expect([queue.first, queue.first]).toEqual(['a', 'a']);
	expect(takeAll(queue)).toEqual(['a', 'b']);
	expect(queue.first).toBeUndefined();
});

test('whoever leaves from the middle or is known as the first is not met any more', () => {
	const queue = queueOf('a', 'b', 'c', 'd');
	expect(queue.first).toBe('a');
	queue.delete('a');
	queue.delete('c');

	expect(takeAll(queue)).toEqual(['b', 'd']);
});

test('whoever comes again stands at the end, also one that was the first', () => {
	const queue = queueOf('a', 'b', 'c');
	expect(queue.first).toBe('a');
	queue.delete('a');
	queue.set('a', true);
	queue.set('b', true);

	expect(takeAll(queue)).toEqual(['b', 'c', 'a']);
});

test('an empty one can be filled again', () => {
	const queue = queueOf('a');
	takeAll(queue);
	expect(queue.first).toBeUndefined();
	queue.set('b', true);

	expect(takeAll(queue)).toEqual(['b']);
});

test('a key that is undefined or whose place moves with the table is the first as any other', () => {
	const queue = new Queue<number | undefined, true>();
	queue.set(undefined, true);
	for (let key = 0; key < 1000; key++) queue.set(key, true);
	queue.delete(undefined);
	for (let key = 0; key < 900; key++) {
		expect(queue.first).toBe(key);
		queue.delete(key);
		queue.set(1000 + key, true);
	}

	expect(queue.first).toBe(900);
	expect(queue.size).toBe(1000);
});

test('the first of many is found without a search from the front', () => {
	const queue = queueOf(...Array.from({ length: 1000 }, (_, at) => String(at)));
	const search = jest.spyOn(Map.prototype, 'keys');

	expect(takeAll(queue)).toHaveLength(1000);
	expect(search).not.toHaveBeenCalled();
});
