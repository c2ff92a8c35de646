/**
 * A single send beside a long list of another execution on the same account waits for at most two of its calls, whatever the
 * list does: counted where calls begin, in each gateway and for each way to the wire.
 */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Limiter } from '../../nodes/shared/transport/account.ts';
import { type Asker, Turnstile } from '../../nodes/shared/transport/turnstile.ts';
import { CredentialStore, runNode } from '../engine/harness/index.mts';
import { type Bench, openBench } from './bench.mts';
import { item, setUp } from './matrix/cell.mts';
import { type MatrixOperation, operationsOf, representatives } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { type ContractTable, inputRows } from './table.mts';
import { tables } from './tables.mts';

const concurrent = 2;

/** Calls of the list that have begun when the single send is asked for. */
const under = 4;

/** Operations that put all items into one call, although nothing in their form says so. */
const inOneCall = ['blacklist.add', 'blacklist.remove', 'contact.delete', 'group.addContact'].map(
	(name) => `smsc.${name}`,
);

afterEach(() => jest.restoreAllMocks());

interface Watch {
	/** Resolves when so many calls of the list are under way; they end once the single send waits. */
	busy: Promise<void>;
	/** Calls of the list that began while the single send waited. */
	waitedFor(): number;
	/** Calls of the list. */
	calls(): number;
}

/** Counts the calls of two executions at the account's limiter, of which the first that asks has the list. */
function watch(): Watch {
	let list: string | undefined;
	let begun = 0;
	let before: number | undefined;
	let after: number | undefined;
	let isBusy = () => {};
	let isAsked = () => {};
	const busy = new Promise<void>((resolve) => (isBusy = resolve));
	const asked = new Promise<void>((resolve) => (isAsked = resolve));

	const { use } = Turnstile.prototype;
	jest.spyOn(Turnstile.prototype, 'use').mockImplementation(async function (
		this: Turnstile,
		task: () => Promise<unknown>,
		asker: Asker = {},
	) {
		list ??= asker.owner;
		const done = use.call(this, task, asker);
		if (asker.owner !== list && before === undefined) {
			before = begun;
			isAsked();
		}
		return (await done) as never;
	});
	const { run } = Limiter.prototype;
	jest.spyOn(Limiter.prototype, 'run').mockImplementation(async function (
		this: Limiter,
		task: () => Promise<unknown>,
		asker: Asker = {},
	) {
		const counted = async () => {
			if (asker.owner !== list) {
				after ??= begun;
				return await task();
			}
			if (++begun >= under) {
				isBusy();
				await asked;
			}
			return await task();
		};
		return (await run.call(this, counted, asker)) as never;
	});
	return {
		busy,
		waitedFor: () => (after ?? Infinity) - (before ?? 0),
		calls: () => begun,
	};
}

/** The credential, with a few calls at a time and none a second to wait for. */
function storeFor(table: ContractTable, bench: Bench): CredentialStore {
	const data = Object.entries(table.credentials(bench.sandbox)).map(([type, fields]) => [
		type,
		{ ...(fields as object), concurrent, perSecond: 0 },
	]);
	return new CredentialStore(Object.fromEntries(data) as never, table.credentialTypes);
}

interface List {
	name: string;
	parameters: INodeParameters;
	items: INodeExecutionData[];
	prepared?: MatrixOperation;
}

function listsOf(table: ContractTable, samples: GatewaySamples): List[] {
	const one = { json: item(table) };
	const single = operationsOf(table, samples).filter(
		({ name, transport, sample }) =>
			transport.includes('one by one') &&
			sample.effect !== 'local' &&
			!inOneCall.includes(`${table.gateway.id}.${name}`),
	);
	const declarative = representatives(single);
	return [
		...table.sending.map(({ name, parameters, listSize }) => ({
			name,
			parameters,
			items: inputRows(table, 20 * listSize),
		})),
		...declarative.map((prepared) => ({
			name: `${prepared.name} (${prepared.transport})`,
			parameters: prepared.parameters,
			items: Array.from({ length: 20 }, () =>
				prepared.sample.binary ? { ...one, binary: prepared.sample.binary } : one,
			),
			prepared,
		})),
	];
}

describe.each(tables)('$gateway.displayName', (table) => {
	const [send] = table.sending;
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	test.each(listsOf(table, samplesOf[table.gateway.id] as GatewaySamples))(
		'a single send beside many of $name',
		async ({ parameters, items, prepared }) => {
			await bench.gateway.reset();
			table.prepare?.(bench.sandbox);
			const credentials = storeFor(table, bench);
			const common = {
				nodeType: table.node,
				credentials,
				node: { onError: 'continueErrorOutput' },
			};
			const set = prepared ? await setUp(table, bench, prepared) : parameters;
			const counts = watch();
			const list = runNode({ ...common, parameters: set, items } as never);
			await Promise.race([counts.busy, list]);
			const single = await runNode({
				...common,
				parameters: send?.parameters,
				items: inputRows(table, 1),
			} as never);
			await list;

			expect(single.error).toBeUndefined();
			expect(counts.calls()).toBeGreaterThanOrEqual(2 * under);
			expect(counts.waitedFor()).toBeLessThanOrEqual(2);
		},
	);
});
