/**
 * Every operation that has a text field, with values in it that are no text: the row with it fails and says so, the row
 * beside it does what it would have done alone, and nothing of the bad value reaches the wire.
 */
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import { fakeNode } from '../unit/support/executeContext.mts';
import { item, setUp } from './matrix/cell.mts';
import { isAsleep, type MatrixOperation, operationsOf } from './matrix/operations.mts';
import { openBench, type Bench } from './bench.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import type { ContractTable } from './table.mts';
import { tables } from './tables.mts';

const bad: Array<{ value: unknown; says: RegExp }> = [
	{ value: { zebra: 'crossing' }, says: /is an object/ },
	{ value: [{ zebra: 'crossing' }], says: /is (a list|an object)/ },
	{ value: 'заказ \ud83d', says: /cut inside a character/ },
];

/** The operation's text fields that the editor shows with the sample. */
function textFields(table: ContractTable, { parameters }: MatrixOperation): INodeProperties[] {
	const { properties } = new table.node().description;
	return properties.filter(
		(field) =>
			field.type === 'string' &&
			!/file|image|attachment/i.test(`${field.displayName}${field.name}`) &&
			NodeHelpers.displayParameter(parameters, field, fakeNode({ parameters }), null),
	);
}

/** Operations whose sample has no phone number to read, with the reason. */
const withoutPhone: Record<string, string> = {
	'chatbotMessage.send': 'goes to a contact by its ID',
	'history.getSent': 'asks for all numbers',
};

/** Whether the editor offers the option for the operation. */
function hasOption(table: ContractTable, { parameters }: MatrixOperation, name: string): boolean {
	const node = fakeNode({ parameters });
	const shows = (field: INodeProperties, values: INodeParameters) =>
		NodeHelpers.displayParameter(values, field, node, null, parameters);
	return new table.node().description.properties
		.filter((field) => field.name === 'options' && shows(field, parameters))
		.flatMap(({ options = [] }) => options as INodeProperties[])
		.some((option) => option.name === name && shows(option, {}));
}

/** What the sample has in the field, for the item of a row. */
function valueOf(table: ContractTable, given: unknown): unknown {
	const path = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(given ?? ''))?.[1];
	return path ? (item(table) as IDataObject)[path] : (given ?? '');
}

describe.each(tables)('$gateway.displayName', (table) => {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	const run = async (parameters: INodeParameters, rows: IDataObject[], sample: MatrixOperation) =>
		await runNode({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters,
			items: rows.map((json) => ({
				json: { ...item(table), ...json },
				...(sample.sample.binary ? { binary: sample.sample.binary } : {}),
			})),
			node: { onError: 'continueErrorOutput' },
		});

	const cases = operationsOf(table, samples)
		.filter(({ name }) => !isAsleep(name) && !name.includes('('))
		.flatMap((operation) =>
			textFields(table, operation).map((field) => ({
				name: `${operation.name}: ${field.displayName}`,
				operation,
				field,
			})),
		);

	test.each(cases)('$name', async ({ operation, field }) => {
		const prepared = await setUp(table, bench, operation);
		const good = valueOf(table, prepared[field.name]);
		const parameters = { ...prepared, [field.name]: '={{ $json.tried }}' };
		const before = bench.gateway.requests.length;

		const result = await run(
			parameters,
			[{ tried: good as string }, ...bad.map(({ value }) => ({ tried: value as string }))],
			operation,
		);

		expect(result.error).toBeUndefined();
		const failed = result.outputs[1] ?? [];
		const rowOf = (index: number) =>
			failed.find(({ pairedItem }) => (pairedItem as { item: number }).item === index)?.json;
		bad.forEach(({ says }, index) => {
			expect(String(rowOf(index + 1)?.error)).toMatch(says);
			expect((rowOf(index + 1)?.details as IDataObject).hint).toBeTruthy();
		});
		const wire = bench.gateway.requests
			.slice(before)
			.map(({ path, query, body }) => `${path}?${query} ${Buffer.from(body).toString('utf8')}`)
			.join('\n');
		expect(wire).not.toMatch(
			/object Object|object\+Object|object%20Object|zebra|\ufffd|%EF%BF%BD/i,
		);
		expect(wire).not.toMatch(/\\ud83d(?!\\ude)/i);

		// The good row fares as it does without the others.
		const alone = await setUp(table, bench, operation);
		const single = await run(
			{ ...alone, [field.name]: '={{ $json.tried }}' },
			[{ tried: valueOf(table, alone[field.name]) as string }],
			operation,
		);
		expect(rowOf(0)?.error).toEqual(single.outputs[1]?.[0]?.json.error);
	});

	const withSeveral = operationsOf(table, samples).filter(
		(operation) =>
			!isAsleep(operation.name) &&
			!operation.name.includes('(') &&
			textFields(table, operation).length > 1,
	);

	test.each(withSeveral)(
		'$name: of several bad fields the first of the form',
		async (operation) => {
			const prepared = await setUp(table, bench, operation);
			const fields = textFields(table, operation);
			const { outputs } = await run(
				{
					...prepared,
					...Object.fromEntries(fields.map(({ name }) => [name, '={{ $json.tried }}'])),
				},
				[{ tried: bad[0]?.value as IDataObject }],
				operation,
			);

			expect(String(outputs[1]?.[0]?.json.error)).toContain(
				`${fields[0]?.displayName} is an object`,
			);
		},
	);

	const national = operationsOf(table, samples).filter(
		(operation) =>
			!isAsleep(operation.name) &&
			!(operation.name in withoutPhone) &&
			hasOption(table, operation, 'defaultCountry'),
	);

	test.each(national)('$name: a Default Country that is none', async (operation) => {
		const prepared = await setUp(table, bench, operation);
		const options = {
			...(prepared.options as IDataObject),
			defaultCountry: '={{ $json.country }}',
		};
		const before = bench.gateway.messages.length;

		const { outputs } = await run(
			{ ...prepared, options } as INodeParameters,
			[{ country: 'Russia' }],
			operation,
		);

		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('Default Country is not one of its choices'),
		]);
		expect(bench.gateway.messages).toHaveLength(before);
	});
});
