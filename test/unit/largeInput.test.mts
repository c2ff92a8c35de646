/** Values that are far too large: the row that fails says so in a sentence that can be read. */
import { jsonIn } from '../../nodes/shared/fields/parts.ts';
import {
	meaningsOf,
	registerFields,
	takingData,
	takingList,
} from '../../nodes/shared/input/fieldChecks.ts';
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
const shapes: Record<string, (levels: number) => string> = {
	lists: (levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`,
	objects: (levels) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`,
	both: (levels) => `${'[{"a":'.repeat(levels / 2)}[]${'}]'.repeat(levels / 2)}`,
	'lists with half characters': (levels) => `${'["\\ud83d",'.repeat(levels)}1${']'.repeat(levels)}`,
};

const fields = {
	json: { displayName: 'Filter', name: 'json', type: 'json', default: '{}' },
	files: takingData({ displayName: 'Files', name: 'files', type: 'string', default: '' }),
	list: takingList({ displayName: 'IDs', name: 'list', type: 'string', default: '' }),
	text: { displayName: 'Text', name: 'text', type: 'string', default: '' },
} as const;

describe.each(Object.entries(shapes))('JSON of many levels: %s', (shape, make) => {
	registerFields('deepTest', [
		{ value: 'a', operations: [{ value: 'b', fields: Object.values(fields) }] },
	]);
	const check = meaningsOf({ type: 'deepTest', parameters: {} } as never);

	test.each([1002, 2000, 20_000, 200_000])('%i are refused by the field’s name', (levels) => {
		const text = make(levels);
		const problems = [
			problemOf(() => jsonIn(text, 'Filter')),
			problemOf(() => jsonIn(JSON.parse(text), 'Filter')),
			problemOf(() => check('json', JSON.parse(text))),
			...(shape.includes('half') ? [problemOf(() => check('json', text))] : []),
		];
		for (const { text: said, hint } of problems.map((one) => one.words(asItIs))) {
			expect(said).toBe('Filter has lists and objects nested more than 1,000 levels deep');
			expect(hint).toBe('Check the brackets and braces in it.');
		}
		for (const name of ['files', 'list', 'text'] as const) {
			const { text: said } = problemOf(() => check(name, JSON.parse(text))).words(asItIs);
			expect(said).toMatch(`${fields[name].displayName} has lists and objects nested more than`);
		}
	});

	// Half a character is refused at any depth.
	if (!shape.includes('half'))
		test('900 are not', () => {
			const text = make(900);
			expect(jsonIn(text, 'Filter')).toEqual(JSON.parse(text));
			check('json', JSON.parse(text));
			check('files', JSON.parse(text));
		});
});

test('a wide value is not a deep one', () => {
	expect(jsonIn(JSON.stringify(Array(5000).fill([[1]])), 'Filter')).toHaveLength(5000);
});
