/** docs/ru says what the English pages say: the same headings, tables, labels, codes, numbers and links; and each link leads somewhere. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { projectRoot } from '../projectRoot.mts';
import { nodeTypes } from './support/package.mts';
import { cellsOf } from './support/pages.mts';
import {
	lostLinks,
	missing,
	pageOf,
	russian,
	there,
	translationFaults,
	type Page,
} from './support/translation.mts';

const names = (folder: string): string[] =>
	readdirSync(path.join(projectRoot(), folder)).filter((file) => file.endsWith('.md'));

/** The pages that a Russian reader needs in any case. */
const needed = [
	...names('docs/gateways'),
	'delivery-statuses.md',
	'errors.md',
	'retries-and-duplicates.md',
	'waiting.md',
];
const pages = names(russian).filter((name) => name !== 'README.md');

type Offered = Map<string, string[]>;

/** Names of a node's resources, each with the names of its operations. */
function offeredBy({ properties }: INodeTypeDescription): Offered {
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	return new Map(
		(resources as INodePropertyOptions[]).map(({ name, value }) => {
			const operation = properties.find(
				(one) =>
					one.name === 'operation' && one.displayOptions?.show?.resource?.includes(value as string),
			);
			return [name, ((operation?.options ?? []) as INodePropertyOptions[]).map((one) => one.name)];
		}),
	);
}

/** What a cell counts up; commas in brackets only explain. */
const entriesOf = (cell: string): string[] => cell.split(/,\s+(?![^(]*\))/);

/** The section of operations is the third heading of a gateway's page; its lines name a resource and some of its operations. */
function operationFaults({ file, sections }: Page, offered: Offered): string[] {
	const [, ...rows] = (sections[2]?.pieces ?? []).filter(({ kind }) => kind === 'row');
	const said = rows.map(({ text }) => cellsOf(text));
	const isNamed = (entry: string, name: string) => entry === name || entry.startsWith(`${name} (`);
	const faults = [...offered].flatMap(([resource, operations]) => {
		const entries = said
			.filter(([cell]) => cell === resource)
			.flatMap(([, cell = '']) => entriesOf(cell));
		return [
			...operations
				.filter((name) => !entries.some((entry) => isNamed(entry, name)))
				.map(
					(name) => `${file} does not have ${resource}: ${name}; add it to the table of operations`,
				),
			...entries
				.filter((entry) => !operations.some((name) => isNamed(entry, name)))
				.map(
					(entry) =>
						`${file} has ${resource}: ${entry}, which the node has not; correct the table of operations`,
				),
		];
	});
	const unknown = said.flatMap(([cell = '']) => (offered.has(cell) ? [] : [cell]));
	return [
		...faults,
		...unknown.map(
			(cell) => `${file} has the resource ${cell}, which the node has not; correct its name`,
		),
	];
}

const gateways = nodeTypes()
	.map(({ node: { description } }) => ({
		file: `${description.name.toLowerCase()}.md`,
		offered: offeredBy(description),
	}))
	.filter(({ file }) => names('docs/gateways').includes(file) && pages.includes(file));

test('the pages that a Russian reader needs are there', () => {
	const absent = missing(needed, pages).map(
		(name) => `${russian}/${name} is not there: translate docs/${name}`,
	);
	expect(absent).toEqual([]);
});

describe.each(pages)(`${russian}/%s`, (name) => {
	const ours = pageOf(`${russian}/${name}`);

	test('says what the English page says', () => {
		expect(there(`docs/${name}`)).toBe(true);
		expect(translationFaults(pageOf(`docs/${name}`), ours)).toEqual([]);
	});
});

test.each(gateways)(`${russian}/$file names each operation of the node`, ({ file, offered }) => {
	expect(offered.size).toBeGreaterThan(0);
	expect(operationFaults(pageOf(`${russian}/${file}`), offered)).toEqual([]);
});

test.each(names(russian))(
	`the links of ${russian}/%s lead to a page, in Russian where there is one`,
	(name) => {
		expect(lostLinks(pageOf(`${russian}/${name}`))).toEqual([]);
	},
);

describe('what a change of the English page leaves behind is named', () => {
	const english = `# Page

Take *Send Many* for up to 10,000 rows in 2.5 seconds, see [how](waiting.md).

| status | meaning |
| --- | --- |
| \`queued\` | waits |
| read | was read |

- a point
`;
	const translated = `# Страница

Берите _Send Many_, до 10 000 строк за 2,5 секунды: [как](waiting.md).

![Подпись](../images/rows.png)

| статус | что значит |
| ------ | ---------- |
| \`queued\` | ждёт |
| read | прочитано |

- пункт
`;
	const faultsOf = (text: string) =>
		translationFaults(
			pageOf('docs/kupon.md', text),
			pageOf(`${russian}/kupon.md`, translated),
		).join();

	test('nothing, where it says the same', () => {
		expect(faultsOf(english)).toBe('');
	});

	test.each([
		['a heading', '# Page', '# Page\n\n## New', 'the same ones in the same order'],
		['the level of a heading', '# Page', '## Page', 'the same ones in the same order'],
		['a label', '*Send Many*', '*Send All*', 'lacks _Send All_'],
		[
			'a label that was there',
			'*Send Many*',
			'it',
			'has _Send Many_, which the English page has not',
		],
		['a code', '`queued`', '`sent`', 'lacks `sent`'],
		['a status of a table', '| read |', '| opened |', 'lacks `opened`'],
		['a thousand', '10,000', '20,000', 'lacks number 20000'],
		['a fraction', '2.5', '2.6', 'lacks number 2.6'],
		['a link', '(waiting.md)', '(errors.md)', 'lacks link docs/errors.md'],
		['a line of a table', '| read | was read |\n', '', 'is made of'],
		['a point', '- a point', '- a point\n- another', 'is made of'],
		['a paragraph', '- a point', 'New.\n\n- a point', 'is made of'],
	])('%s', (_, from, to, fault) => {
		expect(english).toContain(from);
		expect(faultsOf(english.replace(from, to))).toContain(fault);
	});

	test('a section that sends the reader to the same one of the English page is not compared', () => {
		const elsewhere = pageOf(
			`${russian}/kupon.md`,
			'# Kupon.mobi\n\n[Там](../kupon.md#kuponmobi).',
		);
		const here = pageOf('docs/kupon.md', '# Kupon.mobi\n\nText with `code`.\n\n- a point');
		expect(translationFaults(here, elsewhere)).toEqual([]);
	});

	test('operations', () => {
		const table = '# A\n## B\n## C\n| resource | operations |\n| --- | --- |\n';
		const offered: Offered = new Map([['Message', ['Send', 'Look Up (HLR)']]]);
		const named = (rows: string) =>
			operationFaults(pageOf(`${russian}/kupon.md`, table + rows), offered).join();
		expect(named('| Message | Send (SMS, Viber), Look Up (HLR) |')).toBe('');
		expect(named('| Message | Send |')).toContain('does not have Message: Look Up (HLR)');
		expect(named('| Message | Send, Send All, Look Up (HLR) |')).toContain('has Message: Send All');
		expect(named('| Letter | Send |')).toContain('has the resource Letter');
	});

	test.each([
		['[a](nowhere.md)', 'leads to no file'],
		['![a](../images/nothing.png)', 'leads to no file'],
		['[a](waiting.md#nothing)', 'has no heading'],
		['[a](../waiting.md)', `link ${russian}/waiting.md`],
	])('the link %s', (text, fault) => {
		expect(lostLinks(pageOf(`${russian}/kupon.md`, `# A\n\n${text}`)).join()).toContain(fault);
	});
});
