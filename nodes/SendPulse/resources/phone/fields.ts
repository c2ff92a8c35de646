import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { defaultCountryOption } from '../../../shared/fields/common';
import { type Country, phoneNumber } from '../../../shared/input/recipients';
import { recordOf } from '../../../shared/text/json';
import { bookField as namedBookField, readBook as readNamedBook } from '../addressBook/fields';
import { itemsOption } from '../../fields';

const label = 'Phone Number';

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const phoneField = (name: string): INodeProperties => ({
	displayName: label,
	name,
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 380501112233',
	description: 'Phone number with its country code',
});

/** Digits of the number in a `phoneField`. @throws InputProblem when it is none */
export function readPhone(read: ReadParameter, name: string): string {
	const { defaultCountry } = recordOf(read('options', {}));
	return phoneNumber(read(name, ''), (defaultCountry ?? 'none') as Country, label);
}

const bookName = 'phoneBook';

export const bookField = namedBookField(bookName);

export const readBook = (read: ReadParameter): string => readNamedBook(read, bookName);

/** A guess: how many a call takes is not published. Source: docs/gateways/sendpulse.md 13. */
export const preset = 100;

export const most = 500;

/** What an operation that takes lists of phones offers beside its fields. */
export const phoneListOptions: INodeProperties[] = [
	defaultCountryOption,
	itemsOption(preset, most),
];
