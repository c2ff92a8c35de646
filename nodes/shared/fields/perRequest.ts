import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../input/parameterReader';
import { optionsIn } from '../input/read';

const name = 'perRequest';

/**
 * An option that says how many items one request carries.
 *
 * @param preset items in a request unless the user says otherwise
 * @param most items that the gateway takes
 */
export const perRequestOption = (
	preset: number,
	most: number,
	description: string,
): INodeProperties => ({
	displayName: 'Items per Request',
	name,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: most, numberPrecision: 0 },
	default: preset,
	description,
});

/** Reads it. @returns a number from 1 to `most`; `preset` where an expression gives none */
export function perRequest(read: ReadParameter, preset: number, most: number): number {
	const chosen = Math.floor(Number(optionsIn(read)[name] ?? preset));
	return Number.isNaN(chosen) ? preset : Math.max(1, Math.min(most, chosen));
}
