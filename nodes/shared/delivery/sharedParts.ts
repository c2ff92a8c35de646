import type { Message } from './route';

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether two values of texts, numbers, lists and plain objects say the same. */
function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((value, at) => isSame(value, other[at]));
	}
	if (!isPlain(one) || !isPlain(other)) return false;
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
	);
}

/**
 * Makes the lists and objects that a message has in common with the one before the same ones: of a hundred thousand
 * messages with equal options, one holds them. Nobody may change a part of a message in place.
 *
 * @returns what puts them into a message, which it returns
 */
export function sharingParts<M extends Message>(): (message: M) => M {
	let before: Record<string, unknown> = {};
	return (message) => {
		const parts = message as unknown as Record<string, unknown>;
		for (const [name, part] of Object.entries(parts)) {
			if (isSame(part, before[name])) parts[name] = before[name];
		}
		before = parts;
		return message;
	};
}
