/** Against the floor: undici sending the same bytes to the same server, as many at a time. */
import { Pool } from 'undici';
import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type Case, itemsOf, nodeClass } from '../cases/case.mts';
import { listCases } from '../cases/lists.mts';
import { sendingCases } from '../cases/sending.mts';
import { credentialsOf, inEngine, runCase } from '../frame/engine.mts';
import { interleave, median, ratios, short, spreadOf, timed } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';
import { answerTo } from '../server/answers.mts';
import type { RecordedCall } from '../server/protocol.mts';

/** What a client sets by itself. */
const ownHeaders = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'];

/** Sends recorded requests again, `concurrent` at a time, over connections that stay open. */
async function replay(url: string, calls: RecordedCall[], concurrent: number): Promise<void> {
	const pool = new Pool(url, { connections: concurrent, pipelining: 1 });
	let next = 0;
	const worker = async () => {
		for (let call = calls[next++]; call; call = calls[next++]) {
			const headers = Object.entries(call.headers).filter(([name]) => !ownHeaders.includes(name));
			const { body, statusCode } = await pool.request({
				method: call.method as 'POST',
				path: call.path,
				headers: Object.fromEntries(headers),
				body: Buffer.from(call.body, 'latin1'),
			});
			await body.arrayBuffer();
			if (statusCode !== 200) throw new Error(`The floor got HTTP ${statusCode}`);
		}
	};
	await Promise.all(Array.from({ length: concurrent }, worker));
	await pool.close();
}

type Operation = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** The node in the engine, with n8n's HTTP helper giving at once these answers, one after the other. */
async function ownPart(one: Case, items: INodeExecutionData[], answers: Buffer[]): Promise<number> {
	const nodeType = new (nodeClass(one))();
	const { resource, operation } = one.parameters as { resource: string; operation: string };
	const operations = nodeType.customOperations?.[resource] as Record<string, Operation>;
	const original = operations[operation];
	if (!original) throw new Error(`${one.name} is no custom operation`);
	let elapsed = NaN;
	let asked = 0;
	operations[operation] = async function () {
		const httpRequestWithAuthentication = async () => ({
			body: answers[asked++],
			headers: {},
			statusCode: 200,
		});
		const helpers = { ...this.helpers, httpRequestWithAuthentication };
		const context = Object.create(this, { helpers: { value: helpers } }) as IExecuteFunctions;
		let output: INodeExecutionData[][] = [];
		elapsed = await timed(async () => (output = await original.call(context)));
		return output;
	};
	try {
		await inEngine({
			nodeType,
			parameters: one.parameters,
			items,
			credentials: credentialsOf(one),
		});
	} finally {
		// All instances of a node have the same operations.
		operations[operation] = original;
	}
	return elapsed;
}

/** The requests of a run in the order in which the node makes them, and what the server answers to each. */
async function callsOf({ server }: Benchmark, one: Case, items: INodeExecutionData[]) {
	const { credential } = one;
	const inTurn = { ...credential, data: { ...credential.data, concurrent: 1 } };
	const calls = await server.recording(() => runCase({ ...one, credential: inTurn }, items));
	const answers = calls.map(({ method, path, body }) =>
		Buffer.from(JSON.stringify(answerTo(method, path, Buffer.from(body, 'latin1')))),
	);
	return { calls, answers };
}

const target = 'at most 1.5 times the floor, or at most 5 µs per item of the node’s own';

async function floorRow(benchmark: Benchmark, one: Case, count: number): Promise<Row> {
	return await measure(
		benchmark,
		`${one.name}, ${short(count)} items: the undici floor`,
		target,
		async () => {
			const items = itemsOf(one, count);
			const { calls, answers } = await callsOf(benchmark, one, items);
			const samples = await interleave(
				{
					ours: async () => (await runCase(one, items)).ms,
					floor: async () =>
						await timed(() =>
							replay(benchmark.server.url, calls, Number(one.credential.data.concurrent)),
						),
					own: async () => await ownPart(one, items, answers),
				},
				benchmark.repetitions,
				benchmark.quick ? 0 : 2,
			);
			const factors = ratios(samples.ours, samples.floor);
			const own = (median(samples.own) * 1000) / count;
			return {
				ratio: median(factors),
				ours: median(samples.ours),
				theirs: median(samples.floor),
				unit: `ms for ${calls.length} requests; the node’s own part ${short(own)} µs per item`,
				met: median(factors) <= 1.5 || own <= 5,
				spread: spreadOf(factors),
			};
		},
	);
}

/** The parameter with a value of each item, in a resource locator where it is one. */
const ofItem = (parameter: INodeParameters[string], name: string): INodeParameters[string] => {
	const value = `={{ $json.${name} }}`;
	return typeof parameter === 'object' ? { ...(parameter as INodeParameters), value } : value;
};

/** Rows that can share no request with another: of a sender and a time of their own, or of a book. None where all can. */
function sharingNothing(one: Case): Case[] {
	const { sender, book } = one.parameters;
	const own: INodeParameters = sender
		? { sender: ofItem(sender, 'sender'), options: { sendAt: '={{ $json.sendAt }}' } }
		: book
			? { book: ofItem(book, 'book') }
			: {};
	if (Object.keys(own).length === 0) return [];
	const item = one.item.replace(
		'{',
		`{
		sender: 'Shop' + number,
		book: String(number + 1),
		sendAt: new Date(Date.UTC(2040, 0, 1) + number * 60_000).toISOString(),`,
	);
	const name = `${one.name}, rows that share nothing`;
	return [{ ...one, name, item, parameters: { ...one.parameters, ...own } }];
}

/** What a run costs beside its requests: the run with n8n's HTTP helper, and with one that answers at once. */
async function singleRow(benchmark: Benchmark, one: Case, count: number): Promise<Row> {
	const name = `${one.name}, ${short(count)} items`;
	const target = 'at most 2 times the cost of its requests';
	return await measure(benchmark, name, target, async () => {
		const items = itemsOf(one, count);
		const { calls, answers } = await callsOf(benchmark, one, items);
		if (calls.length !== count) throw new Error(`${calls.length} requests for ${count} rows`);
		const samples = await interleave(
			{
				ours: async () => (await runCase(one, items)).ms,
				own: async () => await ownPart(one, items, answers),
			},
			benchmark.repetitions,
			benchmark.quick ? 0 : 1,
		);
		const requests = samples.ours.map((ms, round) => ms - (samples.own[round] ?? NaN));
		const factors = ratios(samples.ours, requests);
		return {
			ratio: median(factors),
			ours: median(samples.ours),
			theirs: median(requests),
			unit: `ms for ${calls.length} requests, and without the node's own part of ${short((median(samples.own) * 1000) / count)} µs per item`,
			met: median(factors) <= 2,
			spread: spreadOf(factors),
		};
	});
}

export default async function floor(benchmark: Benchmark): Promise<Outcome> {
	const count = benchmark.size(10_000, 1000);
	const rows: Row[] = [];
	const cases = [...sendingCases(benchmark.server.url), ...listCases(benchmark.server.url)];
	for (const one of cases) rows.push(await floorRow(benchmark, one, count));
	for (const one of cases.flatMap(sharingNothing)) {
		rows.push(await singleRow(benchmark, one, count));
	}
	return {
		rows,
		notes: [
			'The floor is undici with keep-alive connections, as many as the node may have requests in flight, sending the bytes that the node sent, already made. n8n’s HTTP helper opens a connection for each request and reads the credential each time, which no node can change; so the node’s own part is measured by itself as well: the node in the engine, with an HTTP helper that answers at once.',
		],
	};
}
