import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField } from '../../../shared/fields/list';
import { numericId } from '../../fields';

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const bookField = (name: string): INodeProperties =>
	locatorField({
		displayName: 'Address Book',
		name,
		searchListMethod: 'searchAddressBooks',
		required: true,
		placeholder: 'e.g. 1266208',
		description: 'The address book (mailing list) of your SendPulse account',
	});

/** Reads a `bookField`. */
export const readBook = (read: ReadParameter, name: string): string =>
	numericId(read(name, ''), 'Address Book');
