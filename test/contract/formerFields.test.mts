/**
 * Additional Parameters stood beside Options before they moved into it: a workflow that was saved then sends them still, and
 * the form says so.
 */
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { fieldsOf, operationsOf } from '../browser/operations.mts';
import { nodeTypes } from '../unit/support/package.mts';
import { type Bench, openBench } from './bench.mts';
import { tables } from './tables.mts';

const pairs = (...entries: Array<[name: string, value: string]>) => ({
	parameter: entries.map(([name, value]) => ({ name, value })),
});

const former: INodeParameters = {
	additionalParameters: pairs(['saved_before', '={{ "before-" + $json.reference }}']),
};
const chosen = pairs(['chosen_now', 'now']);

describe.each(tables)('$gateway.displayName', (table) => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());
	beforeEach(() => {
		bench.gateway.reset();
		table.prepare?.(bench.sandbox);
	});

	/** What was sent, percent-decoded, for a saved workflow with these parameters. */
	async function sent(operation: (typeof table.sending)[number], more: INodeParameters) {
		const options = {
			...(operation.parameters.options as IDataObject),
			...(more.options as IDataObject),
		};
		const parameters = { ...operation.parameters, ...more, options } as INodeParameters;
		// A sandbox that refuses names it does not know has recorded the request all the same.
		await bench.send({ ...operation, parameters }, { rows: 1 });
		return bench.gateway.requests
			.map(({ path, body }) => decodeURIComponent(`${path} ${body.toString()}`))
			.join('\n');
	}

	test.each(table.sending)('$name sends what was saved before the move', async (operation) => {
		const text = await sent(operation, former);
		expect(text).toContain('saved_before');
		expect(text).toContain('before-order-0');
	});

	test.each(table.sending)(
		'$name sends the option, and takes it before the former field',
		async (operation) => {
			const text = await sent(operation, { ...former, options: { additionalParameters: chosen } });
			expect(text).toContain('chosen_now');
			expect(text).not.toContain('saved_before');
		},
	);
});

/** Without the field that carries out the operation. */
const isFormer = ({ type, name }: INodeProperties) => type === 'hidden' && name !== 'call';

describe.each(nodeTypes().filter(({ node }) => !node.description.group.includes('trigger')))(
	'the form of $codex.node',
	({ node: { description } }) => {
		const { properties, hints = [] } = description;

		test('shows no field of such parameters beside Options', () => {
			const shown = properties.filter(
				({ name, type }) => /^additional\w*Parameters$/.test(name) && type !== 'hidden',
			);
			expect(shown.map(({ name }) => name)).toEqual([]);
		});

		test('has each former field as an option, where the saved workflow has it', () => {
			const hidden = properties.filter(isFormer);
			expect(hidden.length).toBeGreaterThan(0);
			for (const one of operationsOf(description)) {
				const fields = fieldsOf(description, one);
				const labels = fields
					.filter(({ name }) => name === 'options')
					.flatMap(({ options = [] }) =>
						options.map(
							(option) => `${option.name}: ${'displayName' in option ? option.displayName : ''}`,
						),
					);
				for (const { name, displayName } of fields.filter(({ type }) => type === 'hidden'))
					expect(labels).toContain(`${name}: ${displayName}`);
			}
		});

		test('says so only where a former field holds something that Options do not replace', () => {
			const isShown = (condition: string, parameters: object): unknown =>
				new Function('$parameter', `return ${condition.replace(/^=\{\{|\}\}$/g, '')}`)(parameters);
			const held = { parameter: [{ name: 'a', value: 'b' }] };
			const shown = hints.map(({ displayCondition = '' }) => {
				const [, name = ''] = /\$parameter\.(\w+)/.exec(displayCondition) ?? [];
				return [
					{ [name]: held, options: {} },
					{ [name]: held, options: { [name]: held } },
					{ [name]: {}, options: {} },
					{},
				].map((parameters) => isShown(displayCondition, parameters));
			});
			// n8n takes nothing but a boolean.
			expect(shown).toEqual(hints.map(() => [true, false, false, false]));
		});

		test('says what a former field still sends', () => {
			const names = [...new Set(properties.filter(isFormer).map(({ name }) => name))];
			expect(
				hints.map(({ displayCondition }) => /\$parameter\.(\w+)/.exec(displayCondition ?? '')?.[1]),
			).toEqual(names);
			// Without a time, n8n shows it before and after an execution.
			for (const hint of hints) {
				expect(hint.location).toBe('ndv');
				expect(hint.whenToDisplay).toBeUndefined();
			}
		});
	},
);
