/** Digits that a JavaScript number may not hold exactly. */
const longDigits = 16;

/** Deeper values are left to JSON.parse, which needs no stack. */
const deepest = 500;

const backslash = 0x5c;
const minus = 0x2d;

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
/** @returns whether this stands in a number beside its digits: . + e E */
const isMark = (unit: number): boolean =>
	unit === 0x2e || unit === 0x2b || unit === 0x65 || unit === 0x45;

/** The integers of a text. */
interface Found {
	text: string;
	/** Where each integer that a number would change begins and ends. */
	places: number[];
	/** How many strings there are, names of members included. */
	strings: number;
	/** How many numbers have that many digits in a row. */
	numbers: number;
	/** There are so many of both that looking at each takes long: the search has ended early. */
	isDense: boolean;
}

/** Where strings and long numbers stand as far apart as this or farther, looking at each of them costs little. */
const farApart = 64;

/** A long number counts as so many strings: another text takes its place, and mostly in a list that held numbers. */
const weight = 4;

/** So many may stand closer. */
const few = 1000;

/** @returns whether strings and numbers up to this place are many */
const areMany = ({ strings, numbers }: Found, place: number): boolean =>
	strings + weight * numbers > few + place / farApart;

/** @returns where the string ends whose first character is at this place; where the text ends if it does not */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start); end >= 0; end = text.indexOf('"', end + 1)) {
		let escapes = end;
		while (text.charCodeAt(escapes - 1) === backslash) escapes--;
		if ((end - escapes) % 2 === 0) return end;
	}
	return text.length;
}

function findBetween(found: Found, from: number, to: number, whole: boolean): void {
	const { text, places } = found;
	// Sixteen digits and more cannot hide between places sixteen apart.
	for (let place = from + longDigits - 1; place < to; ) {
		if (!isDigit(text.charCodeAt(place))) {
			place += longDigits;
			continue;
		}
		let first = place;
		while (first > from && isDigit(text.charCodeAt(first - 1))) first--;
		let end = place + 1;
		while (end < to && isDigit(text.charCodeAt(end))) end++;
		place = end + longDigits - 1;
		const start = text.charCodeAt(first - 1) === minus ? first - 1 : first;
		if (end - first < longDigits) continue;
		found.numbers++;
		found.isDense = !whole && areMany(found, end);
		if (found.isDense) return;
		if (isMark(text.charCodeAt(start - 1)) || isMark(text.charCodeAt(end))) continue;
		if (end - first === longDigits && Number.isSafeInteger(Number(text.slice(first, end))))
			continue;
		places.push(start, end);
	}
}

/** @param whole not to end early where the text is dense */
function findIn(text: string, whole: boolean): Found {
	const found: Found = { text, places: [], strings: 0, numbers: 0, isDense: false };
	for (let from = 0; ; found.strings++) {
		const start = text.indexOf('"', from);
		const end = start < 0 ? text.length : start;
		findBetween(found, from, end, whole);
		found.isDense ||= !whole && areMany(found, end);
		if (start < 0 || found.isDense) return found;
		from = endOfString(text, start + 1) + 1;
	}
}

/** @returns the integers, as texts of their own: a part of the text would keep all of it in memory */
function integersAt(text: string, places: readonly number[]): string[] {
	const parts: string[] = [];
	for (let at = 0; at < places.length; at += 2) parts.push(text.slice(places[at], places[at + 1]));
	return JSON.parse(`["${parts.join('","')}"]`) as string[];
}

/**
 * Puts the integers in the place of the numbers that changed them, in their order.
 *
 * @returns false where the order of the text is not that of the value, which is then of no use
 */
function putBack(value: unknown, { text, places, strings }: Found): boolean {
	const integers = integersAt(text, places);
	let used = 0;
	let seen = 0;
	const restored = (member: unknown, depth: number): unknown => {
		if (typeof member === 'string') seen++;
		else if (typeof member === 'number') {
			if (Math.abs(member) <= Number.MAX_SAFE_INTEGER) return member;
			return used < integers.length ? integers[used++] : ((used = Infinity), member);
		} else if (typeof member === 'object' && member !== null) {
			if (depth > deepest) used = Infinity;
			else if (Array.isArray(member)) inList(member, depth + 1);
			else inObject(member as Record<string, unknown>, depth + 1);
		}
		return member;
	};
	const inList = (list: unknown[], depth: number): void => {
		for (let index = 0; index < list.length; index++) {
			const member = list[index];
			const after = restored(member, depth);
			if (after !== member) list[index] = after;
		}
	};
	const inObject = (object: Record<string, unknown>, depth: number): void => {
		let isFirst = true;
		for (const name in object) {
			// Names that are numbers come first, in an order of their own.
			if (isFirst && isDigit(name.charCodeAt(0))) used = Infinity;
			isFirst = false;
			seen++;
			const member = object[name];
			const after = restored(member, depth);
			if (after !== member) object[name] = after;
		}
	};
	inList([value], 0);
	// Of a name that comes twice JSON.parse keeps one, and of what stood under the other nothing.
	return used === integers.length && seen === strings;
}

/** Finds the integers beyond 2^53. @param text JSON */
export const integersIn = (text: string): Found => findIn(text, true);

/** The same where little of the text has to be looked at. @returns undefined where it would be much, or the text is short */
export function integersFarApart(text: string): Found | undefined {
	if (text.length <= few * farApart) return undefined;
	const found = findIn(text, false);
	return found.isDense ? undefined : found;
}

/**
 * Gives a value its integers beyond 2^53 back, as strings.
 *
 * @param value what JSON.parse made of the text in which they were found; it is changed
 */
export function withIntegers(value: unknown, found: Found): unknown {
	const { text, places } = found;
	if (places.length === 0) return value;
	if (typeof value === 'object' && putBack(value, found)) return value;
	let copied = 0;
	const pieces = places.map((place) => text.slice(copied, (copied = place)));
	return JSON.parse([...pieces, text.slice(copied)].join('"'));
}
