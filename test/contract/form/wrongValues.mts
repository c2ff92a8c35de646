/** What an expression can give and a field cannot mean. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((one): one is INodePropertyOptions => 'value' in one);

/** Of no kind at all. */
const noValues = [{}, { zebra: 'crossing' }, [{ zebra: 'crossing' }]];

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
			return ['zebra', '5,5', '0x10', 'Infinity', Number.NaN, true, [], ...noValues];
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
