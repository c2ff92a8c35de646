/** Values that are far too large: the row that fails says so in a sentence that can be read. */
import { jsonIn } from '../../nodes/shared/fields/parts.ts';
import { InputProblem, inputFailure } from '../../nodes/shared/model/inputProblem.ts';
import { readProxy } from '../../nodes/shared/transport/requestOptions.ts';
import { problemOf } from './support/problems.mts';

const asItIs = <T,>(value: T): T => value;

const saying = (value: string) => new InputProblem('Book', `“${value}” is not an ID`, 'Enter one.');

test('a sentence shows the beginning of a long value, and all of a short one', () => {
	expect(saying('x'.repeat(500)).words(asItIs).text).toBe(`Book “${'x'.repeat(500)}” is not an ID`);
	expect(saying('x'.repeat(32_000)).words(asItIs).text).toBe(
		`Book “${'x'.repeat(60)}…” is not an ID`,
	);
	expect(saying('”“'.repeat(16_000)).words(asItIs).text).toHaveLength(
		'Book “” is not an ID'.length + 61,
	);
	expect(saying('😀'.repeat(9000)).words(asItIs).text).toMatch(/^Book “(😀){30}…” is not an ID$/u);
	expect(
		saying(`a${'😀'.repeat(9000)}`)
			.words(asItIs)
			.text.isWellFormed(),
	).toBe(true);
});

test('of a long value that begins with a secret, no part of the secret is shown', () => {
	const masked = <T,>(value: T) => String(value).replaceAll('p'.repeat(80), '***') as T;
	const { text } = inputFailure(saying(`${'p'.repeat(80)}${'x'.repeat(1000)}`), masked);
	expect(text).toBe(`Book “***${'x'.repeat(57)}…” is not an ID`);
});

test('a proxy of 32,000 characters is not repeated in full', () => {
	const problem = problemOf(() => readProxy(`a b${'x'.repeat(32_000)}`));
	expect(problem.words(asItIs).text.length).toBeLessThan(200);
});

/** JSON of so many levels. */
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test('JSON of more levels than can be sent is refused, and one of fewer is not', () => {
	expect(jsonIn(deep(1000), 'Filter')).toHaveLength(1);
	for (const levels of [1002, 4000, 100_000]) {
		const { text, hint } = problemOf(() => jsonIn(deep(levels), 'Filter')).words(asItIs);
		expect(text).toBe(
			'Filter has lists and objects inside each other, more than 1,000 levels deep',
		);
		expect(hint).toBe('Check the brackets and braces in it.');
	}
	const objects = `${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}`;
	expect(() => jsonIn(objects, 'Filter')).toThrow(InputProblem);
	expect(jsonIn(JSON.stringify(Array(5000).fill([[1]])), 'Filter')).toHaveLength(5000);
});
