import type { Writing } from './spellings';
import type { Unit } from './units';

/** Letters of a secret that are masked at the end of a text which somebody else has cut. */
export const leastPart = 6;

/** So many of them, where they are half of the secret, are masked wherever they stand. */
const largePart = 16;

/** A text that somebody cut has something before the secret. */
const leastBefore = 32;

/** Of an escape that was cut, so much may be left. */
const longestEscape = 16;

/** A secret in one of the ways in which it is looked for. */
export interface Pattern {
	units: readonly Unit[];
	/** Codes of the signs that start it where nothing is escaped. */
	plain: ReadonlySet<number>;
	/** Sticky: says quickly whether it can start at a position. */
	start: RegExp;
	/** For each unit, how many from it on are the first ones again. */
	again: readonly number[];
}

/** `Pattern.again` of some units, by the Z algorithm. */
export function sameAgain(units: readonly Unit[]): number[] {
	const names = units.map(({ kind, text }) => `${kind} ${text}`);
	const again = [units.length];
	let from = 0;
	let to = 0;
	for (let at = 1; at < names.length; at++) {
		let same = at < to ? Math.min(to - at, again[at - from] ?? 0) : 0;
		while (at + same < names.length && names[same] === names[at + same]) same++;
		again.push(same);
		if (at + same > to) [from, to] = [at, at + same];
	}
	return again;
}

/** The text ends there, in the middle of a character or an escape, or it says that it was cut. */
function isCutAt(text: string, start: number, end: number): boolean {
	const half =
		/[\ud800-\udbff]/.test(text[end] ?? '') && !/[\udc00-\udfff]/.test(text[end + 1] ?? '');
	const at = half ? end + 1 : end;
	if (text.startsWith('…', at) || text.startsWith('...', at)) return true;
	if (start < leastBefore) return false;
	return at >= text.length || (text.length - at < longestEscape && /[\\%&]/.test(text[at] ?? ''));
}

/** Says quickly whether a pattern can start at a position: at nearly none it can. */
export function canStartAt(text: string, at: number, { plain, start }: Pattern): boolean {
	const code = text.charCodeAt(at);
	if (code > 0x2f && code < 0x7b && code !== 0x5c && !plain.has(code)) return false;
	start.lastIndex = at;
	return start.test(text);
}

/**
 * Reads a secret from one start after the other. Where it repeats itself, as `abababab` does, a start may stand in what was read
 * from an earlier one, and only what comes behind that is read.
 */
export class Reader {
	/** Of the reading that came furthest: the positions at which each unit may stand, and behind the last one. */
	private reached: number[][] = [];
	/** Of each of its units, the position that alone led on, or -1. */
	private only: number[] = [];
	/** The unit of it, in `reached`, that is the first one of the secret. */
	private first = 0;
	/** The unit of it at which the next start may stand. */
	private next = 0;

	private readonly writing: Writing;
	private readonly pattern: Pattern;

	constructor(writing: Writing, pattern: Pattern) {
		this.writing = writing;
		this.pattern = pattern;
	}

	/**
	 * @param start where the pattern can start, not before the one of the call before
	 * @returns where the secret that starts there ends, or -1
	 */
	endFrom(start: number): number {
		// Most starts are none.
		const ends = this.writing.endsAt(start, this.pattern.units[0] as Unit);
		if (ends.length === 0) return -1;
		const place = this.placeOf(start, ends);
		const known = place < 0 ? 0 : (this.pattern.again[place - this.first] ?? 0);
		if (known === 0) return this.readAnew(start, 0, 0, [start]);
		if (place + known < this.only.length)
			return this.readAnew(start, place, known, this.reached[place + known] ?? []);
		return this.readFurther(start, place);
	}

	/** The unit of the reading before at which a start stands, or -1. @param ends those of the first unit */
	private placeOf(start: number, [end, ...others]: readonly number[]): number {
		const { only } = this;
		while (this.next < only.length && (only[this.next] ?? 0) < start) this.next++;
		if (only[this.next] === start) return this.next;
		// A start within an escape, such as the `0` of `%30`, may lead on to the same place.
		const leadsOn = end !== undefined && others.length === 0 && only[this.next] === end;
		return leadsOn && this.next > this.first ? this.next - 1 : -1;
	}

	/** All of the reading before that stands behind a place is the beginning of the secret. */
	private readFurther(start: number, place: number): number {
		this.first = place;
		if (place > this.pattern.units.length) {
			// A run may be as long as the text.
			this.reached.splice(0, place);
			this.only.splice(0, place);
			this.next -= place;
			this.first = 0;
		}
		return this.readOn(start, this.reached, this.only, this.only.length - this.first);
	}

	/** @param from where the unit at `index` may stand: those before it stand in the reading before, from a place on */
	private readAnew(start: number, place: number, index: number, from: number[]): number {
		const reached = [from];
		const only: number[] = [];
		const end = this.readOn(start, reached, only, index);
		if (Math.max(...(reached.at(-1) ?? [])) > Math.max(-1, ...(this.reached.at(-1) ?? []))) {
			this.reached = [...this.reached.slice(place, place + index), ...reached];
			this.only = [...this.only.slice(place, place + index), ...only];
			this.first = this.next = 0;
		}
		return end;
	}

	/** Reads from a unit on, at the last positions of `reached`. */
	private readOn(start: number, reached: number[][], only: number[], index: number): number {
		const { units } = this.pattern;
		let positions = reached.at(-1) ?? [];
		for (let at = index; at < units.length; at++) {
			const next = new Set<number>();
			let origin = -1;
			let origins = 0;
			for (const position of positions) {
				const ends = this.writing.endsAt(position, units[at] as Unit);
				if (ends.length === 0) continue;
				origin = position;
				origins++;
				for (const end of ends) next.add(end);
			}
			if (next.size === 0) {
				if (at >= largePart && at * 2 >= units.length) return Math.max(...positions);
				const cut =
					at >= leastPart && positions.find((end) => isCutAt(this.writing.text, start, end));
				return cut || -1;
			}
			positions = [...next];
			reached.push(positions);
			only.push(origins === 1 ? origin : -1);
		}
		return Math.max(...positions);
	}
}
