import { fillPlainTemplate, parsePlainTemplate } from '../../../nodes/shared/input/plainPath.ts';

describe('a template is plain', () => {
	test.each([
		['=', []],
		['=Hello', ['Hello']],
		['={{ $json.a }}', [['a']]],
		['={{$json.a}}', [['a']]],
		['={{\n\t$json.a\u00a0}}', [['a']]],
		['={{ $json.a.b.c }}', [['a', 'b', 'c']]],
		['={{ $json["first name"] }}', [['first name']]],
		["={{ $json[ 'it is' ] }}", [['it is']]],
		['={{ $json.list[0].$x[12] }}', [['list', 0, '$x', 12]]],
		['={{ $json["{{"] }}', [['{{']]],
		['=Dear {{ $json.a }}, {{ $json.b }}!', ['Dear ', ['a'], ', ', ['b'], '!']],
		['= {{ $json.a }}', [' ', ['a']]],
		['={{ $json.a }}}', [['a'], '}']],
	])('%j', (raw, template) => {
		expect(parsePlainTemplate(raw)).toEqual(template);
	});
});

describe('n8n has to evaluate', () => {
	test.each([
		['a constant, which is no template', '{{ $json.a }}'],
		['a call', '={{ $json.a.trim() }}'],
		['an operator', '={{ $json.a + 1 }}'],
		['a fallback', '={{ $json.a ?? "x" }}'],
		['an optional path', '={{ $json?.a }}'],
		['a computed name', '={{ $json[$json.a] }}'],
		['a template literal', '={{ $json[`a`] }}'],
		['an escape in a name', '={{ $json["a\\"b"] }}'],
		['an escape in the text', '=a\\n{{ $json.a }}'],
		['a comment', '={{ $json.a /* x */ }}'],
		['the whole item', '={{ $json }}'],
		['another source', '={{ $("Start").item.json.a }}'],
		['a look-alike', '={{ $jsonx.a }}'],
		['a name outside ASCII', '={{ $json.имя }}'],
		['an object', '={{ { a: $json.a } }}'],
		['braces that do not close', '={{ $json.a'],
		['empty braces', '={{ }}'],
		['closing braces inside a name', '={{ $json["}}"] }}'],
		['three opening braces', '={{{ $json.a }}'],
		['one plain path and one call', '={{ $json.a }} {{ $now }}'],
		['the prototype', '={{ $json.__proto__ }}'],
		['the constructor', '={{ $json["constructor"].name }}'],
	])('%s', (_, raw) => {
		expect(parsePlainTemplate(raw)).toBeNull();
	});
});

describe('filling a plain template', () => {
	const fill = (raw: string, json: unknown) => {
		const template = parsePlainTemplate(raw);
		if (!template) throw new Error(`${raw} is not plain`);
		return fillPlainTemplate(template, json);
	};

	test.each([
		['={{ $json.a }}', { a: '' }, ''],
		['={{ $json.a }}', { a: 0 }, 0],
		['={{ $json.a }}', { a: -0 }, -0],
		['={{ $json.a }}', { a: false }, false],
		['=x{{ $json.a }}', { a: -0 }, 'x0'],
		['=x{{ $json.a }}', { a: 1e21 }, 'x1e+21'],
		['={{ $json.a }}{{ $json.a }}', { a: 1 }, '11'],
		['={{ $json.a[1].b }}', { a: [0, { b: 'deep' }] }, 'deep'],
		['={{ $json.a }}', { a: '{{ $json.b }}' }, '{{ $json.b }}'],
		['=Hello', undefined, 'Hello'],
		['=', {}, ''],
	])('%j from %j gives %j', (raw, json, value) => {
		expect(fill(raw, json)).toBe(value);
	});

	test.each([
		['a missing name', {}],
		['a null', { a: null }],
		['no number', { a: NaN }],
		['infinity', { a: Infinity }],
		['an object', { a: {} }],
		['a list', { a: ['x'] }],
		['a date', { a: new Date(0) }],
		['an inherited name', Object.create({ a: 'inherited' }) as object],
		['a missing item', undefined],
	])('%s is left to n8n', (_, json) => {
		expect(fill('={{ $json.a }}', json)).toBeUndefined();
		expect(fill('=x{{ $json.a }}', json)).toBeUndefined();
	});

	test('a boolean in text is left to n8n, as is a path through a text', () => {
		expect(fill('=x{{ $json.a }}', { a: true })).toBeUndefined();
		expect(fill('={{ $json.a.length }}', { a: 'text' })).toBeUndefined();
		expect(fill('={{ $json.a[0] }}', { a: 'text' })).toBeUndefined();
	});
});
