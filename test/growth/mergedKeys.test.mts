/** Merged rows with Send Once Keys, half of them known: four times as many take about four times the steps. */
import { deliver } from '../../nodes/shared/delivery/deliver.ts';
import { DeduplicationStore } from '../engine/harness/deduplicationStore.mts';
import { fakeContext } from '../unit/support/executeContext.mts';
import { testGateway } from '../unit/support/gateway.mts';
import { testRoute } from '../unit/support/route.mts';
import { most } from './support/growth.mts';
import { stepsOfWaiting } from './support/steps.mts';

interface Case {
	/** How many customers have so many orders. */
	customers: (orders: number) => number;
	/** Whether the second half of the orders goes under another sender. */
	isMoved?: boolean;
}

const cases: Record<string, Case> = {
	'one customer': { customers: () => 1 },
	'ten orders a customer': { customers: (orders) => orders / 10 },
	'two orders a customer, the second of another sender': {
		customers: (orders) => orders / 2,
		isMoved: true,
	},
};

/** @returns what sends orders of which the first half has been sent; each call does the same */
async function sending(count: number, { customers, isMoved }: Case): Promise<() => Promise<void>> {
	const store = new DeduplicationStore();
	const all = Array.from({ length: count }, (_, at) => ({
		recipient: String(at % customers(count)),
		orderId: String(at),
		sender: isMoved && at >= count / 2 ? 'Shop' : '',
	}));
	let sent = 0;
	const send = async (items: typeof all): Promise<void> => {
		sent = 0;
		const context = fakeContext({
			items,
			store,
			continueOnFail: true,
			parameters: {
				recipient: '={{ $json.recipient }}',
				sender: '={{ $json.sender }}',
				options: { duplicates: 'mergeRecipient', sendOnceKey: '={{ $json.orderId }}' },
			},
			credentials: { key: 'the-secret', concurrent: 10, perSecond: 0 },
			http: ({ body }) => {
				const { messages } = body as { messages: Array<{ to: string }> };
				sent += messages.length;
				const ids = messages.map(({ to }) => to);
				return { body: Buffer.from(JSON.stringify({ ids })), headers: {}, statusCode: 200 };
			},
		});
		await deliver(context, testGateway, { ...testRoute, listSize: () => 10_000 });
	};
	await send(all.slice(0, count / 2));
	const before = new Map(store.rows);
	return async () => {
		store.rows = new Map(before);
		await send(all);
		if (sent !== customers(count)) throw new Error(`${sent} messages went out`);
	};
}

test.each(Object.entries(cases))('%s', async (_name, which) => {
	await (
		await sending(100, which)
	)();
	const short = await stepsOfWaiting(await sending(500, which));
	const long = await stepsOfWaiting(await sending(2000, which));

	expect(short).toBeGreaterThan(500);
	expect(long / short).toBeLessThan(most);
});
