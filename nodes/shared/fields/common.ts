import type { INodeProperties } from 'n8n-workflow';

import { tuning } from '../input/fieldChecks';
import { dryRunOption, onceKeyOption } from './safety';
import type { Country } from '../input/nationalNumbers';
import { phoneNumber } from '../input/recipients';
import { InputProblem } from '../model/inputProblem';
import { recordsOf, recordOf } from '../text/json';
import { optionsIn, textIn } from '../input/read';
import type { ReadParameter } from '../input/parameterReader';
import type { WireField, Encode } from './wire';

/** Reads name/value pairs of a collection; entries without a name are left out. */
export function nameValuePairs(collection: unknown, group = 'parameter'): Array<[string, string]> {
	const entries = recordsOf(recordOf(collection)[group]);
	return entries
		.map(({ name, value }): [string, string] => [String(name ?? '').trim(), String(value ?? '')])
		.filter(([name]) => name !== '');
}

export const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderId }}',
	description: 'Your own ID, returned in the output',
};

/** Reads it. @returns null where it is empty */
export const referenceIn = (read: ReadParameter): string | null =>
	textIn(read, referenceField.name) || null;

export const duplicatesOption: INodeProperties = {
	displayName: 'Duplicates',
	name: 'duplicates',
	type: 'options',
	default: 'keep',
	options: [
		{ name: 'Keep All', value: 'keep' },
		{
			name: 'Merge Identical Messages',
			value: 'mergeIdentical',
			description: 'The same content once per recipient',
		},
		{
			name: 'One Message per Recipient',
			value: 'mergeRecipient',
			description: 'The first item per recipient',
		},
	],
};

/** The options of everything that sends. */
export const safetyOptions: INodeProperties[] = [dryRunOption, onceKeyOption];

export const defaultCountryOption: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	default: 'none',
	description:
		'For national notation, such as 8 900 111-22-33 in Russia; numbers with + or 00 stay as they are',
	options: [
		{ name: 'Belarus', value: 'BY' },
		{ name: 'Kazakhstan', value: 'KZ' },
		{ name: 'None (International Numbers Only)', value: 'none' },
		{ name: 'Russia', value: 'RU' },
		{ name: 'Ukraine', value: 'UA' },
	],
};

/** @returns the country that an operation's options choose */
export const countryIn = (read: ReadParameter): Country =>
	(optionsIn(read).defaultCountry || 'none') as Country;

/**
 * n8n adds Request Options to declarative nodes, but not to those with a webhook. These are the same ones but for
 * Batching: the limits of the credential hold requests back, whatever the number of items.
 */
export const requestOptionsField: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Proxy',
			name: 'proxy',
			type: 'string',
			default: '',
			description: 'With a login: http://username:password@myproxy:3128',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10000,
			description: 'Milliseconds to wait for an answer',
		},
	],
};

/** A phone number with its country code, or in the national notation that the options choose. @throws InputProblem when it is none */
export const phoneInCountry: Encode = (value, label, { read }) =>
	phoneNumber(value, countryIn(read), label);

/** A phone as the recipient. */
export const phoneField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 79001112233',
	description: 'Phone number with country code; spaces, brackets and dashes are ignored',
};

/** The same with its reading. */
export const phoneRecipient: WireField = {
	field: phoneField,
	wire: 'phone',
	encode: phoneInCountry,
};

export const smsTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
};

/** @param label of the field, or of the part of one, that has no text */
export const missingText = (label = smsTextField.displayName): InputProblem =>
	new InputProblem(label, 'is empty', 'Enter the text of the message, or check its expression.');

/** For a gateway that takes an instant, so that no zone of its own is needed. */
export const sendAtOption: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	description: 'A time without offset is in the workflow’s time zone',
};

const perRequestName = 'perRequest';

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
): INodeProperties =>
	tuning({
		displayName: 'Items per Request',
		name: perRequestName,
		type: 'number',
		typeOptions: { minValue: 1, maxValue: most, numberPrecision: 0 },
		default: preset,
		description,
	});

/** Reads it. @returns items in a request; `preset` where an expression gives no number */
export const perRequest = (read: ReadParameter, preset: number): number =>
	Number(optionsIn(read)[perRequestName]) || preset;
