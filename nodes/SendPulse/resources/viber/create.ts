import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { byRoute } from '../../../shared/operations/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import { showFor } from '../../../shared/operations/node';
import { locatorField } from '../../../shared/fields/list';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import { numericId, requiredText } from '../../listCall';
import { type Task, taskRoute } from '../../taskRoute';
import { accountTime } from '../../time';
import { mapOf } from '../../wireValues';
import { bookField, readBook } from '../addressBook/fields';
import { countryOption, phonesField, phonesOf, textField } from '../sms/fields';

const text = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;

/** Button, picture and the SMS for those who have no Viber. Source: docs/gateways/sendpulse.md 14, "additional". */
function additionalOf(options: IDataObject): IDataObject | undefined {
	const { buttonText, buttonLink, imageLink, smsText, smsSender } = options;
	const additional: IDataObject = {
		...(text(buttonText) || text(buttonLink)
			? { button: { text: text(buttonText) ?? '', link: text(buttonLink) ?? '' } }
			: {}),
		...(text(imageLink) ? { image: { link: text(imageLink) } } : {}),
		...(text(smsText)
			? {
					resend_sms: {
						status: true,
						sms_text: text(smsText),
						sms_sender_name: text(smsSender),
					},
				}
			: {}),
	};
	return Object.keys(additional).length > 0 ? additional : undefined;
}

/** Source: docs/gateways/sendpulse.md 1.4, "Viber text". */
const longestText = 1000;

/** Source: docs/gateways/sendpulse.md 14, `recipients`. */
const mostPhones = 1000;

/** Of the name that a campaign gets from its text. */
const nameLength = 50;

function viberTask(read: ReadParameter, setting: Setting): Omit<Task, 'reference'> {
	const options = mapOf(read('options', {}));
	const message = requiredText(read, textField);
	if ([...message].length > longestText) {
		throw new InputProblem('Text', 'is longer than 1000 characters', 'Shorten it.');
	}
	const toBook = read('to', 'phones') === 'book';
	const phones = toBook ? [] : phonesOf(read);
	if (phones.length > mostPhones) {
		throw new InputProblem(
			'Phones',
			`has ${phones.length} numbers, and a campaign takes ${mostPhones}`,
			'Split them, or send to an address book.',
		);
	}
	return {
		recipient: toBook ? readBook(read, 'viberBook') : phones.join(', '),
		body: {
			// Required on older pages.
			task_name: text(options.name) ?? [...message.trim()].slice(0, nameLength).join(''),
			message_type: Number(read('messageType', 2)),
			sender_id: Number(numericId(read('viberSender', ''), 'Sender')),
			message_live_time: Number(read('lifetime', 86_400)),
			send_date: accountTime(options.sendAt, setting, 'Send At') ?? 'now',
			stretch_time: options.stretchTime === undefined ? undefined : Number(options.stretchTime),
			message,
			...(toBook
				? { address_book: Number(readBook(read, 'viberBook')) }
				: { recipients: phones.map(Number) }),
			additional: additionalOf(options),
		},
	};
}

const createRoute = taskRoute('/viber', ['task_id', 'id'], 'viber', viberTask);

const options: INodeProperties[] = [
	{ displayName: 'Button Link', name: 'buttonLink', type: 'string', default: '' },
	{ displayName: 'Button Text', name: 'buttonText', type: 'string', default: '' },
	countryOption,
	{ displayName: 'Image Link', name: 'imageLink', type: 'string', default: '' },
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. July sale',
		description: 'Name of the campaign in your account; the start of the text, if empty',
	},
	{ displayName: 'Send At', name: 'sendAt', type: 'dateTime', default: '' },
	{
		displayName: 'SMS Sender',
		name: 'smsSender',
		type: 'string',
		default: '',
		placeholder: 'e.g. MyShop',
		description: 'Sender of the SMS to those Viber cannot reach',
	},
	{
		displayName: 'SMS Text',
		name: 'smsText',
		type: 'string',
		default: '',
		description: 'Text of an SMS to those Viber cannot reach. No SMS is sent if this is empty.',
	},
	{
		displayName: 'Stretch Time',
		name: 'stretchTime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 5, numberPrecision: 0 },
		default: 0,
		description: 'Over how long the messages go out, from 0 to 5',
	},
];

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a Viber campaign',
	description: 'Send a Viber message to phone numbers or to an address book',
	...byRoute(sendPulse, createRoute),
	fields: [
		{
			displayName: 'To',
			name: 'to',
			type: 'options',
			default: 'phones',
			options: [
				{ name: 'Address Book', value: 'book' },
				{ name: 'Phone Numbers', value: 'phones' },
			],
		},
		...showFor({ to: ['book'] }, [bookField('viberBook')]),
		...showFor({ to: ['phones'] }, [phonesField]),
		textField,
		locatorField({
			displayName: 'Sender',
			name: 'viberSender',
			searchListMethod: 'searchViberSenders',
			required: true,
			placeholder: 'e.g. 2222',
			description: 'A verified Viber sender of your account',
		}),
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 2,
			options: [
				{ name: 'Promotional', value: 2 },
				{ name: 'System', value: 3 },
			],
		},
		{
			displayName: 'Lifetime',
			name: 'lifetime',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: 86400, numberPrecision: 0 },
			default: 86400,
			description: 'How many seconds to wait for a recipient who is offline',
		},
		...closingFields(...safetyOptions, ...options),
	],
};
