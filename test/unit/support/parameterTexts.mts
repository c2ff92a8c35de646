import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** Names of all sorts; items and paths are made of the same ones, so that they meet. */
const plainNames = ['a', 'b', 'phone', 'first name', '0', '1'];
const oddNames = [
	'_x',
	'$y',
	'имя',
	'x-y',
	'',
	'10',
	'8',
	'length',
	'name',
	'map',
	'first',
	'keys',
	'then',
	'toJSON',
	'isEmpty',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'constructor',
	'__proto__',
	'caller',
	'arguments',
	'$json',
	'if',
	'{{',
	'}}',
	'{',
	"it's",
	'say "x"',
	'back\\slash',
	'line\nbreak',
	'a.b',
	'b[0]',
];
const name = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...plainNames) },
	{ weight: 1, arbitrary: fc.constantFrom(...oddNames) },
);
const space = fc.constantFrom('', '', '', ' ', '  ', '\n', '\t', '\u00a0', '\ufeff');

/** `.a`, `["a"]`, `['a']`, `[0]`, now and then written wrong. */
const segment = fc.oneof(
	{ weight: 4, arbitrary: name.map((key) => (/^[\p{L}_$][\w$]*$/u.test(key) ? `.${key}` : '.a')) },
	{ weight: 3, arbitrary: fc.tuple(name, space).map(([key, gap]) => `[${gap}"${key}"${gap}]`) },
	{ weight: 3, arbitrary: fc.tuple(name, space).map(([key, gap]) => `[${gap}'${key}'${gap}]`) },
	{ weight: 2, arbitrary: fc.constantFrom('[0]', '[1]', '[10]', '[ 0 ]', '[99]') },
	{ weight: 1, arbitrary: fc.constantFrom('[00]', '[010]', '[-1]', '[1.0]', '[0x1]', '[1_0]') },
);
const segmentsOf = (length: number) =>
	fc.array(segment, { minLength: length, maxLength: length }).map((segments) => segments.join(''));
const path = fc
	.oneof(
		{ weight: 5, arbitrary: segmentsOf(1) },
		{ weight: 3, arbitrary: segmentsOf(2) },
		{ weight: 1, arbitrary: segmentsOf(3) },
	)
	.map((segments) => `$json${segments}`);

/** Looks like a path and is more, or less. */
const notPlain = fc.oneof(
	path.map((code) => `${code}.toUpperCase()`),
	path.map((code) => `${code} + 1`),
	path.map((code) => `${code} ?? "none"`),
	path.map((code) => code.replace('$json', '$json?')),
	path.map((code) => `${code} // note\n`),
	path.map((code) => `/* note */ ${code}`),
	path.map((code) => `(${code})`),
	path.map((code) => `${code};`),
	path.map((code) => code.replace('$json', '$input.item.json')),
	fc.constantFrom(
		'$json',
		'$json.',
		'$json..a',
		'$json.a.',
		'$json[a]',
		'$json["a',
		'$json["a"]["b"',
		'$json["a\\"b"]',
		"$json['\\u0061']",
		'$json[`a`]',
		'$json . a',
		'$json .a',
		'$json["a"] .b',
		'$json.a\u2028',
		'$jsonx.a',
		'$Json.a',
		'json.a',
		'JSON.stringify($json)',
		'$json.a | upper',
		'$json.a, $json.b',
		'"text"',
		'1',
		'',
		' ',
		'{ $json.a',
		'$json.a }',
		'$itemIndex',
	),
);
const expression = fc
	.tuple(space, fc.oneof({ weight: 5, arbitrary: path }, { weight: 1, arbitrary: notPlain }), space)
	.map(([before, code, after]) => `{{${before}${code}${after}}}`);

const words = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.constantFrom('Dear ', ', your order', 'Привет', '👍', ' ', '=', '\n', '%'),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom('"', "'", '`', '${x}', '{', '}', '$json.a', '<b>', '&amp;'),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('}}', '{{', '\\', '\\n', '. constructor', '.constructor', '\u2028'),
	},
);

/** The stored text of a parameter: a constant, one expression, or text with expressions in it. */
export const parameterText = fc.oneof(
	{ weight: 1, arbitrary: words },
	{ weight: 1, arbitrary: fc.constantFrom('', '{{ $json.a }}', ' ={{ $json.a }}', '=') },
	{ weight: 5, arbitrary: expression.map((code) => `=${code}`) },
	{
		weight: 5,
		arbitrary: fc
			.array(fc.oneof(words, expression), { maxLength: 5 })
			.map((parts) => `=${parts.join('')}`),
	},
);

const scalar = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('79001112233', 'Анна', '', ' x ', '0', '👍', '007') },
	{
		weight: 2,
		arbitrary: fc.constantFrom('{{', '}}', '{', '={{ $json.a }}', '\ud83d', '\0', '$&', '\\n'),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
	{ weight: 3, arbitrary: fc.constantFrom(0, 1, -1, 1.5, 79001112233, 1e21, 1e-7, 2 ** 53 + 2) },
	{ weight: 2, arbitrary: fc.constantFrom(-0, NaN, Infinity, -Infinity) },
	{ weight: 1, arbitrary: fc.double() },
	{ weight: 2, arbitrary: fc.constantFrom(true, false) },
	{ weight: 2, arbitrary: fc.constantFrom(null, undefined) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 1_768_000_000_000).map((at) => new Date(at)) },
);

/** Most of the plain names and a few odd ones; built key by key, so that `__proto__` is a key like any other. */
const objectOf = (value: fc.Arbitrary<unknown>) =>
	fc
		.tuple(
			fc.tuple(...plainNames.map((key) => fc.option(fc.tuple(fc.constant(key), value)))),
			fc.array(fc.tuple(fc.constantFrom(...oddNames), value), { maxLength: 6 }),
		)
		.map(([plain, odd]) => {
			const entries = [...plain.filter((entry) => entry !== null), ...odd];
			return Object.fromEntries(entries) as IDataObject;
		});
const listOf = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 12 });
const value: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: scalar },
	{ weight: 1, arbitrary: objectOf(scalar) },
	{ weight: 1, arbitrary: listOf(fc.oneof(scalar, objectOf(scalar))) },
);

/** Items whose keys the paths use. */
export const inputItems: fc.Arbitrary<INodeExecutionData[]> = fc.array(
	objectOf(value).map((json) => ({ json })),
	{ minLength: 1, maxLength: 3 },
);
