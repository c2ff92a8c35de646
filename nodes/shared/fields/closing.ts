import type { INodeProperties } from 'n8n-workflow';

import { type FormField, formOf } from '../model/operation';

import { additionalParametersOption, additionalValuesOption, formerField } from './additional';
import { rawAnswerOption } from './common';

/** n8n wants the options of a collection sorted. */
const byDisplayName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.localeCompare(b.displayName, 'en');

/** The Options collection of an operation, with at least the raw answer. */
const optionsCollection = (...options: FormField[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: formOf([rawAnswerOption, ...options]).sort(byDisplayName),
});

/**
 * The fields that end an operation: Options with the raw answer and Additional Parameters.
 *
 * @param additional those that it takes, several where a request has parts with parameters of their own
 */
export const closingFieldsWith = (
	additional: INodeProperties[],
	...options: FormField[]
): INodeProperties[] => [
	optionsCollection(...additional, ...options),
	...additional.map(formerField),
];

/** The same with the usual ones. */
export const closingFields = (...options: FormField[]): INodeProperties[] =>
	closingFieldsWith([additionalParametersOption()], ...options);

/** The same where the request is JSON. */
export const jsonClosingFields = (...options: FormField[]): INodeProperties[] =>
	closingFieldsWith([additionalValuesOption], ...options);
