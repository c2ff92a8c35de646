/** Rows of a list that share no request with each other, or only some of them: four times as many take about four times the steps. */
import { deliver } from '../../nodes/shared/delivery/deliver.ts';
import type { Route } from '../../nodes/shared/delivery/route.ts';
import { fakeContext } from '../unit/support/executeContext.mts';
import { testGateway } from '../unit/support/gateway.mts';
import { type TestMessage, testRoute } from '../unit/support/route.mts';
import { most } from './support/growth.mts';
import { stepsOfWaiting } from './support/steps.mts';

/** What a route may ask of the rows that it puts together. */
const routes: Record<string, Partial<Route<TestMessage>>> = {
	'any rows': {},
	'no two different messages to one recipient': { toldApartByRecipient: true },
	'no recipient twice': { toldApartByRecipient: 'once' },
	'rows in their order': { effect: 'once', orderKeys: ({ recipient }) => [recipient] },
	'rows that stay together': { togetherKeys: [({ sender }) => sender, ({ text }) => text] },
	'rows of several calls': { parts: ({ recipient }) => [recipient, `${recipient}0`] },
};

/** Sends rows whose senders are these. @returns how many rows each request had */
async function requestsOf(more: Partial<Route<TestMessage>>, senders: string[]): Promise<number[]> {
	const sent: number[] = [];
	const context = fakeContext({
		items: senders.map((sender, at) => ({ recipient: String(at), text: 'a', sender })),
		parameters: { recipient: '={{ $json.recipient }}', sender: '={{ $json.sender }}' },
		credentials: { key: 'the-secret', concurrent: 10, perSecond: 0 },
		http: ({ body }) => {
			const { messages } = body as { messages: Array<{ to: string }> };
			sent.push(messages.length);
			const ids = messages.map(({ to }) => to);
			return { body: Buffer.from(JSON.stringify({ ids })), headers: {}, statusCode: 200 };
		},
	});
	await deliver(context, testGateway, { ...testRoute, ...more, listSize: () => 10_000 });
	return sent;
}

const senders: Record<string, (at: number) => string> = {
	'of its own each': String,
	'of its own for each second row': (at) => (at % 2 === 0 ? '' : String(at)),
	'of two in turn': (at) => String(at % 2),
};

describe.each(Object.entries(routes))('a route for %s', (_name, more) => {
	test.each(Object.entries(senders))('with a sender %s', async (_kind, senderOf) => {
		const work = (rows: number) => async () =>
			await requestsOf(
				more,
				Array.from({ length: rows }, (_, at) => senderOf(at)),
			);
		await work(100)();
		const short = await stepsOfWaiting(work(500));
		const long = await stepsOfWaiting(work(2000));

		expect(short).toBeGreaterThan(500);
		expect(long / short).toBeLessThan(most);
	});

	test('two senders in turn are two requests', async () => {
		const turns = Array.from({ length: 100 }, (_, at) => String(at % 2));
		const each = more.parts ? 100 : 50;
		expect(await requestsOf(more, turns)).toEqual([each, each]);
	});
});
