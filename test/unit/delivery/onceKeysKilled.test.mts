/**
 * The keys against a model: executions of one node, at the same time and one after the other, in processes that are killed before
 * or after any call of n8n's store, with answers of gateway and store that get lost.
 */
import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import { type CallFault, Process } from '../support/processes.mts';
import { randomOf } from '../../random.mts';

const names = Array.from({ length: 9 }, (_, index) => `k${index}`);

class Model {
	readonly rows = new Map<string, string>();

	/** Messages that the gateway has, by key. */
	readonly messages = new Map<string, number>();

	/** Keys whose note as sent an execution has seen stored. */
	readonly noted = new Set<string>();

	/** Keys that were set free, and that nobody has claimed since. */
	readonly free = new Set<string>();

	readonly faults: string[] = [];

	private readonly random: () => number;

	constructor(seed: number) {
		this.random = randomOf(seed);
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	/** One packet of an execution: claimed, sent, settled. @returns what ends when that is stored */
	private async packet(keys: string[], once: ReturnType<Process['keys']>, { store }: Process) {
		const wereFree = keys.filter((key) => this.free.delete(key));
		const wereNoted = keys.filter((key) => this.noted.has(key));
		let states: Array<[string, string | undefined]>;
		try {
			// What is claimed at the same time is answered together.
			const all = await once.claim(keys);
			// Keys that were claimed before their turn need no call, which a killed process would not get back from.
			if (store.isDead) return await new Promise<never>(() => {});
			states = keys.map((key) => [key, all.get(key)]);
		} catch {
			return {};
		}
		for (const [key, state] of states) {
			const sent = this.messages.get(key) ?? 0;
			if (state === 'new' && sent > 0) this.faults.push(`${key} is new, and was sent`);
			if (state === 'sent' && sent !== 1)
				this.faults.push(`${key} is sent, and the gateway has ${sent}`);
			if (state !== 'sent' && wereNoted.includes(key))
				this.faults.push(`${key} was known as sent, and is ${state}`);
			// A claim whose answer got lost may have been stored: then nobody knows that nothing was sent.
			if (this.isSound && state !== 'new' && wereFree.includes(key))
				this.faults.push(`${key} was free, and is ${state}`);
		}
		// It may have been set free by another execution while this one waited for it.
		for (const [key] of states) this.free.delete(key);
		const sent: string[] = [];
		const free: string[] = [];
		for (const [key, state] of states) {
			if (state !== 'new') continue;
			const does = this.chance(0.7);
			if (does) this.messages.set(key, (this.messages.get(key) ?? 0) + 1);
			// What is done may stay without an answer, as a 502 does; what is not done as well.
			if (this.chance(0.3)) continue;
			(does ? sent : free).push(key);
		}
		const stored = once.settle(sent, free).then(() => {
			if (!this.isSound) return;
			for (const key of sent) this.noted.add(key);
			for (const key of free) this.free.add(key);
		});
		return { stored };
	}

	/** Has some keys claimed before their turn. */
	private ahead(keys: string[]) {
		const left = new Set(keys);
		return {
			with: (asked: string[]) => {
				for (const key of asked) left.delete(key);
				const ahead = [...left].slice(0, Math.floor(this.random() * 5));
				for (const key of ahead) {
					left.delete(key);
					// Killed before its turn, it stays begun.
					this.free.delete(key);
				}
				return ahead;
			},
			taken: () => {},
		};
	}

	/** No answer of the store gets lost: then what is settled is stored. */
	private isSound = true;

	/** @param isAlone no other execution is on, to which a key that is claimed before its turn would look begun */
	private async execution(process: Process, isAlone = false) {
		const once = process.keys();
		const keys = names.filter(() => this.chance(0.6));
		if (isAlone && this.chance(0.7)) once.expect(this.ahead(keys));
		const size = this.chance(0.5) ? 2 : 9;
		const packets = Array.from({ length: Math.ceil(keys.length / size) }, (_, at) =>
			keys.slice(at * size, (at + 1) * size),
		);
		const stored: Array<Promise<void> | undefined> = [];
		const send = async (packet: string[]) => {
			const outcome = await this.packet(packet, once, process);
			stored.push(outcome.stored);
			// Keys may go on while an outcome waits for company, or only when it is stored.
			if (!isAlone) await outcome.stored;
		};
		// A node that stops leaves the last packets.
		if (isAlone && this.chance(0.2)) packets.splice(Math.floor(this.random() * packets.length));
		if (this.chance(0.5)) await Promise.all(packets.map(send));
		else for (const packet of packets) await send(packet);
		await once.close(keys.length);
		await Promise.all(stored);
	}

	/** One process: some executions, until it is killed or they are done. */
	async process(loses: boolean): Promise<void> {
		const end = this.chance(0.7) ? 1 + Math.floor(this.random() * 14) : 0;
		const how: CallFault = this.chance(0.5) ? 'killedBefore' : 'killedAfter';
		const random = randomOf(Math.floor(this.random() * 1e9));
		this.isSound = !loses;
		const process = new Process(this.rows, (call) => {
			if (call === end) return how;
			return loses && random() < 0.2 ? 'lost' : undefined;
		});
		const executions = async () => {
			for (let count = 0; count < 2; count++) await this.execution(process, true);
			await Promise.all([this.execution(process), this.execution(process)]);
		};
		await Promise.race([executions(), process.store.killed]);
	}
}

const faultsOf = async (loses: boolean): Promise<string[]> => {
	const faults: string[] = [];
	for (let seed = 1; seed <= 250; seed++) {
		const model = new Model(seed);
		for (let count = 0; count < 8; count++) await model.process(loses && count % 2 === 0);
		faults.push(...model.faults.map((fault) => `seed ${seed}: ${fault}`));
	}
	return faults;
};

test('no key is sent twice, none that is known as sent is forgotten or made up, and what was refused is free', async () => {
	expect(await faultsOf(false)).toEqual([]);
});

test('nor when the store carries calls out and its answers get lost', async () => {
	// The pauses before the store is asked again are not what is tested here.
	const timers = jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation(((then: () => void) => setImmediate(then)) as unknown as typeof setTimeout);
	expect(await faultsOf(true)).toEqual([]);
	expect(timers).toHaveBeenCalled();
	timers.mockRestore();
});

/** A node that two processes run, each of which knows of the other what the list says. */
class Workers {
	private readonly rows = new Map<string, string>();

	private readonly random: () => number;

	private readonly living: Process[] = [];

	/** Which of them had the last run. */
	private at = 0;

	private made = 0;

	/** Keys that were answered as new. */
	private readonly sent: string[] = [];

	/** Nothing is killed or left open, and one run is on at a time: then the list keeps no more than it must. */
	private readonly isPlain: boolean;

	/** Where the runs of two processes overlap, the one that ends later may take down what the other has raised. */
	private isSafe = false;

	readonly faults: string[] = [];

	constructor(seed: number, isPlain: boolean) {
		this.random = randomOf(seed);
		this.isPlain = isPlain;
	}

	/** Keys that were answered as new, and that the list does not have as sent. */
	private open(): string[] {
		const list = [...this.rows.values()].join('');
		const noteOf = (key: string) => createHash('md5').update(`outcome 0: ${key}`).digest('base64');
		return this.sent.filter((key) => !list.includes(noteOf(key)));
	}

	/** @returns whether n8n, if it started now, would cut the list to what is kept where nothing must stay */
	private async wouldCut(): Promise<boolean> {
		const process = new Process(new Map(this.rows));
		const { store } = process;
		let cuts = false;
		const record = store.checkProcessedAndRecord.bind(store);
		store.checkProcessedAndRecord = async (marks, scope, data, options) => {
			cuts ||= (options.maxEntries ?? Infinity) < 100_000;
			return await record(marks, scope, data, options);
		};
		const once = process.keys();
		await once.claim(['probe']);
		void once.settle(['probe'], []);
		await once.close(1);
		return cuts;
	}

	private async look(): Promise<void> {
		const open = this.open().length;
		const cuts = await this.wouldCut();
		if (open > 0 && cuts) this.faults.push(`${open} open keys are not kept`);
		if (this.isPlain && open === 0 && !cuts) this.faults.push('the list keeps all for nothing');
	}

	private process(): Process {
		const end = !this.isPlain && this.random() < 0.5 ? 1 + Math.floor(this.random() * 20) : 0;
		const how: CallFault = this.random() < 0.5 ? 'killedBefore' : 'killedAfter';
		return new Process(this.rows, (call) => (call === end && !this.isSafe ? how : undefined));
	}

	/** @param meanwhile what happens between its claims */
	private async run(process: Process, meanwhile = async () => {}): Promise<void> {
		const once = process.keys();
		const packet = async () => {
			const key = `key ${this.made++}`;
			if ((await once.claim([key])).get(key) === 'new') this.sent.push(key);
			await this.look();
			return this.isPlain || this.isSafe || this.random() < 0.98 ? [key] : [];
		};
		const whole = async () => {
			await once.settle(await packet(), []);
			await meanwhile();
			const first = await packet();
			await this.look();
			// The last outcome is on its way when a run is closed.
			void once.settle([...first, ...(await packet())], []);
			await once.close(3);
		};
		await Promise.race([whole(), process.store.killed]);
		await this.look();
	}

	async runs(): Promise<void> {
		const most = 3 + Math.floor(this.random() * 20);
		for (let count = 0; count < most; count++) {
			// Some runs of one process follow each other.
			if (this.random() < 0.25) this.at = 1 - this.at;
			let process = this.living[this.at];
			if (!process || process.store.isDead) this.living[this.at] = process = this.process();
			const other = this.living[Math.floor(this.random() * 2)];
			if (this.isPlain || !other || other.store.isDead || this.random() < 0.7)
				await this.run(process);
			else
				await this.run(process, async () => {
					this.isSafe = process !== other;
					await this.run(other);
					this.isSafe = false;
				});
		}
	}
}

test('keys that are open stay, whatever processes do before and after them; and nothing else keeps the list long', async () => {
	const faults: string[] = [];
	for (let seed = 1; seed <= 200; seed++) {
		const workers = new Workers(seed, seed % 5 === 0);
		await workers.runs();
		faults.push(...workers.faults.map((fault) => `seed ${seed}: ${fault}`));
	}
	expect(faults).toEqual([]);
});
