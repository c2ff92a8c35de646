/** Polls that take longer than their interval: n8n begins the next one all the same, of the same workflow and in the same context. */
import { setImmediate } from 'node:timers/promises';
import { type IDataObject, type INodeParameters, type INodeType, sleep } from 'n8n-workflow';
import { SendPulseChatbotTrigger } from '../../../nodes/SendPulse/SendPulseChatbotTrigger.node.ts';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { SmscInboundTrigger } from '../../../nodes/Smsc/SmscInboundTrigger.node.ts';
import { sendPulseTable } from '../../contract/sendpulse.table.mts';
import { smsByTable } from '../../contract/smsby.table.mts';
import { smscTable } from '../../contract/smsc.table.mts';
import type { ContractTable } from '../../contract/table.mts';
import { startVmExpressions, stopVmExpressions } from '../harness/expressions.mts';
import { poller, storeOf, TriggerHost } from '../harness/index.mts';
import { type Seen, useServer } from '../security/server.mts';
import { chatMessage, oneChatAnswer } from './oneChat.mts';

// As in production: with the first poll that ends, n8n takes the isolate from the workflow, which no other one may need then.
beforeAll(async () => await startVmExpressions());
afterAll(async () => await stopVmExpressions());

const gateway = useServer();

interface Slow {
	name: string;
	nodeType: new () => INodeType;
	table: ContractTable;
	/** As expressions, wherever a trigger takes them. */
	parameters: INodeParameters;
	/** @param news the numbers of what has happened */
	answer(request: Seen, news: readonly number[]): unknown;
	/** Which number a report is about. */
	numberIn(report: IDataObject): number;
}

const start = Date.now();

const chatbotMessage = (id: number) => chatMessage(id, new Date(start + id * 1000).toISOString());

/** @returns what each of so many polls in a row has brought */
async function inARow<T>(count: number, poll: () => Promise<T>): Promise<T[]> {
	const all: T[] = [];
	while (all.length < count) all.push(await poll());
	return all;
}

const slowTriggers: Slow[] = [
	{
		name: 'SMSC Inbound Trigger',
		nodeType: SmscInboundTrigger,
		table: smscTable,
		parameters: {
			startWith: '={{ "past" }}',
			hours: '={{ 24 }}',
			receivingNumber: '={{ "79037672219" }}',
		},
		answer({ body }, news) {
			const after = Number(new URLSearchParams(body).get('after_id') ?? 0);
			// A full page, so that another one has to be read.
			const row = (id: number) => ({ id, phone: '79161110000', message: String(id) });
			const page = news.filter((id) => id > after).map(row);
			return page.length > 0 ? [...Array.from({ length: 10_000 }, () => page[0]), ...page] : [];
		},
		numberIn: ({ messageId }) => Number(messageId),
	},
	{
		name: 'SMS.by Status Trigger',
		nodeType: SmsByStatusTrigger,
		table: smsByTable,
		parameters: {
			campaignIds: '={{ [7] }}',
			statuses: '={{ ["delivered"] }}',
			reportPresent: '={{ true }}',
		},
		answer: (_request, news) => ({
			result: news.map((id) => ({ phone: `37529111${1000 + id}`, status: 'delivered' })),
		}),
		numberIn: ({ recipient }) => Number(recipient) % 1000,
	},
	{
		name: 'SendPulse Chatbot Messages Trigger',
		nodeType: SendPulseChatbotTrigger,
		table: sendPulseTable,
		parameters: {
			authentication: 'apiKey',
			channel: '={{ "telegram" }}',
			callsPerPoll: '={{ 50 }}',
			startWith: '={{ "past" }}',
			hours: '={{ 24 }}',
		},
		answer: ({ url }, news) => oneChatAnswer(url, news.map(chatbotMessage)),
		numberIn: ({ messageId }) => Number(String(messageId).slice(1)),
	},
];

/** Begins each poll once the first one has asked the gateway. */
async function begunOneByOne<T>(poll: () => Promise<T>, count: number): Promise<Array<Promise<T>>> {
	const asked = new Promise<void>((resolve) => {
		const { answer } = gateway;
		gateway.answer = (request) => {
			resolve();
			return answer(request);
		};
	});
	const first = poll();
	await asked;
	return [first, ...Array.from({ length: count - 1 }, poll)];
}

/** Makes the other polls while the first one waits for its answer. */
async function heldUp<T>(poll: () => Promise<T>, count: number): Promise<T[]> {
	const { answer } = gateway;
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	let asked = 0;
	gateway.answer = async (request) => {
		if (asked++ === 0) await released;
		return await answer(request);
	};
	const [first, ...others] = await begunOneByOne(poll, count);
	const later = await Promise.all(others);
	gateway.answer = answer;
	release();
	return [await (first as Promise<T>), ...later];
}

describe.each(slowTriggers)('$name', ({ nodeType, table, parameters, answer, numberIn }) => {
	const news: number[] = [];
	const opened = (more: INodeParameters = {}) => {
		news.splice(0);
		gateway.answer = (request) => ({ status: 200, body: JSON.stringify(answer(request, news)) });
		const host = new TriggerHost({
			nodeType: nodeType as never,
			credentials: storeOf(table, gateway),
			parameters: { ...parameters, ...more },
			workflowId: `workflow-${Math.random()}`,
		});
		return { host, poll: poller(host) };
	};
	const numbersOf = async (host: TriggerHost, options?: Parameters<typeof poller>[1]) =>
		((await poller(host, options)()) ?? []).map(numberIn);
	const open = () => {
		const { poll } = opened();
		return async () => ((await poll()) ?? []).map(numberIn);
	};

	test('reports what happened once when a poll begins before the last one is over', async () => {
		const poll = open();
		const found = [await poll()];
		news.push(1, 2);
		found.push(...(await Promise.all(await begunOneByOne(poll, 3))));
		news.push(3);
		found.push(await poll());

		expect(found.flat()).toEqual([1, 2, 3]);
	});

	test('reports it once, too, where n8n makes a context for each poll', async () => {
		const { host } = opened();
		const found = [await numbersOf(host)];
		news.push(1, 2);
		found.push(...(await heldUp(async () => await numbersOf(host), 3)));
		news.push(3);
		found.push(await numbersOf(host));

		expect(found.flat()).toEqual([1, 2, 3]);
	});

	test('reports it once, too, where a poll was given the place before the last one moved on', async () => {
		const { host } = opened();
		await numbersOf(host);
		news.push(1, 2);
		const given = [poller(host), poller(host)];
		const found = [];
		for (const poll of given) found.push(((await poll()) ?? []).map(numberIn));
		news.push(3);
		found.push(await numbersOf(host));

		expect(found).toEqual([[1, 2], [], [3]]);
	});

	/** After all polls of a test, which take less than so many seconds. */
	const later = 900;
	/** Of a trigger that reports only what happens once it is published. */
	const fromNowOn = () => {
		const { host } = opened({ startWith: 'new', reportPresent: false });
		const published = () => {
			const poll = poller(host);
			return async () => ((await poll()) ?? []).map(numberIn);
		};
		return [published(), published()] as const;
	};

	test('misses nothing where it is published anew while its first poll reads', async () => {
		const [poll, anew] = fromNowOn();
		const { answer: usual } = gateway;
		let release = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		gateway.answer = async (request) => {
			const given = usual(request);
			await released;
			return await given;
		};
		const [first] = await begunOneByOne(poll, 1);
		const polled = jest.spyOn(nodeType.prototype as Required<INodeType>, 'poll');
		const second = anew();
		while (polled.mock.calls.length === 0) await setImmediate();
		polled.mockRestore();
		news.push(later);
		gateway.answer = usual;
		release();

		expect([...((await first) ?? []), ...(await second), ...(await anew())]).toEqual([later]);
	});

	test('makes its first poll where it is published anew while one reads that fails', async () => {
		const [poll, anew] = fromNowOn();
		const { answer: usual } = gateway;
		let isFirst = true;
		gateway.answer = async (request) => {
			if (!isFirst) return await usual(request);
			isFirst = false;
			await sleep(50);
			return { status: 403, body: 'no' };
		};
		const [first] = await begunOneByOne(poll, 1);
		const second = anew();
		await expect(first).rejects.toThrow();
		expect(await second).toEqual([]);
		news.push(later);

		expect(await anew()).toEqual([later]);
	});

	test('misses nothing where it is published anew because something else could not be', async () => {
		const [poll, anew] = fromNowOn();
		expect([await poll(), await anew()]).toEqual([[], []]);
		news.push(later);
		expect(await anew()).toEqual([later]);
	});

	test('has n8n keep the place of a poll that has found nothing, and leaves the others to n8n', async () => {
		const { host } = opened();
		const commit = jest.fn(async () => {});
		await numbersOf(host, { commit });
		expect(commit).toHaveBeenCalledTimes(1);
		news.push(1);

		expect(await numbersOf(host, { commit })).toEqual([1]);
		expect(commit).toHaveBeenCalledTimes(1);
	});

	test('holds up neither a test run nor a workflow of another name', async () => {
		const [{ host }, other] = [opened(), opened()];
		news.push(1, 2);
		const runs = await begunOneByOne(async () => await numbersOf(host), 1);
		runs.push(numbersOf(other.host), numbersOf(host, { mode: 'manual' }));

		const [first, second, test] = await Promise.all(runs);
		expect([first, second]).toEqual([
			[1, 2],
			[1, 2],
		]);
		expect(test?.at(-1)).toBe(2);
	});

	test('goes on after a poll that failed', async () => {
		const poll = open();
		await poll();
		news.push(1, 2);
		const usual = gateway.answer;
		gateway.answer = () => ({ status: 403, body: 'no' });
		await Promise.allSettled(await begunOneByOne(poll, 2));
		gateway.answer = usual;

		expect(await poll()).toEqual([1, 2]);
	});
});

describe('a poll whose time is over', () => {
	const clock = performance.now.bind(performance);
	let ahead = 0;
	beforeEach(() => {
		ahead = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => clock() + ahead);
	});
	afterEach(() => jest.restoreAllMocks());

	/** A trigger at a gateway that takes ten seconds for each answer, in polls of 35 seconds. */
	const slowly = ({ nodeType, table, parameters }: Slow, answer: (request: Seen) => unknown) => {
		gateway.answer = (request) => {
			ahead += 10_000;
			return { status: 200, body: JSON.stringify(answer(request)) };
		};
		const host = new TriggerHost({
			nodeType: nodeType as never,
			credentials: storeOf(table, gateway),
			parameters,
			workflowId: `workflow-${Math.random()}`,
		});
		const poll = poller(host, { budgetMs: 35_000 });
		return async (): Promise<{ found: IDataObject[]; calls: number }> => {
			const before = gateway.seen.length;
			const found = (await poll()) ?? [];
			return { found, calls: gateway.seen.length - before };
		};
	};
	const [smscTrigger, smsByTrigger, chatbotTrigger] = slowTriggers as [Slow, Slow, Slow];

	test('leaves further pages of SMSC to the next poll', async () => {
		const pages = 6;
		let ids: number[] = [0];
		const poll = slowly(smscTrigger, ({ body }) => {
			const after = new URLSearchParams(body).get('after_id');
			const next = ids.find((id) => after === null || id > Number(after));
			const row = { id: next, phone: '79161110000', message: 'x' };
			return next === undefined ? [] : Array.from({ length: 10_000 }, () => row);
		});
		await poll();
		ids = Array.from({ length: pages + 1 }, (_, id) => id);
		const polls = [await poll(), await poll(), await poll()];

		expect(polls.map(({ calls }) => calls)).toEqual([4, 3, 1]);
		const found = polls.flatMap(({ found: some }) => some.map(({ messageId }) => messageId));
		expect(found).toEqual(['1', '2', '3', '4', '5', '6']);
	});

	test('leaves further chats of SendPulse to the next poll', async () => {
		const chats = 7;
		let at = start;
		const poll = slowly(chatbotTrigger, ({ url }) => {
			const { pathname, searchParams } = new URL(url, 'http://localhost');
			const message = (chat: number) => ({
				...chatbotMessage(chat),
				contact_id: `c${chat}`,
				created_at: new Date(at).toISOString(),
			});
			const chat = Number(searchParams.get('contact_id')?.slice(1));
			const all = Array.from({ length: chats }, (_, one) => one + 1);
			const data = pathname.endsWith('/bots')
				? [{ id: 'bot1', name: 'Shop' }]
				: pathname.endsWith('/chats/messages')
					? [message(chat)]
					: all.map((one) => ({ contact: { id: `c${one}` }, inbox_last_message: message(one) }));
			return { success: true, data };
		});
		at = start + 1000;
		const polls = [];
		for (let round = 0; round < 8; round++) polls.push(await poll());

		expect(Math.max(...polls.map(({ calls }) => calls))).toBeLessThanOrEqual(4);
		const found = polls.flatMap(({ found: some }) => some.map(({ messageId }) => messageId));
		expect(found.sort()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']);
	});

	describe('leaves further SMS.by', () => {
		const watch = (parameters: INodeParameters): Slow => ({
			...smsByTrigger,
			parameters: { statuses: ['delivered', 'sent'], ...parameters },
		});
		const keysOf = (polls: Array<{ found: IDataObject[] }>) =>
			polls.map(({ found }) =>
				found.map(
					({ messageId, recipient, status }) =>
						`${String(recipient ?? messageId)} ${String(status)}`,
				),
			);
		/** A poll may begin so many calls in its 35 seconds, and at most so many are on their way then. */
		const mostCalls = 4 + 3;

		test.each([false, true])(
			'messages to the next poll, reported at first: %s',
			async (reportPresent) => {
				const ids = Array.from({ length: 40 }, (_, at) => String(at + 1));
				let status = 'sent';
				const poll = slowly(watch({ messageIds: ids.join(), reportPresent }), ({ url }) => ({
					sms_id: Number(new URL(url, 'http://localhost').searchParams.get('sms_id')),
					status,
				}));
				const first = await inARow(20, poll);
				status = 'delivered';
				const second = await inARow(20, poll);

				expect(Math.max(...first.map(({ calls }) => calls))).toBeLessThanOrEqual(mostCalls);
				const expected = (word: string) => ids.map((id) => `${id} ${word}`).sort();
				expect(keysOf(first).flat().sort()).toEqual(reportPresent ? expected('sent') : []);
				expect(keysOf(second).flat().sort()).toEqual(expected('delivered'));
			},
		);

		test('pages of a campaign to the next poll, in which a number stands twice', async () => {
			const rows = 1050;
			let status = 'sent';
			const phone = (row: number) => 375291110000 + (row % 1000);
			const poll = slowly(watch({ campaignIds: '7,8' }), ({ url }) => {
				const { searchParams } = new URL(url, 'http://localhost');
				if (searchParams.get('message_id') === '8')
					return { result: [{ phone: 375290000008, status }] };
				const offset = Number(searchParams.get('limit_offset'));
				const length = Math.max(0, Math.min(100, rows - offset));
				return {
					result: Array.from({ length }, (_, row) => ({ phone: phone(offset + row), status })),
				};
			});
			const first = await inARow(4, poll);
			expect(Math.max(...first.map(({ calls }) => calls))).toBeLessThanOrEqual(6);
			expect(keysOf(first).flat()).toEqual([]);
			status = 'delivered';
			const found = keysOf(await inARow(8, poll)).flat();
			const expected = [
				...Array.from({ length: rows }, (_, row) => `${phone(row)} delivered`),
				'375290000008 delivered',
			];
			expect(found.sort()).toEqual(expected.sort());
		});

		test('pages to the next poll, and reports what changes before a campaign was read to its end', async () => {
			const rows = 300;
			let [status, campaigns]: [string, unknown[]] = ['sent', [{ message_id: 7 }]];
			const poll = slowly(watch({ latestCampaigns: 1, messageIds: '1' }), ({ url }) => {
				const { pathname, searchParams } = new URL(url, 'http://localhost');
				if (pathname.endsWith('checkSMS')) return { sms_id: 1, status: 'sent' };
				if (pathname.endsWith('getMessagesList')) return { result: campaigns };
				const offset = Number(searchParams.get('limit_offset'));
				const length = Math.max(0, Math.min(100, rows - offset));
				const row = (at: number) => ({ phone: 375291110000 + offset + at, status });
				return { result: Array.from({ length }, (_, at) => row(at)) };
			});
			await poll();
			[status, campaigns] = ['delivered', [null]];
			await poll();
			campaigns = [{ message_id: 7 }];
			const found = keysOf([await poll(), await poll(), await poll(), await poll()]).flat();

			expect(found).toContain('375291110000 delivered');
			expect(found).not.toContain('375291110299 delivered');
		});

		test('pages to the next poll and knows one that comes again there', async () => {
			const result = Array.from({ length: 100 }, (_, row) => ({
				phone: 375291110000 + row,
				status: 'sent',
			}));
			const poll = slowly(watch({ campaignIds: '7', reportPresent: true }), () => {
				ahead += 30_000;
				return { result };
			});

			expect((await poll()).found).toHaveLength(100);
			const later = [await poll(), await poll(), await poll()];
			expect(later.map(({ found, calls }) => [found.length, calls])).toEqual([
				[0, 1],
				[0, 1],
				[0, 1],
			]);
		});
	});
});
