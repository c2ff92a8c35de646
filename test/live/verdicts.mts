/** What checks say, and how they look at answers. */
import type { Check, Level, Verdict, World } from './model.mts';

export const confirmed = (seen?: string): Verdict => ({
	kind: 'confirmed',
	...(seen === undefined ? {} : { seen }),
});

export const contradicted = (expected: string, seen: string): Verdict => ({
	kind: 'contradicted',
	expected,
	seen,
});

export const open = (why: string): Verdict => ({ kind: 'open', why });

/** Confirmed if it holds, else contradicted with both. */
export const holds = (isSo: boolean, expected: string, seen: string): Verdict =>
	isSo ? confirmed() : contradicted(expected, seen);

/** A check of one fact. */
export const checkOf = (
	fact: string,
	level: Level,
	does: string,
	run: (world: World) => Promise<Verdict>,
): Check => ({
	facts: [fact],
	level,
	does,
	run: async (world) => ({ [fact]: await run(world) }),
});

const typeOf = (value: unknown): string => {
	if (value === null) return 'null';
	if (typeof value === 'string') return 'text';
	return typeof value;
};

/**
 * The shape of JSON without its data, so that it can be told to anybody: `{"id": number, "cnt": number}`, `[{"sender": text}]`
 * for a list by its first entry, `"…"` for a
 * name that may be data, such as a number.
 */
export function shapeOf(value: unknown): string {
	if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${shapeOf(value[0])}]`;
	if (typeof value !== 'object' || value === null) return typeOf(value);
	const fields = Object.entries(value).map(
		([name, one]) => `"${/^[a-z_]\w*$/i.test(name) ? name : '…'}": ${shapeOf(one)}`,
	);
	return `{${[...new Set(fields)].join(', ')}}`;
}
