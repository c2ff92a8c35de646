import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { phone } from '../setup.mts';

export { detailsOf, errorOutput, jsonOf, phone, typed, useBench } from '../setup.mts';
export type { Bench } from '../setup.mts';

/** Parameters of an operation. */
export const operation = (
	resource: string,
	name: string,
	more: INodeParameters = {},
): INodeParameters => ({ resource, operation: name, ...more });

/** Input items of one `json` each. */
export const items = (...rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));

/** Input items with distinct phone numbers. */
export const phones = (count: number): INodeExecutionData[] =>
	items(...Array.from({ length: count }, (_, index) => ({ phone: phone(index) })));

/** A phone contact of the item. */
export const toPhone = { addressType: 'phone', phone: '={{ $json.phone }}' };
