/** Every gateway of package.json is in every place that has a line or a file for each of them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { credentialCases } from '../engine/security/calls.mts';
import { projectRoot } from '../projectRoot.mts';
import { gateways as simulated } from '../sandbox/gateways.mts';
import { credentialTypes, type ListedGateway, listedGateways } from './manifest.mts';
import { previewed } from './previews/rows.mts';
import { samplesOf } from './samples/all.mts';
import { tables } from './tables.mts';

/** One place, and what has to be done there for a gateway that it lacks. */
interface Place {
	/** What the place is for. */
	part: string;
	/** The file to write or to edit, with `<id>` and `<Folder>` for the gateway's names. */
	file: string;
	todo: string;
	/** It is for triggers, so that a gateway without one is not missing there. */
	forTriggers?: true;
	/** Whether the gateway is there; that the file exists is asked before. */
	has?(gateway: ListedGateway, text: string): boolean;
}

const root = projectRoot();

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Workflows of the examples, which are files of any name. */
const examples = readdirSync(path.join(root, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => read(`examples/${file}`))
	.join('\n');

const triggersOf = (types: readonly string[]) => types.filter((type) => /Trigger$/.test(type));

/** A name in a pattern. */
const plain = (name: string): string => name.replaceAll('.', '\\.');

const places: Place[] = [
	{
		part: 'contract',
		file: 'test/contract/<id>.table.mts',
		todo: 'export its contract table under a name that ends with Table',
		has: ({ id, folder }) =>
			tables.some(({ gateway, node }) => gateway.id === id && node.name === folder),
	},
	{
		part: 'contract',
		file: 'test/contract/samples/<id>.mts',
		todo: 'export a sample input for each of its operations under a name that ends with Samples',
		has: ({ id }) => samplesOf[id] !== undefined,
	},
	{
		part: 'matrix',
		file: 'test/contract/matrix/<id>.test.mts',
		todo: 'call matrixSuite with its table and samples',
		has: (_, text) => text.includes('matrixSuite('),
	},
	{
		part: 'previews',
		file: 'nodes/<Folder>/__schema__',
		todo: 'list operations as previews in its contract table, then run PREVIEWS=write npm run test:fast -- --testPathPatterns previews',
		has: ({ folder }) =>
			previewed.some((one) => one.folder === folder && one.operations.length > 0),
	},
	{
		part: 'trigger form',
		file: 'test/contract/form/scenes.mts',
		todo: 'say under the name of each trigger what happens while it is published; {} where the calls of the contract table are enough',
		forTriggers: true,
		has: ({ types }, text) =>
			triggersOf(types).every((type) => text.includes(`\t${type.split('.').at(-1)}: {`)),
	},
	{
		part: 'trigger addresses',
		file: 'nodes/triggerPaths.ts',
		todo: 'add the last part of the path of its trigger’s URL, by which nodes of other gateways know a URL that was pasted into the wrong one',
		forTriggers: true,
		has: ({ id }, text) => text.includes(`\t${id}: `),
	},
	{
		part: 'security page',
		file: 'SECURITY.md',
		todo: 'give it a row that says what proves its callbacks',
		forTriggers: true,
		has: ({ displayName }, text) =>
			new RegExp(`^\\| [^|]*${plain(displayName)}\\b`, 'm').test(text),
	},
	{
		part: 'documents',
		file: 'test/contract/documents/<id>.json',
		todo: 'write the names of its document’s methods and parameters',
	},
	{
		part: 'documents',
		file: 'test/contract/documents/<id>.mts',
		todo: 'say under a name that ends with Served which operation and field serve each method and parameter',
		has: (_, text) => /export const \w+(Served|Sections)\b/.test(text),
	},
	{
		part: 'security calls',
		file: 'test/engine/security/calls.mts',
		todo: 'add a case for each of its credential types to credentialCases',
		has: (gateway) =>
			gateway.credentialTypes.length > 0 &&
			gateway.credentialTypes.every((type) => credentialCases.some(({ name }) => name === type)),
	},
	{
		part: 'attack',
		file: 'test/engine/attack/shapes/<id>.mts',
		forTriggers: true,
		todo: 'export the shape of its genuine callbacks under a name that ends with Target',
		has: (_, text) => /export const \w+Target\b/.test(text),
	},
	{
		part: 'attack',
		file: 'test/engine/attack/<id>.test.mts',
		forTriggers: true,
		todo: 'call attackSuite with its target',
		has: (_, text) => text.includes('attackSuite('),
	},
	{
		part: 'benchmark',
		file: 'test/benchmark/callbacks/triggers.mts',
		forTriggers: true,
		todo: 'add its trigger to triggers',
		has: ({ types }, text) => types.some((type) => text.includes(`'${type}'`)),
	},
	{
		part: 'benchmark',
		file: 'test/benchmark/cases/<case>.mts',
		todo: 'add a case of its node',
		has: ({ folder }) =>
			readdirSync(path.join(root, 'test/benchmark/cases')).some((file) =>
				read(`test/benchmark/cases/${file}`).includes(`'${folder}/${folder}'`),
			),
	},
	{
		part: 'live check',
		file: 'test/live/gateways.mts',
		todo: 'add what the live check has to know of it',
		has: ({ id }, text) => text.includes(`'./${id}/gateway.mts'`),
	},
	{ part: 'demo', file: 'test/n8n/demo/<id>.mts', todo: 'write its part of the demo' },
	{
		part: 'demo',
		file: 'test/n8n/demo/steps.mts',
		todo: 'list its part among the STEPS',
		has: ({ id }, text) => text.includes(`'./${id}.mts'`),
	},
	{
		part: 'sandbox',
		file: 'test/sandbox/gateways.mts',
		todo: 'list its definition',
		has: ({ id }) => id in simulated,
	},
	{
		part: 'mutants',
		file: 'test/mutants/<id>.mts',
		todo: 'say under a name that ends with Plan where each mistake is planted',
		has: (_, text) => /export const \w+Plan\b/.test(text),
	},
	{ part: 'facts', file: 'docs/gateways/<id>.md', todo: 'write down what is known about its API' },
	{ part: 'docs page', file: 'docs/<id>.md', todo: 'write its page' },
	{ part: 'docs page', file: 'docs/ru/<id>.md', todo: 'write its page in Russian' },
	...['README.md', 'docs/ru/README.md'].map(
		(file): Place => ({
			part: 'first steps',
			file,
			todo: 'add a heading with its name and the five lines that every gateway has',
			has: ({ displayName }, text) => text.includes(`\n### ${displayName}: `),
		}),
	),
	{
		part: 'README',
		file: 'README.md',
		todo: 'give it a row in the table of gateways and one in the table of credentials',
		has: ({ id, displayName }, text) =>
			text.includes(`| [${displayName}](docs/${id}.md)`) &&
			new RegExp(`^\\| ${plain(displayName)} +\\|`, 'm').test(text),
	},
	{
		part: 'README',
		file: 'docs/ru/README.md',
		todo: 'name it, and give it a row in the table of credentials',
		has: ({ id, displayName }, text) =>
			text.includes(`[${displayName}](${id}.md)`) && text.includes(`| ${displayName} `),
	},
	{
		part: 'docs page',
		file: 'docs/charsets.md',
		todo: 'give it a row',
		has: ({ displayName }, text) => text.includes(`| ${displayName} `),
	},
	{
		part: 'docs page',
		file: 'docs/before-you-send.md',
		todo: 'give it a row in the table of estimates',
		has: ({ displayName }, text) => text.includes(`| ${displayName}`),
	},
	{
		part: 'docs page',
		file: 'docs/errors.md',
		todo: 'link its page, which has its codes',
		has: ({ id }, text) => text.includes(`(${id}.md)`),
	},
	{
		part: 'examples',
		file: 'examples/<name>.json',
		todo: 'add a workflow that sends with its node, and one with each of its triggers or another',
		has: ({ types }) => {
			const trigger = triggersOf(types);
			const node = types.filter((type) => !/Trigger$/.test(type));
			const used = (type: string) => examples.includes(`"${type}"`);
			return node.every(used) && (trigger.length === 0 || trigger.some(used));
		},
	},
	{
		part: 'examples',
		file: 'examples/README.md',
		todo: 'describe its example workflows',
		has: ({ displayName }, text) => text.includes(displayName),
	},
];

const inFull = (file: string, { id, folder }: ListedGateway): string =>
	file.replace('<id>', id).replace('<Folder>', folder);

/** The places that lack the gateway, each as its file and what to do there. */
function missing(gateway: ListedGateway): string[] {
	return places
		.filter(({ file: template, forTriggers, has }) => {
			if (forTriggers && triggersOf(gateway.types).length === 0) return false;
			const file = inFull(template, gateway);
			const isFile = !file.includes('<');
			if (isFile && !existsSync(path.join(root, file))) return true;
			const text = isFile && statSync(path.join(root, file)).isFile() ? read(file) : '';
			return has !== undefined && !has(gateway, text);
		})
		.map(
			({ part, file, todo }) =>
				`${gateway.displayName} is missing in ${inFull(file, gateway)} (${part}): ${todo}`,
		);
}

test.each(listedGateways)('$displayName is in every place', (gateway) => {
	expect(missing(gateway)).toEqual([]);
});

test('a gateway that is nowhere is missing in every place, and the file is named', () => {
	const fifth: ListedGateway = {
		folder: 'Fifth',
		id: 'fifth',
		displayName: 'Fifth Gateway',
		types: ['n8n-nodes-message-gateways.fifth', 'n8n-nodes-message-gateways.fifthTrigger'],
		credentialTypes: ['messageGatewaysFifthApi'],
	};
	const faults = missing(fifth);

	expect(faults).toHaveLength(places.length);
	expect(faults).toContain(
		'Fifth Gateway is missing in test/contract/fifth.table.mts (contract): export its contract table under a name that ends with Table',
	);
	expect(faults).toContain(
		'Fifth Gateway is missing in test/engine/attack/fifth.test.mts (attack): call attackSuite with its target',
	);
});

test('a gateway without a trigger is missing in no place that is for triggers', () => {
	const faults = missing({
		folder: 'Fifth',
		id: 'fifth',
		displayName: 'Fifth Gateway',
		types: ['n8n-nodes-message-gateways.fifth'],
		credentialTypes: ['messageGatewaysFifthApi'],
	});

	expect(faults.length).toBeGreaterThan(10);
	expect(faults).toHaveLength(places.filter(({ forTriggers }) => !forTriggers).length);
});

test('no table is of a gateway that package.json does not have', () => {
	const listed = listedGateways.map(({ id }) => id).sort();

	expect(tables.map(({ gateway }) => gateway.id).sort()).toEqual(listed);
	expect(Object.keys(samplesOf).sort()).toEqual(listed);
	expect(Object.keys(simulated).sort()).toEqual(listed);
});

test('every credential of package.json belongs to a gateway that uses it', () => {
	expect(listedGateways.flatMap((gateway) => gateway.credentialTypes).sort()).toEqual(
		[...credentialTypes].sort(),
	);
});
