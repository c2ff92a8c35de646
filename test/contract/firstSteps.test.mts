/** "First steps" of README and docs/ru, done as they are written: by the labels, and until the message has arrived. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { fieldsOf } from '../browser/operations.mts';
import { projectRoot } from '../projectRoot.mts';
import { credentialTypes, nodeTypes } from '../unit/support/package.mts';
import { type Bench, jsonOf, openBench } from './bench.mts';
import { tables } from './tables.mts';

const files = ['README.md', 'docs/ru/README.md'];

/** The five lines under the gateway's heading. */
function linesOf(file: string, gateway: string): string[] {
	const text = readFileSync(path.join(projectRoot(), file), 'utf8');
	const [, after = ''] = text.split(new RegExp(`^### ${gateway.replace('.', '\\.')}: .*$`, 'm'));
	return (after.split(/^#/m)[0] ?? '')
		.split(/^\d\. /m)
		.slice(1)
		.map((line) => line.replace(/\s+/g, ' ').trim());
}

const labelsIn = (line: string): string[] =>
	[...line.matchAll(/_([^_`]+)_/g)].map(([, label = '']) => label);

/** A choice's value by its name, every other value as it is written. */
const valueOf = ({ type, options = [] }: INodeProperties, text: string) =>
	type === 'options'
		? (options as INodePropertyOptions[]).find(({ name }) => name === text)?.value
		: type === 'resourceLocator'
			? { __rl: true, mode: 'id', value: text }
			: text;

describe.each(tables)('$gateway.displayName', (table) => {
	const { displayName } = table.gateway;
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());
	beforeEach(() => {
		bench.gateway.reset();
		table.prepare?.(bench.sandbox);
	});

	test.each(files)('%s: its five lines send a message', async (file) => {
		const lines = linesOf(file, displayName);
		if (lines.length !== 5)
			throw new Error(
				`${file} has ${lines.length} numbered lines below “### ${displayName}: …” and has to have 5: add them to First steps as the other gateways have them`,
			);
		const [credential = '', node = '', fill = '', , report = ''] = lines;

		const [credentialName, ...fields] = labelsIn(credential);
		const type = credentialTypes().find((one) => one.displayName === credentialName);
		const known = (type?.properties ?? []).map((field) => field.displayName);
		expect([credentialName, fields.filter((label) => !known.includes(label))]).toEqual([
			credentialName,
			[],
		]);
		expect(fields.length).toBeGreaterThan(0);

		const [nodeName, action] = labelsIn(node);
		const { description } = new table.node();
		expect(nodeName).toBe(description.displayName);
		const chosen = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options, displayOptions }) =>
				(options as INodePropertyOptions[])
					.filter((option) => option.action === action)
					.map(({ value }) => ({
						resource: displayOptions?.show?.resource?.[0],
						operation: value,
					})),
			);
		expect(chosen).toHaveLength(1);
		const place = chosen[0] as { resource: string; operation: string };

		const shown = fieldsOf(description, place);
		const values = [...fill.matchAll(/_([^_`]+)_ `([^`]+)`/g)].map(([, label, text = '']) => {
			const field = shown.find((one) => one.displayName === label);
			if (!field) throw new Error(`${file}: ${displayName} has no field ${label}`);
			return [field.name, valueOf(field, text)];
		});
		const given = Object.fromEntries(values) as INodeParameters;
		const known2 = table.sending[0]?.parameters as IDataObject;
		const { outputs, error } = await bench.send(
			{
				name: 'first steps',
				listSize: 1,
				// The account's choice of authentication stands in the credential that the bench has.
				parameters: {
					...(known2.authentication ? { authentication: known2.authentication as string } : {}),
					...place,
					...given,
				},
			},
			{ rows: 1 },
		);
		expect(error?.message).toBeUndefined();
		const [row] = jsonOf(outputs[0]);
		expect(row?.status).toBe('queued');
		expect(row?.messageId ?? row?.groupId).toBeTruthy();
		const [message] = bench.gateway.messages;
		expect(`${message?.text} ${message?.html}`).toContain('Заказ 42 готов');

		const [trigger = ''] = labelsIn(report).filter((label) => label.endsWith('Trigger'));
		const names = nodeTypes().map(({ node: one }) => one.description.displayName);
		expect(names).toContain(trigger);
	});
});
