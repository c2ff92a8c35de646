/**
 * What the live check has made in an account and not yet removed, on disk before it is made: so it can be removed even after a
 * crash. Names and ids of our own making stand in it, no secret and nothing of the account.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import path from 'node:path';

export interface JournalEntry {
	readonly kind: string;
	readonly name: string;
	readonly id?: string;
	/** Which host and account it is in. */
	readonly place: string;
	/** ISO 8601 */
	readonly at: string;
}

interface Stored {
	/** Makes a sum of an account in one journal worth nothing elsewhere. */
	salt: string;
	entries: JournalEntry[];
}

/** Four digits of a sum: enough to tell a user's accounts apart, too little to find out a key. */
const SUM_LENGTH = 4;

/** @throws Error that says what to do: what stands in it must not be lost */
function read(file: string): Stored {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Stored;
	} catch {
		throw new Error(
			`The journal of what is to be removed cannot be read: ${file}. Look into it, remove from the account what it names, and delete it.`,
		);
	}
}

/** The marks of the checks that run in this process. */
const held = new Set<string>();

/** Whether the check that left a mark is still running; after a crash a later process may have the same number. */
function isRunning(mark: string): boolean {
	const pid = Number(readFileSync(mark, 'utf8'));
	if (pid === process.pid) return held.has(mark);
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** @throws Error when another check has the mark */
function take(mark: string): void {
	if (existsSync(mark) && !isRunning(mark)) rmSync(mark);
	try {
		writeFileSync(mark, String(process.pid), { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		throw new Error(
			`Another check of this gateway is running, and two would remove what the other has made: wait until it has ended. If there is none, delete ${mark}.`,
		);
	}
	held.add(mark);
}

/** Belongs to one check at a time: what another has made is not to be removed while that one works with it. */
export class Journal {
	readonly #file: string;
	readonly #mark: string;
	readonly #stored: Stored;

	/** @throws Error when the file cannot be read, or another check has it */
	constructor(folder: string, gateway: string) {
		this.#file = path.join(folder, `${gateway}.json`);
		this.#mark = path.join(folder, `${gateway}.running`);
		mkdirSync(folder, { recursive: true });
		take(this.#mark);
		try {
			this.#stored = existsSync(this.#file)
				? read(this.#file)
				: { salt: randomBytes(8).toString('hex'), entries: [] };
		} catch (error) {
			this.close();
			throw error;
		}
	}

	/** Leaves it to the next check. */
	close(): void {
		held.delete(this.#mark);
		rmSync(this.#mark, { force: true });
	}

	get file(): string {
		return this.#file;
	}

	/** Names an account at a host without saying which it is. */
	place(host: string, account: string): string {
		const sum = createHash('sha256').update(`${this.#stored.salt}:${account}`).digest('hex');
		return `${host} ${sum.slice(0, SUM_LENGTH)}`;
	}

	/** What is left, the newest first: what was made later may stand in what was made before. */
	entries(place?: string): JournalEntry[] {
		const { entries } = this.#stored;
		return entries.filter((one) => place === undefined || one.place === place).reverse();
	}

	/** On disk when this returns. */
	add(entry: JournalEntry): void {
		this.#stored.entries.push(entry);
		this.#write();
	}

	/** Adds the id to an entry. */
	identify({ kind, name, place }: JournalEntry, id: string): void {
		this.#stored.entries = this.#stored.entries.map((one) =>
			one.kind === kind && one.name === name && one.place === place ? { ...one, id } : one,
		);
		this.#write();
	}

	/** Forgets what is removed. */
	forget({ kind, name, place }: JournalEntry): void {
		this.#stored.entries = this.#stored.entries.filter(
			(one) => one.kind !== kind || one.name !== name || one.place !== place,
		);
		this.#write();
	}

	#write(): void {
		if (this.#stored.entries.length === 0) {
			rmSync(this.#file, { force: true });
			return;
		}
		const next = `${this.#file}.next`;
		const file = openSync(next, 'w', 0o600);
		try {
			writeSync(file, `${JSON.stringify(this.#stored, null, '\t')}\n`);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(next, this.#file);
	}
}
