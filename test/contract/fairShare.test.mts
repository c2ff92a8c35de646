/**
 * A single send beside a long list of another execution on the same account waits for at most two of its calls, whatever the
 * list does (sends, status look-ups, waits for the final status): counted where calls begin, in each gateway and for each way to the
 * wire. So does a question that is to be approved. Beside many executions of one message each, it waits for its turn.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Limiter } from '../../nodes/shared/transport/account.ts';
import { type Asker, type KeepUntil, Turnstile } from '../../nodes/shared/transport/turnstile.ts';
import { runNode, storeOf } from '../engine/harness/index.mts';
import { type Bench, openBench } from './bench.mts';
import { item, setUp } from './matrix/cell.mts';
import { type MatrixOperation, operationsOf, representatives } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { type ContractTable, inputRows, operationsWith } from './table.mts';
import { tables } from './tables.mts';

const concurrent = 2;

/** Calls of the list that have begun when the single send is asked for. */
const under = 4;

/** Operations that put all items into one call, although nothing in their form says so. */
const inOneCall = ['blacklist.add', 'blacklist.remove', 'contact.delete', 'group.addContact'].map(
	(name) => `smsc.${name}`,
);

afterEach(() => jest.restoreAllMocks());

/** One look of theirs asks about hundreds of messages, so that nothing can queue behind it. */
const oneLook = /^smsc\.|^sendpulse\.email\.send$/;

interface Watch {
	/** Resolves when so many calls of the others have begun. */
	reached(count: number): Promise<void>;
	/** The next execution that asks is the one that is watched. */
	expectSingle(): void;
	/** Calls of the others that began while it waited. */
	waitedFor(): number;
	/** Calls of the others. */
	calls(): number;
	/** Executions that have asked for a call. */
	askers(): number;
}

/**
 * Counts the calls of several executions at the account's limiter.
 *
 * @param from the number of the first call that does not end before all have asked
 * @param askers executions that will ask
 */
function watch(from = under, askers = 2): Watch {
	const owners = new Set<string | undefined>();
	let single: string | undefined;
	let isExpected = false;
	let begun = 0;
	let whenAsked = 0;
	let whenBegun = Infinity;
	const marks: Array<{ count: number; pass: () => void }> = [];
	let allAsked = () => {};
	const asked = new Promise<void>((resolve) => (allAsked = resolve));

	const { use } = Turnstile.prototype;
	jest.spyOn(Turnstile.prototype, 'use').mockImplementation(async function (
		this: Turnstile,
		task: (keepUntil: KeepUntil, hasPlace: boolean) => Promise<unknown>,
		asker: Asker = {},
	) {
		if (isExpected && !owners.has(asker.owner)) {
			isExpected = false;
			single = asker.owner;
			whenAsked = begun;
		}
		owners.add(asker.owner);
		const done = use.call(this, task, asker);
		if (owners.size === askers) allAsked();
		return (await done) as never;
	});
	const { run } = Limiter.prototype;
	jest.spyOn(Limiter.prototype, 'run').mockImplementation(async function (
		this: Limiter,
		task: (hasPlace: boolean) => Promise<unknown>,
		asker: Asker = {},
	) {
		const counted = async (hasPlace: boolean) => {
			if (single !== undefined && asker.owner === single) {
				whenBegun = Math.min(whenBegun, begun);
			} else {
				begun++;
				for (const { count, pass } of marks) if (begun >= count) pass();
				if (begun >= from) await asked;
			}
			return await task(hasPlace);
		};
		return (await run.call(this, counted, asker)) as never;
	});
	return {
		reached: async (count) => await new Promise((pass) => marks.push({ count, pass })),
		expectSingle: () => (isExpected = true),
		waitedFor: () => whenBegun - whenAsked,
		calls: () => begun,
		askers: () => owners.size,
	};
}

/** The credential, with a few calls at a time and none a second to wait for. */
const storeFor = (table: ContractTable, bench: Bench) =>
	storeOf(table, bench.gateway, { concurrent, perSecond: 0 });

interface List {
	name: string;
	parameters: INodeParameters;
	items: INodeExecutionData[];
	prepared?: MatrixOperation;
	/** The list is under way once it waits for the final status of what it has sent. */
	waits?: true;
}

/** Copies of the input with which an operation is tried. */
const sampleItems = (table: ContractTable, { sample }: MatrixOperation, count: number) =>
	Array.from({ length: count }, () => ({
		json: item(table),
		...(sample.binary ? { binary: sample.binary } : {}),
	}));

const ofOperation = (table: ContractTable, prepared: MatrixOperation): List => ({
	name: `${prepared.name} (${prepared.transport})`,
	parameters: prepared.parameters,
	items: sampleItems(table, prepared, 20),
	prepared,
});

/** Messages that nobody has sent: what is asked about them are the same calls. */
function looked(table: ContractTable): List[] {
	return table.promises.inquiries.map(({ name, after, parameters, listSize = 1 }) => {
		const [resource = '', operation = ''] = name.split('.');
		return {
			name: `${name} after ${after}`,
			parameters: { resource, operation, ...parameters, listSize },
			items: inputRows(table, 20 * listSize).map(({ json }, row) => ({
				json: { ...json, messageId: String(1000 + row), groupId: `c0ffee00-${1000 + row}` },
			})),
		};
	});
}

/** Operations that wait for the final status of what they have sent, of so many messages that the looks are many calls. */
function waited(table: ContractTable, operations: MatrixOperation[]): List[] {
	const size = Math.max(1, ...table.promises.inquiries.map(({ listSize = 1 }) => listSize));
	const options = { waitForFinal: true, waitSeconds: 600, lookSeconds: 0.01 };
	const withWait = (parameters: INodeParameters) => ({
		...parameters,
		options: { ...(parameters.options as INodeParameters | undefined), ...options },
	});
	const names = operationsWith(table, 'waitForFinal')
		.map((name) => name.replace(' ', '.'))
		.filter((name) => !oneLook.test(`${table.gateway.id}.${name}`));
	const sent = table.sending.filter(
		({ parameters: { resource, operation, listSize } }) =>
			names.includes(`${resource}.${operation}`) && (size === 1 || listSize !== undefined),
	);
	const others = operations.filter(
		({ name }) =>
			names.includes(name) &&
			!table.sending.some(
				({ parameters: { resource, operation } }) => name === `${resource}.${operation}`,
			),
	);
	return [
		...sent.map(({ name, parameters }) => ({
			name: `${name}, waiting for the final status`,
			parameters: withWait({
				...parameters,
				...('listSize' in parameters ? { listSize: size } : {}),
			}),
			items: inputRows(table, 20 * size),
			waits: true as const,
		})),
		...others.map((one) => ({
			...ofOperation(table, one),
			name: `${one.name}, waiting for the final status`,
			parameters: withWait(one.parameters),
			waits: true as const,
		})),
	];
}

function listsOf(table: ContractTable, operations: MatrixOperation[]): List[] {
	const single = operations.filter(
		({ name, transport, sample }) =>
			transport.includes('one by one') &&
			sample.effect !== 'local' &&
			!inOneCall.includes(`${table.gateway.id}.${name}`),
	);
	const others = single.filter(
		({ name }) => !table.promises.inquiries.some((one) => one.name === name),
	);
	return [
		...table.sending.map(({ name, parameters, listSize }) => ({
			name,
			parameters,
			items: inputRows(table, 20 * listSize),
		})),
		...representatives(others).map((prepared) => ofOperation(table, prepared)),
		...others
			.filter(({ name }) => name.endsWith('Status'))
			.map((prepared) => ofOperation(table, prepared)),
		...looked(table),
		...waited(table, operations),
	];
}

describe.each(tables)('$gateway.displayName', (table) => {
	const operations = operationsOf(table, samplesOf[table.gateway.id] as GatewaySamples);
	const [send] = table.sending;
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	/** One account for all executions of a test. */
	const common = () => ({
		nodeType: table.node,
		credentials: storeFor(table, bench),
		node: { onError: 'continueErrorOutput' },
	});
	const run = async (shared: object, parameters: unknown, items: INodeExecutionData[]) =>
		await runNode({ ...shared, parameters, items } as never);

	const reset = async ({ prepared, parameters }: Pick<List, 'prepared' | 'parameters'>) => {
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
		if (!prepared) return parameters;
		return { ...parameters, ...(await setUp(table, bench, { ...prepared, parameters })) };
	};

	/** Runs a list and, once it is under way, a single row of another operation. */
	const beside = async (list: List, one: Pick<List, 'parameters' | 'items'>) => {
		let before = 0;
		if (list.waits) {
			const set: INodeParameters = await reset(list);
			const options = { ...(set.options as INodeParameters), waitForFinal: false };
			const counts = watch(Infinity);
			await run(common(), { ...set, options }, list.items);
			before = counts.calls();
			jest.restoreAllMocks();
		}
		const set = await reset(list);
		const shared = common();
		const counts = watch(before + under);
		const isBusy = counts.reached(before + under);
		const enough = counts.reached(before + 2 * under);
		const stop = new AbortController();
		const many = run({ ...shared, abort: stop.signal }, set, list.items);
		await Promise.race([isBusy, many]);
		counts.expectSingle();
		const single = await run(shared, one.parameters, one.items);
		if (list.waits) {
			await enough;
			stop.abort();
		}
		await many;

		expect(single.error).toBeUndefined();
		const calls = counts.calls() - before;
		if (calls < 2 * under)
			throw new Error(
				`${list.name} made ${calls} calls for ${list.items.length} items: say in its table how many go into one call (listSize)`,
			);
		expect(counts.waitedFor()).toBeLessThanOrEqual(2);
	};

	const oneSend = () => ({ parameters: send?.parameters ?? {}, items: inputRows(table, 1) });

	test.each(listsOf(table, operations))('a single send beside many of $name', async (list) => {
		await beside(list, oneSend());
	});

	const sleeping = operations.filter(({ name }) =>
		/\.(sendAndWait|sendAndWaitForDelivery)$/.test(name),
	);

	test.each(sleeping)('$name beside many sends', async (prepared) => {
		const list = { name: '', parameters: send?.parameters ?? {}, items: inputRows(table, 20) };
		await beside(list, { ...prepared, items: sampleItems(table, prepared, 1) });
	});

	test.each(sleeping)('a single send beside many executions of $name', async (prepared) => {
		const parameters = await reset({ ...prepared, prepared });
		const shared = common();
		const counts = watch(1, 13);
		const six = () =>
			Array.from(
				{ length: 6 },
				async () => await run(shared, parameters, sampleItems(table, prepared, 1)),
			);
		const untilAsked = async (count: number) => {
			while (counts.askers() < count) await nextTurn();
		};
		const earlier = six();
		await untilAsked(6);
		counts.expectSingle();
		const single = run(shared, send?.parameters, inputRows(table, 1));
		await untilAsked(7);
		const later = six();
		const { error } = await single;
		await Promise.all([...earlier, ...later]);

		expect(error).toBeUndefined();
		expect(counts.calls()).toBeGreaterThanOrEqual(12);
		// Two of those that came before it have begun.
		expect(counts.waitedFor()).toBeLessThanOrEqual(4);
	});
});
