import type { IDataObject, INodeProperties, NodeHint } from 'n8n-workflow';

import { nameAndValue, collectionOptions, jsonIn } from './parts';
import { nameValuePairs } from './common';
import { optionsIn } from '../input/read';
import type { ReadParameter } from '../input/parameterReader';
import type { FormField } from '../model/operation';

const usualName = 'additionalParameters';

const usualLabel = 'Additional Parameters';

/**
 * An entry of Options: name/value pairs, so that a parameter that the gateway adds tomorrow needs no release of this package.
 * Its operation has `formerField` as well.
 */
export function additionalParametersOption(
	description = 'API parameters that have no field here or replace one; sent as they are',
	name = usualName,
	displayName = usualLabel,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description,
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: nameAndValue,
			},
		],
	};
}

/** The same where they travel in JSON. */
const additionalValuesOption: INodeProperties = additionalParametersOption(
	'API parameters that have no field here or replace one. Numbers, true, false, lists and objects are sent as such; a number in quotes is sent as text.',
);

const withoutSlash = (
	conditions: Record<string, unknown[] | undefined>,
): Record<string, unknown[] | undefined> =>
	Object.fromEntries(Object.entries(conditions).map(([name, of]) => [name.replace(/^\//, ''), of]));

/**
 * The parameters stood beside Options before they moved into it. n8n takes what no property of a node names out of a saved
 * workflow, so a property that the form does not show keeps what was entered then.
 */
function formerField(option: INodeProperties): INodeProperties {
	const { displayName, name, options, displayOptions } = option;
	return {
		displayName,
		name,
		type: 'hidden',
		default: {},
		options,
		...(displayOptions
			? {
					displayOptions: {
						...(displayOptions.show ? { show: withoutSlash(displayOptions.show) } : {}),
						...(displayOptions.hide ? { hide: withoutSlash(displayOptions.hide) } : {}),
					} as INodeProperties['displayOptions'],
				}
			: {}),
	};
}

/** Says in the form that a former field holds something, since nothing else shows it. @param properties of the node */
export function formerFieldHints(properties: readonly INodeProperties[]): NodeHint[] {
	const former = properties.filter(({ type, options }) => type === 'hidden' && options);
	const labels = new Map(former.map(({ name, displayName }) => [name, displayName]));
	return [...labels].map(([name, label]) => ({
		message: `This node still sends ${label} set before they moved to Options. To change them, add them all there.`,
		type: 'info',
		location: 'ndv',
		displayCondition: `={{ !!$parameter.${name}?.parameter && !$parameter.options?.${name} }}`,
	}));
}

/** Reads the name/value pairs of the option, or of the former field where the option is not there. */
export function additionalParameters(
	read: ReadParameter,
	name = usualName,
): Array<[string, string]> {
	const { [name]: chosen } = optionsIn(read);
	return nameValuePairs(chosen ?? read(name, {}));
}

/** Numbers that JavaScript writes as they were typed, so that no digit of an ID is lost. */
const plainNumber = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/;

/** What is written as JSON goes as JSON, a text in quotes as text; everything else is text. */
function additionalValue(text: string): IDataObject[string] {
	if (!/^\s*([[{"]|true\s*$|false\s*$|null\s*$)/.test(text) && !plainNumber.test(text)) return text;
	const parsed = jsonIn(text, usualLabel);
	return parsed === undefined ? text : (parsed as IDataObject[string]);
}

/** The item's Additional Parameters, as they travel in JSON. */
export const additionalValues = (read: ReadParameter): IDataObject =>
	Object.fromEntries(
		additionalParameters(read).map(([name, text]) => [name, additionalValue(text)]),
	);

const rawAnswerOption: INodeProperties = {
	displayName: 'Include Raw Answer',
	name: 'rawAnswer',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the gateway’s answer as “raw” to the first row of each request that is not refused',
};

/** The Options collection of an operation, with at least the raw answer. */
const optionsCollection = (...options: FormField[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: collectionOptions([rawAnswerOption, ...options]),
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
