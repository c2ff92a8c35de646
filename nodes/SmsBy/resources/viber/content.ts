import type { INodeProperties } from 'n8n-workflow';

import { someChoiceIn } from '../../../shared/input/fieldValue';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { showFor } from '../../../shared/model/operation';
import { exactTextField, optional, required, textField } from '../../../shared/fields/parts';
import type { Encode, FieldTable, WireField } from '../../../shared/fields/wire';
import { messageTextField } from '../../fields';

type ViberType = 'text' | 'image' | 'button';

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'viberType',
	type: 'options',
	default: 'text',
	options: [
		{ name: 'Image', value: 'image' },
		{ name: 'Text', value: 'text' },
		{ name: 'Text with Button', value: 'button' },
	],
};

/** Source: docs/gateways/smsby.md 6, `type_message`. */
export const viberTypeField: WireField = {
	field: typeField,
	wire: 'type_message',
	encode: (type) => String(type).toUpperCase(),
};

/** The same for a method of which it is not known whether it takes a picture. Source: docs/gateways/smsby.md A3.2. */
export const typeWithoutImageField: WireField = {
	...viberTypeField,
	field: {
		...typeField,
		options: [
			{ name: 'Text', value: 'text' },
			{ name: 'Text with Button', value: 'button' },
		],
	},
};

/** Only a picture needs no text. */
export const viberTextField: WireField = {
	...optional(messageTextField),
	field: {
		...messageTextField.field,
		required: false,
		description: 'Optional with an image',
	},
};

/** @throws InputProblem when an expression gives nothing */
export function typeOf(read: ReadParameter): ViberType {
	const type = read(typeField.name, 'text');
	someChoiceIn(typeField, type);
	return type as ViberType;
}

const longestLink = 150;

/** @throws InputProblem when it is no address that can be opened */
const address: Encode = (value, label) => {
	const text = String(value).trim();
	if (text === '') return undefined;
	if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
	throw new InputProblem(
		label,
		`“${text}” is not an https:// or http:// address`,
		'Enter an address that everybody can open, e.g. https://example.com/orders/42.',
	);
};

/** The same with a length that a button takes. */
const link: Encode = (...given) => {
	const text = address(...given);
	const { length } = [...String(text)];
	if (text === undefined || length <= longestLink) return text;
	throw new InputProblem(
		given[1],
		`has ${length} characters, and the gateway takes at most ${longestLink}`,
		'Use a shorter address.',
	);
};

export const captionField: WireField = required(
	exactTextField('Button Caption', 'buttonCaption', 'button'),
);

export const linkField: WireField = {
	...required(
		textField('Button Link', 'buttonLink', 'button_link', {
			description: 'At most 150 characters',
		}),
	),
	encode: link,
};

/** Caption and link of a button. Source: docs/gateways/smsby.md 6. */
export const buttonFields = showFor({ viberType: ['button'] }, [captionField, linkField]);

/** The picture of a message of many. Source: docs/gateways/smsby.md 6, `messages[].content`. */
export const imageUrlField: WireField = {
	...required(
		textField('Image URL', 'imageUrl', 'image_url', {
			description: 'Public address of a picture',
			displayOptions: { show: { viberType: ['button', 'image'] } },
		}),
	),
	encode: address,
};

/** What an item says, where its type decides whether a text has to be there. */
export const richFields = (read: ReadParameter): FieldTable => [
	viberTypeField,
	typeOf(read) === 'image' ? viberTextField : messageTextField,
	...buttonFields,
];
