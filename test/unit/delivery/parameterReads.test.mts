import type { INodeParameters } from 'n8n-workflow';
import {
	onceForAll,
	parameterReader,
	type ReadParameter,
} from '../../../nodes/shared/input/parameterReader.ts';
import { fakeContext } from '../support/executeContext.mts';

/** Reads every parameter of every row and counts how often n8n was asked, and for what. */
function read(parameters: INodeParameters, rows = 100) {
	const getNodeParameter = jest.fn((name: string, row: number) => `n8n:${name}:${row}`);
	const items = Array.from({ length: rows }, (_, row) => ({
		phone: `7900${row}`,
		name: `Name ${row}`,
		list: [row],
		gap: row === 1 ? null : 'there',
	}));
	const reader = parameterReader(fakeContext({ items, parameters, getNodeParameter }));
	const values = items.map((_item, row) => {
		const readRow = reader(row);
		return Object.fromEntries(Object.keys(parameters).map((name) => [name, readRow(name)]));
	});
	const asked = getNodeParameter.mock.calls.map(([name, row]) => `${name}@${row}`);
	return { values, asked };
}

describe('n8n is asked only where it has to be', () => {
	test('never for constants, of whatever type', () => {
		const parameters = {
			text: 'Hello',
			empty: '',
			number: 0,
			flag: false,
			list: ['a', 'b'],
			options: { ttl: 60, inner: { deep: 'x' } },
			braces: 'Hello {{ $json.name }}',
			listOfNothing: [null, 'x'] as never,
		};
		const { values, asked } = read(parameters);
		expect(asked).toEqual([]);
		expect(values).toEqual(Array.from({ length: 100 }, () => parameters));
	});

	test('never for plain paths, alone, in text and nested', () => {
		const { values, asked } = read({
			recipient: '={{ $json.phone }}',
			text: '=Dear {{ $json.name }}, {{ $json["list"][0] }}',
			options: { reference: '={{ $json.phone }}', ttl: 60 },
			pairs: { parameter: [{ name: 'fixed', value: "={{ $json['name'] }}" }] },
		});
		expect(asked).toEqual([]);
		expect(values[42]).toEqual({
			recipient: '790042',
			text: 'Dear Name 42, 42',
			options: { reference: '790042', ttl: 60 },
			pairs: { parameter: [{ name: 'fixed', value: 'Name 42' }] },
		});
	});

	test('for the one expression in a collection, and not for its neighbours', () => {
		const { values, asked } = read(
			{
				options: { sendAt: '={{ $now }}', ttl: 60, reference: '={{ $json.phone }}' },
				pairs: { parameter: [{ name: 'a', value: '={{ 1 + 1 }}' }, { name: '={{ $json.name }}' }] },
			},
			2,
		);
		expect(asked).toEqual([
			'options.sendAt@0',
			'pairs.parameter[0].value@0',
			'options.sendAt@1',
			'pairs.parameter[0].value@1',
		]);
		expect(values[1]).toEqual({
			options: { sendAt: 'n8n:options.sendAt:1', ttl: 60, reference: '79001' },
			pairs: {
				parameter: [{ name: 'a', value: 'n8n:pairs.parameter[0].value:1' }, { name: 'Name 1' }],
			},
		});
	});

	test('only for the rows whose value is beyond doubt not', () => {
		const { values, asked } = read({ text: '={{ $json.gap }}' }, 4);
		expect(asked).toEqual(['text@1']);
		expect(values.map(({ text }) => text)).toEqual(['there', 'n8n:text:1', 'there', 'there']);
	});
});

describe('a parameter that the node does not have', () => {
	test('is the fallback, and undefined without one', () => {
		const reader = parameterReader(fakeContext({ parameters: { there: 0, empty: '' } }));
		expect(reader(0)('missing', 'fallback')).toBe('fallback');
		expect(reader(0)('missing')).toBeUndefined();
		expect(reader(0)('there', 'fallback')).toBe(0);
		expect(reader(0)('empty', 'fallback')).toBe('');
	});

	test('does not take the fallback of an earlier read', () => {
		const read = parameterReader(fakeContext())(0);
		expect([read('missing', 1), read('missing', 2), read('missing')]).toEqual([1, 2, undefined]);
	});
});

test('an error of n8n is passed on for that row only', () => {
	const getNodeParameter = jest.fn((_name: string, row: number) => {
		if (row === 0) throw new Error('invalid syntax');
		return 'fine';
	});
	const parameters = { text: '={{ $json.a.b() }}' };
	const reader = parameterReader(fakeContext({ items: [{}, {}], parameters, getNodeParameter }));
	expect(() => reader(0)('text')).toThrow('invalid syntax');
	expect(reader(1)('text')).toBe('fine');
});

describe('what is made of parameters for all rows', () => {
	/** How often something was made of parameters for a hundred rows, and what each row has. */
	function made(parameters: INodeParameters, make: (read: ReadParameter) => unknown) {
		const items = Array.from({ length: 100 }, (_, row) => ({ phone: `7900${row}` }));
		const reader = parameterReader(
			fakeContext({ items, parameters, getNodeParameter: (_name, row) => `n8n:${row}` }),
		);
		const key = {};
		let times = 0;
		const values = items.map((_item, row) => {
			const read = reader(row);
			return onceForAll(read, key, () => {
				times++;
				return make(read);
			});
		});
		return { times, values };
	}

	const options = { options: { ttl: 60 }, sender: 'Shop', text: '={{ $json.phone }}' };

	test('is made once of constants', () => {
		const { times, values } = made(options, (read) => [read('options'), read('sender')]);
		expect([times, new Set(values).size]).toEqual([1, 1]);
		expect(values[99]).toEqual([{ ttl: 60 }, 'Shop']);
	});

	test.each([
		['={{ $json.phone }}', '790099'],
		['={{ 1 + 1 }}', 'n8n:99'],
	])('is made for each row where one of them is %s', (text, last) => {
		const { times, values } = made({ ...options, text }, (read) => [read('sender'), read('text')]);
		expect([times, values[99]]).toEqual([100, ['Shop', last]]);
	});

	test('is made for each row where a part of a collection differs', () => {
		const { times, values } = made(
			{ options: { ttl: 60, key: '={{ $json.phone }}' } },
			(read) => (read('options') as { ttl: number }).ttl,
		);
		expect([times, values[99]]).toEqual([100, 60]);
	});

	test('is made for each row where something made within it differs', () => {
		const inner = {};
		const { times, values } = made(options, (read) => [
			onceForAll(read, inner, () => read('text')),
		]);
		expect([times, values[99]]).toEqual([100, ['790099']]);
	});

	test('fails for each row where it cannot be made', () => {
		const reader = parameterReader(fakeContext({ items: [{}, {}], parameters: options }));
		const fail = () => {
			throw new Error('no time');
		};
		const key = {};
		expect(() => onceForAll(reader(0), key, fail)).toThrow('no time');
		expect(() => onceForAll(reader(1), key, fail)).toThrow('no time');
	});
});
