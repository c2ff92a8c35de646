/** Digits that a JavaScript number may not hold exactly; with more it never does. */
const longDigits = 16;

/** The largest integer up to which all are exact, of as many digits. */
const greatest = String(Number.MAX_SAFE_INTEGER);

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;
const backslash = 0x5c;

const digit = 1;
const space = 2;
/** Stands before a value, and nowhere behind one. */
const opening = 3;
/** Stands before one and behind one. */
const comma = 4;
/** Stands behind a value, and nowhere before one. */
const closing = 5;

/** So many characters are looked at together: few enough to stay in the processor's cache. */
const chunkLength = 0x10000;

/** By the code of a character, whatever it is. */
const kinds = new Uint8Array(0x10000);
for (const character of '0123456789') kinds[character.charCodeAt(0)] = digit;
for (const character of ' \t\n\r') kinds[character.charCodeAt(0)] = space;
for (const character of '[:') kinds[character.charCodeAt(0)] = opening;
for (const character of ']}') kinds[character.charCodeAt(0)] = closing;
kinds[','.charCodeAt(0)] = comma;

/** What is longer is copied by a call, which itself takes as long as this many characters. */
const farAway = 256;

/** Characters as numbers: of a byte where all are ASCII, else of two. */
type Units = Uint8Array | Uint16Array;

/** A part of a text, and the copy of it that gets the quotes. */
class Desk {
	readonly units: Units;

	/** Characters of the part. */
	length = 0;

	private readonly result: Units;

	private readonly source: DataView;

	private readonly target: DataView;

	private readonly encoding: 'latin1' | 'utf16le';

	private from = 0;

	private to = 0;

	constructor(capacity: number, isAscii: boolean) {
		const make = (length: number) => (isAscii ? new Uint8Array(length) : new Uint16Array(length));
		this.encoding = isAscii ? 'latin1' : 'utf16le';
		// One more for the end.
		this.units = make(capacity + 1);
		// Two quotes for an integer and what divides it from the next.
		this.result = make(capacity + 2 * Math.ceil(capacity / longDigits));
		this.source = new DataView(this.units.buffer);
		this.target = new DataView(this.result.buffer);
	}

	get capacity(): number {
		return this.units.length - 1;
	}

	put(part: string): void {
		this.length = part.length;
		this.from = 0;
		this.to = 0;
		Buffer.from(this.units.buffer).write(part, this.encoding);
		this.units[part.length] = 0;
	}

	/** Copies as far as this place, and puts a quote there. */
	quoteAt(place: number): void {
		const { units, result, source, target } = this;
		let { from, to } = this;
		if (place - from > farAway) {
			result.set(units.subarray(from, place), to);
			to += place - from;
			from = place;
		}
		const width = units.BYTES_PER_ELEMENT;
		const atOnce = 4 / width;
		for (; from + atOnce <= place; from += atOnce, to += atOnce) {
			target.setUint32(to * width, source.getUint32(from * width));
		}
		while (from < place) result[to++] = units[from++] as number;
		result[to++] = quote;
		this.from = from;
		this.to = to;
	}

	/** @returns the copy; undefined where it has no quotes */
	text(): string | undefined {
		const { units, length, result, from, to, encoding } = this;
		if (to === 0) return undefined;
		result.set(units.subarray(from, length), to);
		const bytes = (to + length - from) * result.BYTES_PER_ELEMENT;
		return Buffer.from(result.buffer).toString(encoding, 0, bytes);
	}
}

/** @returns whether so many digits stand in a row anywhere; of most texts it looks at one character in sixteen */
function hasLongDigits(text: string): boolean {
	for (let last = longDigits - 1; last < text.length; ) {
		let first = last;
		while (kinds[text.charCodeAt(first)] === digit) {
			if (last - --first === longDigits) return true;
		}
		last = first + longDigits;
	}
	return false;
}

/** @returns whether a JavaScript number holds the integer of these digits, of which the first is no zero */
function isExact(units: Units, first: number, end: number): boolean {
	if (end - first !== longDigits) return end - first < longDigits;
	for (let position = 0; position < longDigits; position++) {
		const difference = (units[first + position] as number) - greatest.charCodeAt(position);
		if (difference !== 0) return difference < 0;
	}
	return true;
}

/** @returns whether this is a value unless it stands in a string: a name is none, nor is a part of a number */
function isValue({ units, length }: Desk, start: number, end: number): boolean {
	let before = start - 1;
	while (before >= 0 && kinds[units[before] as number] === space) before--;
	if (before >= 0) {
		const kind = kinds[units[before] as number];
		if (kind !== comma && kind !== opening) return false;
	}
	let behind = end;
	while (kinds[units[behind] as number] === space) behind++;
	const kind = kinds[units[behind] as number];
	return behind >= length || kind === comma || kind === closing;
}

/** Puts quotes around each long integer of a part. */
function quoteIn(desk: Desk, isInString: ((place: number) => boolean) | undefined): void {
	const { units, length } = desk;
	// Sixteen digits and more cannot hide between places sixteen apart.
	for (let place = longDigits - 1; place < length; ) {
		if (kinds[units[place] as number] !== digit) {
			place += longDigits;
			continue;
		}
		let first = place;
		while (first > 0 && kinds[units[first - 1] as number] === digit) first--;
		let end = place + 1;
		while (kinds[units[end] as number] === digit) end++;
		place = end + longDigits - 1;
		if (units[first] === zero || isExact(units, first, end)) continue;
		const start = first > 0 && units[first - 1] === minus ? first - 1 : first;
		if (!isValue(desk, start, end) || isInString?.(start)) continue;
		desk.quoteAt(start);
		desk.quoteAt(end);
	}
}

/** Makes a function that says of places, each behind the one before, whether they are in a string. */
export function stringsOf(text: string): (place: number) => boolean {
	let at = 0;
	let isInside = false;
	return (place) => {
		for (; at < place; at++) {
			const code = text.charCodeAt(at);
			if (code === quote) isInside = !isInside;
			else if (code === backslash && isInside) at++;
		}
		return isInside;
	};
}

/**
 * Puts each integer that a JavaScript number would change into quotes.
 *
 * @param isInString tells integers from what looks like one within a string. Without it, the result is no JSON where a string
 * holds such a thing: the quote ends the string, and no digit may follow one.
 * @returns undefined where there is none
 */
export function quoteLongIntegers(
	text: string,
	isInString?: (place: number) => boolean,
): string | undefined {
	const desks = new Map<boolean, Desk>();
	const pieces: string[] = [];
	let copied = 0;
	let isAscii = true;
	for (let from = 0, to = 0; from < text.length; from = to) {
		// No integer goes on behind a comma, and none needs to know what stands before it.
		const last = text.lastIndexOf(',', from + chunkLength);
		const next = last >= from ? last : text.indexOf(',', from + chunkLength);
		to = text.length - from <= chunkLength || next < 0 ? text.length : next + 1;
		const part = text.slice(from, to);
		if (!hasLongDigits(part)) continue;
		// Two bytes hold whatever there is, and after a part that needs them most parts do.
		isAscii &&= Buffer.byteLength(part) === part.length;
		let desk = desks.get(isAscii);
		if (!desk || desk.capacity < part.length) {
			desk = new Desk(Math.max(chunkLength + 1, part.length), isAscii);
			desks.set(isAscii, desk);
		}
		desk.put(part);
		const start = from;
		quoteIn(desk, isInString && ((place) => isInString(start + place)));
		const quoted = desk.text();
		if (quoted === undefined) continue;
		pieces.push(text.slice(copied, from), quoted);
		copied = to;
	}
	if (copied === 0) return undefined;
	pieces.push(text.slice(copied));
	return pieces.join('');
}
