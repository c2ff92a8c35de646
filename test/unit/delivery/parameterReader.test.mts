import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type ParameterEvaluator, useVmExpressions } from '../../engine/harness/index.mts';
import { parameterReader } from '../../../nodes/shared/input/parameterReader.ts';
import { openEvaluator, type Outcome, outcomeOf } from '../support/parameterNode.mts';
import { inputItems, parameterText } from '../support/parameterTexts.mts';
import { holds } from '../../properties.mts';

let evaluator: ParameterEvaluator;

/** `THOROUGH=1 FC_SEED=$RANDOM npx jest parameterReader` looks longer than a test run should. */
const thorough = process.env.THOROUGH === '1';

interface Comparison {
	row: number;
	name: string;
	n8n: Outcome;
	ours: Outcome;
}

/** Reads every parameter of every row twice: by n8n, and by the reader. */
function compare(parameters: INodeParameters, items: INodeExecutionData[]): Comparison[] {
	const context = evaluator.context(parameters, items);
	const reader = parameterReader(context);
	return items.flatMap((_item, row) =>
		Object.keys(parameters).map((name) => ({
			row,
			name,
			n8n: outcomeOf(() => context.getNodeParameter(name, row)),
			ours: outcomeOf(() => reader(row)(name)),
		})),
	);
}

function expectSame(parameters: INodeParameters, items: INodeExecutionData[]): void {
	const different = compare(parameters, items).filter(
		({ n8n, ours }) => !isDeepStrictEqual(n8n, ours),
	);
	expect(different).toEqual([]);
}

const one = (json: IDataObject): INodeExecutionData[] => [{ json }];

describe.each(['legacy', 'vm'])('reading gives what n8n gives (%s expressions)', (engine) => {
	if (engine === 'vm') useVmExpressions();
	beforeAll(async () => {
		evaluator = await openEvaluator();
	});
	afterAll(async () => {
		await evaluator.close();
	});

	test('for any text and any item', () => {
		holds(
			fc.property(parameterText, parameterText, inputItems, (text, other, items) =>
				expectSame({ text, other }, items),
			),
			thorough ? 5000 : 80,
		);
	});

	test('for values nested in collections, lists and groups of fields', () => {
		const texts = fc.tuple(parameterText, parameterText, parameterText, parameterText);
		holds(
			fc.property(texts, inputItems, ([a, b, c, d], items) =>
				expectSame(
					{
						many: [a, 'fixed', b],
						options: { first: a, second: 'fixed', inner: { deep: b } },
						pairs: {
							pair: [
								{ name: 'fixed', value: c },
								{ name: d, value: 'fixed' },
							],
						},
					},
					items,
				),
			),
			thorough ? 1000 : 20,
		);
	});

	test.each([
		['a constant', 'text'],
		['an empty text', ''],
		['an expression without content', '='],
		['text without a path', '=Hello'],
		['a path', '={{ $json.phone }}'],
		['a path in text', '=Dear {{ $json.name }}, your order {{$json["order id"]}} is ready'],
		['a deep path', "={{ $json.customer['first name'][0].value }}"],
		['white space outside the braces', '= {{ $json.phone }}'],
		['stray closing braces', '=}}{{ $json.phone }}}}'],
		['a call', '={{ $json.name.toUpperCase() }}'],
		['a missing path', '={{ $json.missing }}'],
		['a missing path in text', '=x{{ $json.missing.more }}'],
		['a path through a text', '={{ $json.name.length }}'],
		['an index in a list', '={{ $json.list[10] }}'],
		['a length', '={{ $json.list.length }}'],
		['an object', '={{ $json.customer }}'],
		['an object in text', '=x{{ $json.customer }}'],
		['a boolean', '={{ $json.yes }}'],
		['a boolean in text', '=x{{ $json.yes }}'],
		['a negative zero', '={{ $json.minusZero }}'],
		['a negative zero in text', '=x{{ $json.minusZero }}'],
		['a number beyond exactness', '={{ $json.big }}|'],
		['no number', '={{ $json.notANumber }}'],
		['a date', '={{ $json.date }}'],
		['a date in text', '=x{{ $json.date }}'],
		['braces in a value', '={{ $json.braces }}'],
		['a lone surrogate', '={{ $json.lone }}'],
		['a null in text', '=x{{ $json.nothing }}'],
		['a null', '={{ $json.nothing }}'],
		['an index with a leading zero, which JavaScript reads as octal', '={{ $json.list[010] }}'],
		['a line break in a quoted name, which JavaScript refuses', '={{ $json["line\nbreak"] }}'],
		['a line separator in a quoted name', '={{ $json["line\u2028break"] }}'],
		['the word that n8n refuses in any text', '=See Foo. constructor: {{ $json.name }}'],
		['the word that n8n refuses in a quoted name', '={{ $json["Foo. constructor"] }}'],
	])('for %s', (_, text) => {
		const json = {
			phone: '79001112233',
			name: 'Анна',
			'order id': 42,
			customer: { 'first name': [{ value: 'A' }] },
			list: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
			yes: true,
			minusZero: -0,
			big: 1e21,
			notANumber: NaN,
			date: new Date(0),
			braces: '{{ $json.name }}',
			lone: 'x\ud83dy',
			nothing: null,
			'line\nbreak': 'x',
			'line\u2028break': 'x',
			'Foo. constructor': 'x',
		} as unknown as IDataObject;
		expectSame({ text }, one(json));
		expectSame({ options: { first: text }, many: [text] }, one(json));
	});

	// n8n-workflow, `isSafeObjectProperty`, and names that every object inherits.
	test.each([
		'__proto__ prototype constructor getPrototypeOf setPrototypeOf getOwnPropertyDescriptor',
		'getOwnPropertyDescriptors defineProperty defineProperties mainModule binding _linkedBinding',
		'_load prepareStackTrace __lookupGetter__ __lookupSetter__ __defineGetter__ __defineSetter__',
		'caller callee arguments getBuiltinModule dlopen execve loadEnvFile',
		'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf',
	])('for names that n8n may guard: %s', (names) => {
		for (const name of names.split(' ')) {
			const json = Object.fromEntries([[name, 'value']]);
			const nested = Object.fromEntries([['inner', json]]);
			expectSame({ text: `={{ $json.${name} }}`, other: `=x{{ $json["${name}"] }}` }, one(json));
			expectSame({ text: `={{ $json.inner.${name} }}` }, one(nested));
		}
	});

	test('for a number, a flag and a list that are set by expressions or are constants', () => {
		const json = { n: 5, yes: true, list: ['x', 'y'] };
		expectSame({ number: '={{ $json.n }}', flag: '={{ $json.yes }}' }, one(json));
		expectSame({ number: 7, flag: true, many: ['x', 'y'], pairs: {}, options: {} }, one(json));
		expectSame({ many: '={{ $json.list }}', options: '={{ $json }}' }, one(json));
	});

	test('for dates of n8n, which it turns into texts inside a collection', () => {
		const date = '={{ DateTime.fromMillis(0, { zone: "utc" }) }}';
		const values = compare({ text: date, options: { first: date } }, one({ a: 1 }));
		const plain = ({ value }: { value?: unknown }): unknown => JSON.parse(JSON.stringify(value));
		expect(values).toHaveLength(2);
		for (const { n8n, ours } of values) {
			expect(plain(ours as object)).toEqual(plain(n8n as object));
		}
	});
});
