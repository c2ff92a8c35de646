/** What an expression can give and a field cannot mean. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((one): one is INodePropertyOptions => 'value' in one);

/** Of no kind at all. */
const noValues = [{}, { zebra: 'crossing' }, [{ zebra: 'crossing' }]];

/** Fields that decide only how fast the work goes: what lies outside of their limits is brought to the nearest number. */
export const tuningFields = [
	'callsPerPoll',
	'listSize',
	'lookSeconds',
	'perRequest',
	'reportsPerExecution',
];

/** Numbers outside of the limits of a field, as numbers and as texts. */
export function beyondLimits({ typeOptions = {} }: INodeProperties): unknown[] {
	const { minValue: least, maxValue: most, numberPrecision } = typeOptions;
	return [
		...(least === undefined ? [] : [least - 1, String(least - 0.5), -1e9]),
		...(most === undefined ? [] : [most + 1, '1e9']),
		...(numberPrecision === 0 ? [(least ?? 0) + 1.5, '2.5', '1e300'] : []),
	];
}

/** What an error says of the limits. */
export const limitsOf = ({ typeOptions: { minValue, maxValue } = {} }: INodeProperties): string =>
	maxValue === undefined
		? minValue === undefined
			? 'number'
			: `${minValue} or more`
		: `from ${minValue} to ${maxValue}`;

/** @returns nothing for a field that takes any text */
export function wrongFor({ type, ...field }: INodeProperties): unknown[] {
	switch (type) {
		case 'options':
			return choicesOf({ type, ...field }).length > 0
				? ['zebra', 7777, false, ' zebra ', [], ...noValues]
				: [];
		case 'multiOptions':
			return choicesOf({ type, ...field }).length > 0
				? ['zebra', ['zebra'], 'zebra, crossing', '["zebra"]', 7777, ...noValues]
				: noValues;
		case 'boolean':
			return ['zebra', 'no', 'нет', 7777, [], ...noValues];
		case 'number':
			return [
				...['zebra', '5,5', '0x10', 'Infinity', Number.NaN, true, [], ...noValues],
				...(tuningFields.includes(field.name) ? [] : beyondLimits({ type, ...field })),
			];
		case 'dateTime':
			return [
				...['zebra', '2026-02-30', '30.02.2026 10:00', '2026-12-31T25:00', true, [], ...noValues],
				...[1_798_704_000, '1798704000', 1_798_704_000_000],
			];
		case 'resourceLocator':
			return [{ mode: 'id', value: 'zebra' }, ...noValues];
		default:
			return [];
	}
}
