import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { Limiter } from '../../../nodes/shared/transport/account.ts';
import { runNode } from '../harness/index.mts';
import { store, useBench } from './setup.mts';

const bench = useBench();

const read = { authentication: 'apiKey', resource: 'balance', operation: 'get' };

const send = {
	authentication: 'apiKey',
	resource: 'event',
	operation: 'trigger',
	eventName: 'one-time code',
	eventEmail: 'ann@example.com',
};

afterEach(() => jest.restoreAllMocks());

test.each([1, 3])(
	'a single send waits for two of the four hundred reads of another execution, with %i calls at a time',
	async (concurrent) => {
		const credentials = store(bench.sendpulse, { concurrent });
		const reads = 400;
		let asked = 0;
		let readsBefore: number | undefined;
		const run = Limiter.prototype.run;
		jest.spyOn(Limiter.prototype, 'run').mockImplementation(async function (
			this: Limiter,
			...given: Parameters<typeof run>
		) {
			// The list's calls are all asked for before the send is.
			if (++asked === reads + 1) readsBefore = bench.calls().length;
			return (await run.apply(this, given)) as never;
		});

		const items = Array.from({ length: reads }, (_, row) => ({ json: { row } }));
		const list = runNode({ nodeType: SendPulse, credentials, parameters: read, items });
		while (asked < reads) await new Promise((resolve) => setImmediate(resolve));
		const single = await runNode({ nodeType: SendPulse, credentials, parameters: send });
		expect(single.error).toBeUndefined();
		const done = await list;
		expect(done.error).toBeUndefined();

		const order = bench.calls().map(({ path }) => path);
		expect(order).toHaveLength(reads + 1);
		const place = order.findIndex((path) => path.startsWith('/events/'));
		expect(readsBefore).toBeLessThan(reads / 2);
		// Calls that are on their way when it is asked for have not all arrived.
		expect(place).toBeLessThanOrEqual((readsBefore ?? 0) + 2 + concurrent);
	},
);
