/** What an answer should look like, and where another one differs: told by types, and by values only where a value is the fact. */

/** One place where an answer is another than the facts say. */
interface Difference {
	/** `result.0.balance`; empty for the whole. */
	readonly at: string;
	readonly expected: string;
	readonly seen: string;
}

/** What came of a look. */
interface Found {
	readonly differences: Difference[];
	/** Lists without an entry to look at. */
	readonly empty: string[];
}

export interface Shape {
	readonly says: string;
	look(value: unknown, at: string, found: Found): void;
}

/** A value that has to be there as it is, or a shape. */
export type Like = Shape | string | number | boolean | null;

function kindOf(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (value === null) return 'null';
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
	if (value === '') return 'empty text';
	return { string: 'text', object: 'an object' }[typeof value as string] ?? typeof value;
}

/** A value that is short enough to be told. */
const valueOf = (value: unknown): string =>
	typeof value !== 'object' && value !== undefined && String(value).length <= 60
		? JSON.stringify(value)
		: kindOf(value);

const basic = (
	says: string,
	fits: (value: unknown) => boolean,
	tell: (value: unknown) => string = kindOf,
): Shape => ({
	says,
	look(value, at, { differences }) {
		if (!fits(value)) differences.push({ at, expected: says, seen: tell(value) });
	},
});

const isText = (value: unknown): value is string => typeof value === 'string';

export const anything = basic('anything', (value) => value !== undefined);
export const text = basic('text', isText);
export const filled = basic('text that is not empty', (value) => isText(value) && value !== '');
export const number = basic('number', (value) => typeof value === 'number');
export const numberText = basic(
	'number as text',
	(value) => isText(value) && /^-?\d+(?:\.\d+)?$/.test(value),
);
/** A number or its digits. */
export const numeric = basic(
	'number, or one as text',
	(value) => typeof value === 'number' || (isText(value) && /^-?\d+(?:\.\d+)?$/.test(value)),
);

/** @param says what a text of this form is called */
export const form = (says: string, pattern: RegExp): Shape =>
	basic(says, (value) => isText(value) && pattern.test(value), valueOf);

/** A date and a time on some clock, as most gateways write it. */
export const clockTime = form('YYYY-MM-DD hh:mm:ss', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

const is = (wanted: string | number | boolean | null): Shape =>
	basic(JSON.stringify(wanted), (value) => value === wanted, valueOf);

const shapeFrom = (like: Like): Shape =>
	typeof like === 'object' && like !== null ? like : is(like);

/** One of them. */
export function either(...likes: Like[]): Shape {
	const shapes = likes.map(shapeFrom);
	const says = shapes.map((shape) => shape.says).join(' or ');
	return {
		says,
		look(value, at, found) {
			const fitting = shapes.find((shape) => differencesOf(shape, value).differences.length === 0);
			if (fitting) fitting.look(value, at, found);
			else found.differences.push({ at, expected: says, seen: valueOf(value) });
		},
	};
}

const below = (at: string, name: string | number): string =>
	at === '' ? String(name) : `${at}.${name}`;

/** A list of these; of an empty one nothing can be told. */
export function listOf(like: Like): Shape {
	const shape = shapeFrom(like);
	return {
		says: `[${shape.says}]`,
		look(value, at, found) {
			if (!Array.isArray(value)) {
				found.differences.push({ at, expected: 'a list', seen: kindOf(value) });
			} else if (value.length === 0) found.empty.push(at);
			else value.forEach((one, index) => shape.look(one, below(at, index), found));
		},
	};
}

/** A list, whatever is in it. */
export const list = basic('a list', Array.isArray);

/** A field that may be missing. */
export const optional = (like: Like): Shape => {
	const shape = shapeFrom(like);
	return {
		says: `${shape.says}?`,
		look(value, at, found) {
			if (value !== undefined) shape.look(value, at, found);
		},
	};
};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields, and perhaps others. */
export function object(fields: Record<string, Like>): Shape {
	const shapes = Object.entries(fields).map(([name, like]) => [name, shapeFrom(like)] as const);
	return {
		says: `{${shapes.map(([name, { says }]) => `"${name}": ${says}`).join(', ')}}`,
		look(value, at, found) {
			if (!isObject(value)) {
				found.differences.push({ at, expected: 'an object', seen: kindOf(value) });
				return;
			}
			for (const [name, shape] of shapes) shape.look(value[name], below(at, name), found);
		},
	};
}

/** An object whose fields are alike and have names of their own; PHP writes an empty one as a list. */
export function mapOf(like: Like): Shape {
	const shape = shapeFrom(like);
	return {
		says: `{…: ${shape.says}}`,
		look(value, at, found) {
			if (Array.isArray(value) && value.length === 0) found.empty.push(at);
			else if (!isObject(value)) {
				found.differences.push({ at, expected: 'an object', seen: kindOf(value) });
			} else if (Object.keys(value).length === 0) found.empty.push(at);
			else for (const [name, one] of Object.entries(value)) shape.look(one, below(at, name), found);
		},
	};
}

/** Compares a value with a shape. */
export function differencesOf(like: Like, value: unknown): Found {
	const found: Found = { differences: [], empty: [] };
	shapeFrom(like).look(value, '', found);
	return found;
}
