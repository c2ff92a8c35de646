import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { numberField, textField } from '../../../shared/fields/parts';
import { readText, type WireField } from '../../../shared/fields/wire';
import { idOf, recordOf } from '../../../shared/text/json';
import { crmPath, priceOf, responsibleField } from '../../crm';
import { idNumber, chosenField } from '../../fields';
import { numberOrNull, othersOf, textOf } from '../../values';

export const dealField = chosenField('id', {
	displayName: 'Deal',
	name: 'dealId',
	searchListMethod: 'deals',
	required: true,
});

/** The path of the deal in `dealField`. */
export const dealPath = (read: ReadParameter): string =>
	`${crmPath}/deals/${readText(dealField, read)}`;

/** Source: docs/gateways/sendpulse.md 17.2. */
const longestName = 255;

export const nameField: WireField = {
	...textField('Name', 'dealName', 'name'),
	encode: (value, label) => {
		const name = String(value).trim();
		if ([...name].length <= longestName) return name;
		throw new InputProblem(label, `is longer than ${longestName} characters`, 'Shorten it.');
	},
};

const currencyField: WireField = {
	...textField('Currency', 'currency', 'currency', {
		placeholder: 'e.g. EUR',
		description: 'Three letters',
	}),
	encode: (value, label) => {
		const currency = String(value).trim().toUpperCase();
		if (/^[A-Z]{3}$/.test(currency)) return currency;
		throw new InputProblem(
			label,
			`“${currency}” is not a currency code of three letters`,
			'Enter e.g. EUR.',
		);
	},
};

/** A price, or a limit of one. */
export const priceField = (displayName: string, name: string, wire: string): WireField => ({
	...numberField(displayName, name, wire, { typeOptions: { numberPrecision: 2 } }),
	encode: priceOf,
});

/** What a deal has beside its name and its place. */
export const detailFields: WireField[] = [
	priceField('Price', 'price', 'price'),
	currencyField,
	responsibleField,
	{
		...textField('Source ID', 'sourceId', 'sourceId'),
		encode: idNumber,
	},
];

/** Words of the codes. Source: docs/gateways/sendpulse.md 17.2. */
const dealStatuses = ['inactive', 'active', 'lost', 'won'] as const;

/** For the fields that choose a status. */
export const statusOptions = dealStatuses
	.map((word, value) => ({ name: `${word[0]?.toUpperCase()}${word.slice(1)}`, value }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

const known = [
	...['id', 'number', 'name', 'price', 'currency', 'status', 'pipelineId', 'stepId'],
	...['responsibleId', 'sourceId', 'sourceType', 'order', 'createdAt', 'updatedAt'],
];

/** The row of a deal. Source: docs/gateways/sendpulse.md 17.2. @param simple leave out what this package does not know */
export function dealRow(entry: IDataObject, simple: boolean): IDataObject {
	const statusCode = numberOrNull(entry.status);
	const row: IDataObject = {
		id: idOf(entry.id),
		number: numberOrNull(entry.number),
		name: textOf(entry.name),
		price: numberOrNull(entry.price),
		currency: textOf(entry.currency),
		status: dealStatuses[statusCode ?? -1] ?? 'unknown',
		statusCode,
		pipelineId: idOf(entry.pipelineId),
		stepId: idOf(entry.stepId),
		responsibleId: idOf(entry.responsibleId),
		sourceId: idOf(entry.sourceId),
		sourceType: textOf(recordOf(entry.sourceType).name),
		createdAt: textOf(entry.createdAt),
		updatedAt: textOf(entry.updatedAt),
	};
	if (simple) return row;
	return { ...row, order: numberOrNull(entry.order), ...othersOf(entry, known) };
}
