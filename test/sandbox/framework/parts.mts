/** GSM 03.38, what a part of 160 can hold; the extension table takes two places a character. */
const GSM = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
		'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENDED = new Set('^{}\\[~]|€\f');

/** 160 Latin or 70 other characters alone, 153 or 67 in a chain (docs/gateways/smsc.md 21). */
const SIZES = { gsm: [160, 153], unicode: [70, 67] } as const;

/** Bytes of a binary SMS alone and in a chain (GSM 03.40: 140 less six of header). */
const BINARY_SIZES = [140, 134] as const;

const widthOf = (character: string): number => (GSM_EXTENDED.has(character) ? 2 : 1);

const measure = (text: string): { length: number; sizes: readonly [number, number] } => {
	const characters = [...text];
	const isGsm = characters.every((one) => GSM.has(one) || GSM_EXTENDED.has(one));
	return isGsm
		? { length: characters.reduce((sum, one) => sum + widthOf(one), 0), sizes: SIZES.gsm }
		: { length: text.length, sizes: SIZES.unicode };
};

const partsOf = (length: number, [single, chained]: readonly [number, number]): number =>
	length <= single ? 1 : Math.ceil(length / chained);

/** How many SMS a text takes. */
export const countParts = (text: string): number => {
	const { length, sizes } = measure(text);
	return partsOf(length, sizes);
};

/** How many SMS so many bytes take. */
export const countBinaryParts = (length: number): number => partsOf(length, BINARY_SIZES);

/** The beginning of a text that fits into so many SMS (`maxsms`, docs/gateways/smsc.md 2.1). */
export const truncateToParts = (text: string, most: number): string => {
	const characters = [...text];
	while (characters.length > 0 && countParts(characters.join('')) > most) characters.pop();
	return characters.join('');
};
