/**
 * Every field of every trigger's form does something: filled in two ways, the trigger registers differently, asks differently
 * or lets different reports start the workflow.
 */
import type { IDataObject, INodeParameters, INodeType, NodeParameterValueType } from 'n8n-workflow';
import { turns } from '../engine/harness/turns.mts';
import { activate, call, poll, storeOf, TriggerHost } from '../engine/harness/index.mts';
import { type Bench, jsonOf, openBench, withoutPaces } from './bench.mts';
import { filledIn, type Leaf, leavesOfForm, merged, valuesFor } from './form/leaves.mts';
import { type Scene, scenes } from './form/scenes.mts';
import { newTexts, said, todoFor, withoutMinted, withoutNumbers } from './form/seen.mts';
import { listedGateways, listedTriggers } from './manifest.mts';
import { type CallbackCall, type ContractTable, withTrigger } from './table.mts';
import { tables } from './tables.mts';

/** All that a gateway has to say, in one order. */
function callsOf(table: ContractTable): CallbackCall[] {
	const { genuine, inbound, others = [], unknown } = withTrigger(table).callbacks;
	const statuses = [...Object.keys(table.statuses), ...(inbound === null ? [] : [inbound])];
	const known = statuses.map((status, at) => genuine(status, String(1000 + at)));
	return [...known, ...others, ...Object.values(unknown(genuine(statuses[0] ?? '', '999')))];
}

/** Reports without the key that is made of the IDs in them. */
const told = (reports: IDataObject[] | null) =>
	reports?.map((report) => ({ ...report, dedupeKey: undefined }));

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

	/** The account as the scene needs it. @returns parameters of a trigger that works on it */
	async function setUp(scene: Scene): Promise<INodeParameters> {
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
		return { ...scene.parameters, ...(await scene.prepare?.(bench.sandbox)) };
	}

	let published = 0;

	const publish = (Trigger: new () => INodeType, parameters: INodeParameters): TriggerHost =>
		new TriggerHost({
			nodeType: Trigger,
			credentials: storeOf(table, bench.gateway),
			parameters,
			workflowId: `${table.gateway.id}-${published++}`,
		});

	/** Whether calls that come together share an execution. */
	async function share(host: TriggerHost): Promise<boolean> {
		const { genuine, final } = withTrigger(table).callbacks;
		// The others come meanwhile.
		host.options.storeExecution = async () => await turns(100);
		const answers = await Promise.all(
			Array.from({ length: 5 }, async (_, at) => {
				const { method, query, headers, body } = genuine(final, `7${at}`);
				return await call(host, { method, url: `?${query}`, headers, rawBody: body });
			}),
		);
		return answers.some(({ workflowData }) => (workflowData?.[0] ?? []).length > 1);
	}

	/** What a trigger with these parameters asks the gateway for, and what starts the workflow. */
	async function seenOf(
		Trigger: new () => INodeType,
		scene: Scene,
		fill: (prepared: INodeParameters) => INodeParameters,
		together = false,
	): Promise<string> {
		const prepared = await setUp(scene);
		const minted = newTexts(prepared, scene.parameters ?? {});
		const before = bench.gateway.requests.length;
		const host = publish(Trigger, fill(prepared));
		const started: unknown[] = [];
		if (new Trigger().poll) {
			for (const time of [1, 2, 3]) {
				if (time > 1) await scene.meanwhile?.(bench.sandbox);
				started.push(await poll(host).then(told, (error: Error) => error.message));
			}
		} else {
			const { error } = await activate(host);
			started.push((error as Error | undefined)?.message);
			if (together) started.push(await share(host));
			else if (!error) {
				for (const { method, query, headers, body } of callsOf(table)) {
					const answer = await call(host, { method, url: `?${query}`, headers, rawBody: body });
					started.push([answer.status, told(jsonOf(answer.workflowData?.[0]))]);
				}
			}
		}
		const requests = bench.gateway.requests.slice(before).map(said);
		// Addresses that it registers have the name of the workflow.
		const own = [...minted, host.options.workflowId ?? ''];
		return withoutNumbers(withoutMinted(JSON.stringify([requests, started]), own));
	}

	const isShared = ({ path }: Leaf): boolean => path[0] === 'reportsPerExecution';

	const seenWith = async (Trigger: new () => INodeType, scene: Scene, leaf: Leaf, value: unknown) =>
		await seenOf(
			Trigger,
			scene,
			(parameters) =>
				filledIn(merged(parameters, leaf.shownBy), leaf.path, value as NodeParameterValueType),
			isShared(leaf),
		);

	const valuesOf = (scene: Scene, leaf: Leaf): unknown[] =>
		scene.values?.[leaf.path.join('.')]?.() ?? (isShared(leaf) ? [1, 200] : valuesFor(leaf.field));

	async function isObeyed(Trigger: new () => INodeType, scene: Scene, leaf: Leaf) {
		const seen = new Set<string>();
		for (const value of valuesOf(scene, leaf)) {
			seen.add(await seenWith(Trigger, scene, leaf, value));
			if (seen.size > 1) return true;
		}
		return false;
	}

	const triggers = listedTriggers.filter((one) => one.id === id);

	test.each(triggers)('$name: what is filled in is obeyed', async ({ name, Trigger }) => {
		const scene = scenes[name];
		if (!scene)
			throw new Error(
				`Say in test/contract/form/scenes.mts what happens while ${name} is published; {} where the calls of the contract table are enough`,
			);
		const once = await seenOf(Trigger, scene, (prepared) => prepared);
		const again = await seenOf(Trigger, scene, (prepared) => prepared);
		const idle: Leaf[] = [];
		for (const leaf of leavesOfForm(new Trigger().description.properties)) {
			if (!(await isObeyed(Trigger, scene, leaf))) idle.push(leaf);
		}
		// Else neither a difference nor its absence would say anything.
		expect(once).toContain('"gateway"');
		expect(again).toBe(once);
		expect(todoFor(idle, 'scenes.mts')).toEqual([]);
	});

	test.each(triggers)('$name: a value as a text counts as the value', async ({ name, Trigger }) => {
		const scene = scenes[name] ?? {};
		const others: string[] = [];
		for (const leaf of leavesOfForm(new Trigger().description.properties)) {
			if (!['boolean', 'number', 'multiOptions'].includes(leaf.field.type)) continue;
			for (const value of valuesOf(scene, leaf).slice(0, 2)) {
				const text = Array.isArray(value) ? `${value.join(', ')}, ` : String(value);
				const seen = await seenWith(Trigger, scene, leaf, value);
				if ((await seenWith(Trigger, scene, leaf, text)) !== seen)
					others.push(`${leaf.path.join('.')}: ${text}`);
			}
		}

		expect(others).toEqual([]);
	});
});
