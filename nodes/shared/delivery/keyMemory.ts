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

/** The odd ones are taken when a run begins, the even ones when it ends. */
const steps = Array.from({ length: 16 }, (_, at) => `step ${at + 1}`);

const endOf = (taken: number): string => steps[taken + 1] ?? '';

/** Of steps that are added in their order, a cut takes the first. @returns whether the last one is odd */
const isOn = (found: (step: string) => boolean): boolean => steps.findLastIndex(found) % 2 === 0;

/** One run of the node, from its first claim to its close. */
interface Run {
	/** What this process had given to the list when the run began. */
	from: number;
}

/** What this process knows of one node's keys. */
interface Known {
	runs: Set<Run>;
	/** Some keys must stay: flag or steps say so for another reason than that a run is on. */
	held: boolean;
	/** The last step that this process has taken, 0 after removing all; missing where it does not know the list. */
	taken?: number;
	/** Other processes use the list, too, so that this one never knows it. */
	isShared?: true;
	/** What had been given to the list when its length was looked at, and how long it was or became then at most; missing until then. */
	looked?: { given: number; length: number };
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
 * for. So the list says whether there may be keys that must stay: that is raised before a run claims its first key, and taken down
 * at its end, unless the run has left keys open or was large. A crash leaves it raised.
 *
 * The list is raised when it has the flag `held`, or when its last step is odd. Only a removal takes the flag down, so it serves where a
 * process does not know the list: flag and steps are added with the first claim, which tells what was there, and removed at the end.
 * From then on the list has the steps that this process has taken, and runs remove nothing: each takes one with its first claim
 * and one with its last note. When they are used up, it begins anew.
 *
 * With its first step a run adds the last one again, and what it finds must be that one alone. For a process that has run meanwhile
 * has taken the same first step, or added all of them, or removed all; and if it has taken steps anew since, up to the same last one, all of its runs
 * have ended. If the run finds anything else, it adds flag and steps before anything is sent, leaving aside what it has added itself. A
 * crash between these two calls leaves keys that may be forgotten, since nothing was sent for them.
 */
export class KeyMemory {
	private readonly list: MarkList;

	private readonly known: Known;

	private run?: Run;

	constructor(list: MarkList) {
		this.list = list;
		this.known = nodes.get(list.name) ?? { runs: new Set(), held: false };
		nodes.set(list.name, this.known);
	}

	/** To be added with each claim. */
	get flags(): string[] {
		const { taken } = this.known;
		return taken === undefined
			? [...raised(held), ...steps]
			: steps.slice(Math.max(0, taken - 1), taken + 1);
	}

	/** To be called in turn, before keys are claimed. */
	begin(): void {
		if (this.run) return;
		this.run = { from: this.list.given };
	}

	/** To be called with what the claim has found, the flags among it, before anything is sent for it. */
	async begun(found: Set<unknown>): Promise<void> {
		const { runs } = this.known;
		if (!this.run || runs.has(this.run)) return;
		// Where another run is on, the flags tell nothing new.
		if (runs.size === 0) this.known.held = await this.mustStay(found);
		runs.add(this.run);
	}

	/** @returns whether an earlier run has left keys that must stay, or may be on in another process */
	private async mustStay(found: Set<unknown>): Promise<boolean> {
		const { known, list } = this;
		if (known.taken === undefined) {
			return wasRaised(held, found) || isOn((step) => found.has(step));
		}
		const own = this.flags.filter((step) => !found.has(step));
		if (own.length === 1 && own[0] === steps[known.taken]) return false;
		known.taken = undefined;
		known.isShared = true;
		const all = await list.add(this.flags);
		return wasRaised(held, all) || isOn((step) => all.has(step) && !own.includes(step));
	}

	/**
	 * Adds the last marks of a run, in turn. Where it is the only run, the same call cuts the list. It ends the run where nothing must stay.
	 *
	 * @returns those of the marks that were there before
	 */
	async addLast(marks: string[], ending: Ending): Promise<Set<unknown>> {
		const { known, run, list } = this;
		if (!run || !known.runs.has(run) || known.runs.size > 1) return await list.add(marks);
		const cuts = this.isDue() && !ending.metKnown;
		if (known.held || this.holds(ending)) {
			const keep = this.fewest(run, marks, Math.max(heldKeys, ending.ofExecution));
			return cuts && this.mustExceed(keep, marks)
				? await this.addAndHold(marks, keep)
				: await list.add(marks);
		}
		const keep = cuts ? this.fewest(run, marks, keptKeys) : undefined;
		const taken = cuts || !this.isDue() ? known.taken : undefined;
		const found = await list.add(taken === undefined ? marks : [...marks, endOf(taken)], { keep });
		if (keep !== undefined) known.looked = { given: list.given, length: keep };
		if (taken !== undefined) {
			this.run = undefined;
			known.runs.delete(run);
			this.ended(taken);
		}
		return found;
	}

	/** Where keys must stay, their flag goes to the end with the last marks, in the call that cuts. */
	private async addAndHold(marks: string[], keep: number): Promise<Set<unknown>> {
		const { known, list } = this;
		try {
			const found = await renew(list, held, { keep, marks });
			known.held = true;
			known.looked = { given: list.given, length: keep };
			return found;
		} catch {
			// What the marks say counts for more than the cut, which is tried again when the run ends.
			return await list.add(marks);
		}
	}

	/** @param marks that are about to be added @returns how many marks hold so many keys, and those of the run */
	private fewest(run: Run, marks: string[], keys: number): number {
		return Math.max(2 * keys + room, this.list.given + marks.length - run.from + room);
	}

	/** @returns whether the list is longer with the marks, by what this process knows: its length, and what was given to it since */
	private mustExceed(keep: number, marks: string[]): boolean {
		const { looked } = this.known;
		if (!looked) return false;
		return looked.length + this.list.given - looked.given + marks.length > keep;
	}

	private ended(taken: number): void {
		this.known.taken = taken + 2 < steps.length ? taken + 2 : undefined;
	}

	/** To be called in turn, when all keys of the run are settled or never will be. Cuts the list where it has become too long. */
	async end(ending: Ending): Promise<void> {
		const { known, run } = this;
		if (!run || !known.runs.delete(run)) return;
		this.run = undefined;
		if (this.holds(ending)) known.held = true;
		if (this.isDue()) await this.cut(run, ending);
		if (known.runs.size === 0) await this.takeDown();
	}

	/** Takes down what was raised, when no run is on. */
	private async takeDown(): Promise<void> {
		const { known, list } = this;
		if (known.held) known.taken = undefined;
		else if (known.taken !== undefined) {
			await list.add([endOf(known.taken)]);
			this.ended(known.taken);
		} else {
			await list.remove([this.flags]);
			if (!known.isShared) known.taken = 0;
		}
	}

	private holds({ open, ofExecution }: Ending): boolean {
		return open || ofExecution > keptKeys;
	}

	private isDue(): boolean {
		const { looked } = this.known;
		return looked === undefined || this.list.given - looked.given >= lookAfter;
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
		known.looked = { given: list.given, length: Math.min(count, keep) };
		if (count <= keep) return;
		if (known.held) await renew(list, held, { keep });
		else await list.add(this.flags, { keep });
	}
}
