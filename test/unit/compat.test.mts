/** How `npm run compat` judges what differs in another n8n: the list of it is exact. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applies, judge, type Known } from '../compat/judge.js';
import { withResults } from '../compat/table.js';
import { projectRoot } from '../projectRoot.mts';

const read = (file: string): unknown =>
	JSON.parse(readFileSync(path.join(projectRoot(), 'test', 'compat', file), 'utf8'));

const file = 'test/engine/kupon/waiting.test.mts';
const outcome = (name: string, failed: boolean) => ({ name: `${file}: ${name}`, failed });
const known = [{ tests: ['kupon/waiting.test.mts: .* by the (first|second) output'] }];

test('what is listed and differs is fine', () => {
	const tests = [outcome('leaves by the first output', true), outcome('sends', false)];
	expect(judge(tests, known, [file])).toEqual({ unknown: [], gone: [] });
});

test('a difference that is not listed is one', () => {
	const tests = [outcome('leaves by the first output', true), outcome('sends', true)];
	expect(judge(tests, known, [file])).toEqual({ unknown: [tests[1]], gone: [] });
});

test('each test that is listed has to differ', () => {
	const tests = [
		outcome('leaves by the first output', true),
		outcome('leaves by the second output', false),
	];
	expect(judge(tests, known, [file]).gone).toEqual([tests[1]?.name]);
});

test('what is listed has to be there, where its file was run', () => {
	expect(judge([], known, [file]).gone).toEqual(known[0]?.tests);
	expect(judge([], known, ['test/engine/smsc/send.test.mts']).gone).toEqual([]);
});

test('an entry tells of versions from one on, before one, and of a Node.js', () => {
	const below = (version: string) => applies({ below: version }, '2.20.12', '22.18.0');
	expect(['1.124', '2.9', '2.20', '2.21', '3.0'].map(below)).toEqual([
		false,
		false,
		false,
		true,
		true,
	]);
	const from = (version: string) => applies({ from: version }, '2.20.12', '22.18.0');
	expect(['2.9', '2.20', '2.21'].map(from)).toEqual([true, true, false]);
	expect(applies({ node: '22' }, '2.20.12', '22.18.0')).toBe(true);
	expect(applies({ node: '2' }, '2.20.12', '22.18.0')).toBe(false);
});

test('each entry has its reason, and means tests of a file that is there', () => {
	for (const { why, tests } of read('known.json') as Known[]) {
		expect(why.length).toBeGreaterThan(20);
		expect(tests).not.toEqual([]);
		for (const text of tests) {
			const [name = ''] = text.split(': ');
			const found = path.join(projectRoot(), 'test', 'engine', name.replace(/^engine\//, ''));
			expect(() => readFileSync(found)).not.toThrow();
		}
	}
});

test('the lowest version comes first', () => {
	const [lowest] = read('versions.json') as Array<{ n8n: string }>;
	expect(lowest?.n8n).toMatch(/^1\.123\./);
});

describe('results in the table', () => {
	const page = (...rows: string[]) =>
		[
			'<!-- compat: start -->',
			'',
			'| n8n     | Node.js | files | passed | differ |',
			'| ------- | ------- | ----- | ------ | ------ |',
			...rows,
			'',
			'<!-- compat: end -->',
		].join('\n');
	const before = page(
		'| 1.123.9 | 20.19.6 | 5 / 5 | 10     | 2      |',
		'| 2.9.0   | 24.1.0  | 2 / 5 | 12     | 0      |',
	);
	const row = (n8n: string, node: string, files: number) => ({
		...{ n8n, node, files, of: 6 },
		...{ passed: 11, known: 1 },
	});

	test('stand beside earlier ones of other versions', () => {
		const now = [row('2.10.1', '24.1.0', 1), row('1.123.9', '20.20.0', 6)];
		expect(withResults(before, now)).toBe(
			page(
				'| 1.123.9 | 20.20.0 | 6 / 6 | 11     | 1      |',
				'| 2.9.0   | 24.1.0  | 2 / 5 | 12     | 0      |',
				'| 2.10.1  | 24.1.0  | 1 / 6 | 11     | 1      |',
			),
		);
	});

	test('of a share of the files do not take the place of more', () => {
		expect(withResults(before, [row('1.123.9', '20.20.0', 3)])).toBe(before);
		expect(withResults(before, [row('2.9.0', '24.2.0', 3)])).toContain('| 24.2.0  | 3 / 6 |');
	});
});
