/** A failed row's hint sends nobody to a field, an option or an operation that the form of its operation does not have. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import { credentialTypes, nodeTypes } from '../unit/support/package.mts';
import { openBench, type Bench } from './bench.mts';
import { completed, filledIn, leavesOf, merged } from './form/leaves.mts';
import { item, setUp } from './matrix/cell.mts';
import { operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';

/** What people type where a phone number belongs. */
const typed = ['8 900 111-22-33', '+79001112233/+79001112244', 'Zebra crossing'];

const takesNumbers = /phone|number|recipient/i;

/** The names of everything in an editor's form: labels, and choices such as operations. */
function namesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, name, type } = value as Partial<INodePropertyOptions> & {
		displayName?: unknown;
		type?: unknown;
	};
	const own = typeof displayName === 'string' ? displayName : name;
	return [
		...(typeof own === 'string' && type !== 'notice' ? [own] : []),
		...Object.values(value).flatMap(namesIn),
	];
}

/** Names of two words and more: one word may be no name at all. */
const isName = (name: string): boolean => /^\p{Lu}[^.]* \S/u.test(name);

const ofCredentials = credentialTypes().flatMap(({ properties }) => namesIn(properties));

const names = [
	...new Set(nodeTypes().flatMap(({ node }) => namesIn(node.description.properties))),
].filter(isName);

describe.each(tables)('$gateway.displayName', (table) => {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	/** What every operation of the node has beside its own form. */
	const operations = new table.node().description.properties
		.filter(({ name }) => ['resource', 'operation'].includes(name))
		.flatMap(namesIn);

	const cases = operationsOf(table, samples).filter(
		({ name, sample }) => !name.includes('(') && sample.effect !== 'local',
	);

	test.each(cases)('$name', async (operation) => {
		const leaves = leavesOf(table.node, operation.parameters);
		const known = new Set([
			...ofCredentials,
			...operations,
			...leaves.flatMap(({ form }) => form.flatMap(namesIn)),
		]);
		const prepared = await setUp(table, bench, operation);
		const strays = new Set<string>();
		for (const leaf of leaves) {
			if (leaf.field.type !== 'string' || !takesNumbers.test(leaf.field.displayName)) continue;
			const filled = completed(
				leaf.form,
				filledIn(merged(prepared, leaf.shownBy), leaf.path, '={{ $json.tried }}'),
			);
			const { outputs } = await runNode({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters: filled,
				items: typed.map((tried) => ({
					json: { ...item(table), tried },
					...(operation.sample.binary ? { binary: operation.sample.binary } : {}),
				})),
				node: { onError: 'continueErrorOutput' },
			});
			for (const { json } of outputs[1] ?? []) {
				const { hint } = json.details as IDataObject;
				for (const name of names) {
					if (String(hint).includes(name) && !known.has(name))
						strays.add(`${leaf.field.displayName}: “${String(hint)}” names ${name}`);
				}
			}
		}
		expect([...strays]).toEqual([]);
	});
});
