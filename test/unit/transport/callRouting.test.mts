import { getEventListeners } from 'node:events';
import type { IDataObject, IExecuteFunctions, NodeApiError } from 'n8n-workflow';
import { callRouting } from '../../../nodes/shared/routing/call.ts';
import { failedItem } from '../../../nodes/shared/routing/failedItem.ts';
import { requestFromInput } from '../../../nodes/shared/routing/fromInput.ts';
import { askFirst, followUp } from '../../../nodes/shared/routing/steps.ts';
import { carriedOut } from '../../../nodes/shared/routing/carryOut.ts';
import { offsetPaging } from '../../../nodes/shared/routing/paging.ts';
import { phoneRecipient } from '../../../nodes/shared/fields/common.ts';
import type { FormField } from '../../../nodes/shared/model/operation.ts';
import { fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';

/** The request of an operation with a field and an additional parameter. */
async function requestOf(method: 'GET' | 'POST') {
	const requests: IDataObject[] = [];
	const context = fakeContext({
		items: [{}],
		parameters: {
			label: 'vip',
			options: {
				additionalParameters: { parameter: [{ name: 'order', value: 'name' }] },
			},
		},
		credentials: { key: 'secret-key' },
		http(options) {
			requests.push(options);
			return { statusCode: 200, headers: {}, body: Buffer.from('[]') };
		},
	});
	const routing = callRouting(testGateway, {
		method,
		url: '/contacts',
		...(method === 'GET' ? { qs: { active: '1' } } : { body: { active: '1' } }),
		parameters: (read) => [['label', String(read('label'))]],
	});
	await carriedOut(testGateway, { routing }).call(context);
	return requests.map(({ qs, body }) => ({ qs, body }));
}

const given = { label: 'vip', order: 'name', active: '1' };

test('what fields fill is in the query of a GET, and in the body of everything else', async () => {
	expect(await requestOf('GET')).toEqual([{ qs: given, body: {} }]);
	expect(await requestOf('POST')).toEqual([{ qs: {}, body: given }]);
});

test.each([
	[{}, 60_000],
	[{ timeout: 1234 }, 1234],
	[{ timeout: 300_000 }, 300_000],
	[{ timeout: 0 }, 60_000],
])(
	'the time limit of the Request Options %j is that of the call',
	async (requestOptions, limit) => {
		const limits: unknown[] = [];
		const context = fakeContext({
			items: [{}],
			parameters: { requestOptions },
			credentials: { key: 'secret-key' },
			http({ timeout }) {
				limits.push(timeout);
				return { statusCode: 200, headers: {}, body: Buffer.from('[]') };
			},
		});
		const routing = callRouting(testGateway, { method: 'GET', url: '/a' });
		await carriedOut(testGateway, { routing }).call(context);
		expect(limits).toEqual([limit]);
	},
);

test('a Limit that an expression leaves empty is the usual one', async () => {
	const context = fakeContext({
		items: [{ most: '' }],
		parameters: { returnAll: false, limit: '={{ $json.most }}' },
		credentials: { key: 'secret-key' },
		http: ({ qs }) => {
			const page = Array.from({ length: Number((qs as IDataObject).limit) }, (_, id) => ({ id }));
			return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(page)) };
		},
	});
	const paging = offsetPaging({ place: 'qs', limit: 'limit', offset: 'offset', pageSize: 100 });
	const routing = callRouting(testGateway, { method: 'GET', url: '/list', paging });
	const [rows] = await carriedOut(testGateway, { routing }).call(context);
	expect(rows).toHaveLength(50);
});

describe('of a node that is set to stop', () => {
	/** Creates as many groups, of which the gateway refuses some. */
	async function create(
		count: number,
		refused: number[],
		more: { concurrent?: number; continueOnFail?: boolean; signal?: AbortSignal } = {},
	) {
		const { concurrent = 1, continueOnFail = false, signal } = more;
		const made: unknown[] = [];
		let allUnderWay = () => {};
		const underWay = new Promise<void>((resolve) => (allUnderWay = resolve));
		const context = fakeContext({
			items: Array.from({ length: count }, (_, label) => ({ label })),
			parameters: { label: '={{ $json.label }}' },
			credentials: { key: 'secret-key', concurrent },
			continueOnFail,
			signal,
			async http({ body }) {
				const { label } = body as IDataObject;
				made.push(label);
				if (made.length === concurrent) allUnderWay();
				await underWay;
				return {
					statusCode: 200,
					headers: {},
					body: Buffer.from(refused.includes(Number(label)) ? '{"error":"no"}' : '{"id":1}'),
				};
			},
		});
		const routing = callRouting(testGateway, {
			method: 'POST',
			url: '/groups',
			effect: 'once',
			parameters: (read) => [['label', String(read('label'))]],
		});
		const run = carriedOut(testGateway, { routing }).call(context);
		const error = await run.then(
			() => undefined,
			(thrown: unknown) => thrown as NodeApiError,
		);
		return { made, error };
	}

	test('no call is made after the first item that failed, and the error says which are done', async () => {
		const { made, error } = await create(9, [2]);
		expect(made).toEqual(['0', '1', '2']);
		// n8n would write “[item 2]” behind it, since it counts from 0.
		expect(error?.message).toBe('Test Gateway refused this: no (item 3)');
		expect(error?.context.itemIndex).toBeUndefined();
		expect(error?.description).toContain('Done: 2 (items 1–2). Not tried: 6 (items 4–9).');
	});

	test('calls under way are finished', async () => {
		const { made, error } = await create(9, [0, 1], { concurrent: 3 });
		expect(made).toEqual(['0', '1', '2']);
		expect(error?.description).toContain(
			'Done: 1 (item 3). Failed as well: 1 (item 2). Not tried: 6 (items 4–9).',
		);
	});

	test('items wait for one timer, not for one each, while none may have failed', async () => {
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] });
		try {
			const created = create(50, []);
			const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
			let timers = 0;
			while (!(await Promise.race([created, turn()]))) {
				await jest.advanceTimersToNextTimerAsync();
				timers++;
			}
			expect(timers).toBe(1);
			expect((await created).made).toHaveLength(50);
		} finally {
			jest.useRealTimers();
		}
	});

	test('a question before the call of another item fails, and no call is made', async () => {
		const asked: string[] = [];
		const context = fakeContext({
			items: ['a', 'b', 'a', 'b'].map((value) => ({ value })),
			parameters: { value: '={{ $json.value }}' },
			credentials: { key: 'secret-key', concurrent: 1 },
			http({ url }) {
				const path = String(url).split('/').at(-1) ?? '';
				asked.push(path);
				const body = asked.length < 6 ? '{"id":1}' : '{"error":"no"}';
				return { statusCode: 200, headers: {}, body: Buffer.from(body) };
			},
		});
		const routing = callRouting(testGateway, {
			method: 'POST',
			url: '/groups',
			effect: 'once',
			preSend: [
				requestFromInput(testGateway, async (options, _read, _setting, item) => {
					await askFirst(item, testGateway, { method: 'GET', url: '/names' });
					return options;
				}),
			],
		});
		const changes: FormField = { displayName: 'Value', name: 'value', type: 'string', default: '' };
		const run = carriedOut(testGateway, { routing, changes }).call(context);
		await expect(run).rejects.toThrow('(item 4)');
		expect(asked).toEqual(['names', 'names', 'groups', 'groups', 'names', 'names']);
	});

	test('a list that is not read to its end has not failed', async () => {
		let begin = () => {};
		let refuse = () => {};
		const begun = new Promise<void>((resolve) => (begin = resolve));
		const refused = new Promise<void>((resolve) => (refuse = resolve));
		const context = fakeContext({
			items: [{ label: 'list' }, { label: 'refused' }],
			parameters: { label: '={{ $json.label }}', returnAll: true },
			credentials: { key: 'secret-key', concurrent: 2 },
			async http({ qs }) {
				const isRefused = (qs as IDataObject).label === 'refused';
				if (isRefused) {
					await begun;
					refuse();
				} else {
					begin();
					await refused;
					for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
				}
				const body = isRefused ? '{"error":"no"}' : '[{"id":1},{"id":2}]';
				return { statusCode: 200, headers: {}, body: Buffer.from(body) };
			},
		});
		const routing = callRouting(testGateway, {
			method: 'GET',
			url: '/list',
			parameters: (read) => [['label', String(read('label'))]],
			paging: offsetPaging({ place: 'qs', limit: 'limit', offset: 'offset', pageSize: 2 }),
		});
		const error = await carriedOut(testGateway, { routing })
			.call(context)
			.then(
				() => undefined,
				(thrown: unknown) => thrown as NodeApiError,
			);
		expect(error?.message).toContain('(item 2)');
		expect(error?.description).toContain('No other item is done. Not finished: 1 (item 1).');
		expect(error?.description).not.toContain('Failed as well');
	});

	test('what follows a call of an earlier try is under way as well', async () => {
		const memory: IDataObject = {};
		const asked: string[] = [];
		let tries = 0;
		let refuse = () => {};
		let finish = () => {};
		const refused = new Promise<void>((resolve) => (refuse = resolve));
		const finished = new Promise<void>((resolve) => (finish = resolve));
		const answer = (body: string) => ({ statusCode: 200, headers: {}, body: Buffer.from(body) });
		const context = fakeContext({
			items: [{ label: 0 }, { label: 1 }],
			parameters: { label: '={{ $json.label }}' },
			credentials: { key: 'secret-key', concurrent: 2 },
			memory,
		});
		context.helpers.httpRequestWithAuthentication = async function (_type, { url, body }) {
			const signal = (this as unknown as IExecuteFunctions).getExecutionCancelSignal();
			const path = String(url).split('/').at(-1);
			asked.push(`${tries} ${path}`);
			if (path === 'phones') {
				if (tries === 1) return answer('{"error":"no"}');
				refuse();
				await Promise.race([
					finished,
					new Promise((_resolve, reject) =>
						signal?.addEventListener('abort', () => reject(new Error('canceled'))),
					),
				]);
				return answer('{"id":2}');
			}
			if (Number((body as IDataObject).label) === 0) return answer('{"id":1}');
			await refused;
			setTimeout(finish, 50);
			return answer('{"error":"no"}');
		} as typeof context.helpers.httpRequestWithAuthentication;
		const routing = callRouting(testGateway, {
			method: 'POST',
			url: '/groups',
			effect: 'once',
			parameters: (read) => [['label', String(read('label'))]],
			async after(item, rows) {
				const stopped = await followUp(item, testGateway, [
					{ what: 'the phone', request: { method: 'POST', url: '/phones' } },
				]);
				if (!stopped) return rows;
				return [failedItem(item, testGateway, stopped.failure, 'once')];
			},
		});
		const run = async () => {
			tries++;
			return await carriedOut(testGateway, { routing })
				.call(context)
				.then(
					() => undefined,
					(thrown: unknown) => thrown as NodeApiError,
				);
		};
		await run();
		const error = await run();
		expect(asked).toEqual(['1 groups', '1 phones', '2 phones', '2 groups']);
		expect(error?.description).toContain('Done: 1 (item 1).');
	});

	test('nothing listens any more when it has ended', async () => {
		const any = jest.spyOn(AbortSignal, 'any');
		try {
			const { error } = await create(9, [], { signal: new AbortController().signal });
			expect(error).toBeUndefined();
			const made = any.mock.results.map(({ value }) => value as AbortSignal);
			expect(made).toHaveLength(1);
			for (const signal of made) expect(getEventListeners(signal, 'abort')).toEqual([]);
		} finally {
			any.mockRestore();
		}
	});

	test('one item has no others to tell of', async () => {
		const { error } = await create(1, [0]);
		expect(error?.description).toBe('no. Do something about it.');
	});

	test('one that continues calls for all', async () => {
		const { made, error } = await create(9, [2], { continueOnFail: true });
		expect(made).toHaveLength(9);
		expect(error).toBeUndefined();
	});
});

describe('items that change the same', () => {
	/** Changes what each of these names. @returns the most calls under way at a time */
	async function change(changes: FormField, name: string, values: unknown[], options = {}) {
		let underWay = 0;
		let most = 0;
		const context = fakeContext({
			items: values.map((value) => ({ value }) as IDataObject),
			parameters: { [name]: '={{ $json.value }}', options },
			getNodeParameter: (path, item, fallback) =>
				path === name ? values[item] : path === 'options' ? options : fallback,
			credentials: { key: 'secret-key', concurrent: 5 },
			async http() {
				most = Math.max(most, ++underWay);
				await new Promise((resolve) => setImmediate(resolve));
				underWay--;
				return { statusCode: 200, headers: {}, body: Buffer.from('{}') };
			},
			continueOnFail: true,
		});
		const routing = callRouting(testGateway, { method: 'POST', url: '/a', effect: 'again' });
		await carriedOut(testGateway, { routing, changes }).call(context);
		return most;
	}

	test('go one after the other, however a number is spelled', async () => {
		const spelled = ['+7 912 000-11-22', '79120001122', 79120001122, '8 (912) 000-11-22'];
		const inRussia = { defaultCountry: 'RU' };
		expect(await change(phoneRecipient, 'recipient', spelled, inRussia)).toBe(1);
		expect(await change(phoneRecipient, 'recipient', ['79120001122', '79120001123'])).toBe(2);
	});

	test('are told by one reader of all items', async () => {
		const looks = async (count: number, changes?: FormField) => {
			const context = fakeContext({
				items: Array.from({ length: count }, (_, value) => ({ value: `7912000112${value}` })),
				parameters: { recipient: '={{ $json.value }}', options: {} },
				credentials: { key: 'secret-key' },
				http: () => ({ statusCode: 200, headers: {}, body: Buffer.from('{}') }),
			});
			const look = jest.spyOn(context, 'getNode');
			const routing = callRouting(testGateway, { method: 'POST', url: '/a', effect: 'again' });
			await carriedOut(testGateway, { routing, changes }).call(context);
			return look.mock.calls.length;
		};
		const more = async (count: number) =>
			(await looks(count, phoneRecipient)) - (await looks(count));
		expect(await more(9)).toBe(await more(2));
	});

	test('go one after the other, whether an ID is a number, a text or an entry of a list', async () => {
		const deal = {
			displayName: 'Deal',
			name: 'deal',
			type: 'resourceLocator',
			default: '',
		} as const;
		const same = [42, ' 42', { __rl: true, mode: 'list', value: 42 }];
		expect(await change(deal, 'deal', same)).toBe(1);
		expect(await change({ ...deal, type: 'string' }, 'deal', ['a@B.c', 'A@b.c'])).toBe(1);
	});
});
