import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryOption } from '../../../shared/fields/common';
import { type DependentField, required, textField } from '../../../shared/fields/wire';
import { itemsOption, phoneInCountry } from '../../fields';
import { bookField as namedBookField } from '../addressBook/fields';

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedPhoneField = (name: string): DependentField => ({
	...required(
		textField('Phone Number', name, 'phone', {
			placeholder: 'e.g. 380501112233',
			description: 'Phone number with its country code',
		}),
	),
	encode: phoneInCountry,
});

export const phoneField = namedPhoneField('bookPhone');

export const bookField = namedBookField('phoneBook');

/** A guess: how many a call takes is not published. Source: docs/gateways/sendpulse.md 13. */
export const preset = 100;

export const most = 500;

/** What an operation that takes lists of phones offers beside its fields. */
export const phoneListOptions: INodeProperties[] = [
	defaultCountryOption,
	itemsOption(preset, most),
];
