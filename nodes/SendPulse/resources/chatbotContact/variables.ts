import { locatorField } from '../../../shared/fields/parts';
import type { FieldTable, WireValue } from '../../../shared/fields/wire';
import { InputProblem } from '../../../shared/model/inputProblem';
import { entryOf } from '../../../shared/text/json';
import { numberOrNull } from '../../values';
import { type Variable, variableFields, type VariablesForm } from '../../variables';

const words: Readonly<Record<string, boolean>> = {
	...{ true: true, yes: true, '1': true },
	...{ false: false, no: false, '0': false },
};

function valueOf({ name, type, value }: Variable, label: string): string | number | boolean {
	const text = String(value ?? '');
	if (type === 'number') {
		const number = numberOrNull(value);
		if (number !== null) return number;
		throw new InputProblem(
			label,
			`has a value in “${name}” that is not a number`,
			'Write it with a point and without spaces, e.g. 1234.5, or choose Text.',
		);
	}
	if (type === 'boolean') {
		const known = entryOf(words, text.trim().toLowerCase());
		if (known !== undefined) return known;
		throw new InputProblem(
			label,
			`has a value in “${name}” that is neither true nor false`,
			'Enter true or false.',
		);
	}
	if (type !== undefined) return text;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		return value;
	}
	throw new InputProblem(
		label,
		`has a value in “${name}” that is not a text, a number, true or false`,
		'Enter a single value. To clear a variable use Delete Variable.',
	);
}

const form: VariablesForm = {
	choice: {
		displayName: 'Variables From',
		name: 'chatVariablesFrom',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json' },
		],
	},
	entries: {
		displayName: 'Variables',
		name: 'chatVariables',
		values: [
			locatorField({
				displayName: 'Name',
				name: 'name',
				searchListMethod: 'chatVariables',
				placeholder: 'e.g. city',
			}),
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				default: 'text',
				options: [
					{ name: 'Number', value: 'number' },
					{ name: 'Text', value: 'text' },
					{ name: 'Yes or No', value: 'boolean' },
				],
			},
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		],
	},
	json: {
		name: 'chatVariablesJson',
		placeholder: 'e.g. { "city": "Riga", "orders": 3 }',
		description: 'Texts, numbers, true or false',
	},
	example: '{ "city": "Riga" }',
	valueOf,
};

/** Fields for a chatbot contact's variables, which travel as `variables`. @param written as in `variableFields` */
export const chatVariables = (
	written: (variables: Variable[]) => WireValue | undefined,
): FieldTable => variableFields(form, 'variables', written);
