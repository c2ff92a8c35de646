const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;

type Decoded = { readonly bytes: Buffer; readonly malformed: boolean };

const hexDigit = (byte: number | undefined): number => {
	if (byte === undefined) return -1;
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const letter = byte | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/**
 * Percent-decodes to bytes, `+` being a space, exactly once. A `%` without two hex digits stays as
 * it is and is reported (URL Standard, "application/x-www-form-urlencoded parsing").
 * @param wire text with one character per byte
 */
export const percentDecode = (wire: string): Decoded => {
	const input = Buffer.from(wire, 'latin1');
	const output = Buffer.allocUnsafe(input.length);
	let length = 0;
	let malformed = false;
	for (let at = 0; at < input.length; at++) {
		const byte = input[at] ?? 0;
		if (byte === PLUS) output[length++] = SPACE;
		else if (byte !== PERCENT) output[length++] = byte;
		else {
			const high = hexDigit(input[at + 1]);
			const low = hexDigit(input[at + 2]);
			if (high < 0 || low < 0) {
				malformed = true;
				output[length++] = byte;
			} else {
				output[length++] = high * 16 + low;
				at += 2;
			}
		}
	}
	return { bytes: output.subarray(0, length), malformed };
};
