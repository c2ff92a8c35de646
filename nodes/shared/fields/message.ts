import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../input/parameterReader';
import { phoneNumber } from '../input/recipients';
import { countryIn } from './common';

/** A phone as the recipient. */
export const phoneField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 79001112233',
	description:
		'Phone number with country code; spaces, brackets, dashes and a leading + do no harm',
};

export const smsTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Your order 42 is ready',
	description: 'Text of the message',
};

/** For a gateway that takes an instant, so that no zone of its own is needed. */
export const sendAtOption: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	description: 'When to send. A time without an offset is in the workflow’s time zone.',
};

/**
 * Reads `phoneField`, with the national notation that the options choose.
 *
 * @throws InputProblem when no phone can have the number, or there is no such country
 */
export const phoneOf = (read: ReadParameter): string =>
	phoneNumber(read('recipient', ''), countryIn(read));
