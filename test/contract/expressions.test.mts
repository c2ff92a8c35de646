/**
 * Every field that is no text, with what an expression can give and the field cannot mean: the row with it fails, names the field and
 * what to do, and nothing of the value reaches the wire. What it can mean is in unit/fieldValue.
 */
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import { openBench, type Bench, withoutPaces } from './bench.mts';
import { completed, filledIn, leavesOf, type Leaf, merged, valuesFor } from './form/leaves.mts';
import { beyondLimits, choicesOf, limitsOf, tuningFields, wrongFor } from './form/wrongValues.mts';
import { item, setUp } from './matrix/cell.mts';
import { isAsleep, type MatrixOperation, operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import { file, type GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';

/** n8n asks for every field that one of the choices shows. */
const all = (form: INodeProperties[], parameters: INodeParameters): INodeParameters => ({
	...Object.fromEntries(
		form
			.filter(({ required, type }) => required && type !== 'resourceMapper')
			.map((field) => [field.name, valuesFor(field)[0]] as const),
	),
	...parameters,
});

describe.each(tables)('$gateway.displayName', (table) => {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	withoutPaces();
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	const run = async (operation: MatrixOperation, parameters: INodeParameters, tried: unknown[]) =>
		await runNode({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters,
			items: tried.map((one) => ({
				json: { ...item(table), tried: one as IDataObject },
				binary: { ...file, ...operation.sample.binary },
			})),
			node: { onError: 'continueErrorOutput' },
		});

	/** What is said of each row, or null for one that did not fail. */
	async function saidOf(operation: MatrixOperation, leaf: Leaf, tried: unknown[]) {
		const prepared = await setUp(table, bench, operation);
		const filled = completed(leaf.form, merged(prepared, leaf.shownBy));
		const parameters = filledIn(all(leaf.form, filled), leaf.path, '={{ $json.tried }}');
		const before = bench.gateway.requests.length;
		const one = async (values: unknown[]) => {
			const { outputs, error } = await run(operation, parameters, values);
			const failed = outputs[1] ?? [];
			return values.map((_, index) => {
				const row = failed.find(
					({ pairedItem }) => (pairedItem as { item: number }).item === index,
				)?.json;
				const hint = (row?.details as IDataObject | undefined)?.hint;
				return row ? `${String(row.error)} | ${String(hint)}` : (error?.message ?? null);
			});
		};
		const said = isAsleep(operation.name)
			? (await Promise.all(tried.map(async (value) => await one([value])))).flat()
			: await one(tried);
		const wire = bench.gateway.requests
			.slice(before)
			.map(({ path, query, body }) => `${path}?${query} ${Buffer.from(body).toString('utf8')}`)
			.join('\n');
		return { said, wire };
	}

	const operations = operationsOf(table, { ...samples, variants: {} });

	test.each(operations)(
		'$name: what a field cannot mean',
		async (operation) => {
			const silent: string[] = [];
			for (const leaf of leavesOf(table.node, operation.parameters)) {
				const { field, path } = leaf;
				const tried = wrongFor(field);
				if (tried.length === 0 || field.noDataExpression || path[0] === 'requestOptions') continue;
				const { said, wire } = await saidOf(operation, leaf, tried);
				const place = path.join('.');
				tried.forEach((value, at) => {
					if (!said[at]?.includes(field.displayName))
						silent.push(
							`${place} “${field.displayName}”: ${JSON.stringify(value)} → ${said[at] ?? 'no failure'}`,
						);
				});
				if (field.type === 'number') {
					const beyond = beyondLimits(field);
					const isTuning = tuningFields.includes(field.name);
					tried.forEach((value, at) => {
						if (beyond.includes(value) && !said[at]?.includes(limitsOf(field)))
							silent.push(`${place}: ${String(value)} does not name the limits: ${said[at]}`);
					});
					// A wait takes its time.
					const failed =
						isTuning && field.name !== 'lookSeconds'
							? (await saidOf(operation, leaf, beyond)).said
							: [];
					// What the gateway says of the same row again is another matter.
					for (const one of failed)
						if (one?.includes(field.displayName)) silent.push(`${place}: ${one}`);
				}
				const choices = choicesOf(field).map((one) => String(one.value));
				if (field.type === 'options' && !choices.every((one) => said[0]?.includes(one)))
					silent.push(`${place}: does not name the choices: ${said[0] ?? ''}`);
				if (/zebra|7777|object Object/.test(wire)) silent.push(`${place}: ${wire}`);
			}

			expect(silent).toEqual([]);
		},
		120_000,
	);
});
