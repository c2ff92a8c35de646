import { locatorField } from '../../../shared/fields/list';
import { required, textField, type WireField } from '../../../shared/fields/wire';
import { idNumber } from '../../fields';

export const websiteField: WireField = {
	field: locatorField({
		displayName: 'Website',
		name: 'website',
		searchListMethod: 'searchWebsites',
		required: true,
		placeholder: 'e.g. 53',
		description: 'The website whose visitors have allowed notifications',
	}),
	wire: 'website_id',
	encode: idNumber,
};

export const titleField = required(
	textField('Title', 'title', 'title', { placeholder: 'e.g. New in the shop' }),
);

export const bodyField = required(
	textField('Text', 'body', 'body', {
		typeOptions: { rows: 3 },
		placeholder: 'e.g. Everything for your garden',
	}),
);
