/** How long a text is as an SMS, before anything is sent. */
interface TextEstimate {
	encoding: 'GSM-7' | 'UCS-2';
	/** Characters as a person counts them. */
	characters: number;
	/** null when the text is longer than the gateway takes. */
	parts: number | null;
	/** Units that are left in the last part: a unit is a character of the encoding, and some characters take two. */
	unitsLeft: number | null;
	/** The characters, each once, without which the text would go in the shorter encoding. */
	unicodeCharacters: string[];
	/** Parts that the text would have with other characters in their places. */
	partsWithoutThem: number | null;
}

/** What fits into parts: their number and the units that are left, or null when nothing is long enough. */
type Fill = (units: readonly number[]) => { parts: number; left: number } | null;

/** How a gateway counts a text. */
export interface TextCounting {
	/** Units that a character takes in the shorter encoding; 0 when it is not in it. */
	units(character: string): number;
	gsm: Fill;
	unicode: Fill;
}

/** The alphabet of GSM 03.38, its default table. Source: 3GPP TS 23.038, section 6.2.1. */
const basic =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Its extension table: each of these follows an escape. Source: 3GPP TS 23.038, section 6.2.1.1. */
const extended = '\f^{}\\[~]|€';

const gsmUnits = new Map<string, number>([
	...Array.from(basic, (character): [string, number] => [character, 1]),
	...Array.from(extended, (character): [string, number] => [character, 2]),
]);

/** Parts of a size; of a text that needs several, each loses room to the header. No character is cut in two. */
const fillParts =
	(single: number, each: number): Fill =>
	(units) => {
		const total = units.reduce((sum, size) => sum + size, 0);
		if (total <= single) return { parts: 1, left: single - total };
		let parts = 1;
		let used = 0;
		for (const size of units) {
			if (used + size > each) {
				parts++;
				used = 0;
			}
			used += size;
		}
		return { parts, left: each - used };
	};

/**
 * Parts by a gateway's own table.
 *
 * @param borders units that 1, 2, 3 … parts hold
 */
export const fillByTable =
	(borders: readonly number[]): Fill =>
	(units) => {
		const total = units.reduce((sum, size) => sum + size, 0);
		const index = borders.findIndex((border) => total <= border);
		return index < 0 ? null : { parts: index + 1, left: (borders[index] ?? total) - total };
	};

/** The usual counting: 160 characters or 153 a part, in Unicode 70 or 67. Source: 3GPP TS 23.040, section 9.2.3.24.1. */
const usualCounting: TextCounting = {
	units: (character) => gsmUnits.get(character) ?? 0,
	gsm: fillParts(160, 153),
	unicode: fillParts(70, 67),
};

/** Counts a text as an SMS. An empty one is one part, as gateways bill it. */
export function estimateText(text: string, counting: TextCounting = usualCounting): TextEstimate {
	const characters = Array.from(text);
	const units = characters.map((character) => counting.units(character));
	const unicodeCharacters = [...new Set(characters.filter((_character, at) => units[at] === 0))];
	const short = counting.gsm(units.map((size) => size || 1));
	// A character beyond the first plane is two units of UTF-16.
	const long = counting.unicode(characters.map(({ length }) => length));
	const isUnicode = unicodeCharacters.length > 0;
	const filled = isUnicode ? long : short;
	return {
		encoding: isUnicode ? 'UCS-2' : 'GSM-7',
		characters: characters.length,
		parts: filled?.parts ?? null,
		unitsLeft: filled?.left ?? null,
		unicodeCharacters,
		partsWithoutThem: short?.parts ?? null,
	};
}

/** What decides how long a text is, for a row whose parts the gateway itself has counted. */
export function encodingOf(text: string) {
	const { encoding, unicodeCharacters, partsWithoutThem } = estimateText(text);
	return { encoding, unicodeCharacters, partsWithoutThem };
}
