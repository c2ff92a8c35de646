/** Digits that a JavaScript number may not hold exactly; with more it never does. */
const longDigits = 16;

/** The largest integer up to which all are exact, of as many digits. */
const greatest = String(Number.MAX_SAFE_INTEGER);

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;

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

/** Pieces of a part that are kept as they are; more are joined at once. */
const few = 256;

/** Where quotes and long integers stand as far apart as this or farther, looking at each of them costs little. */
const farApart = 64;

/** Where a quote has to be put for every so many characters or fewer, copying them one by one costs less than slices do. */
const dense = 32;

/** @returns whether a JavaScript number holds the integer of these digits, of which the first is no zero */
function isExact(units: Uint16Array, first: number, end: number): boolean {
	if (end - first !== longDigits) return end - first < longDigits;
	for (let position = 0; position < longDigits; position++) {
		const difference = (units[first + position] as number) - greatest.charCodeAt(position);
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

/** @returns where quotes belong in the text of these units, behind which stands one that is none of it */
function placesIn(units: Uint16Array, length: number): number[] {
	const places: number[] = [];
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
		if (!isValue(units, length, start, end)) continue;
		places.push(start, end);
	}
	return places;
}

/** @returns what stands between the first of these places and the last, all of it ASCII, with quotes at those between */
function withQuotes(part: string, places: number[]): string {
	const bytes = Buffer.from(part, 'latin1');
	const result = Buffer.allocUnsafe(bytes.length + places.length);
	const source = new DataView(bytes.buffer, bytes.byteOffset);
	const target = new DataView(result.buffer, result.byteOffset);
	let from = places[0] as number;
	let to = 0;
	for (const place of places) {
		for (; from + 4 <= place; from += 4, to += 4) target.setUint32(to, source.getUint32(from));
		while (from < place) result[to++] = bytes[from++] as number;
		result[to++] = quote;
	}
	return result.toString('latin1', 1, to - 1);
}

/** @returns whether, as far as its beginning tells, a text holds so much that looking at each part of it takes long */
export function hasManyTokens(text: string): boolean {
	if (text.length <= chunkLength) return true;
	// A copy: the engine remembers what a pattern last read, and a part of a text keeps all of it.
	const beginning = Buffer.from(text.slice(0, chunkLength)).toString();
	const tokens = beginning.match(/"|\d{16}/g)?.length ?? 0;
	return tokens > chunkLength / farApart;
}

/**
 * Puts each integer that a JavaScript number would change into quotes. The result is no JSON where a string holds what looks
 * like one: the quote ends the string, and no digit may follow one.
 *
 * @returns undefined where there is none
 */
export function quoteLongIntegers(text: string): string | undefined {
	// One more for the end.
	let units = new Uint16Array(Math.min(text.length, chunkLength + 1) + 1);
	const pieces: string[] = [];
	let copied = 0;
	for (let from = 0, to = 0; from < text.length; from = to) {
		// No integer goes on behind a comma, and none needs to know what stands before it.
		const last = text.lastIndexOf(',', from + chunkLength);
		const next = last >= from ? last : text.indexOf(',', from + chunkLength);
		to = text.length - from <= chunkLength || next < 0 ? text.length : next + 1;
		const part = text.slice(from, to);
		if (units.length <= part.length) units = new Uint16Array(part.length + 1);
		Buffer.from(units.buffer).write(part, 'utf16le');
		units[part.length] = 0;
		const start = from;
		const places = placesIn(units, part.length);
		if (places.length === 0) continue;
		if (part.length <= dense * places.length && Buffer.byteLength(part) === part.length) {
			pieces.push(text.slice(copied, from + (places[0] as number)), withQuotes(part, places));
			copied = from + (places.at(-1) as number);
			continue;
		}
		const cut = places.map((place) => text.slice(copied, (copied = start + place)));
		// Many strings that live on keep the garbage collector busy.
		if (cut.length > few) pieces.push(cut.join('"'));
		else pieces.push(...cut);
	}
	if (copied === 0) return undefined;
	pieces.push(text.slice(copied));
	return pieces.join('"');
}
