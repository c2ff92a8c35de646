/** Digits that a JavaScript number may not hold exactly; with more it never does. */
const longDigits = 16;

/** The largest integer up to which all are exact, of as many digits. */
const greatest = Uint16Array.from(String(Number.MAX_SAFE_INTEGER), (digit) => digit.charCodeAt(0));

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;

const space = 1;
/** Stands before a value, and nowhere behind one. */
const opening = 2;
/** Stands before one and behind one. */
const comma = 3;
/** Stands behind a value, and nowhere before one. */
const closing = 4;

/** So many characters are looked at together: few enough to stay in the processor's cache. */
const partLength = 0x10000;

/** So many make a piece of the result: Node.js keeps longer texts where the garbage collector does not copy them. */
const pieceLength = 0x100000;

/** By the code of a character, whatever it is. */
const kinds = new Uint8Array(0x10000);
for (const character of ' \t\n\r') kinds[character.charCodeAt(0)] = space;
for (const character of '[:') kinds[character.charCodeAt(0)] = opening;
for (const character of ']}') kinds[character.charCodeAt(0)] = closing;
kinds[','.charCodeAt(0)] = comma;

/** What is copied at once (bytes). More may be read and written behind the end. */
const step = 8;

/** From here on Node.js copies faster, although it has to be called (bytes). */
const longRun = 256;

/** One comparison: what stands before the digits becomes a large number. */
const isDigit = (unit: number): boolean => (unit - zero) >>> 0 <= 9;

/** @returns whether a JavaScript number holds the integer of these digits, which are long and begin with no zero */
function isExact(units: Uint16Array, first: number, end: number): boolean {
	if (end - first > longDigits) return false;
	for (let position = 0; position < longDigits; position++) {
		const difference = (units[first + position] as number) - (greatest[position] as number);
		if (difference !== 0) return difference < 0;
	}
	return true;
}

/** @returns whether this is a value unless it stands in a string: a name is none, nor is a part of a number */
function isValue(units: Uint16Array, length: number, start: number, end: number): boolean {
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

/**
 * Finds where quotes belong in the text of these units, behind which stands one that is none of it.
 *
 * @param places where they are written, with room for two for each sixteen units
 * @returns how many there are
 */
function findPlaces(units: Uint16Array, length: number, places: Uint32Array): number {
	let count = 0;
	// Sixteen digits and more cannot hide between places sixteen apart.
	for (let place = longDigits - 1; place < length; ) {
		if (!isDigit(units[place] as number)) {
			place += longDigits;
			continue;
		}
		let first = place;
		while (first > 0 && isDigit(units[first - 1] as number)) first--;
		let end = place + 1;
		while (isDigit(units[end] as number)) end++;
		place = end + longDigits - 1;
		if (end - first < longDigits || units[first] === zero || isExact(units, first, end)) continue;
		const start = first > 0 && units[first - 1] === minus ? first - 1 : first;
		if (!isValue(units, length, start, end)) continue;
		places[count++] = start;
		places[count++] = end;
	}
	return count;
}

/** Bytes, seen in two ways. */
interface Bytes {
	buffer: Buffer;
	view: DataView;
}

/**
 * Copies a part of a text to a place of another, with a quote behind each piece. Behind both there is room for a step more.
 *
 * @param ends where the pieces end (units)
 * @param width of a unit (bytes)
 * @returns where the copy ends, without the last quote
 */
function copyWithQuotes(
	source: Bytes,
	target: Bytes,
	start: number,
	ends: Uint32Array,
	width: number,
): number {
	const [input, output] = [source.view, target.view];
	let from = 0;
	let to = start;
	// With an iterator, a list of nothing but ids takes 4 % longer.
	for (let at = 0; at < ends.length; at++) {
		const length = (ends[at] as number) * width - from;
		if (length >= longRun) source.buffer.copy(target.buffer, to, from, from + length);
		else
			for (let copied = 0; copied < length; copied += step) {
				output.setInt32(to + copied, input.getInt32(from + copied, true), true);
				output.setInt32(to + copied + 4, input.getInt32(from + copied + 4, true), true);
			}
		from += length;
		output.setInt16(to + length, quote, true);
		to += length + width;
	}
	return to - width;
}

const bytesOf = (buffer: Buffer): Bytes => ({
	buffer,
	view: new DataView(buffer.buffer, buffer.byteOffset, buffer.length),
});

/** Where parts of up to so many bytes are copied, and pieces of so many, with quotes. */
function deskFor(units: Uint16Array, width: number, pieceBytes: number) {
	const source = width === 1 ? Buffer.allocUnsafe(units.length) : Buffer.from(units.buffer);
	// An integer has sixteen digits and two quotes.
	const target = Buffer.allocUnsafe(pieceBytes + Math.ceil(source.length * 1.125) + step);
	return { source: bytesOf(source), target: bytesOf(target) };
}

/**
 * Puts each integer that a JavaScript number would change into quotes. The result is no JSON where a string holds what looks
 * like one: the quote ends the string, and no digit may follow one.
 *
 * @returns undefined where there is none
 */
export function quoteLongIntegers(text: string): string | undefined {
	const width = /[^\0-\xff]/.test(text) ? 2 : 1;
	// The engine remembers the text in which a pattern last found something, and would keep it in memory.
	/^/.test('');
	const encoding = width === 1 ? 'latin1' : 'utf16le';
	const pieceBytes = Math.min(text.length, pieceLength) * width;
	let units = new Uint16Array(0);
	let places = new Uint32Array(0);
	let desk: ReturnType<typeof deskFor> | undefined;
	const pieces: string[] = [];
	let copied = 0;
	let written = 0;
	const finishPiece = (): void => {
		if (desk) pieces.push(desk.target.buffer.toString(encoding, 0, written));
		written = 0;
	};
	for (let from = 0, to = 0; from < text.length; from = to) {
		// No integer goes on behind a comma, and none needs to know what stands before it.
		const last = text.lastIndexOf(',', from + partLength);
		const next = last >= from ? last : text.indexOf(',', from + partLength);
		to = text.length - from <= partLength || next < 0 ? text.length : next + 1;
		const part = text.slice(from, to);
		// One more for the end.
		const room = Math.max(part.length, Math.min(text.length, partLength + 1)) + 1 + step;
		if (units.length < room) {
			finishPiece();
			units = new Uint16Array(room);
			places = new Uint32Array(Math.ceil(room / 8) + 1);
			desk = undefined;
		}
		Buffer.from(units.buffer).write(part, 'utf16le');
		units[part.length] = 0;
		const count = findPlaces(units, part.length, places);
		if (count === 0 && written === 0) continue;
		desk ??= deskFor(units, width, pieceBytes);
		if (written === 0) pieces.push(text.slice(copied, from));
		if (width === 1) desk.source.buffer.write(part, encoding);
		places[count] = part.length;
		const ends = places.subarray(0, count + 1);
		written = copyWithQuotes(desk.source, desk.target, written, ends, width);
		copied = to;
		if (written >= pieceBytes) finishPiece();
	}
	if (copied === 0) return undefined;
	finishPiece();
	pieces.push(text.slice(copied));
	return pieces.join('');
}
