import { fillByTable, type TextCounting } from '../shared/textParts';

/** Characters that the gateway counts twice. Source: docs/gateways/smsby.md 3.7. */
const double = '\n[]\\^{}|€';

/**
 * The gateway's own table of part borders, which are not all multiples of the usual sizes; any character beyond ASCII but
 * the euro sign makes a text Unicode. Source: docs/gateways/smsby.md 3.7.
 */
export const textCounting: TextCounting = {
	units: (character) =>
		double.includes(character) ? 2 : (character.codePointAt(0) ?? 0) <= 127 ? 1 : 0,
	gsm: fillByTable([160, 306, 459, 628, 785, 942, 1071, 1224, 1377, 1530]),
	unicode: fillByTable([70, 134, 201, 252, 315, 378, 469, 536, 603, 670]),
};
