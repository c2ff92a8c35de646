/** The most used operations of each node, and what each really puts out. */
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { storeOf, runNode } from '../../engine/harness/index.mts';
import { projectRoot } from '../../projectRoot.mts';
import { item, setUp } from '../matrix/cell.mts';
import { operationsOf } from '../matrix/operations.mts';
import { openBench } from '../bench.mts';
import { listedGateways } from '../manifest.mts';
import { samplesOf } from '../samples/all.mts';
import type { GatewaySamples } from '../samples/sample.mts';
import { tables } from '../tables.mts';
import type { ContractTable } from '../table.mts';

interface Previewed {
	name: string;
	/** Folder of the node's sources. */
	folder: string;
	table: ContractTable;
	samples: GatewaySamples;
	/** `<resource>.<operation>` */
	operations: string[];
}

export const previewed: Previewed[] = tables.flatMap((table) => {
	const { id, displayName } = table.gateway;
	const { folder = '' } = listedGateways.find((one) => one.id === id) ?? {};
	const samples = samplesOf[id];
	return samples ? [{ name: displayName, folder, table, samples, operations: table.previews }] : [];
});

/** Where n8n looks for the preview of an operation of version 1. */
export const previewFile = ({ folder }: Previewed, name: string): string =>
	path.join(
		projectRoot(),
		'nodes',
		folder,
		'__schema__',
		'v1.0.0',
		`${name.replace('.', path.sep)}.json`,
	);

/** The first row that each operation puts out for its sample, in the real engine against the sandbox. */
export async function rowsOf({
	table,
	samples,
	operations,
}: Previewed): Promise<Map<string, IDataObject>> {
	const bench = await openBench(table, 0);
	const rows = new Map<string, IDataObject>();
	try {
		for (const operation of operationsOf(table, samples)) {
			if (!operations.includes(operation.name)) continue;
			const parameters = await setUp(table, bench, operation);
			const { binary } = operation.sample;
			const { outputs, error } = await runNode({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters,
				items: [{ json: item(table), ...(binary ? { binary } : {}) }],
			});
			const row = outputs[0]?.[0]?.json;
			if (!row) throw new Error(`${operation.name} put out nothing: ${String(error)}`);
			rows.set(operation.name, row);
		}
	} finally {
		await bench.close();
	}
	return rows;
}
