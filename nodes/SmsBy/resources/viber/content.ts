import type { INodeProperties } from 'n8n-workflow';

import { choiceOf, textIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { showFor } from '../../../shared/model/operation';
import type { WireParameter } from '../../../shared/fields/wire';
import { messageTextField, textOf } from '../../fields';

const viberTypes = ['text', 'image', 'button'] as const;

export const viberTypeField: INodeProperties = {
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

export const viberTextField: INodeProperties = {
	...messageTextField,
	required: false,
	description: 'Optional with an image',
};

/** Caption and link of a button. Source: docs/gateways/smsby.md 6. */
export const buttonFields: INodeProperties[] = showFor({ viberType: ['button'] }, [
	{
		displayName: 'Button Caption',
		name: 'buttonCaption',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. View Order',
	},
	{
		displayName: 'Button Link',
		name: 'buttonLink',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/orders/42',
		description: 'At most 150 characters',
	},
]);

/** @throws InputProblem when an expression gives another word */
export const typeOf = (read: ReadParameter): (typeof viberTypes)[number] =>
	choiceOf(read(viberTypeField.name, 'text'), viberTypeField.displayName, viberTypes);

const longestLink = 150;

/** @throws InputProblem when it is no address that can be opened */
export function addressOf(read: ReadParameter, name: string, label: string): string {
	const text = textIn(read, name).trim();
	if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
	throw new InputProblem(
		label,
		text === '' ? 'is empty' : `“${text}” is not an https:// or http:// address`,
		'Enter an address that everybody can open, e.g. https://example.com/orders/42.',
	);
}

/** @throws InputProblem when the link cannot be sent */
export function buttonLinkOf(read: ReadParameter): string {
	const link = addressOf(read, 'buttonLink', 'Button Link');
	if ([...link].length <= longestLink) return link;
	throw new InputProblem(
		'Button Link',
		`has ${[...link].length} characters, and the gateway takes at most ${longestLink}`,
		'Use a shorter address.',
	);
}

/**
 * Text and button of the methods that have `type_message`. Source: docs/gateways/smsby.md 6.
 *
 * @throws InputProblem when a part that the type needs is missing
 */
export function richParameters(read: ReadParameter): WireParameter[] {
	const type = typeOf(read);
	const withText = type !== 'image' || textIn(read, 'text') !== '';
	const parameters: WireParameter[] = [['type_message', type.toUpperCase()]];
	if (withText) parameters.push(['message', textOf(read)]);
	if (type === 'button') {
		parameters.push(
			['button', textOf(read, 'buttonCaption', 'Button Caption')],
			['button_link', buttonLinkOf(read)],
		);
	}
	return parameters;
}
