import { estimateText, fillByTable } from '../../nodes/shared/text/textParts.ts';
import { textCounting } from '../../nodes/SmsBy/fields.ts';

describe('estimateText', () => {
	test.each([
		['', 'GSM-7', 1, 160],
		['a'.repeat(160), 'GSM-7', 1, 0],
		['a'.repeat(161), 'GSM-7', 2, 2 * 153 - 161],
		['a'.repeat(306), 'GSM-7', 2, 0],
		['a'.repeat(307), 'GSM-7', 3, 3 * 153 - 307],
		['я'.repeat(70), 'UCS-2', 1, 0],
		['я'.repeat(71), 'UCS-2', 2, 2 * 67 - 71],
		['я'.repeat(134), 'UCS-2', 2, 0],
		['я'.repeat(135), 'UCS-2', 3, 3 * 67 - 135],
		// Two units each in their encodings.
		['€'.repeat(80), 'GSM-7', 1, 0],
		['€'.repeat(81), 'GSM-7', 2, 2 * 153 - 1 - 162],
		['😀'.repeat(35), 'UCS-2', 1, 0],
		['😀'.repeat(36), 'UCS-2', 2, 2 * 67 - 1 - 72],
	])('counts %#', (text, encoding, parts, left) => {
		expect(estimateText(text)).toMatchObject({ encoding, parts, unitsLeft: left });
	});

	test('cuts no pair in two', () => {
		expect(estimateText('a'.repeat(152) + '€' + 'a'.repeat(151))).toMatchObject({
			parts: 2,
			unitsLeft: 0,
		});
		expect(estimateText('a'.repeat(152) + '€' + 'a'.repeat(152))).toMatchObject({ parts: 3 });
	});

	test('names the characters that make it longer, once each, and what the text would be without them', () => {
		expect(estimateText(`Order “42” — ready. ${'a'.repeat(120)} “!”`)).toMatchObject({
			encoding: 'UCS-2',
			unicodeCharacters: ['“', '”', '—'],
			parts: 3,
			partsWithoutThem: 1,
		});
		expect(estimateText('Ready')).toMatchObject({ unicodeCharacters: [], partsWithoutThem: 1 });
	});

	test('knows the whole alphabet, where each character has its size', () => {
		expect(estimateText('ΔΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§¿äöñüà¡£¥èéùìòÇØøÅå¤\r\n')).toMatchObject({
			encoding: 'GSM-7',
			unitsLeft: 160 - 41,
		});
		expect(estimateText('^{}\\[~]|€\f')).toMatchObject({ encoding: 'GSM-7', unitsLeft: 140 });
		expect(estimateText('`')).toMatchObject({ encoding: 'UCS-2' });
	});

	test('counts people’s characters, not units', () => {
		expect(estimateText('😀я')).toMatchObject({ characters: 2, unitsLeft: 67 });
	});
});

describe('SMS.by’s own table', () => {
	test.each([
		['a'.repeat(460), 4, 168],
		['a'.repeat(1530), 10, 0],
		['a'.repeat(1531), null, null],
		['я'.repeat(252), 4, 0],
		['я'.repeat(670), 10, 0],
		['я'.repeat(671), null, null],
		['[€]\n', 1, 152],
		// In the GSM alphabet, but not in ASCII.
		['é', 1, 69],
	])('counts %#', (text, parts, unitsLeft) => {
		expect(estimateText(text, textCounting)).toMatchObject({ parts, unitsLeft });
	});

	test('fills by its borders', () => {
		expect(fillByTable([2, 5])([1, 2, 1])).toEqual({ parts: 2, left: 1 });
		expect(fillByTable([2, 5])([6])).toBeNull();
	});
});
