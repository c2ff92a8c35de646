/**
 * Every operation that reads a list, on a list of several pages: each row once and in its order, no page asked for twice, of a
 * page that fails only that one again, and an end where the gateway gives the same pages for ever. Which operations there are and
 * how they ask for pages is read from the nodes and their requests.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import type { Exchange } from '../sandbox/framework/exchange.mts';
import { type Bench, openBench } from './bench.mts';
import { item, setUp } from './matrix/cell.mts';
import { type MatrixOperation, operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import type { ContractTable } from './table.mts';
import { tables } from './tables.mts';

/**
 * What a request says about its page: how many rows, and where it begins, by one of three ways. A new gateway's names are added here;
 * a place that stands in the answer before, such as a cursor, is also put into `answerLike`.
 */
const sizes = ['limit', 'size', 'limit_rows', 'count', 'cnt'];
const offsets = ['offset', 'skip', 'limit_offset', 'start'];
const cursors = ['after_id', 'prev_id'];

/** Rows of a page whose size the request does not name. */
const usualSize = 100;

/** Ids of rows follow each other from here. */
const firstId = 1000;

type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Query and body of a request, of which the body may be a form or JSON. */
function valuesOf({ query, body }: Exchange): Values {
	const text = body.toString('utf8');
	const json = text.startsWith('{') ? (JSON.parse(text) as Values) : {};
	const form = text.startsWith('{') ? '' : text;
	return { ...Object.fromEntries(new URLSearchParams(`${query}&${form}`)), ...json };
}

interface Page {
	from: number;
	size: number;
	/** Whether the request names a page at all. */
	isPaged: boolean;
}

/** How a list is given: a call that fails, pages that are others than asked for, a row that is none, and how many rows. */
interface Listing {
	broken?: number;
	turned?(page: Page): Page;
	odd?: number;
	of?: number;
}

function pageOf(values: Values): Page {
	const named = (names: string[]) => names.find((name) => values[name] !== undefined);
	const [size, offset, cursor] = [named(sizes), named(offsets), named(cursors)];
	const rows = size === undefined ? usualSize : Number(values[size]);
	const isPaged = [size, offset, cursor, values.page].some((one) => one !== undefined);
	if (offset !== undefined) return { from: Number(values[offset]), size: rows, isPaged };
	if (cursor !== undefined)
		return { from: Number(values[cursor]) - firstId + 1, size: rows, isPaged };
	if (values.page !== undefined)
		return { from: (Number(values.page) - 1) * rows, size: rows, isPaged };
	return { from: 0, size: rows, isPaged };
}

/** The first list of objects in an answer. */
function listIn(value: unknown): Values[] | undefined {
	if (Array.isArray(value)) return isObject(value[0]) ? (value as Values[]) : undefined;
	if (!isObject(value)) return undefined;
	for (const part of Object.values(value)) {
		const list = listIn(part);
		if (list) return list;
	}
	return undefined;
}

const ofIds = /id$|^number$|phone|email|recipient|sender$/i;

/** A row like another one, with ids, phones and addresses of its own. */
function rowLike(template: Values, row: number): Values {
	const id = firstId + row;
	const like = (value: unknown, name: string): unknown => {
		if (isObject(value)) return rowLike(value, row);
		if (!ofIds.test(name)) return value;
		if (typeof value === 'number') return id;
		if (typeof value !== 'string') return value;
		return value.includes('@') ? `row.${id}@example.com` : String(id);
	};
	return Object.fromEntries(
		Object.entries(template).map(([name, value]) => [name, like(value, name)]),
	);
}

/** The same answer with other rows in its list, which have an id to go on from, and its counts in keeping. */
function answerLike(answer: unknown, page: Page, length: number): unknown {
	const count = Math.max(0, Math.min(page.size, length - page.from));
	const list = listIn(answer);
	const within = (value: unknown): unknown => {
		if (value === list)
			return Array.from({ length: count }, (_, row) =>
				rowLike({ id: 0, ...list?.[0] }, page.from + row),
			);
		if (Array.isArray(value)) return value.map(within);
		if (!isObject(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, part]) => {
				if (name === 'current_page') return [name, page.from / page.size + 1];
				if (name === 'last_page') return [name, Math.ceil(length / page.size)];
				if (/total$/.test(name) && typeof part === 'number') return [name, length];
				return [name, within(part)];
			}),
		);
	};
	return within(answer);
}

/** Lists whose count need not be of the rows that can be read: `request_limit` and `found` stand beside it. docs/gateways/sendpulse.md 11. */
const countsOthers = ['email.getBounces'];

/** Whether an answer tells how many rows or pages there are. */
const counts = (answer: unknown): boolean =>
	isObject(answer) &&
	Object.entries(answer).some(
		([name, part]) => (/total$|^last_page$/.test(name) && typeof part === 'number') || counts(part),
	);

const listsOf = (table: ContractTable): MatrixOperation[] =>
	operationsOf(table, samplesOf[table.gateway.id] as GatewaySamples).filter(
		({ name, transport }) => transport.includes(', list') && !name.includes('('),
	);

describe.each(tables.filter((table) => listsOf(table).length > 0))(
	'$gateway.displayName',
	(table) => {
		const samples = samplesOf[table.gateway.id] as GatewaySamples;
		let bench: Bench;
		beforeAll(async () => {
			bench = await openBench(table, 0);
		});
		afterAll(async () => await bench.close());

		const outcome = async (parameters: INodeParameters) =>
			await runNode({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters: { ...parameters, returnAll: true, simplify: false },
				items: [{ json: item(table) }],
			});
		const run = async (parameters: INodeParameters) => {
			const { outputs, error } = await outcome(parameters);
			expect(error).toBeUndefined();
			return (outputs[0] ?? []).map(({ json }): IDataObject => json);
		};

		test.each(listsOf(table))('$name', async (operation) => {
			await bench.gateway.faults.clear();
			const parameters = await setUp(table, bench, operation);
			const own = (request: Exchange) =>
				samples.beside?.(request) !== true && (operation.sample.own?.(request) ?? true);
			const requests = (from: number) =>
				bench.gateway.requests
					.slice(from)
					.filter((one) => own(one) && pageOf(valuesOf(one)).isPaged);

			const earlier = bench.gateway.requests.length;
			await run(parameters);
			const [first] = requests(earlier);
			if (!first) {
				// A list that comes whole.
				const calls = bench.gateway.requests.slice(earlier).filter(own);
				expect(calls).toHaveLength(1);
				const whole: unknown = JSON.parse(String(calls[0]?.answer?.body));
				if (listIn(whole)) {
					const body = answerLike(whole, { from: 0, size: 1, isPaged: false }, 1) as object;
					await bench.gateway.faults.add({ kind: 'status', status: 200, body, match: own });
					expect(await run(parameters)).toHaveLength(1);
				}
				return;
			}
			const answer: unknown = JSON.parse(String(first.answer?.body));
			expect({ name: operation.name, list: listIn(answer) !== undefined }).toEqual({
				name: operation.name,
				list: true,
			});

			const { size } = pageOf(valuesOf(first));
			// The last page is not full. Large ones are few, so that the test is done soon.
			const full = size > 1000 ? 1 : size > 100 ? 2 : 6;
			const length = full * size + Math.ceil(size / 2);
			const told = (request: Exchange) => JSON.stringify(valuesOf(request));
			const answers: unknown[] = [];
			const list = async ({ broken, turned = (page) => page, odd, of = length }: Listing = {}) => {
				let asked = 0;
				const isBroken = (one: Exchange) =>
					own(one) && pageOf(valuesOf(one)).isPaged && ++asked === broken;
				const answering = (one: Exchange) => {
					if (!own(one) || !pageOf(valuesOf(one)).isPaged) return false;
					const page = turned(pageOf(valuesOf(one)));
					const given = answerLike(answer, page, of);
					if (odd !== undefined && page.from === 0) listIn(given)?.splice(odd, 1, null as never);
					answers.push(given);
					return true;
				};
				if (broken !== undefined)
					await bench.gateway.faults.add({ kind: 'status', status: 503, match: isBroken });
				await bench.gateway.faults.add({
					kind: 'status',
					status: 200,
					body: { toJSON: () => answers.shift() },
					match: answering,
				});
				const start = bench.gateway.requests.length;
				const rows = await run(parameters);
				await bench.gateway.faults.clear();
				return { rows, asked: requests(start).map(told) };
			};

			const whole = await list();
			if (whole.rows.length !== length)
				throw new Error(
					`${whole.rows.length} of ${length} rows came, by the requests ${whole.asked.join(' ')}. Where these name their page as it should be, teach this test to read it: see \`sizes\`, \`offsets\` and \`cursors\` in test/contract/pages.test.mts`,
				);
			expect(new Set(whole.rows.map((row) => JSON.stringify(row))).size).toBe(length);
			expect(new Set(whole.asked).size).toBe(whole.asked.length);
			expect(whole.asked.length).toBeGreaterThanOrEqual(full + 1);
			expect(whole.asked.length).toBeLessThanOrEqual(full + 2);

			expect((await list({ of: 1 })).rows).toHaveLength(1);

			// What is no entry is no row, and hides neither the others nor the pages behind.
			const odd = await list({ odd: 1, of: size + 2 });
			expect(odd.rows).toHaveLength(size + 1);

			// A page behind the first on which nothing can be read is no end of the list, nor is an empty one that counts rows at its place.
			const emptied = (given: unknown) => {
				listIn(given)?.splice(0);
				return given;
			};
			for (const spoil of [
				...(counts(answer) && !countsOthers.includes(operation.name) ? [emptied] : []),
				(given: unknown) => {
					const entries = listIn(given) ?? [];
					entries.splice(0, entries.length, ...entries.map(() => null as never));
					return given;
				},
				() => ({ status: 'OK' }),
			]) {
				await bench.gateway.faults.add({
					kind: 'status',
					status: 200,
					body: { toJSON: () => answers.shift() },
					match: (one) => {
						if (!own(one) || !pageOf(valuesOf(one)).isPaged) return false;
						const page = pageOf(valuesOf(one));
						const given = answerLike(answer, page, size + 2);
						answers.push(page.from === 0 ? given : spoil(given));
						return true;
					},
				});
				const { outputs, error } = await outcome(parameters);
				await bench.gateway.faults.clear();
				expect([outputs.flat(), error?.message]).toEqual([
					[],
					expect.stringMatching(
						new RegExp(`Page 2 of the list, behind ${size} rows, |could not be read`),
					),
				]);
			}

			const repaired = await list({ broken: full });
			expect(JSON.stringify(repaired.rows) === JSON.stringify(whole.rows)).toBe(true);
			expect(repaired.asked).toHaveLength(whole.asked.length + 1);
			expect(new Set(repaired.asked)).toEqual(new Set(whole.asked));

			// A gateway that takes no notice of the place, or comes back to its first page behind the last full one.
			for (const pages of new Set([1, full])) {
				const circle = await list({
					turned: (page) => ({ ...page, from: page.from % (pages * size) }),
				});
				expect(circle.rows).toHaveLength(pages * size);
				expect(new Set(circle.rows.map((row) => JSON.stringify(row))).size).toBe(pages * size);
				// Three pages that bring nothing new, which may be rows that were added in front, and two asked for ahead.
				expect(circle.asked.length).toBeLessThanOrEqual(pages + 5);
				expect(new Set(circle.asked).size).toBe(circle.asked.length);
			}
		});
	},
);
