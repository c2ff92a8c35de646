/**
 * Rows that are merged into one message, against a model: executions of one node in processes that are killed before or after any call
 * of n8n's store, each with other rows of the same customers.
 */
import type { IDataObject } from 'n8n-workflow';
import { deliver } from '../../../nodes/shared/delivery/deliver.ts';
import { testGateway } from '../support/gateway.mts';
import { type CallFault, Process } from '../support/processes.mts';
import { randomOf } from '../../random.mts';
import { testRoute } from '../support/route.mts';
import { shapeOf } from '../support/deliveries.mts';

const customers = ['101', '102', '103'];

const everyRow = customers.flatMap((recipient) =>
	['a', 'b', 'c'].map((name) => ({ recipient, text: 'hello', orderId: `${recipient}${name}` })),
);

type Order = (typeof everyRow)[number];

class Model {
	private readonly store = new Map<string, string>();

	/** Keys of rows that the gateway may have a message of, or that were put out as sent or unknown: none of them may leave again. */
	private readonly settled = new Set<string>();

	/** Keys of rows of which nobody knows whether they are claimed, because the execution was killed. */
	private readonly touched = new Set<string>();

	readonly faults: string[] = [];

	/** What went out and what was put out, so that a model without either is seen. */
	readonly counts: Record<string, number> = {};

	private readonly random: () => number;

	constructor(seed: number) {
		this.random = randomOf(seed);
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	private count(what: string): void {
		this.counts[what] = (this.counts[what] ?? 0) + 1;
	}

	/** The gateway takes, refuses, or breaks the connection, having taken it or not. */
	private answer(items: Order[], recipients: string[]): unknown {
		this.count('requests');
		const keysOf = (recipient: string) =>
			items.filter((one) => one.recipient === recipient).map(({ orderId }) => orderId);
		for (const key of recipients.flatMap(keysOf)) {
			if (this.settled.has(key)) this.faults.push(`${key} goes out again`);
		}
		if (this.chance(0.1)) {
			for (const key of recipients.flatMap(keysOf)) this.settled.add(key);
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		}
		const ids = recipients.map((recipient) => {
			if (this.chance(0.3)) return { text: 'no' };
			for (const key of keysOf(recipient)) this.settled.add(key);
			return `id-${recipient}`;
		});
		return { body: Buffer.from(JSON.stringify({ ids })), headers: {}, statusCode: 200 };
	}

	private async execution(process: Process, number: number): Promise<void> {
		const items = everyRow
			.filter(() => this.chance(0.5))
			.map((item) => ({ item, place: this.random() }))
			.sort((one, other) => one.place - other.place)
			.map(({ item }) => item);
		const isTouched = (recipient: string) =>
			items.some(
				(one) =>
					one.recipient === recipient &&
					(this.settled.has(one.orderId) || this.touched.has(one.orderId)),
			);
		const mayWait = new Set(customers.filter(isTouched));
		const context = process.context({
			items,
			continueOnFail: true,
			// A killed process keeps its places of the account for ever.
			credentials: { key: `secret ${number}`, concurrent: 2, perSecond: 0 },
			parameters: {
				recipient: '={{ $json.recipient }}',
				text: '={{ $json.text }}',
				listSize: this.chance(0.5) ? 1 : 2,
				options: { sendOnceKey: '={{ $json.orderId }}', duplicates: 'mergeIdentical' },
			},
			http: async (options) => {
				if (process.store.isDead) return await new Promise<never>(() => {});
				const { messages } = options.body as { messages: Array<{ to: string }> };
				return this.answer(
					items,
					messages.map(({ to }) => to),
				);
			},
		});
		const output = await Promise.race([
			deliver(context, testGateway, testRoute),
			process.store.killed,
		]);
		if (!output || process.store.isDead) {
			for (const { orderId } of items) this.touched.add(orderId);
			return;
		}
		this.look(items, shapeOf(output[0] ?? []).flat(), mayWait);
	}

	/** Judges what was put out. @param mayWait customers of whom something was claimed, sent or left open before */
	private look(items: Order[], states: unknown[], mayWait: Set<string>): void {
		const own = states.filter((state) => typeof state !== 'number');
		items.forEach(({ recipient, orderId }, at) => {
			const state = own[at];
			this.count(String(state).startsWith('id-') ? 'sent' : String(state));
			if (state === 'refused') {
				if (this.settled.has(orderId)) this.faults.push(`${orderId} is refused, and was sent`);
				this.touched.delete(orderId);
				return;
			}
			if (state === 'again' && !mayWait.has(recipient))
				this.faults.push(`${orderId} is again, and nothing was sent before`);
			if (state === 'unknown' && !mayWait.has(recipient) && !this.settled.has(orderId))
				this.faults.push(`${orderId} was free, and is unknown`);
			this.settled.add(orderId);
		});
	}

	/** One process: some executions, until it is killed or they are done. */
	async process(number: number): Promise<void> {
		const end = this.chance(0.7) ? 1 + Math.floor(this.random() * 12) : 0;
		const how: CallFault = this.chance(0.5) ? 'killedBefore' : 'killedAfter';
		const process = new Process(this.store, (call) => (call === end ? how : undefined));
		for (let count = 0; count < 2 && !process.store.isDead; count++)
			await this.execution(process, number);
	}
}

test('no row goes out again that was settled by the message of another, and those that were refused are free', async () => {
	const faults: string[] = [];
	const counts: IDataObject = {};
	for (let seed = 1; seed <= 120; seed++) {
		const model = new Model(seed);
		for (let count = 0; count < 4; count++) await model.process(10 * seed + count);
		faults.push(...model.faults.map((fault) => `seed ${seed}: ${fault}`));
		for (const [what, more] of Object.entries(model.counts))
			counts[what] = Number(counts[what] ?? 0) + more;
	}
	expect(faults).toEqual([]);
	expect(Object.keys(counts).sort()).toEqual(['again', 'refused', 'requests', 'sent', 'unknown']);
}, 120_000);
