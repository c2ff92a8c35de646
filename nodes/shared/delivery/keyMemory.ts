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

/** How a run ended. */
interface Ending {
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

	/** To be called in turn, when all keys of the run are settled or never will be. Cuts the list where it has become too long. */
	async end({ open, metKnown, ofExecution }: Ending): Promise<void> {
		const { known, run, list } = this;
		if (!run || !known.runs.delete(run)) return;
		this.run = undefined;
		if (open || ofExecution > keptKeys) known.held = true;
		if (known.looked === undefined || list.given - known.looked >= lookAfter) {
			known.looked = list.given;
			await this.cut(run, metKnown, ofExecution);
		}
		if (known.runs.size === 0 && !known.held) await list.remove([this.flags]);
	}

	private async cut(run: Run, metKnown: boolean, ofExecution: number): Promise<void> {
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
