/** n8n's own deduplication store on a SQLite file of its own, in this process, as nodes reach it through their helpers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IExecuteFunctions } from 'n8n-workflow';
import { projectRoot } from '../../projectRoot.mts';

/** One call of the store, as it was made. */
interface StoreCall {
	method: 'checkProcessedAndRecord' | 'removeProcessed' | 'getProcessedDataCount';
	/** The marks, where the call has some. */
	marks?: string[];
	options: unknown;
}

export interface OwnStore {
	/** A node with an empty list: a context for its keys, and the calls that they have made. */
	node(): Promise<{ context: IExecuteFunctions; calls: StoreCall[] }>;
	/** Makes calls again, one after the other, by a node with an empty list. */
	replay(calls: readonly StoreCall[]): Promise<void>;
	close(): Promise<void>;
}

type Method = (...args: unknown[]) => Promise<unknown>;

interface Connection {
	init(): Promise<void>;
	migrate(): Promise<void>;
	close(): Promise<void>;
	dataSource: { query(sql: string, values: unknown[]): Promise<unknown> };
}

const withMarks = ['checkProcessedAndRecord', 'removeProcessed'] as const;

export async function openStore(): Promise<OwnStore> {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-store-'));
	Object.assign(process.env, { N8N_USER_FOLDER: folder, DB_TYPE: 'sqlite' });
	const load = createRequire(path.join(projectRoot(), 'test', 'n8n', 'host', 'package.json'));
	load('reflect-metadata');
	const { Container } = load('@n8n/di') as { Container: { get(one: unknown): unknown } };
	const { DbConnection } = load('@n8n/db') as { DbConnection: unknown };
	const { DeduplicationHelper } = load('n8n/dist/deduplication/deduplication-helper.js') as {
		DeduplicationHelper: new () => Record<StoreCall['method'], Method>;
	};
	const connection = Container.get(DbConnection) as Connection;
	await connection.init();
	await connection.migrate();
	const helper = new DeduplicationHelper();

	let nodes = 0;
	const owner = async () => {
		const id = `workflow ${++nodes}`;
		await connection.dataSource.query(
			'insert into workflow_entity (id, name, active, nodes, connections, versionId) values (?, ?, 0, ?, ?, ?)',
			[id, id, '[]', '{}', 'version'],
		);
		return { workflow: { id }, node: { id: 'node' } };
	};
	return {
		async node() {
			const own = await owner();
			const calls: StoreCall[] = [];
			const helpers: Record<string, Method> = {
				getProcessedDataCount: async (scope, options) => {
					calls.push({ method: 'getProcessedDataCount', options });
					return await helper.getProcessedDataCount(scope, own, options);
				},
			};
			for (const method of withMarks) {
				helpers[method] = async (marks, scope, options) => {
					calls.push({ method, marks: marks as string[], options });
					return await helper[method](marks, scope, own, options);
				};
			}
			const context = {
				getWorkflow: () => own.workflow,
				getNode: () => ({ ...own.node, name: 'Node', type: 'benchmark' }),
				helpers,
				logger: {
					warn: (text: string) => {
						throw new Error(text);
					},
				},
			};
			return { context: context as unknown as IExecuteFunctions, calls };
		},
		async replay(calls) {
			const own = await owner();
			for (const { method, marks, options } of calls) {
				await (marks
					? helper[method](marks, 'node', own, options)
					: helper[method]('node', own, options));
			}
		},
		async close() {
			await connection.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** @returns how long an action took, and for how long the event loop stood still at the longest (ms) */
export async function watched(
	action: () => Promise<unknown>,
): Promise<{ ms: number; stallMs: number }> {
	global.gc?.();
	const delays = monitorEventLoopDelay({ resolution: 1 });
	delays.enable();
	const started = performance.now();
	await action();
	const ms = performance.now() - started;
	delays.disable();
	return { ms, stallMs: delays.max / 1e6 };
}
