/**
 * Every field of every operation's form does something: filled in two ways it makes two requests or, where the node itself obeys
 * it, two results. A field that the form has and nothing obeys would be filled in by people for nothing.
 */
import type { INodeExecutionData, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import { openBench, type Bench, withoutPaces } from './bench.mts';
import { completed, filledIn, leavesOf, type Leaf, merged, valuesFor } from './form/leaves.mts';
import { circumstances, obeyed, seconds, type Obeyed, shownElsewhere } from './form/obeyed.mts';
import {
	newTexts,
	said,
	todoFor,
	watchClient,
	withoutMinted,
	withoutNumbers,
} from './form/seen.mts';
import { item, setUp } from './matrix/cell.mts';
import { type MatrixOperation, operationsOf, representatives } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import { file, type GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';

/** What became of a run. */
interface Seen {
	/** What left, in its order; those that prepare the way for others, such as for a token, do not count. */
	requests: string[];
	/** The requests, and what came of them. */
	everything: string;
}

/** Another file than the usual. */
const other = {
	data: Buffer.from('another').toString('base64'),
	mimeType: 'text/plain',
	fileName: 'other.txt',
};

/** In days and hours, so that a run may take its time. */
function hoursUntil(instant: Date): string {
	const hours = Math.round((instant.getTime() - Date.now()) / 3_600_000);
	return `${Math.floor(hours / 24)} days ${hours % 24}`;
}

describe.each(tables)('$gateway.displayName', (table) => {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	withoutPaces();
	let bench: Bench;
	let client: string[];
	beforeAll(async () => {
		client = watchClient();
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	/** Runs an operation on an account that has what it works on. */
	async function run(
		operation: MatrixOperation,
		fill: (prepared: INodeParameters) => INodeParameters,
		own?: Obeyed,
	): Promise<Seen> {
		const prepared = await setUp(table, bench, operation);
		if (own?.twice) {
			seconds[`${table.gateway.id}.${operation.name}`]?.(bench.sandbox);
			await operation.sample.prepare?.(bench.sandbox);
		}
		const minted = newTexts(prepared, operation.parameters);
		const before = bench.gateway.requests.length;
		client.length = 0;
		const items = Array.from(
			{ length: own?.rows ?? 1 },
			(_, at): INodeExecutionData => ({
				json: { ...item(table), ...(own?.differ ? { recipient: table.recipient(at) } : {}) },
				binary: { ...file, ...operation.sample.binary, other },
			}),
		);
		// n8n itself refuses to run a node whose required field is empty.
		const result = await runNode({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters: fill(prepared),
			items,
			node: { onError: 'continueErrorOutput' },
		}).catch((error: Error) => error);
		const requests = bench.gateway.requests
			.slice(before)
			.filter((request) => samples.beside?.(request) !== true)
			.map((request) => withoutMinted(said(request), minted));
		const became =
			result instanceof Error
				? result.message
				: {
						outputs: result.outputs.map((rowsOut) => rowsOut.map(({ json }) => json)),
						error: result.error?.message,
						status: result.status,
						memory: result.contextData,
						until: result.rawRun.data.waitTill && hoursUntil(result.rawRun.data.waitTill),
					};
		return {
			requests,
			everything: [
				withoutNumbers(
					withoutMinted(JSON.stringify([requests, bench.stranger.requests.length, became]), minted),
				),
				...client,
			].join('\n'),
		};
	}

	/** What two ways to fill a field make differ: what leaves or, where the node obeys it, all that can be seen. */
	async function isObeyed(operation: MatrixOperation, leaf: Leaf): Promise<boolean> {
		const own = ruleFor(obeyed, operation.name, leaf);
		const shows = operation.sample.effect === 'local' || operation.name.includes('AndWait');
		const asides = [{}, operation.sample.sendsIf, ...(circumstances[table.gateway.id] ?? [])];
		for (const beside of asides.filter((one) => one !== undefined)) {
			const seen = new Set<string>();
			for (const value of own?.values?.(bench, `${table.gateway.id} ${operation.name}`) ??
				valuesFor(leaf.field)) {
				const { requests, everything } = await run(
					operation,
					(prepared) => {
						const filled = [beside, leaf.shownBy, own?.beside ?? {}].reduce(merged, prepared);
						const all = own?.phones ? withPhones(operation, filled) : filled;
						return completed(leaf.form, filledIn(all, leaf.path, value as NodeParameterValueType));
					},
					own,
				);
				if (own) seen.add(everything);
				else if (shows) seen.add([...requests, everything].join('\n'));
				else if (requests.length > 0) seen.add(requests.join('\n'));
				if (seen.size > 1) return true;
			}
		}
		return false;
	}

	/** With each phone in the form that its country writes. */
	const withPhones = (operation: MatrixOperation, parameters: INodeParameters): INodeParameters =>
		leavesOf(table.node, operation.parameters)
			.filter(
				({ field, path }) => /^e\.g\. \d{11}/.test(field.placeholder ?? '') && !path.includes(0),
			)
			.reduce(
				(so, { path, shownBy }) => filledIn(merged(shownBy, so), path, '8 900 111-22-33'),
				parameters,
			);

	/** By operation and path, or by the name of the field. */
	const ruleFor = <T,>(
		rules: Readonly<Record<string, T>>,
		operation: string,
		{ field, path }: Leaf,
	): T | undefined => {
		const place = path.filter((part) => typeof part === 'string').join('.');
		return (
			rules[`${table.gateway.id}.${operation}.${place}`] ??
			rules[`${table.gateway.id}.${place}`] ??
			rules[field.displayName] ??
			rules[field.name]
		);
	};

	const operations = operationsOf(table, { ...samples, variants: {} });
	const classes = representatives(operations);

	test.each(operations)('$name: what is filled in travels', async (operation) => {
		const once = await run(operation, (prepared) => prepared);
		const again = await run(operation, (prepared) => prepared);
		const idle: Leaf[] = [];
		for (const leaf of leavesOf(table.node, operation.parameters)) {
			if (ruleFor(shownElsewhere, operation.name, leaf)) continue;
			// One function reads them for all operations of a class, and what makes no call needs none.
			if (leaf.path[0] === 'requestOptions' && !classes.includes(operation)) continue;
			if (leaf.path[0] === 'requestOptions' && operation.sample.effect === 'local') continue;
			if (!(await isObeyed(operation, leaf))) idle.push(leaf);
		}
		// Else a difference would say nothing.
		expect(again).toEqual(once);
		expect(todoFor(idle, 'obeyed.mts')).toEqual([]);
	});
});
