/**
 * Every field of every trigger that is no text, with what it cannot mean: the workflow is not published, or the poll fails, and the
 * field is named, with its choices. What it can mean in other words, such as "true", counts as what it means.
 */
import type {
	INodeParameters,
	INodeProperties,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';
import { activate, call, poll, storeOf, TriggerHost } from '../engine/harness/index.mts';
import { type Bench, jsonOf, openBench, withoutPaces } from './bench.mts';
import { filledIn, type Leaf, leavesOfForm, merged } from './form/leaves.mts';
import { type Scene, scenes } from './form/scenes.mts';
import { beyondLimits, choicesOf, tuningFields, wrongFor } from './form/wrongValues.mts';
import { listedGateways, listedTriggers } from './manifest.mts';
import { type ContractTable, withTrigger } from './table.mts';
import { tables } from './tables.mts';

const ofTexts = (value: unknown): boolean =>
	Array.isArray(value) && value.every((one) => typeof one === 'string');

/** As an expression of a trigger, which has no item; what takes none has the value. */
const given = ({ noDataExpression }: INodeProperties, value: unknown): unknown =>
	noDataExpression
		? value
		: typeof value === 'number' && Number.isNaN(value)
			? '={{ NaN }}'
			: `={{ (${JSON.stringify(value)}) }}`;

/** What each value of a field may be written as. */
function otherWords(field: INodeProperties): unknown[] {
	switch (field.type) {
		case 'boolean':
			return ['true', 'FALSE', 1, '0'];
		case 'number':
			return [
				String(field.typeOptions?.maxValue ?? 7),
				...(tuningFields.includes(field.name) ? beyondLimits(field) : []),
			];
		case 'multiOptions':
			return [
				choicesOf(field)
					.map(({ value }) => value)
					.join(', ') || '7, 8',
			];
		default:
			return [];
	}
}

const withTriggers = listedGateways.filter(({ id }) =>
	listedTriggers.some((trigger) => trigger.id === id),
);

describe.each(withTriggers)('$displayName', ({ id }) => {
	const table = tables.find(({ gateway }) => gateway.id === id) as ContractTable;
	withoutPaces();
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	let published = 0;
	const hostOf = (Trigger: new () => INodeType, parameters: INodeParameters): TriggerHost =>
		new TriggerHost({
			nodeType: Trigger,
			credentials: storeOf(table, bench.gateway),
			parameters,
			workflowId: `${table.gateway.id}-${published++}`,
		});

	const filled = (scene: Scene, prepared: INodeParameters, leaf: Leaf, value: unknown) =>
		filledIn(
			merged({ ...scene.parameters, ...prepared }, leaf.shownBy),
			leaf.path,
			value as NodeParameterValueType,
		);

	/** What a person who publishes sees. */
	async function saidOf(host: TriggerHost, Trigger: new () => INodeType): Promise<string | null> {
		if (new Trigger().poll)
			return await poll(host).then(
				() => null,
				(error: Error) => error.message,
			);
		const { error } = await activate(host);
		return (error as Error | undefined)?.message ?? null;
	}

	const triggers = listedTriggers.filter((one) => one.id === id);

	test.each(triggers)('$name: what a field cannot mean', async ({ name, Trigger }) => {
		const scene = scenes[name] ?? {};
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
		const prepared = (await scene.prepare?.(bench.sandbox)) ?? {};
		const silent: string[] = [];
		for (const leaf of leavesOfForm(new Trigger().description.properties)) {
			const { field, path } = leaf;
			// n8n itself finds no credential then.
			if (field.name === 'authentication') continue;
			const isChoice = path.length === 1 && choicesOf(field).length > 0;
			const nothing = isChoice ? ['', []] : [];
			for (const value of [...wrongFor(field), ...nothing]) {
				const said = await saidOf(
					hostOf(Trigger, filled(scene, prepared, leaf, given(field, value))),
					Trigger,
				);
				// Of an object, or a list for one, it says how to choose one text instead.
				const isOther =
					typeof value === 'object' && !(field.type === 'multiOptions' && ofTexts(value));
				const choices = isOther ? [] : choicesOf(field).map((one) => String(one.value));
				if (![field.displayName, ...choices].every((one) => said?.includes(one)))
					silent.push(`${path.join('.')}: ${JSON.stringify(value)} → ${said ?? 'no failure'}`);
			}
			for (const value of otherWords(field)) {
				const said = await saidOf(
					hostOf(Trigger, filled(scene, prepared, leaf, given(field, value))),
					Trigger,
				);
				if (said !== null) silent.push(`${path.join('.')}: ${JSON.stringify(value)} → ${said}`);
			}
		}
		const parameters = { ...scene.parameters, ...prepared };
		const said = await saidOf(hostOf(Trigger, parameters), Trigger);

		expect(silent).toEqual([]);
		expect(said).toBeNull();
	});

	const called = triggers.filter(({ Trigger }) => !new Trigger().poll);

	test.each(called)(
		'$name: a report is not lost where a field has become wrong while published',
		async ({ name, Trigger }) => {
			const scene = scenes[name] ?? {};
			const { genuine, final } = withTrigger(table).callbacks;
			const lost: string[] = [];
			for (const leaf of leavesOfForm(new Trigger().description.properties)) {
				const { field } = leaf;
				const [value] = wrongFor(field);
				if (value === undefined || ['authentication', 'service'].includes(field.name)) continue;
				if (field.type === 'resourceLocator') continue;
				const host = hostOf(Trigger, filled(scene, {}, leaf, given(field, value)));
				const { method, query, headers, body } = genuine(final, '1');
				const answer = await call(host, { method, url: `?${query}`, headers, rawBody: body });
				const warnings = JSON.stringify(answer.log);
				if (answer.status !== 200 || jsonOf(answer.workflowData?.[0]).length !== 1)
					lost.push(`${leaf.path.join('.')}: ${answer.status}`);
				if (!warnings.includes(field.displayName))
					lost.push(`${leaf.path.join('.')}: said nothing: ${warnings}`);
			}

			expect(lost).toEqual([]);
		},
	);
});
