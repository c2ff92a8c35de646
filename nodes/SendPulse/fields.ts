import type { INodeProperties } from 'n8n-workflow';

import {
	choicesField,
	locatorField,
	asTyped,
	collectionField,
	dateField,
	required,
	textField,
} from '../shared/fields/parts';
import { locatorValue } from '../shared/input/read';
import { perRequestOption, phoneInCountry } from '../shared/fields/common';
import type { WireField, Encode, TableField, FieldTable } from '../shared/fields/wire';
import { base64 } from './call';
import { accountDay, accountTime } from './times';
import { emailAddress, phoneNumber, splitList } from '../shared/input/recipients';
import { InputProblem } from '../shared/model/inputProblem';

/** The filters of an operation that reads a list. */
export const filtersField = (filters: FieldTable): TableField =>
	collectionField({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, filters);

/** A day on the account's clock. */
export const dayField = (...field: Parameters<typeof dateField>): TableField => ({
	...dateField(...field),
	encode: accountDay,
});

/** A moment on it. */
export const timeField = (...field: Parameters<typeof dateField>): TableField => ({
	...dateField(...field),
	encode: accountTime,
});

/** One of a list of the account, whose ID is a number. @param wire as `WireField.wire` */
export const chosenField = (wire: string, form: Parameters<typeof locatorField>[0]): WireField => ({
	field: locatorField(form),
	wire,
	encode: numericId,
});

/** A field with the ID of something that no list has; it is a number. @param wire as `WireField.wire` */
export const idField = (
	displayName: string,
	name: string,
	wire: string,
	placeholder: string,
	description?: string,
): WireField => ({
	...required(
		textField(displayName, name, wire, { placeholder, ...(description ? { description } : {}) }),
	),
	encode: numericId,
});

/** Languages of SendPulse's own letters and templates. Source: docs/gateways/sendpulse.md 3.3, 6 and 11.3. */
export const languages = [
	{ name: 'English', value: 'en' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'ua' },
];

/**
 * An id that is a number.
 *
 * @param label the field's label
 * @throws InputProblem when it is empty or no number
 */
export function numericId(value: unknown, label: string): string {
	const id = locatorValue(value).trim();
	if (/^\d+$/.test(id)) return id;
	throw new InputProblem(
		label,
		id === '' ? 'is empty' : `“${id}” is not an ID`,
		'Choose an entry from the list, or enter its ID, which is a whole number.',
	);
}

/** The same as a number. */
export const idNumber: Encode = (value, label) => Number(numericId(value, label));

/** The address in a text, or in a dropdown's entry. @throws InputProblem when it is none */
export const emailOf: Encode = (value, label) => emailAddress(locatorValue(value), label);

/** A phone number with its country code, as digits. @throws InputProblem when it is none */
export const phoneOf: Encode = (value, label) => phoneNumber(value, undefined, label);

/** Ids that a person has typed, or a list of them, each once. @throws InputProblem when one is no number */
export const idNumbers: Encode = (value, label) => {
	const ids = splitList(value).map((id) => {
		if (/^\d+$/.test(id)) return Number(id);
		throw new InputProblem(
			label,
			`has “${id}”, which is not an ID`,
			'Enter whole numbers, separated by commas.',
		);
	});
	return ids.length > 0 ? [...new Set(ids)] : undefined;
};

/** A letter's HTML, as base64 of its UTF-8 bytes. Source: docs/gateways/sendpulse.md 1.1, "Base64 fields". */
export const base64Of: Encode = (value, label, item) => {
	const html = asTyped(value, label, item);
	return html === undefined ? undefined : base64(String(html));
};

/** Tags by their names. @param meaning what is chosen */
export const chosenTagsField = (meaning: string): WireField => ({
	field: choicesField('Tag Names or IDs', 'chosenTags', 'getTags', meaning),
	wire: 'tags',
	encode: idNumbers,
});

/** How many items one request carries at most. */
export const itemsOption = (preset: number, most: number): INodeProperties =>
	perRequestOption(preset, most, `Up to ${most}. SendPulse gives one answer for all of them.`);

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedBookField = (name: string): WireField => ({
	field: locatorField({
		displayName: 'Address Book',
		name,
		searchListMethod: 'addressBooks',
		required: true,
	}),
	wire: 'id',
	encode: numericId,
});

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedEmailField = (name: string, description?: string): WireField => ({
	...required(
		textField('E-Mail', name, 'email', {
			...(description ? { description } : {}),
		}),
	),
	encode: emailOf,
});

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedPhoneField = (name: string): WireField => ({
	...required(
		textField('Phone Number', name, 'phone', {
			placeholder: 'e.g. 380501112233',
			description: 'Phone number with country code',
		}),
	),
	encode: phoneInCountry,
});

/** A sender of the account, by its address. @param name as of the other fields */
export const namedSenderField = (
	name: string,
	wire: string,
	more: { placeholder?: string; description?: string } = {},
): WireField => ({
	field: locatorField({
		displayName: 'Sender',
		name,
		searchListMethod: 'senders',
		required: true,
		placeholder: 'e.g. news@example.com',
		...more,
	}),
	wire,
	encode: emailOf,
});
