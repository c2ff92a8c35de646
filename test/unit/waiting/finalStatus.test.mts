/** Looks that several executions make at one account, where the gateway takes a number of them within a time only. */
import { type IDataObject, type INodeExecutionData, sleep } from 'n8n-workflow';
import { deliver } from '../../../nodes/shared/delivery/deliver.ts';
import type { StatusInquiry } from '../../../nodes/shared/delivery/route.ts';
import { awaitFinalStatus } from '../../../nodes/shared/waiting/finalStatus.ts';
import { fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';
import { testRoute } from '../support/route.mts';
import { passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const pace = { kind: 'status', most: 1, withinMs: 60_000 };

const inquiry: StatusInquiry = {
	gateway: testGateway,
	later: 'Message: Get Status',
	listSize: 10,
	pace: () => pace,
	key: ({ messageId }) => String(messageId),
	request: () => ({ method: 'POST', url: '/status' }),
	states: (rows, body) =>
		rows.map(() => ((body as IDataObject).isFinal ? { final: true, success: true } : {})),
};

const messages = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, row) => ({ json: { messageId: row } }));

/** An account of its own. @param decidedAfter seconds after which messages are decided */
function account(key: string, decidedAfter: number) {
	const begin = Date.now();
	/** The seconds of the calls about statuses. */
	const at: number[] = [];
	const context = (node: string) =>
		fakeContext({
			node: { id: node },
			items: [{ recipient: '1', text: 'a' }],
			parameters: { recipient: '={{ $json.recipient }}', text: 'a' },
			credentials: { key, concurrent: 5, perSecond: 0 },
			http: () => {
				const seconds = (Date.now() - begin) / 1000;
				at.push(seconds);
				const body = Buffer.from(JSON.stringify({ isFinal: seconds >= decidedAfter }));
				return { body, headers: {}, statusCode: 200 };
			},
		});
	const wait = async (execution: string, waitSeconds: number, count = 10) =>
		await awaitFinalStatus(
			context(execution),
			inquiry,
			{ waitForFinal: true, waitSeconds, lookSeconds: 5 },
			messages(count),
		);
	const ask = async (execution: string) =>
		await deliver(context(execution), testGateway, {
			...testRoute,
			effect: 'read',
			pace: () => pace,
			verdicts: () => [{ accepted: true, messageId: null, groupId: null }],
		});
	return { at, wait, ask };
}

const gaps = (at: number[]): number[] => at.slice(1).map((time, call) => time - (at[call] ?? 0));

test('those of two executions keep the pause, and take turns', async () => {
	const { at, wait } = account('two', 60);
	const both = Promise.all([wait('one', 600), wait('other', 600)]);
	await passAll();
	const rows = (await both).flat();

	expect(rows.every(({ json }) => json.final === true)).toBe(true);
	expect(Math.min(...gaps(at))).toBeGreaterThanOrEqual(pace.withinMs / 1000);
	expect(at).toHaveLength(3);
});

test('one beside a question of another execution about many messages', async () => {
	const { at, wait, ask } = account('question', 0);
	const both = Promise.all([ask('one'), wait('other', 600)]);
	await passAll();
	await both;

	expect(at).toEqual([0, 60]);
});

test('ends when its time is over, although its turn has not come', async () => {
	const begin = Date.now();
	const { at, wait, ask } = account('late', 0);
	const asked = ask('one');
	const ended = wait('other', 20).then((rows) => ({ rows, seconds: (Date.now() - begin) / 1000 }));
	await passAll();
	await asked;
	const { rows, seconds } = await ended;

	expect(at).toEqual([0]);
	expect(rows[0]?.json).toEqual({
		messageId: 0,
		final: false,
		success: null,
		statusProblem: 'Not asked about, because the time to wait was over',
	});
	expect(seconds).toBe(20);
});

test('a round of many calls ends with the time, and rows that nobody was asked about say so', async () => {
	let calls = 0;
	const context = fakeContext({
		credentials: { key: 'many', concurrent: 5, perSecond: 0 },
		http: async () => {
			calls++;
			await sleep(1000);
			return { body: Buffer.from('{}'), headers: {}, statusCode: 200 };
		},
	});
	const begin = Date.now();
	const single = { ...inquiry, listSize: 1, pace: undefined };
	const ended = awaitFinalStatus(
		context,
		single,
		{ waitForFinal: true, waitSeconds: 20, lookSeconds: 5 },
		messages(2000),
	).then((rows) => ({ rows, seconds: (Date.now() - begin) / 1000 }));
	await passAll();
	const { rows, seconds } = await ended;

	// Calls under way when the time is over are finished, and a last round asks as many as can go at once.
	expect(seconds).toBeLessThanOrEqual(22);
	expect(calls).toBeLessThanOrEqual(5 * (15 + 2));
	expect(rows.map(({ json }) => json.statusProblem)).toEqual(
		rows.map((_row, at) =>
			at < 75 ? undefined : 'Not asked about, because the time to wait was over',
		),
	);
	expect(rows.every(({ json }) => json.final === false)).toBe(true);
});

test.each([
	[5, 0],
	[20, 15],
])(
	'the last round of a wait of %i s asks about all messages',
	async (waitSeconds, decidedAfter) => {
		const begin = Date.now();
		const context = fakeContext({
			credentials: { key: `last after ${waitSeconds}`, concurrent: 5, perSecond: 0 },
			http: async () => {
				await sleep(10);
				const isFinal = (Date.now() - begin) / 1000 >= decidedAfter;
				return { body: Buffer.from(JSON.stringify({ isFinal })), headers: {}, statusCode: 200 };
			},
		});
		const ended = awaitFinalStatus(
			context,
			{ ...inquiry, listSize: 1, pace: undefined },
			{ waitForFinal: true, waitSeconds, lookSeconds: 5 },
			messages(20),
		);
		await passAll();
		const rows = await ended;
		expect(rows.map(({ json }) => json.final)).toEqual(Array(20).fill(true));
	},
);

/** Waits 20 seconds for messages that are asked about one by one. */
async function waitForEach(
	count: number,
	credentials: IDataObject,
	answer: (messageId: number) => IDataObject,
) {
	const begin = Date.now();
	let calls = 0;
	const context = fakeContext({
		credentials: { key: `one by one: ${count}, ${JSON.stringify(credentials)}`, ...credentials },
		http: ({ body }) => {
			calls++;
			const { messageId } = body as { messageId: number };
			return { body: Buffer.from(JSON.stringify(answer(messageId))), headers: {}, statusCode: 200 };
		},
	});
	const ended = awaitFinalStatus(
		context,
		{
			...inquiry,
			listSize: 1,
			pace: undefined,
			request: ([row]) => ({ method: 'POST', url: '/status', body: row }),
		},
		{ waitForFinal: true, waitSeconds: 20, lookSeconds: 5 },
		messages(count),
	).then((rows) => ({ rows, seconds: (Date.now() - begin) / 1000 }));
	await passAll();
	return { ...(await ended), calls };
}

test('the pauses before a call is made again are there for the other messages', async () => {
	const random = jest.spyOn(Math, 'random').mockReturnValue(0);
	const { rows, seconds } = await waitForEach(3, { concurrent: 1, perSecond: 0 }, (messageId) =>
		messageId === 0 ? { error: 'too busy', kind: 'busy' } : { isFinal: true },
	);
	random.mockRestore();
	expect(rows.map(({ json }) => json.final)).toEqual([false, true, true]);
	expect(rows.map(({ json }) => json.statusProblem)).toEqual(['too busy', undefined, undefined]);
	expect(seconds).toBeLessThanOrEqual(22);
});

test('messages that are not asked about any more wait for no turn', async () => {
	const { rows, seconds, calls } = await waitForEach(
		2000,
		{ concurrent: 5, perSecond: 2 },
		() => ({}),
	);
	expect(seconds).toBeLessThanOrEqual(22);
	expect(calls).toBeGreaterThanOrEqual(30);
	expect(rows.filter(({ json }) => json.statusProblem !== undefined)).toHaveLength(2000 - calls);
});

test('a last round asks about as many messages as can go at once, though their turns come late', async () => {
	const { rows } = await waitForEach(3, { concurrent: 3, perSecond: 0.05 }, () => ({
		isFinal: true,
	}));
	expect(rows.map(({ json }) => json.final)).toEqual([true, true, true]);
});

const html = Buffer.from('<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>');
const page = { body: html, headers: {}, statusCode: 502 };

/** Asks about each of 30 messages by itself, where a page may come as the answer. */
async function behindPages(given: {
	concurrent: number;
	listSize?: number;
	signal?: AbortSignal;
	/** @param call counted from 1 @param seconds since the beginning */
	isPage(call: number, seconds: number): boolean;
}) {
	const { concurrent, listSize = 1, signal, isPage } = given;
	const begin = Date.now();
	const seconds = () => (Date.now() - begin) / 1000;
	let calls = 0;
	let rounds = 0;
	let last = -Infinity;
	const context = fakeContext({
		credentials: {
			key: `pages ${JSON.stringify(given)} ${String(isPage)}`,
			concurrent,
			perSecond: 0,
		},
		signal,
		http: async () => {
			const call = ++calls;
			// Repetitions follow one another by a second at most.
			if (seconds() - last > 4) rounds++;
			last = seconds();
			await sleep(10);
			if (isPage(call, seconds())) return page;
			return { body: Buffer.from('{"isFinal":true}'), headers: {}, statusCode: 200 };
		},
	});
	const ended = awaitFinalStatus(
		context,
		{ ...inquiry, listSize, pace: undefined },
		{ waitForFinal: true, waitSeconds: 600, lookSeconds: 5 },
		messages(30),
	).then((rows) => rows.map(({ json }) => json));
	await passAll();
	return { rows: await ended, calls, rounds };
}

describe('pages instead of answers', () => {
	test.each([1, 3, 8])(
		'end a round after five in a row, and each row says how to ask later, with %i at once',
		async (concurrent) => {
			const { rows, calls, rounds } = await behindPages({ concurrent, isPage: () => true });
			expect(rounds).toBeGreaterThan(10);
			expect(calls).toBeLessThanOrEqual(rounds * 3 * (5 + concurrent - 1));
			expect(rows).toEqual(
				rows.map((_row, messageId) => ({
					messageId,
					final: false,
					success: null,
					statusProblem:
						'Not asked about any more, because 5 requests in a row brought a web page instead of an answer of the gateway: 502 Bad Gateway. Test Gateway has accepted it, but its final status is not known. Ask for it later with Message: Get Status.',
				})),
			);
		},
	);

	test.each([1, 30])('for five minutes end no wait of ten, with %i in a call', async (listSize) => {
		const isPage = (_call: number, seconds: number) => seconds < 300;
		const { rows } = await behindPages({ concurrent: 3, listSize, isPage });
		expect(rows).toEqual(
			rows.map((_row, messageId) => ({ messageId, final: true, success: true })),
		);
	});

	test('are told as they came where each look is one call', async () => {
		const { rows } = await behindPages({ concurrent: 5, listSize: 30, isPage: () => true });
		expect(rows[29]).toMatchObject({ final: false, statusProblem: '502 Bad Gateway' });
	});

	test('that soon end stop nothing', async () => {
		const { rows } = await behindPages({ concurrent: 1, isPage: (call) => call <= 12 });
		expect(rows).toEqual(
			rows.map((_row, messageId) => ({ messageId, final: true, success: true })),
		);
	});

	test('leave alone what is decided', async () => {
		const { rows } = await behindPages({ concurrent: 1, isPage: (call) => call > 4 });
		expect(rows.slice(0, 4)).toEqual(
			[0, 1, 2, 3].map((messageId) => ({ messageId, final: true, success: true })),
		);
		expect(rows[4]).toMatchObject({ final: false, statusProblem: expect.any(String) as string });
	});

	test('say nothing of pages where the execution is cancelled before', async () => {
		const abort = new AbortController();
		const { rows, calls } = await behindPages({
			...{ concurrent: 1, signal: abort.signal },
			isPage(call) {
				if (call === 7) abort.abort();
				return true;
			},
		});
		expect(calls).toBe(7);
		for (const { statusProblem } of rows) expect(String(statusProblem)).not.toContain('in a row');
	});

	test('that ask for a pause as long as the turns last hold nobody up', async () => {
		const at: number[] = [];
		const begin = Date.now();
		const context = fakeContext({
			credentials: { key: 'pages in turns', concurrent: 1, perSecond: 0 },
			http: async () => {
				at.push(Math.floor((Date.now() - begin) / 1000));
				await sleep(10);
				if (at.length === 1) return { ...page, headers: { 'retry-after': '60' } };
				return { body: Buffer.from('{"isFinal":true}'), headers: {}, statusCode: 200 };
			},
		});
		const ended = awaitFinalStatus(
			context,
			inquiry,
			{ waitForFinal: true, waitSeconds: 600, lookSeconds: 5 },
			messages(30),
		);
		await passAll();
		const rows = await ended;

		expect(at).toEqual([5, 65, 125, 185]);
		expect(rows.every(({ json }) => json.final === true)).toBe(true);
	});
});
