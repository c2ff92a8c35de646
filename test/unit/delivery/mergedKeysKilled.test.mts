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
	['a', 'b', 'c'].map((name) => ({ recipient, orderId: `${recipient}${name}` })),
);

type Order = (typeof everyRow)[number];

/** A message as the gateway gets it. */
interface Sent {
	to: string;
	orderId?: string;
}

class Model {
	private readonly store = new Map<string, string>();

	/** Keys that the gateway may have a message of, or that were put out as sent or unknown: nothing may leave under them again. */
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

	/** Which keys of a customer a message may stand for. @param orderId of the row whose message it is, where that is known */
	private candidates(items: Order[], { to, orderId }: Sent): string[] {
		const free = items
			.filter((one) => one.recipient === to && !this.settled.has(one.orderId))
			.map((one) => one.orderId);
		if (free.length === 0 || (orderId !== undefined && !free.includes(orderId)))
			this.faults.push(`${orderId ?? to} goes out again`);
		return free;
	}

	/** The gateway takes, refuses, or breaks the connection, having taken it or not. */
	private answer(items: Order[], messages: Sent[]): unknown {
		this.count('requests');
		const keys = messages.map((message) => this.candidates(items, message));
		if (this.chance(0.1)) {
			for (const key of keys.flat()) this.settled.add(key);
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		}
		const ids = messages.map(({ to }, at) => {
			if (this.chance(0.3)) return { text: 'no' };
			for (const key of keys[at] ?? []) this.settled.add(key);
			return `id-${to}`;
		});
		return { body: Buffer.from(JSON.stringify({ ids })), headers: {}, statusCode: 200 };
	}

	private async execution(process: Process, number: number): Promise<void> {
		const items = everyRow
			.filter(() => this.chance(0.5))
			.map((item) => ({ item, place: this.random() }))
			.sort((one, other) => one.place - other.place)
			.map(({ item }) => item);
		const before = new Set([...this.settled, ...this.touched]);
		const wereSettled = new Set(this.settled);
		// Where the texts differ, each tells whose message it is, and some go to another request than the first.
		const isEqual = this.chance(0.5);
		const context = process.context({
			items: items.map((item, at) => ({
				...item,
				text: isEqual ? 'hello' : item.orderId,
				sender: isEqual || at % 2 === 0 ? '' : 'Shop',
			})),
			continueOnFail: true,
			// A killed process keeps its places of the account for ever.
			credentials: { key: `secret ${number}`, concurrent: 2, perSecond: 0 },
			parameters: {
				recipient: '={{ $json.recipient }}',
				text: '={{ $json.text }}',
				sender: '={{ $json.sender }}',
				listSize: this.chance(0.5) ? 1 : 2,
				options: {
					sendOnceKey: '={{ $json.orderId }}',
					duplicates: isEqual ? 'mergeIdentical' : 'mergeRecipient',
				},
			},
			http: async (options) => {
				if (process.store.isDead) return await new Promise<never>(() => {});
				const { messages } = options.body as { messages: Array<{ to: string; text: string }> };
				return this.answer(
					items,
					messages.map(({ to, text }) => ({ to, orderId: isEqual ? undefined : text })),
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
		this.look(items, shapeOf(output[0] ?? []), before, wereSettled);
	}

	/**
	 * Judges what was put out: each row tells of its own key.
	 *
	 * @param before keys that were claimed, sent or left open before, perhaps
	 * @param wereSettled those that were for sure
	 */
	private look(
		items: Order[],
		states: unknown[],
		before: Set<string>,
		wereSettled: Set<string>,
	): void {
		items.forEach(({ orderId }, at) => {
			const [shape] = [states[at]].flat();
			const state = String(shape).startsWith('id-') ? 'sent' : String(shape);
			this.count(state);
			if (['sent', 'refused'].includes(state) && wereSettled.has(orderId))
				this.faults.push(`${orderId} is ${state}, and nothing was to leave for it`);
			if (state === 'refused') {
				this.touched.delete(orderId);
				return;
			}
			if (state === 'again' && !before.has(orderId))
				this.faults.push(`${orderId} is again, and nothing was sent for it before`);
			if (state === 'unknown' && !before.has(orderId) && !this.settled.has(orderId))
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

test('each key lets one message out and answers for its own row, and those that were refused are free', async () => {
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
