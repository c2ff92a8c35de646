import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsIn } from '../../../shared/input/read';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import { takingList } from '../../../shared/input/fieldValues';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { defaultCountryOption, countryIn } from '../../../shared/fields/common';
import { locatorField } from '../../../shared/fields/list';
import { phoneNumber, splitPhones } from '../../../shared/input/recipients';
import { accountTime } from '../../times';
import { requiredText } from '../../fields';

export const senderField: INodeProperties = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'searchSmsSenders',
	required: true,
	idMode: 'By Name',
	placeholder: 'e.g. MyShop',
	description: 'An activated SMS sender name of up to 11 characters',
});

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Your order has arrived',
};

export const phonesField = takingList({
	displayName: 'Recipients',
	name: 'phones',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 380501112233',
	description: 'Phone numbers with their country codes; several are separated by commas',
});

/** Source: docs/gateways/sendpulse.md 13, `POST /sms/send`. */
export const sendingOptions: INodeProperties[] = [
	{
		displayName: 'Emulate',
		name: 'emulate',
		type: 'boolean',
		default: false,
		description: 'Whether SendPulse only pretends: nothing is sent and nothing is paid',
	},
	{ displayName: 'Send At', name: 'sendAt', type: 'dateTime', default: '' },
	{
		displayName: 'Track Links',
		name: 'trackLinks',
		type: 'boolean',
		default: false,
		description: 'Whether to replace links in the text with ones whose clicks are counted',
	},
];

export const countryOption = defaultCountryOption;

/**
 * Digits of each number in `phonesField`, each once.
 *
 * @throws InputProblem when it is empty or one is no phone number
 */
export function phonesOf(read: ReadParameter): string[] {
	const country = countryIn(read);
	const phones = splitPhones(read('phones', '')).map((entry) =>
		phoneNumber(entry, country, 'Recipients'),
	);
	if (phones.length > 0) return [...new Set(phones)];
	throw new InputProblem(
		'Recipients',
		'is empty',
		'Give a phone number, e.g. 380501112233.',
		'invalidRecipient',
	);
}

/** What every way of sending has. */
export function sendingBody(read: ReadParameter, setting: Setting): IDataObject {
	const { emulate, sendAt, trackLinks } = optionsIn(read);
	return {
		sender: requiredText(read, senderField),
		body: requiredText(read, textField),
		date: accountTime(sendAt, setting, 'Send At'),
		...(emulate === true ? { emulate: true } : {}),
		...(trackLinks === true ? { stat_link_tracking: true } : {}),
	};
}
