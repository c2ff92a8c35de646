import { locatorField } from '../../../shared/fields/list';
import type { WireField } from '../../../shared/fields/wire';
import { numericId } from '../../fields';

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const bookField = (name: string): WireField => ({
	field: locatorField({
		displayName: 'Address Book',
		name,
		searchListMethod: 'searchAddressBooks',
		required: true,
		placeholder: 'e.g. 1266208',
		description: 'The address book (mailing list) of your SendPulse account',
	}),
	wire: 'id',
	encode: numericId,
});
