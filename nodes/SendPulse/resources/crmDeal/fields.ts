import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../../../shared/fields/list';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { crmPath } from '../../crm';
import { numericId } from '../../fields';

export const dealField: INodeProperties = locatorField({
	displayName: 'Deal',
	name: 'dealId',
	searchListMethod: 'searchDeals',
	required: true,
	placeholder: 'e.g. 77',
});

/** The path of the deal in `dealField`. */
export const dealPath = (read: ReadParameter): string =>
	`${crmPath}/deals/${numericId(read(dealField.name, ''), dealField.displayName)}`;

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'dealName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order 7',
};

export const priceField: INodeProperties = {
	displayName: 'Price',
	name: 'price',
	type: 'number',
	typeOptions: { numberPrecision: 2 },
	default: 0,
};

export const currencyField: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. EUR',
	description: 'Three letters',
};

export const sourceField: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 8',
};

/** Source: docs/gateways/sendpulse.md 17.2. */
const longestName = 255;

/** @throws InputProblem when it is too long */
export function dealName(value: unknown): string | undefined {
	const name = String(value ?? '').trim();
	if ([...name].length > longestName) {
		throw new InputProblem('Name', `is longer than ${longestName} characters`, 'Shorten it.');
	}
	return name || undefined;
}

/** @throws InputProblem when it is not three letters */
export function currencyOf(value: unknown): string | undefined {
	const currency = String(value ?? '')
		.trim()
		.toUpperCase();
	if (currency === '' || /^[A-Z]{3}$/.test(currency)) return currency || undefined;
	throw new InputProblem('Currency', `“${currency}” is not three letters`, 'Enter e.g. EUR.');
}
