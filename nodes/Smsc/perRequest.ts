import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../shared/delivery/parameterReader';

/** Entries in a request unless the user chose otherwise. SMSC states no limit. */
export const listPreset = 100;

/** How many items one request carries. */
export const perRequestOption = (preset: number, description: string): INodeProperties => ({
	displayName: 'Items per Request',
	name: 'perRequest',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: preset,
	description,
});

/** What `perRequestOption` is set to. */
export const perRequest = (read: ReadParameter, preset: number): number =>
	Number((read('options', {}) as IDataObject).perRequest ?? preset);
