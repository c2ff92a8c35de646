import { flagOf, type MarkList, raised, renew, wasRaised } from './markList';

/** Keys of a node that stay in any case. */
const keptKeys = 10_000;

/** Keys that stay once there are some that must: of unknown outcome, or of an execution larger than `keptKeys`. */
const heldKeys = 100_000;

/** Marks beside the two of each key: of keys in flight at the place of the cut, flags. */
const room = 10_000;

/** The length is looked at again after so many new marks. */
const lookAfter = 4_000;

const held = flagOf('held');

/** One run of the node, from its first claim to its close. */
interface Run {
	/** What this process had given to the list when the run began. */
	from: number;
}

/** What this process knows of one node's keys. */
interface Known {
	runs: Set<Run>;
	/** Some keys must stay: the flag is there for another reason than that a run is on. */
	held: boolean;
	/** What had been given to the list when its length was looked at; missing until then. */
	looked?: number;
}

const nodes = new Map<string, Known>();

/** How a run ends. */
export interface Ending {
	/** Keys that were begun, and nobody knows how that ended. */
	open: boolean;
	/** A key was there before this run. */
	metKnown: boolean;
	/** Keys that the execution has used, over all runs of a loop. */
	ofExecution: number;
}

/**
 * Decides how many keys of a node stay. n8n can cut the oldest marks only, whatever they are, and nobody knows what old hashes stand
 * for. So the flag `held` tells whether there may be keys that must stay: it is raised before a run claims its first key, and taken
 * down at its end, unless the run has left keys open or was large. A crash leaves it raised.
 */
export class KeyMemory {
	/** To be added with each claim. */
	readonly flags = raised(held);

	private readonly list: MarkList;

	private readonly known: Known;

	private run?: Run;

	constructor(list: MarkList) {
		this.list = list;
		this.known = nodes.get(list.name) ?? { runs: new Set(), held: false };
		nodes.set(list.name, this.known);
	}

	/** To be called in turn, before keys are claimed. */
	begin(): void {
		if (this.run) return;
		this.run = { from: this.list.given };
	}

	/** To be called with what the claim has found, the flags among it. */
	begun(found: Set<unknown>): void {
		const { runs } = this.known;
		if (!this.run || runs.has(this.run)) return;
		// Where another run is on, the flag tells nothing new.
		if (runs.size === 0) this.known.held = wasRaised(held, found);
		runs.add(this.run);
	}

	/**
	 * Adds the last marks of a run, in turn. Where it is the only run, and nothing must stay, the same call cuts the list.
	 *
	 * @returns those of the marks that were there before
	 */
	async addLast(marks: string[], ending: Ending): Promise<Set<unknown>> {
		const { known, run, list } = this;
		const isAlone = run !== undefined && known.runs.has(run) && known.runs.size === 1;
		const mustStay = known.held || ending.metKnown || this.holds(ending);
		if (!isAlone || mustStay || !this.isDue()) return await list.add(marks);
		const keep = Math.max(2 * keptKeys + room, list.given + marks.length - run.from + room);
		const found = await list.add(marks, { keep });
		known.looked = list.given;
		return found;
	}

	/** To be called in turn, when all keys of the run are settled or never will be. Cuts the list where it has become too long. */
	async end(ending: Ending): Promise<void> {
		const { known, run, list } = this;
		if (!run || !known.runs.delete(run)) return;
		this.run = undefined;
		if (this.holds(ending)) known.held = true;
		if (this.isDue()) {
			known.looked = list.given;
			await this.cut(run, ending);
		}
		if (known.runs.size === 0 && !known.held) await list.remove([this.flags]);
	}

	private holds({ open, ofExecution }: Ending): boolean {
		return open || ofExecution > keptKeys;
	}

	private isDue(): boolean {
		const { looked } = this.known;
		return looked === undefined || this.list.given - looked >= lookAfter;
	}

	private async cut(run: Run, { metKnown, ofExecution }: Ending): Promise<void> {
		const { known, list } = this;
		const count = await list.count();
		const keys = Math.max(known.held ? heldKeys : keptKeys, ofExecution);
		// Runs that are on may have keys in flight since they began.
		const oldest = Math.min(run.from, ...[...known.runs].map(({ from }) => from));
		const keep = Math.max(
			2 * keys + room,
			list.given - oldest + room,
			// An execution that is run again needs what there was: no more goes than has come.
			metKnown ? count - (list.given - run.from) : 0,
		);
		if (count > keep) await renew(list, held, keep);
	}
}

const twice = (mark: string): string[] => [mark, mark];

const sentMark = (level: number, key: string): string => `outcome ${level}: ${key}`;

const otherMark = (level: number, key: string): string => `outcome ${level}, other: ${key}`;

const asking = (level: number) => flagOf(`asking ${level}`);

/** Which keys were sent, and from which level on their marks can be trusted. */
interface Answer {
	sent: Set<string>;
	level: number;
}

/**
 * Which of the keys that were begun are known as sent. A key is, when its marks on a level are odd in number: one when it is noted, none
 * while its outcome is open.
 *
 * Asking adds what is missing, so it adds two: that is even again, whatever is killed after it. One mark and two look alike, therefore two
 * are taken away again at once, and a flag stands while they may be there. Where a flag has been left by a crash, the marks of its
 * level are counted (`recount`), which is slow, and what is sent is noted once more on the next level, whose flag is down.
 */
export class KeyOutcomes {
	private readonly list: MarkList;

	constructor(list: MarkList) {
		this.list = list;
	}

	/** @returns the marks that note keys as sent, to be added once */
	marks(keys: string[]): string[] {
		return keys.map((key) => sentMark(0, key));
	}

	/** Mends keys whose mark was there before they were noted: a question that was cut short had left two. */
	async noted(keys: string[], found: Set<unknown>): Promise<void> {
		const odd = keys.filter((key) => found.has(sentMark(0, key)));
		if (odd.length === 0) return;
		await this.list.remove(
			odd.map((key) => [...twice(sentMark(0, key)), ...twice(otherMark(0, key))]),
		);
		await this.list.add(this.marks(odd));
	}

	/** To be called in turn. @param keys that were begun @returns those that are known as sent */
	async sentOf(keys: string[]): Promise<Set<string>> {
		return keys.length === 0 ? new Set() : (await this.ask(keys, 0)).sent;
	}

	private async ask(keys: string[], level: number): Promise<Answer> {
		const { list } = this;
		const flag = asking(level);
		const question = keys.flatMap((key) => twice(sentMark(level, key)));
		const found = await list.add([...raised(flag), ...question]);
		const isThere = (key: string) => found.has(sentMark(level, key));
		if (!wasRaised(flag, found)) {
			await list.remove(
				keys.filter((key) => !isThere(key)).map((key) => twice(sentMark(level, key))),
			);
			await list.remove([raised(flag)]);
			return { sent: new Set(keys.filter(isThere)), level };
		}
		await renew(list, flag);
		const above = await this.ask(keys, level + 1);
		const more = await this.recount(
			keys.filter((key) => !above.sent.has(key)),
			level,
		);
		if (more.length > 0) await list.add(more.map((key) => sentMark(above.level, key)));
		return { sent: new Set([...above.sent, ...more]), level: above.level };
	}

	/**
	 * Tells one mark from two: each key gets a second kind, zero or two of it, then loses one of both. That keeps odd odd and even even after
	 * each call, and in the end either one kind is missing (odd), or both or none are.
	 */
	private async recount(keys: string[], level: number): Promise<string[]> {
		if (keys.length === 0) return [];
		const { list } = this;
		const both = keys.map((key) => [sentMark(level, key), otherMark(level, key)]);
		const question = both.flat().flatMap(twice);
		await list.add(question);
		await list.remove(both, 1);
		const found = await list.add(question, { tries: 1 });
		return keys.filter(
			(key) => found.has(sentMark(level, key)) !== found.has(otherMark(level, key)),
		);
	}
}
