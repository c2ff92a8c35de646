/** Every method and parameter of the documents that this package comes from, and what serves it. `TABLES=write` writes the pages. */
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { kuponTable } from '../kupon.table.mts';
import { type Bench, openBench } from '../bench.mts';
import { pageTable } from './page.mts';
import { ofEachGateway } from '../manifest.mts';
import { samplesOf } from '../samples/all.mts';
import { tables } from '../tables.mts';
import { todo } from '../todo.mts';
import type { Served } from './served.mts';
import { documentOf, faultsOf, methodTable, parametersOf } from './served.mts';

const kuponNode = new Kupon();

/** SMSC's document has commands in the place of methods; smsc.test.mts knows how. */
const pages = Object.entries(
	ofEachGateway<Record<string, Served>>('test/contract/documents/<id>.mts', 'Served'),
).flatMap(([id, served]) => {
	const table = tables.find(({ gateway }) => gateway.id === id);
	const samples = samplesOf[id];
	return table && samples && id !== 'smsc' ? [{ table, samples, served }] : [];
});

describe.each(pages)('the document of $table.gateway.displayName', ({ table, samples, served }) => {
	const { methods } = documentOf<{ methods: Record<string, string[]> }>(table.gateway.id);
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	test('has no method and no parameter that is not spoken of', () => {
		const place = `test/contract/documents/${table.gateway.id}`;
		const spokenOf = Object.entries(served).flatMap(([method, one]) => [
			method,
			...Object.keys(parametersOf(one)).map((name) => `${method} ${name}`),
		]);
		const written = Object.entries(methods).flatMap(([method, names]) => [
			method,
			...names.map((name) => `${method} ${name}`),
		]);
		expect(
			todo(spokenOf, written, {
				missing: (name) => `list the operation or field that serves ${name} in ${place}.mts`,
				surplus: (name) => `list ${name} in ${place}.json, or take it out of ${place}.mts`,
			}),
		).toEqual([]);
	});

	test.each(Object.keys(served))('is served as the page says: %s', async (method) => {
		const one = served[method];
		if (!one) throw new Error(method);
		expect(await faultsOf(table, samples, bench, method, one)).toEqual([]);
	});

	test('stands in the gateway’s page', () => {
		pageTable(table.gateway.id, methodTable(table, served));
	});
});

describe('Kupon.mobi', () => {
	const { types, statuses } = documentOf<{ types: string[]; statuses: string[] }>('kupon');

	test('takes every type of message of the document: bulk is the cascade', () => {
		const offered = kuponNode.description.properties
			.filter(({ name }) => name === 'type')
			.flatMap(({ options = [] }) => options.map((one) => ('value' in one ? one.value : '')));
		const cascade = kuponNode.description.properties.find(({ name }) => name === 'resource');
		expect(JSON.stringify(cascade?.options)).toContain('"cascade"');
		expect([...offered, 'bulk']).toEqual(expect.arrayContaining(types));
	});

	test('knows every status of the document', () => {
		expect(Object.keys(kuponTable.gateway.statuses)).toEqual(expect.arrayContaining(statuses));
	});
});
