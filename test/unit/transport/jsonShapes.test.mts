/** Large JSON of many shapes: every digit is kept, and everything else is as JSON.parse has it. */
import { parseJson } from '../../../nodes/shared/text/json.ts';

/** The same, one character after the other: an integer that a number would change is put into quotes. */
function reference(text: string): unknown {
	const pieces: string[] = [];
	for (let at = 0; at < text.length; ) {
		const start = at++;
		if (text[start] === '"') {
			while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
			at++;
		} else if (/[-\d]/.test(text[start] ?? '')) {
			while (/[-+.eE\d]/.test(text[at] ?? '')) at++;
		}
		const token = text.slice(start, at);
		const isLong = /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
		pieces.push(isLong ? `"${token}"` : token);
	}
	return JSON.parse(pieces.join(''));
}

const long = (row: number): string => String(7_234_567_890_123_456_789n + BigInt(row) * 7919n);
const ofDigits =
	(digits: number) =>
	(row: number): string =>
		String(10n ** BigInt(digits - 1) + BigInt(row) * 7919n + 7n);
const text = 'Your order is ready. ';

/** One row of a list. */
const rows: Record<string, (row: number) => string> = {
	'integers of 15 digits': ofDigits(15),
	'integers of 16 digits': ofDigits(16),
	'integers of 17 digits': ofDigits(17),
	'integers of 19 digits': long,
	'integers of 20 digits': ofDigits(20),
	'integers of 300 digits': ofDigits(300),
	'integers around 2^53': (row) => String(2n ** 53n - 4n + BigInt(row % 9)),
	'negative integers': (row) => `-${long(row)}`,
	'negative integers around 2^53': (row) => String(4n - 2n ** 53n - BigInt(row % 9)),
	'round integers': (row) => `${10n ** BigInt(16 + (row % 9))}`,
	exponents: (row) => `${long(row)}e${row % 9}`,
	'decimals of 20 digits': (row) => `0.${long(row)}1`,
	'integers with decimals': (row) => `${long(row)}.5`,
	'integers as names': (row) => `{"${long(row)}":${row}}`,
	'integers as names and values': (row) => `{"${long(row)}":${long(row)},"${row}":-${long(row)}}`,
	'texts that look like integers': (row) => `"${long(row)}"`,
	'texts with a colon and an integer': (row) => `{"a":"b: 12345678901234567890","id":${row}}`,
	'texts with a value in them': (row) => `{"a":"b ,${long(row)}, c","id":${long(row)}}`,
	'texts of JSON': (row) => JSON.stringify(`{"id":${long(row)},"a":[${long(row)}]}`),
	'quotes behind backslashes': (row) => `"\\\\\\"${long(row)}\\"","\\\\",${long(row)},"\\\\\\\\"`,
	'runs of backslashes': (row) => `"${'\\\\'.repeat(row % 200)}",${long(row)}`,
	'surrogate pairs': (row) => `{"a":"🎁😀 ${row}","id":${long(row)}}`,
	'surrogate pairs as escapes': (row) => `{"a":"\\ud83c\\udf81","id":${long(row)}}`,
	'halves of surrogate pairs': (row) => `["\ud83c",${long(row)},"\udf81"]`,
	'Cyrillic texts': (row) => `{"a":"Заказ ${row} готов","id":${long(row)}}`,
	'Cyrillic names': (row) => `{"номер":${long(row)}}`,
	'Latin texts with accents': (row) => `{"a":"café ÿ","id":${long(row)}}`,
	'Latin, then Cyrillic texts': (row) => `{"a":"${row > 2000 ? 'я' : 'a'}","id":${long(row)}}`,
	'long texts, each before 49 integers': (row) => (row % 50 ? long(row) : `"${text.repeat(250)}"`),
	'long Cyrillic texts, each before 49 integers': (row) =>
		row % 50 ? long(row) : `"${'Заказ готов. '.repeat(400)}"`,
	'texts around the length that is copied at once': (row) =>
		`"${'a'.repeat(110 + (row % 60))}",${long(row)},"${'я'.repeat(row % 2)}"`,
	'lists and objects in each other': (row) =>
		`${'[{"a":'.repeat(40)}${long(row)}${'}]'.repeat(40)}`,
	'indented JSON': (row) => `\n\t{\n\t\t"id" : ${long(row)} ,\n\t\t"b" : [ ]\n\t}`,
	'lines that end with CR and LF': (row) => `\r\n  {\r\n    "id": ${long(row)}\r\n  }`,
	'spaces on both sides': (row) => `${' '.repeat(row % 70)}${long(row)}${' '.repeat(row % 67)}`,
	'all kinds of values': (row) => `{"a":true,"b":null,"c":${long(row)},"d":1.5e3,"e":[],"f":{}}`,
	'the same name twice': (row) => `{"a":${long(row)},"a":${row}}`,
	'no long integer': (row) => `{"phone":79161234567,"a":"ok","b":${row}}`,
};

const listOf = (row: (at: number) => string, length: number): string => {
	const list: string[] = [];
	for (let size = 0; size < length; size += (list.at(-1) ?? '').length + 1)
		list.push(row(list.length));
	return list.join(',');
};

const wholes: Record<string, string> = {
	'one integer': '7'.repeat(200_000),
	'one text': `"${long(1).repeat(10_000)}"`,
	'an integer at the very end': `["${text.repeat(10_000)}",${long(1)}]`,
	'an integer at the very end of many rows': `[${`{"a":"${text}"},`.repeat(8000)}${long(1)}]`,
	'an integer at the very end of an object': `{"a":"${text.repeat(10_000)}","b":${long(1)}}`,
	'an integer at the very start': `[${long(1)},"${text.repeat(10_000)}"]`,
	'integers only behind long texts': `["${text.repeat(10_000)}",${listOf(long, 100_000)}]`,
	'a mark in front': `\ufeff[${listOf(long, 100_000)}]`,
};

const same = (json: string): void => {
	const plain = json.charCodeAt(0) === 0xfeff ? json.slice(1) : json;
	expect(JSON.stringify(parseJson(json)) === JSON.stringify(reference(plain))).toBe(true);
};

test.each(Object.entries(rows))('a list of %s', (_name, row) => {
	for (const length of [50, 70_000, 300_000]) same(`[${listOf(row, length)}]`);
});

test.each(Object.entries(wholes))('%s', (_name, json) => same(json));

test('the reference tells what a number would change', () => {
	expect(
		reference('[9007199254740991,9007199254740992,-9007199254740993,1.5,"1,2",1e400]'),
	).toEqual([9007199254740991, '9007199254740992', '-9007199254740993', 1.5, '1,2', Infinity]);
});
