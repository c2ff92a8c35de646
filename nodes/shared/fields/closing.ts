import type { INodeProperties } from 'n8n-workflow';

import { additionalParametersField, rawAnswerOption } from './common';

/** n8n wants the options of a collection sorted. */
export const byDisplayName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.localeCompare(b.displayName, 'en');

/** The Options collection of an operation, with at least the raw answer. */
export const optionsField = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [rawAnswerOption, ...options].sort(byDisplayName),
});

/** The fields that end every operation: Additional Parameters, and Options. */
export const closingFields = (...options: INodeProperties[]): INodeProperties[] => [
	additionalParametersField(),
	optionsField(...options),
];
