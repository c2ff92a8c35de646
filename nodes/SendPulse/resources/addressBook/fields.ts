import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { locatorField } from '../../../shared/fields/list';
import { numericId } from '../../listCall';

export const bookField: INodeProperties = locatorField({
	displayName: 'Address Book',
	name: 'book',
	searchListMethod: 'searchAddressBooks',
	required: true,
	placeholder: 'e.g. 1266208',
	description: 'The address book (mailing list) of your SendPulse account',
});

/** Reads `bookField`. */
export const readBook = (read: ReadParameter): string =>
	numericId(read('book', ''), 'Address Book');
