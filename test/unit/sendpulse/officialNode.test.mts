/** The table of the official node's operations is whole, and what it names of ours is in the node, in each language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '../../../nodes/SendPulse/resources/index.ts';
import { projectRoot } from '../../projectRoot.mts';

const read = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');

/** Its ten nodes and their operations, of `@sendpulse/n8n-nodes-sendpulse` 0.0.5. */
const official = JSON.parse(read('test/unit/sendpulse/officialNode.json')) as Record<
	string,
	string[]
>;

const ours = new Set(
	resources.flatMap(({ name, operations }) =>
		operations.map((operation) => `${name}: ${operation.name}`),
	),
);

/** Rows of the first table of a page; what stands in brackets behind one of ours says how, unless it is part of a name. */
const rowsOf = (page: string): Array<[node: string, operation: string, here: string]> =>
	read(page)
		.split('\n')
		.filter((line) => /^\| SendPulse /.test(line))
		.map((line) => {
			const [, node = '', operation = '', here = ''] = line.split('|').map((cell) => cell.trim());
			return [node, operation, here.replace(/ \(_[^)]*_\)$/, '')];
		});

const pages: Array<[page: string, none: string]> = [
	['docs/sendpulse-official-node.md', 'not here'],
	['docs/ru/sendpulse-official-node.md', 'нет'],
];

describe.each(pages)('%s', (page, none) => {
	const rows = rowsOf(page);

	test('has every operation of the ten nodes once, in their order', () => {
		expect(Object.keys(official)).toHaveLength(10);
		expect(rows.map(([node, operation]) => [node, operation])).toEqual(
			Object.entries(official).flatMap(([node, operations]) =>
				operations.map((operation) => [node, operation]),
			),
		);
	});

	test('names operations of the node, or says that there is none', () => {
		const wrong = rows.filter(([, , here]) => here !== none && !ours.has(here));
		expect(wrong).toEqual([]);
		expect(rows.filter(([, , here]) => here !== none).length).toBeGreaterThan(25);
	});

	test('says how to call what is not here', () => {
		const { length } = rows.filter(([, , here]) => here === none);
		expect(length).toBeGreaterThan(0);
		expect(read(page)).toContain('Predefined Credential Type');
	});
});

test('both languages name the same', () => {
	const [english = [], russian = []] = pages.map(([page, none]) =>
		rowsOf(page).map(([, , here]) => (here === none ? '' : here)),
	);
	expect(russian).toEqual(english);
});
