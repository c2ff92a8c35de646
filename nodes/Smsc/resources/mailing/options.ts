import type { INodeProperties } from 'n8n-workflow';

import { takingFiles } from '../../../shared/delivery/fieldValues';
import { flagField, numberField, textField, type WireField } from '../../../shared/fields/wire';
import { textOptions } from '../message/options';

/** Source: docs/gateways/smsc.md 6, `rpt`. */
const repetitions = [
	{ name: 'Daily', value: '2' },
	{ name: 'Hourly', value: '1' },
	{ name: 'Manually', value: '0' },
	{ name: 'Monthly', value: '6' },
	{ name: 'On Weekends', value: '4' },
	{ name: 'On Working Days', value: '3' },
	{ name: 'Weekly', value: '5' },
	{ name: 'Yearly', value: '7' },
];

/** A mailing's answer is documented with and without the cost, and with nothing else of send.php's. */
const notForMailings = ['cost', 'op', 'err'];

/** What a mailing can have beside a message's options. Source: docs/gateways/smsc.md 6. */
export const mailingOptions: WireField[] = [
	...textOptions.filter(({ wire }) => !notForMailings.includes(wire)),
	flagField(
		'Automatic Repeat',
		'autoRepeat',
		'fl[5]',
		'Whether messages that were not delivered are sent again',
		true,
	),
	flagField(
		'Cost in Answer',
		'costInAnswer',
		'cost',
		'Whether the answer also tells the cost. The mailing is made all the same.',
		true,
	),
	numberField('Max Repeats', 'maxRepeats', 'rptn', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'How often a repeated mailing is sent at most',
	}),
	{
		field: {
			displayName: 'Repeat',
			name: 'repeat',
			type: 'options',
			default: '2',
			options: repetitions,
			description: 'How often the mailing is sent again',
		},
		wire: 'rpt',
	},
	textField('SMS Sender', 'smsSender', 'sender2', {
		placeholder: 'e.g. MyShop',
		description: 'Sender of the SMS to those whom the first way does not reach',
	}),
	textField('SMS Text', 'smsText', 'mes2', {
		typeOptions: { rows: 2 },
		description: 'Text of the SMS to those whom the first way does not reach',
	}),
];

export const attachmentsOption: INodeProperties = takingFiles({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the file',
	description: 'Binary fields of the item, separated by commas, whose files are attached',
});
