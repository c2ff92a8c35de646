import type { IDataObject } from 'n8n-workflow';

import { dateText, pad, writtenDate } from '../../../shared/input/dateTime';
import { isMoment } from '../../../shared/input/describeValue';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { FieldTable, WireValue, Zoned } from '../../../shared/fields/wire';
import { numberOrNull } from '../../values';
import { type Variable, variableFields, type VariablesForm } from '../../variables';

/**
 * A value as SendPulse takes it. HTML tags and carriage returns make it refuse the whole request, so that they are found
 * before. Source: docs/gateways/sendpulse.md 3.3.
 */
function wireValue(
	{ name, type, value }: Variable,
	label: string,
	{ timeZone }: Zoned,
): string | number {
	if (type === 'number') {
		const number = numberOrNull(value);
		if (number !== null) return number;
		throw new InputProblem(
			label,
			`has “${String(value)}” as “${name}”, which is not a number`,
			'Write it with a point and without spaces, e.g. 1234.5, or choose another type.',
		);
	}
	if (type === 'date') {
		const { year, month, day } = writtenDate(value, `${label}: ${name}`, timeZone);
		return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
	}
	if (typeof value === 'number') return value;
	if (typeof value === 'object' && value !== null && !isMoment(value)) {
		throw new InputProblem(
			label,
			`has a list or an object as “${name}”`,
			'Enter a text or a number.',
		);
	}
	const text = dateText(value).replace(/\r\n?/g, '\n');
	// Searched for its end from each of many beginnings, a text would take as long as the square of its length.
	const tag = text.search(/<\/?[a-z!]/i);
	if (tag >= 0 && text.lastIndexOf('>') > tag) {
		throw new InputProblem(
			label,
			`has HTML tags in “${name}”`,
			'SendPulse takes plain text only. Leave the tags out.',
		);
	}
	return text;
}

const form: VariablesForm = {
	choice: {
		displayName: 'Variables From',
		name: 'variablesMode',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json' },
		],
	},
	entries: {
		displayName: 'Variables',
		name: 'variables',
		description:
			'Those that the address book does not have are created; those not named here keep their values',
		values: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				default: 'text',
				options: [
					{ name: 'Date', value: 'date' },
					{ name: 'Number', value: 'number' },
					{ name: 'Text', value: 'text' },
				],
				description: 'The first value of a new variable determines its type',
			},
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		],
	},
	json: {
		name: 'variablesJson',
		typeOptions: { rows: 4 },
		placeholder: 'e.g. { "name": "Ann", "age": 21 }',
		description: 'Those not named here keep their values',
	},
	example: '{ "name": "Ann", "age": 21 }',
	// An empty value would not clear a variable of another type than text, so it has to be written as JSON.
	valueOf: (variable, label, item) => {
		const { type, value } = variable;
		const isAbsent =
			value === null || value === undefined || (type !== undefined && String(value) === '');
		return isAbsent ? undefined : wireValue(variable, label, item);
	},
};

/** Fields for a contact's variables, which travel as `variables`. @param written as in `variableFields` */
export const contactVariables = (
	written: (variables: Variable[]) => WireValue | undefined,
): FieldTable => variableFields(form, 'variables', written);

/** With their types, as the calls about phones take them. Source: docs/gateways/sendpulse.md 13. */
export const withTypes = (variables: Variable[]): IDataObject[] =>
	variables.map(({ name, type, value }) => ({
		name,
		type: type === 'date' ? 'date' : typeof value === 'number' ? 'number' : 'string',
		value,
	}));
