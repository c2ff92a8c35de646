/** Send Once Keys of rows that are merged: what n8n puts out, in each way to go on after an error. */
import type { INodeExecutionData } from 'n8n-workflow';
import { deduplication } from '../harness/index.mts';
import { detailsOf, errorOutput, jsonOf, phone, sendMany, useBench } from './setup.mts';

const bench = useBench();
beforeEach(() => {
	deduplication.reset();
	bench.gateway.settings.listAnswer = 'ids';
});

/** An order of a customer; all of one customer get the same text. */
const order = (customer: number, orderId: string): INodeExecutionData => ({
	json: { phone: phone(customer), text: `Клиент ${customer}`, orderId },
});
const merging = (more = {}) =>
	sendMany({
		reference: '={{ $json.orderId }}',
		options: { sendOnceKey: '={{ $json.orderId }}', duplicates: 'mergeIdentical' },
		...more,
	});
const keeping = () =>
	sendMany({
		reference: '={{ $json.orderId }}',
		options: { sendOnceKey: '={{ $json.orderId }}' },
	});
const sent = () => bench.gateway.messages.map(({ recipient }) => recipient);

/** One execution that sends orders, and one whose answer is lost. */
async function before({ known = [] as INodeExecutionData[], open = [] as INodeExecutionData[] }) {
	if (known.length > 0) await bench.run(merging(), { items: known, ...errorOutput });
	if (open.length > 0) {
		await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
		await bench.run(merging(), { items: open, ...errorOutput });
		await bench.gateway.faults.clear();
	}
	return sent().length;
}

const items = [
	order(0, 'a'),
	order(1, 'b'),
	order(0, 'c'),
	order(2, 'd'),
	order(1, 'e'),
	order(0, 'f'),
	order(2, 'g'),
];

describe('On Error', () => {
	test('Continue (using error output): open rows go there, all others are sent or were', async () => {
		const earlier = await before({ known: [order(0, 'a'), order(2, 'g')], open: [order(1, 'b')] });
		const { outputs } = await bench.run(merging({ listSize: 2 }), { items, ...errorOutput });

		expect(sent().slice(earlier)).toEqual([phone(0), phone(1), phone(2)]);
		expect(jsonOf(outputs[0])).toMatchObject([
			{ reference: 'a', alreadySent: true },
			{ reference: 'c' },
			{ reference: 'd' },
			{ reference: 'e' },
			{ reference: 'c', duplicateOf: 2 },
			{ reference: 'g', alreadySent: true },
		]);
		expect(jsonOf(outputs[1]).map(detailsOf)).toMatchObject([
			{ outcome: 'unknown', reference: 'b' },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 2, 3, 4, 5, 6].map((item) => ({ item })),
		);
	});

	test('Continue: all rows in their order', async () => {
		await before({ known: [order(0, 'a')], open: [order(1, 'b')] });
		const { outputs } = await bench.run(merging(), {
			items,
			node: { onError: 'continueRegularOutput' },
		});

		expect(
			jsonOf(outputs[0]).map(({ error, alreadySent, duplicateOf, messageId }) =>
				error ? 'error' : alreadySent ? 'again' : (duplicateOf ?? typeof messageId),
			),
		).toEqual(['again', 'error', 'string', 'string', 'string', 2, 3]);
	});

	test('Stop Workflow: an open row stops the node, and the keys of the others stay free', async () => {
		const earlier = await before({ open: [order(1, 'b')] });
		const { error } = await bench.run(merging(), { items });

		expect(error?.message).toContain('An earlier attempt with this Send Once Key');
		expect(error?.message).toContain('(item 2)');
		expect(sent()).toHaveLength(earlier);
		const { outputs } = await bench.run(merging(), { items, ...errorOutput });
		expect(jsonOf(outputs[1]).map(detailsOf)).toMatchObject([{ reference: 'b' }]);
		expect(sent()).toHaveLength(earlier + 3);
	});
});

test('without the option each new key sends a message of its own', async () => {
	const earlier = await before({ known: [order(0, 'a')] });
	const { outputs } = await bench.run(keeping(), { items, ...errorOutput });

	expect(sent()).toHaveLength(earlier + items.length - 1);
	expect(jsonOf(outputs[0]).map(({ alreadySent }) => alreadySent === true)).toEqual(
		items.map((_item, at) => at === 0),
	);
});

test('a kill between claim and request leaves the claimed rows open, and new ones go with none of them', async () => {
	await before({ known: [order(0, 'a')] });
	const states: Array<Map<string, string>> = [];
	const claim = deduplication.checkProcessedAndRecord.bind(deduplication);
	const spy = jest
		.spyOn(deduplication, 'checkProcessedAndRecord')
		.mockImplementation(async (...given) => {
			const found = await claim(...given);
			states.push(new Map(deduplication.rows));
			return found;
		});
	await bench.run(merging(), { items, ...errorOutput });
	spy.mockRestore();
	// As if nothing had come after the first call of the store, which claims what is about to leave.
	deduplication.rows = states[0] ?? new Map();
	const earlier = sent().length;
	const { outputs } = await bench.run(merging(), {
		items: [...items, order(0, 'h'), order(0, 'i'), order(3, 'j')],
		...errorOutput,
	});

	expect(jsonOf(outputs[1]).map((row) => detailsOf(row).reference)).toEqual([...'bcdefg']);
	expect(jsonOf(outputs[0])).toMatchObject([
		{ reference: 'a', alreadySent: true },
		{ reference: 'h' },
		{ reference: 'h', duplicateOf: 7 },
		{ reference: 'j' },
	]);
	expect(sent().slice(earlier)).toEqual([phone(0), phone(3)]);
});

test('Retry On Fail puts out again what was sent, each row as it was', async () => {
	const earlier = await before({ known: [order(0, 'c')] });
	Object.assign(bench.gateway.settings, { listAnswer: 'bare', rejectedRecipients: [phone(1)] });
	const { outputs, tries } = await bench.run(merging(), {
		items: [order(1, 'b'), ...items.filter(({ json }) => json.phone !== phone(1))],
		node: { ...errorOutput.node, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(tries).toBe(2);
	expect(sent()).toHaveLength(earlier + 2);
	expect(
		jsonOf(outputs[0]).map(({ reference, alreadySent, duplicateOf }) => [
			reference,
			alreadySent ?? duplicateOf,
		]),
	).toEqual([
		['a', undefined],
		['c', true],
		['d', undefined],
		['a', 1],
		['d', 3],
	]);
});

test('ten thousand rows, of which half are known', async () => {
	const count = 10_000;
	const customers = 2_500;
	const all = Array.from({ length: count }, (_, at) => order(at % customers, `order-${at}`));
	const known = all.filter((_item, at) => Math.floor(at / customers) % 2 === 0);
	const earlier = await before({ known });
	const requests = bench.gateway.requests.length;
	const { outputs } = await bench.run(merging(), { items: all, ...errorOutput });

	expect(earlier).toBe(customers);
	expect(sent()).toHaveLength(2 * customers);
	const rows = jsonOf(outputs[0]);
	expect(rows).toHaveLength(count);
	expect(rows.filter(({ alreadySent }) => alreadySent === true)).toHaveLength(count / 2);
	expect(rows.filter(({ duplicateOf }) => duplicateOf !== undefined)).toHaveLength(customers);
	// As many as the messages need, whatever the keys say.
	expect(bench.gateway.requests.length - requests).toBe(requests);
});
