import type { INodePropertyOptions } from 'n8n-workflow';
import { defaultCountryOption } from '../../../nodes/shared/fields/common.ts';
import type { Country } from '../../../nodes/shared/input/nationalNumbers.ts';

/** Those that the option Default Country offers. */
export const countries = (defaultCountryOption.options as INodePropertyOptions[]).map(
	({ value }) => value as Country,
);
