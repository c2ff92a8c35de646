/** Operations that make one declarative request an item, against the least that such a node can be. */
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { type Case, itemsOf, nodeClass } from '../cases/case.mts';
import { emptyCreate, emptyGet, officialSend } from '../cases/declarative.mts';
import { sendPulse } from '../cases/lists.mts';
import { singleCase } from '../cases/single.mts';
import { credentialsOf, inEngine } from '../frame/engine.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

interface Pair {
	name: string;
	target: string;
	ours: Pick<Case, 'node' | 'credential' | 'parameters'>;
	/** A fresh instance a run, as with our own class. */
	theirs: () => INodeType;
	parameters: INodeParameters;
	item: string;
	/** The least ratio that meets the target. One request an item is mostly n8n's own work: 5 % is noise, if missing. */
	least?: number;
}

const target = 'not slower than an empty declarative node with the same expressions';

/** The same operation, carried out by n8n's declarative engine, as it was before the package had a pipeline for these. */
const inDeclarativeEngine = (ours: Pair['ours']): INodeType => {
	const node = new (nodeClass(ours))();
	delete node.customOperations;
	return node;
};

const pipelineTarget = 'at least 3 times as fast as n8n’s declarative engine';

const book = `{ id: 1000 + number, name: 'Book ' + number }`;

const getBook = (url: string): Pair['ours'] => ({
	...sendPulse(url),
	parameters: {
		authentication: 'apiKey',
		resource: 'addressBook',
		operation: 'get',
		addressBook: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	},
});

const createBook = (url: string): Pair['ours'] => ({
	...sendPulse(url),
	parameters: {
		authentication: 'apiKey',
		resource: 'addressBook',
		operation: 'create',
		name: '={{ $json.name }}',
	},
});

const pairsOf = (url: string): Pair[] => [
	...[
		{ name: 'SendPulse, Address Book: Get, through the pipeline', ours: getBook(url) },
		{ name: 'SendPulse, Address Book: Create, through the pipeline', ours: createBook(url) },
	].map((pair) => ({
		...pair,
		target: pipelineTarget,
		least: 3,
		theirs: () => inDeclarativeEngine(pair.ours),
		parameters: pair.ours.parameters,
		item: book,
	})),
	{
		name: 'SendPulse, Address Book: Get',
		target,
		ours: getBook(url),
		theirs: emptyGet,
		parameters: { id: '={{ $json.id }}' },
		item: book,
	},
	{
		name: 'SendPulse, Address Book: Create',
		target,
		ours: createBook(url),
		theirs: emptyCreate,
		parameters: { name: '={{ $json.name }}' },
		item: book,
	},
	{
		name: 'SendPulse, Email: Send, against what SendPulse’s own node does',
		target: 'not slower',
		ours: singleCase(url, 100),
		theirs: officialSend,
		parameters: {
			operation: 'send',
			subject: '={{ $json.subject }}',
			fromName: 'My Shop',
			fromEmail: 'shop@example.com',
			toRecipients: { recipients: [{ name: '', email: '={{ $json.email }}' }] },
			emailBodyType: 'html',
			htmlBody: '={{ $json.html }}',
		},
		item: singleCase(url, 100).item,
	},
];

async function pairRow(benchmark: Benchmark, pair: Pair, count: number): Promise<Row> {
	const { ours, theirs, parameters, item, least = 0.95 } = pair;
	return await measure(benchmark, `${pair.name}, ${short(count)} items`, pair.target, async () => {
		const items = itemsOf({ item }, count);
		const credentials = credentialsOf(ours);
		const samples = await interleave(
			{
				ours: async () =>
					(
						await inEngine({
							nodeType: nodeClass(ours),
							parameters: ours.parameters,
							items,
							credentials,
						})
					).ms,
				theirs: async () =>
					(await inEngine({ nodeType: theirs(), parameters, items, credentials })).ms,
			},
			benchmark.repetitions,
			1,
		);
		const factors = ratios(samples.theirs, samples.ours);
		return {
			ratio: median(factors),
			ours: median(samples.ours) / count,
			theirs: median(samples.theirs) / count,
			unit: 'ms of node time an item',
			met: median(factors) >= least,
			spread: spreadOf(factors),
		};
	});
}

export default async function declarative(benchmark: Benchmark): Promise<Outcome> {
	const count = benchmark.size(300, 20);
	const rows: Row[] = [];
	for (const pair of pairsOf(benchmark.server.url))
		rows.push(await pairRow(benchmark, pair, count));
	return { rows };
}
