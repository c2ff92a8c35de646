/** What a table of fields says of an item in JSON, and the same fields in a form. */
import type { INodeParameters } from 'n8n-workflow';
import {
	entriesField,
	objectField,
	exactTextField,
	flagField,
	listField,
	numberField,
	required,
	textField,
} from '../../nodes/shared/fields/parts.ts';
import { showFor } from '../../nodes/shared/model/operation.ts';
import {
	collectionParameters,
	type WireField,
	fieldParameters,
	jsonValues,
} from '../../nodes/shared/fields/wire.ts';
import { parameterReader } from '../../nodes/shared/input/parameterReader.ts';
import { splitList } from '../../nodes/shared/input/recipients.ts';
import { fakeContext } from './support/executeContext.mts';

type Values = Record<string, unknown>;

const reader =
	(values: Values) =>
	(name: string, fallback?: unknown): unknown =>
		values[name] ?? fallback;

const json = (fields: WireField[], values: Values) => jsonValues(fields, reader(values));

const named = (name: string, wire: string): WireField => ({
	...listField(name, name, wire),
	encode: (value) => splitList(value),
});

test('lists of one parameter are one list, objects one object', () => {
	const fields = [
		named('first', 'tags'),
		objectField('More', 'more', 'set', '{}'),
		textField('Phone', 'phone', 'set.phone'),
		objectField('Rest', 'rest', '', '{}'),
		named('second', 'tags'),
	];
	const rest = { set: { city: 'Рига' }, tags: ['b', 'c'] };

	expect(json(fields, { first: 'a, b', more: '{"age":5}', phone: '1', rest, second: 'd' })).toEqual(
		{
			tags: ['a', 'b', 'c', 'd'],
			set: { age: 5, phone: '1', city: 'Рига' },
		},
	);
});

test('a text that is taken as it was typed keeps its spaces', () => {
	const field = required(exactTextField('Text', 'text', 'text'));

	expect(json([field], { text: ' Привет\n' })).toEqual({ text: ' Привет\n' });
	expect(() => json([field], { text: ' \n' })).toThrow('Text is empty');
});

describe('what decides which fields are shown', () => {
	const mode = {
		field: {
			displayName: 'Mode',
			name: 'mode',
			type: 'options' as const,
			default: 'a',
			options: [
				{ name: 'A', value: 'a' },
				{ name: 'B', value: 'b' },
			],
		},
		wire: '',
		encode: () => undefined,
	};
	const fields = [
		mode,
		...showFor({ mode: ['a'] }, [textField('A', 'a', 'a')]),
		...showFor({ mode: ['b'] }, [textField('B', 'b', 'b')]),
	];

	test('sends those that it shows', () => {
		expect(json(fields, { mode: 'b', a: '1', b: '2' })).toEqual({ b: '2' });
	});

	test('has to be chosen, as an expression may fail to do', () => {
		expect(() => json(fields, { mode: '', a: '1', b: '2' })).toThrow('Mode is empty');
	});
});

describe('entries', () => {
	const field = entriesField(
		{
			displayName: 'Buttons',
			name: 'buttons',
			entry: 'Button',
			values: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
		},
		'buttons',
		(entries) => (entries.length > 0 ? entries.map(({ text }) => String(text)) : undefined),
	);

	test('are read by the name that the form gives them', () => {
		expect(field.field.options).toMatchObject([{ displayName: 'Button', name: 'button' }]);
		expect(json([field], { buttons: { button: [{ text: 'Да' }, { text: 'Нет' }] } })).toEqual({
			buttons: ['Да', 'Нет'],
		});
	});

	test.each([{}, { button: 'x' }, ''])('may be none: %j', (buttons) => {
		expect(json([field], { buttons })).toEqual({});
	});
});

test.each(['[1]', '"x"', '{', '5', 'null'])('%s is not a JSON object', (given) => {
	const field = objectField('Data (JSON)', 'data', 'data', '{"a":1}');
	expect(() => json([field], { data: given })).toThrow('Data (JSON) is not a JSON object');
});

test('a field of a form may look at others of its item', () => {
	const phone: WireField = {
		...textField('Phone', 'phone', 'phone'),
		encode: (value, _label, { read }) => `${String(read('country'))}${String(value)}`,
	};
	const fields = [phone, flagField('Flag', 'flag', 'flag', 'Whether')];

	expect(fieldParameters(fields, reader({ country: '7', phone: '9', flag: true }))).toEqual([
		['phone', '79'],
		['flag', '1'],
	]);
});

test('a form has what JSON has: one list of a parameter, numbers, texts without spaces around', () => {
	const fields = [
		named('first', 'grp'),
		numberField('Age', 'age', 'age'),
		exactTextField('Text', 'text', 'mes'),
		textField('Sender', 'sender', 'sender'),
		named('second', 'grp'),
	];
	const values = { first: '3, 4', age: '7', text: ' Да ', sender: ' Shop ', second: ['4', '5'] };

	expect(fieldParameters(fields, reader(values))).toEqual([
		['grp', '3,4,5'],
		['age', '7'],
		['mes', ' Да '],
		['sender', 'Shop'],
	]);
});

test('an option that was added and left empty clears, and one that was not added does nothing', () => {
	const fields = [
		named('first', 'grp'),
		textField('Comment', 'comment', 'cmt'),
		numberField('Number', 'number', 'num'),
		textField('Other', 'other', 'other'),
		named('second', 'grp'),
	];
	const read = (options: Values) => collectionParameters(fields, reader({ options }));

	expect(read({ first: '', comment: '', number: '' })).toEqual([
		['grp', ''],
		['cmt', ''],
		['num', ''],
	]);
	expect(read({ first: '3', second: '' })).toEqual([['grp', '3']]);
	expect(read({ first: '', second: '3' })).toEqual([['grp', '3']]);
});

describe('what the form shows of many rows', () => {
	/** The rows of a table with a field that a choice shows, and how often the field was asked by which. */
	function shownBy(parameters: INodeParameters, kinds: string[]) {
		let asked = 0;
		const table: WireField[] = [
			textField('Text', 'text', 'text'),
			{
				wire: 'html',
				field: {
					...textField('HTML', 'html', 'html').field,
					get displayOptions() {
						asked++;
						return { show: { kind: ['letter'] } };
					},
				},
			},
		];
		const items = kinds.map((kind) => ({ kind }));
		const row = parameterReader(fakeContext({ items, parameters }));
		const values = kinds.map((_kind, at) => jsonValues(table, row(at)));
		return { asked, values };
	}

	const texts = { text: 'a', html: 'b' };
	const kinds = ['letter', 'sms', 'letter'];

	test('is found out once where the same shows it for all', () => {
		const { asked, values } = shownBy({ ...texts, kind: 'letter' }, kinds);
		expect([asked, values]).toEqual([1, [texts, texts, texts]]);
	});

	test('is that of each row where an expression decides', () => {
		const { values } = shownBy({ ...texts, kind: '={{ $json.kind }}' }, kinds);
		expect(values).toEqual([texts, { text: 'a' }, texts]);
	});
});
