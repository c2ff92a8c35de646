import fc from 'fast-check';
import { parseJson } from '../../../nodes/shared/text/json.ts';
import { holds } from '../../properties.mts';

const withoutMark = (text: string): string =>
	text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;

const isLong = (value: number, source: string): boolean =>
	!Number.isSafeInteger(value) && /^-?\d+$/.test(source);

/** The same by the plainest means: of JSON that is known to be valid, every token is a string, a number or something else. */
function oracle(text: string): unknown {
	const source = withoutMark(text);
	JSON.parse(source);
	return JSON.parse(
		source.replace(/"(?:[^"\\]|\\.)*"|[-\d.eE+]+/g, (token) =>
			isLong(Number(token), token) ? `"${token}"` : token,
		),
	);
}

/** The same by JSON.parse itself, which tells what stood in the text; it does not where a name comes twice or is escaped. */
const reviving = (text: string): unknown =>
	JSON.parse(withoutMark(text), (_key: string, value: unknown, context?: { source?: string }) =>
		typeof value === 'number' && isLong(value, context?.source ?? '') ? context?.source : value,
	);

const resultOf = (parse: (text: string) => unknown, text: string): unknown => {
	try {
		return { value: parse(text) };
	} catch (error) {
		return (error as Error).name;
	}
};

const same = (text: string): void => {
	expect(resultOf(parseJson, text)).toStrictEqual(resultOf(oracle, text));
};

const integer = fc.stringMatching(/^-?(0|[1-9]\d{12,22})$/);

/** Anything that a number could be, allowed or not. */
const number = fc.stringMatching(/^-{0,2}\d{0,20}(\.\d{0,18})?([eE][+-]?\d{0,18})?$/);

const token = fc.oneof(
	integer,
	number,
	fc.constantFrom(
		...'{}[],:"\\ -.eE+\n\t',
		'\\"',
		'\\\\',
		'""',
		'true',
		'null',
		'\ufeff',
		'я',
		'\ud83d',
		'\\ud83d',
	),
	fc.constantFrom('{"a":', '"__proto__":', '"a":', '"12345678901234567"', '"\\\\"', '"\\\\\\""'),
);

/** JSON in whose numbers all sizes occur. */
const { document } = fc.letrec<{ document: string; value: string }>((tie) => ({
	document: fc.tuple(fc.constantFrom('', ' ', '\n', '\ufeff'), tie('value')).map(([a, b]) => a + b),
	value: fc.oneof(
		{ maxDepth: 4 },
		integer,
		number,
		fc
			.string({ unit: fc.constantFrom('1', '9', '\\', '"', '{', 'я', '\ud83d', '\ude00') })
			.map((s) =>
				JSON.stringify(s).replace(/\\u(d[89a-f]..)/g, (_, hex) =>
					String.fromCharCode(parseInt(hex, 16)),
				),
			),
		fc.array(tie('value')).map((list) => `[${list.join(' ,')}]`),
		fc
			// A name of one escaped character JSON.parse of Node.js 24.21 takes for another such name of an object before it.
			.uniqueArray(
				fc.tuple(fc.constantFrom('a', 'b', '__proto__', '1', 'x"', '\\y'), tie('value')),
				{
					selector: ([name]) => name,
				},
			)
			.map((list) => `{${list.map(([k, v]) => `${JSON.stringify(k)} : ${v}`).join(',')}}`),
	),
}));

describe('parsing with all digits is JSON.parse with the numbers as they were written', () => {
	test('of any JSON', () => {
		holds(
			fc.property(document, (text) => {
				same(text);
				if (/\\/.test(text)) return;
				expect(resultOf(parseJson, text)).toStrictEqual(resultOf(reviving, text));
			}),
			3000,
		);
	});

	test('of anything that looks a little like it', () => {
		holds(
			fc.property(
				fc.array(token, { maxLength: 12 }).map((list) => list.join('')),
				same,
			),
			5000,
		);
	});

	test('of JSON with a character too many, too few or wrong', () => {
		holds(
			fc.property(document, fc.nat(), token, fc.nat(2), (text, place, other, removed) => {
				const at = place % (text.length + 1);
				same(text.slice(0, at) + other + text.slice(at + removed));
			}),
			3000,
		);
	});

	test('of what stands where one part of a long text ends and the next begins', () => {
		const mimic = fc.constantFrom(
			'"a,12345678901234567,b"',
			'"[12345678901234567]"',
			'"\\",12345678901234567,"',
			'"\\\\",12345678901234567,"\\\\"',
			'"\\\\\\",-12345678901234567,"',
			'"😀,12345678901234567,\ud83d"',
		);
		const rows = fc.array(fc.oneof(mimic, integer, document), { minLength: 2, maxLength: 40 });
		holds(
			fc.property(
				fc.constantFrom('a', 'я', '\\\\', '\\"', '12345678901234567,', '1'),
				fc.integer({ min: 65_300, max: 65_560 }),
				rows,
				(filler, length, list) => {
					const text = filler.repeat(Math.ceil(length / filler.length)).slice(0, length);
					same(`["${text}",${list.join(',')}]`);
					same(`["${text}" ,${list.join(' ,')},"${text}",${list.join(',\n')}]`);
				},
			),
			300,
		);
	});

	test.each([
		'{12345678901234567:1}',
		'{12345678901234567 \n :1}',
		'{"a" 12345678901234567}',
		'[012345678901234567]',
		'[-012345678901234567]',
		'[1.12345678901234567]',
		'[12345678901234567.]',
		'[12345678901234567e]',
		'[12345678901234567e2]',
		'[12345678901234567E+2]',
		'[-12345678901234567]',
		'[--12345678901234567]',
		'[1-12345678901234567]',
		'["\\"12345678901234567]',
		'["\\\\",12345678901234567]',
		'"12345678901234567',
		'{"a":12345678901234567,"a":1}',
		'{"a":1,"a":12345678901234567}',
		'\ufeff\ufeff12345678901234567',
		'[9007199254740991,9007199254740992,-9007199254740991,-9007199254740992]',
		'1'.repeat(400),
	])('of %s', (text) => same(text));

	const near = fc.constantFrom(
		'12345678901234567',
		'12345678901234568',
		'12345678901234567890',
		'-12345678901234567',
		'1.2345678901234568e16',
		'12345678901234567e0',
		'12345678901234568.0',
		'1e-1234567890123456',
		'0.12345678901234567',
		'9007199254740991',
		'1e400',
		'":12345678901234567,"',
		'"\\\\"',
		'"[12345678901234568]"',
		'1',
	);
	const { members } = fc.letrec<{ members: string }>((tie) => ({
		members: fc.oneof(
			{ maxDepth: 4 },
			near,
			fc.array(tie('members')).map((list) => `[${list.join(' , ')}]`),
			fc
				.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '__proto__', '1', '0', ','), tie('members')))
				.map((list) => `{${list.map(([name, value]) => `"${name}" :\n${value}`).join()}}`),
		),
	}));

	test.each(['a', 'я', '\\\\', ','])(
		'of integers that differ by less than numbers do, after a long text of %s: names twice, names that are numbers',
		(filler) => {
			const long = `"${filler.repeat(70_000)}"`;
			holds(
				fc.property(fc.array(members, { minLength: 1, maxLength: 8 }), (list) => {
					same(`[${long},${list.join()}]`);
					same(`{"long":${long},"a":${list.join(',"b":')},"rest":[${list.join()}]}`);
				}),
				100,
			);
		},
	);

	const text = `"${'a'.repeat(70_000)}"`;

	test.each([
		'12345678901234567',
		'{"a":{},"b":{"x":12345678901234567},"a":{"x":12345678901234568}}',
		'{"a":1,"b":12345678901234567,"a":12345678901234568}',
		'{"2":12345678901234567,"1":12345678901234568}',
		'["[12345678901234568]",1.2345678901234568e16]',
		'[1.2345678901234568e16,"[12345678901234568]"]',
		'["\\",12345678901234567,",12345678901234568]',
		'{"__proto__":12345678901234567}',
		`${'['.repeat(1_000)}12345678901234567${']'.repeat(1_000)}`,
		`[12345678901234567,${Array(2_000).fill('1e300').join()}]`,
	])('after a long text: %.60s', (value) => {
		same(`[${text},${value}]`);
		same(`[${value},${text}]`);
		same(`{"a":${text},"b":${value}}`);
		same(`[${text},${value}`);
	});

	test('a long text that is no part of a list', () => {
		same('1'.repeat(70_000));
		same(text);
		same(text.slice(0, -1));
	});

	test('an error quotes the text as it came', () => {
		const text = '[12345678901234567,x]';
		expect(() => parseJson(text)).toThrow(/position 19|"\.\.\.5678901234567,x\]"|567,x\]/);
		expect(() => parseJson(text)).not.toThrow(/7",x/);
	});

	const long = '12345678901234567';

	test.each([
		['ids', Array(9_000).fill(long).join(',')],
		['ids with spaces and signs', Array(9_000).fill(` -${long}\n`).join(',')],
		['a few ids among long texts', `"${'a'.repeat(20_000)}",${long},`.repeat(20) + '1'],
		['a few ids among long Cyrillic texts', `"${'я'.repeat(20_000)}",${long},`.repeat(20) + '1'],
		['many ids among Cyrillic texts', `"Заказ готов",-${long},`.repeat(9_000) + '1'],
		['many ids among pairs of surrogates', `"😀",${long},`.repeat(9_000) + '1'],
		['many ids among names', `{"email":"ann@example.com","id":${long}},`.repeat(9_000) + '1'],
		['texts of digits', Array(9_000).fill(`"${long}",${long}`).join(',')],
		[
			'what looks like a list within a string',
			`${long},"${Array(9_000).fill(long).join(',')}",${long}`,
		],
		[
			'JSON within a string',
			Array(2_000)
				.fill(JSON.stringify(JSON.stringify([`${long}`, 1])))
				.join(','),
		],
		['a long text without a comma', `"${'я'.repeat(200_000)} ${long}",${long}`],
		[
			'Latin and Cyrillic parts',
			`${`"${'a'.repeat(50)}",${long},`.repeat(2_000)}${`"я",${long},`.repeat(9_000)}1`,
		],
		[
			'long texts, then nothing but ids',
			`"${'a'.repeat(90_000)}",${Array(9_000).fill(long).join()}`,
		],
		[
			'nothing but ids, then long texts',
			`${Array(9_000).fill(long).join()},"${'я'.repeat(90_000)}",${long}`,
		],
		['ids of more than one piece', Array(70_000).fill(long).join()],
		['ids of more than one piece after Cyrillic', `"я",${Array(70_000).fill(long).join()}`],
		[
			'parts of all kinds',
			[`"${'é'.repeat(70_000)}"`, `"${'1'.repeat(200_000)}"`, `"${' '.repeat(70_000)}"`]
				.flatMap((text) => [
					text,
					...Array<string>(4_000).fill(long),
					...Array<string>(70_000).fill('1'),
				])
				.join(),
		],
		['halves of characters', Array(9_000).fill(`"\ud83d",${long}`).join(',')],
		['backslashes', Array(9_000).fill(`"\\\\",${long},"\\"",":${long},"`).join(',')],
		[
			'whitespace',
			Array(100)
				.fill(`${' '.repeat(2_000)}${long}${'\n'.repeat(2_000)}`)
				.join(','),
		],
	])('of much: %s', (_what, list) => {
		same(`[${list}]`);
		same(`[${list}`);
		same(`{"a":[${list}],"${long}":-${long}}`);
	});

	test('a value within ten thousand others is read, which recursion could not', () => {
		const depth = 10_000;
		let value = parseJson('['.repeat(depth) + '12345678901234567' + ']'.repeat(depth));
		for (let level = 0; level < depth; level++) [value] = value as unknown[];
		expect(value).toBe('12345678901234567');
	});
});
