import { type IExecuteFunctions, sleep } from 'n8n-workflow';

/** What is known of a key when it is claimed. */
export type KeyState =
	/** Nobody has used it; from now on it is started. */
	| 'new'
	/** A message was sent under it. */
	| 'sent'
	/** A message was started under it, and nothing tells how that ended. */
	| 'open';

/** Marks that stay at least; those of the largest execution stay in any case. */
export const keptKeys = 10_000;

/** So many marks more than are to be kept may gather before the oldest are dropped. */
const slack = 1_000;

const triesAtStore = 3;

const gapMs = 100;

const scope = 'node';

const mode = 'entries';

const sentMark = (key: string): string => `sent:${key}`;

const openMark = (key: string): string => `open:${key}`;

/** The last task of each node that is waiting or at work. */
const tasks = new Map<string, Promise<unknown>>();

/** n8n reads a node's marks, changes them and writes them back without a lock, so within this process one does it after the other. */
async function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
	const own = (tasks.get(name) ?? Promise.resolve()).then(task, task);
	tasks.set(name, own);
	try {
		return await own;
	} finally {
		if (tasks.get(name) === own) tasks.delete(name);
	}
}

/** Another process may just have written the node's first marks, or the database may be busy. */
async function persistently<T>(task: () => Promise<T>): Promise<T> {
	for (let tries = 1; tries < triesAtStore; tries++) {
		try {
			return await task();
		} catch {
			await sleep(gapMs * tries);
		}
	}
	return await task();
}

/**
 * The keys of one node in n8n's deduplication store, which is one row a node: a list of hashes that is read and written
 * whole, so its cost grows with the keys that it holds. It can tell what is there only by adding it. Each key has two marks, `sent:`
 * and, until the outcome is known, `open:`, because an `open:` that a crash leaves behind is on the safe side; a mark that
 * says "answered" would claim so of a message that nobody has got.
 */
export class OnceKeys {
	private readonly context: IExecuteFunctions;

	private readonly name: string;

	private claiming?: { keys: string[]; states: Promise<Map<string, KeyState>> };

	private removing?: { marks: string[]; done: Promise<void> };

	/** Marks in the store when this run began; missing until then. */
	private before?: number;

	private added = 0;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.name = `${context.getWorkflow().id}/${context.getNode().id}`;
	}

	/**
	 * Takes keys that differ from each other. What is claimed while the store is at work goes to it in one call.
	 *
	 * @throws what n8n's store throws; then nothing may be sent
	 */
	async claim(keys: string[]): Promise<Map<string, KeyState>> {
		if (!this.claiming) {
			const claim = { keys: [] as string[], states: Promise.resolve(new Map<string, KeyState>()) };
			claim.states = inTurn(this.name, async () => {
				this.claiming = undefined;
				return await this.record(claim.keys);
			});
			this.claiming = claim;
		}
		for (const key of keys) this.claiming.keys.push(key);
		return await this.claiming.states;
	}

	/** @param sent keys whose messages were sent @param free keys whose messages were not, so that they may be used again */
	async settle(sent: string[], free: string[]): Promise<void> {
		if (sent.length + free.length === 0) return;
		if (!this.removing) {
			const removal = { marks: [] as string[], done: Promise.resolve() };
			removal.done = inTurn(this.name, async () => {
				this.removing = undefined;
				await this.remove(removal.marks);
			});
			this.removing = removal;
		}
		for (const key of sent) this.removing.marks.push(openMark(key));
		for (const key of free) this.removing.marks.push(sentMark(key), openMark(key));
		this.added -= free.length;
		await this.removing.done;
	}

	/**
	 * Drops the oldest marks, but none of an execution that is being run again: so many stay as there were before.
	 *
	 * @param ofExecution keys that this execution has used
	 */
	async trim(ofExecution: number): Promise<void> {
		if (this.before === undefined) return;
		const kept = Math.max(keptKeys, this.before - (this.before % slack), ofExecution);
		if (this.before + this.added < kept + slack) return;
		await this.orWarn('drop the oldest Send Once Keys', async () => {
			await inTurn(this.name, async () => await this.check([], kept));
		});
	}

	private async record(keys: string[]): Promise<Map<string, KeyState>> {
		const { helpers } = this.context;
		this.before ??= await helpers.getProcessedDataCount(scope, { mode });
		// Of two marks n8n drops the older first, and without `sent:` an `open:` still holds the message back.
		const marks = keys.flatMap((key) => [sentMark(key), openMark(key)]);
		const known = await persistently(async () => await this.check(marks));
		const states = new Map(
			keys.map((key): [string, KeyState] => {
				if (known.has(openMark(key))) return [key, 'open'];
				return [key, known.has(sentMark(key)) ? 'sent' : 'new'];
			}),
		);
		const inState = (wanted: KeyState) => keys.filter((key) => states.get(key) === wanted);
		this.added += inState('new').length;
		await this.remove(inState('sent').map(openMark));
		return states;
	}

	/** @returns those of the marks that were there; now all are */
	private async check(marks: string[], maxEntries?: number): Promise<Set<unknown>> {
		const { helpers } = this.context;
		const options =
			maxEntries === undefined ? ({ mode } as const) : ({ mode, maxEntries } as const);
		return new Set((await helpers.checkProcessedAndRecord(marks, scope, options)).processed);
	}

	/** A mark that stays makes a later execution report its message as open; nothing is sent twice for it. */
	private async remove(marks: string[]): Promise<void> {
		if (marks.length === 0) return;
		const { helpers } = this.context;
		await this.orWarn('note the outcome of messages with a Send Once Key', async () => {
			await persistently(async () => await helpers.removeProcessed(marks, scope, { mode }));
		});
	}

	private async orWarn(what: string, task: () => Promise<void>): Promise<void> {
		try {
			await task();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.context.logger.warn(`n8n could not ${what}: ${reason}`);
		}
	}
}
