import { type IExecuteFunctions, sleep } from 'n8n-workflow';
import { nodeOf } from '../model/n8n';

const triesAtStore = 3;

const gapMs = 100;

const scope = 'node';

const mode = 'entries';

/** n8n compares each mark that is to go with the whole list, and nothing else runs meanwhile: so many take less than 0.1 s. */
const comparisons = 5_000_000;

/** So many marks go without a look at the length of the list. */
const fewMarks = 20;

/** What this process knows of one node's list. */
interface Known {
	/** The last task that is waiting or at work. */
	last: Promise<unknown>;
	/** Marks that this process has given to the list: at least as many as it has grown by. */
	given: number;
}

const lists = new Map<string, Known>();

/** Another process may just have written the node's first marks, or the database may be busy. */
async function persistently<T>(task: () => Promise<T>, most = triesAtStore): Promise<T> {
	for (let tries = 1; tries < most; tries++) {
		try {
			return await task();
		} catch {
			await sleep(gapMs * tries);
		}
	}
	return await task();
}

/**
 * n8n's deduplication store as a node sees it: one list of hashes a node, read and written whole, without a lock.
 *
 * - A mark can be asked for only by adding it. What is missing is put at the end, as often as it is named in the call;
 *   what is there stays as it is.
 * - Removing takes the first copy of a mark, and searches the list for it.
 * - A list that is to be shorter loses its oldest marks, whatever they are.
 *
 * Each call is whole or not at all, so a crash falls between calls. Nothing else that n8n offers nodes survives a crash:
 * the static data of a workflow are written when a production execution ends, and by hand never.
 * Source: n8n 2.41, deduplication-helper.js.
 */
export class MarkList {
	/** Names the list in this process. */
	readonly name: string;

	private readonly context: IExecuteFunctions;

	private readonly known: Known;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.name = `${context.getWorkflow().id}/${nodeOf(context).id}`;
		this.known = lists.get(this.name) ?? { last: Promise.resolve(), given: 0 };
		lists.set(this.name, this.known);
	}

	/** Marks that this process has given to the list so far. */
	get given(): number {
		return this.known.given;
	}

	/** Runs a task when those before it have ended; within this process nothing else touches the list meanwhile. */
	async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const own = this.known.last.then(task, task);
		this.known.last = own.catch(() => undefined);
		return await own;
	}

	/**
	 * @param keep cut the oldest, so that so many marks are left
	 * @param tries 1 where the answer counts: a call that was carried out and failed all the same finds everything there
	 * @returns those of the marks that were there before; now all are
	 */
	async add(
		marks: string[],
		{ keep, tries = triesAtStore }: { keep?: number; tries?: number } = {},
	): Promise<Set<unknown>> {
		this.known.given += marks.length;
		const options =
			keep === undefined ? ({ mode } as const) : ({ mode, maxEntries: keep } as const);
		const { processed } = await persistently(
			async () => await this.context.helpers.checkProcessedAndRecord(marks, scope, options),
			tries,
		);
		return new Set(processed);
	}

	/**
	 * Takes marks away in as many calls as keep n8n's event loop free.
	 *
	 * @param groups marks that go in one call
	 * @param tries 1 where there are more copies than are to go, since a call may have been carried out and fail all the same
	 */
	async remove(groups: string[][], tries = triesAtStore): Promise<void> {
		const { helpers } = this.context;
		const size =
			groups.flat().length <= fewMarks
				? fewMarks
				: Math.max(fewMarks, Math.floor(comparisons / Math.max(1, await this.count())));
		for (let start = 0; start < groups.length; ) {
			const marks: string[] = [];
			do marks.push(...(groups[start++] ?? []));
			while (start < groups.length && marks.length + (groups[start]?.length ?? 0) <= size);
			await persistently(async () => await helpers.removeProcessed(marks, scope, { mode }), tries);
		}
	}

	async count(): Promise<number> {
		const { helpers } = this.context;
		return await persistently(async () => await helpers.getProcessedDataCount(scope, { mode }));
	}
}

/** A mark for the whole list, under two names, so that one of them can be moved. It is raised when either is there. */
interface Flag {
	name: string;
	spare: string;
}

export const flagOf = (name: string): Flag => ({ name, spare: `${name} (spare)` });

/** @returns the names to be added together */
export const raised = ({ name, spare }: Flag): string[] => [name, spare];

export const wasRaised = ({ name, spare }: Flag, found: Set<unknown>): boolean =>
	found.has(name) || found.has(spare);

/**
 * Moves a raised flag to the end, so that a cut takes what it stands for before it.
 *
 * @param keep cut the list in the same call
 * @param marks added in the same call, before the flag
 * @returns those of the marks that were there before
 */
export async function renew(
	list: MarkList,
	{ name }: Flag,
	{ keep, marks = [] }: { keep?: number; marks?: string[] } = {},
): Promise<Set<unknown>> {
	await list.remove([[name]]);
	return await list.add([...marks, name], { keep });
}
