/** What a text costs in SMS parts. */
export type Length = {
	readonly parts: number;
	/** Characters, each counted once. */
	readonly length: number;
	readonly isTooLong: boolean;
};

/** The vendor's own borders, not multiples of 153 and 67 (docs/gateways/smsby.md 3.7). */
const LATIN = [160, 306, 459, 628, 785, 942, 1071, 1224, 1377, 1530];
const UNICODE = [70, 134, 201, 252, 315, 378, 469, 536, 603, 670];

const DOUBLE = new Set(['\n', '[', ']', '\\', '^', '{', '}', '|', '€']);

/**
 * Counts as the vendor's CountSmsParts means to (docs/gateways/smsby.md 3.7): code points, some of them double, any above
 * 127 but € makes the text Unicode. The limit looks at the plain length, and what the double ones add beyond the table stays
 * at ten parts.
 */
export const measure = (text: string): Length => {
	const characters = [...text];
	const isUnicode = characters.some((one) => one !== '€' && (one.codePointAt(0) ?? 0) > 127);
	const borders = isUnicode ? UNICODE : LATIN;
	const weight = characters.reduce((sum, one) => sum + (DOUBLE.has(one) ? 2 : 1), 0);
	const at = borders.findIndex((border) => weight <= border);
	return {
		parts: at < 0 ? borders.length : at + 1,
		length: characters.length,
		isTooLong: characters.length > (borders.at(-1) ?? 0),
	};
};
