import { flagOf, type MarkList, raised, renew, wasRaised } from './markList';

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
