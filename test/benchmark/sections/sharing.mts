/** Rows that share no request, and a single send beside a long list of another execution. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { type Case, itemsOf } from '../cases/case.mts';
import { sendPulse } from '../cases/lists.mts';
import { sendingCases } from '../cases/sending.mts';
import { credentialsOf, inEngine, runCase } from '../frame/engine.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';
import type { RecordedCall } from '../server/protocol.mts';

/** A node that only makes these calls with n8n's HTTP helper, so many at a time. */
const replaying = (url: string, calls: RecordedCall[], concurrent: number): INodeType => ({
	description: {
		displayName: 'Replaying',
		name: 'replaying',
		group: ['output'],
		version: 1,
		description: 'Replaying',
		defaults: { name: 'Replaying' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let next = 0;
		const worker = async () => {
			for (let call = calls[next++]; call; call = calls[next++]) {
				await this.helpers.httpRequest({
					method: call.method as 'POST',
					url: `${url}${call.path}`,
					body: Buffer.from(call.body, 'latin1'),
					encoding: 'arraybuffer',
					returnFullResponse: true,
				});
			}
		};
		await Promise.all(Array.from({ length: concurrent }, worker));
		return [[]];
	},
});

/** The same case with a sender and a time of its own for each row. */
const apart = (one: Case): Case => ({
	...one,
	item: one.item.replace(
		/\}$/,
		"from: 'Shop' + number, at: new Date(4102444800000 + number * 60000).toISOString() }",
	),
	parameters: {
		...one.parameters,
		sender: one.node.startsWith('Kupon')
			? '={{ $json.from }}'
			: { __rl: true, mode: 'id', value: '={{ $json.from }}' },
		options: { sendAt: '={{ $json.at }}' },
	},
});

async function apartRow(benchmark: Benchmark, given: Case, count: number): Promise<Row> {
	const one = apart(given);
	const target = 'at most 2 times the cost of its requests';
	return await measure(
		benchmark,
		`${one.name}, ${short(count)} rows with a sender and a time of their own`,
		target,
		async () => {
			const items = itemsOf(one, count);
			const calls = await benchmark.server.recording(() => runCase(one, items));
			const { url } = benchmark.server;
			const concurrent = Number(one.credential.data.concurrent);
			const samples = await interleave(
				{
					ours: async () => (await runCase(one, items)).ms,
					theirs: async () =>
						(
							await inEngine({
								nodeType: replaying(url, calls, concurrent),
								parameters: {},
								items: [{ json: {} }],
								credentials: credentialsOf(one),
							})
						).ms,
				},
				Math.min(benchmark.repetitions, 3),
				benchmark.quick ? 0 : 1,
			);
			const factors = ratios(samples.ours, samples.theirs);
			return {
				ratio: median(factors),
				ours: median(samples.ours),
				theirs: median(samples.theirs),
				unit: `ms for ${short(calls.length)} requests; theirs: the same requests by n8n’s HTTP helper alone`,
				met: median(factors) <= 2,
				spread: spreadOf(factors),
			};
		},
	);
}

const book = { __rl: true, mode: 'id', value: '1' };

/** How many calls of the list the gateway got between the moment in which a single one was asked for and that one. */
async function besideRow(benchmark: Benchmark, count: number, concurrent: number): Promise<Row> {
	return await measure(
		benchmark,
		`A single call beside ${short(count)} of another execution, ${concurrent} at a time`,
		'at most two places later, and the calls that were on their way',
		async () => {
			const { server } = benchmark;
			const ours = sendPulse(server.url, concurrent);
			const credentials = credentialsOf(ours);
			const many = {
				...ours,
				name: '',
				http: {},
				item: '{ id: number }',
				parameters: {
					authentication: 'apiKey',
					resource: 'addressBook',
					operation: 'get',
					addressBook: book,
				},
			};
			const single = {
				...many,
				parameters: {
					authentication: 'apiKey',
					resource: 'addressBook',
					operation: 'create',
					name: 'Single',
				},
			};
			await server.latency(2);
			let before = NaN;
			await server.counters();
			const calls = await server.recording(async () => {
				const list = runCase(many, itemsOf(many, count), credentials);
				for (before = 0; before < count / 4; ) before += (await server.counters()).requests;
				await runCase(single, itemsOf(single, 1), credentials);
				await list;
			});
			await server.latency(0);
			const place = calls.findIndex(({ method }) => method === 'POST');
			const later = place - before;
			return {
				ratio: null,
				ours: later,
				theirs: calls.length - before,
				unit: 'calls of the list before the single one; theirs: behind all of them',
				met: later <= 2 + 2 * concurrent,
				spread: 'a count',
			};
		},
	);
}

export default async function sharing(benchmark: Benchmark): Promise<Outcome> {
	const rows: Row[] = [];
	for (const one of sendingCases(benchmark.server.url)) {
		// A request of SMS.by has a sender and a time for each of its rows.
		if (!one.node.startsWith('SmsBy'))
			rows.push(await apartRow(benchmark, one, benchmark.size(10_000, 100)));
	}
	for (const concurrent of [1, 5])
		rows.push(await besideRow(benchmark, benchmark.size(10_000, 200), concurrent));
	return { rows };
}
