import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../shared/text/json';
import type { Operation, Resource } from '../../shared/model/operation';
import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption, countryIn } from '../../shared/fields/common';
import { phoneNumber } from '../../shared/input/recipients';
import { itemReader, type ReadParameter } from '../../shared/input/parameterReader';
import { fieldRouting } from '../call';
import { wireRecipient } from './message/recipient';

const readPhone = (read: ReadParameter): string =>
	phoneNumber(read('phone', ''), countryIn(read), 'Phone Number');

/** Source: docs/gateways/smsc.md 15, `{"phone":"<number to dial>"}`. */
const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a call check',
	description:
		'Get a number for a person to call and so confirm their own. The SMSC Trigger reports the call.',
	routing: fieldRouting('wait_call', {
		parameters: (read) => [['phone', wireRecipient(readPhone(read))]],
		shape(body) {
			const answer: IDataObject = recordOf(body);
			const { phone, ...others } = answer;
			const asked = readPhone(itemReader(this));
			return [
				{ phone: asked, numberToCall: phone === undefined ? null : String(phone), ...others },
			];
		},
	}),
	fields: [
		{
			displayName: 'Phone Number',
			name: 'phone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 79001112233',
			description: 'The person’s own, with country code',
		},
		...closingFields(defaultCountryOption),
	],
};

/** A person confirms a number by calling from it. Source: docs/gateways/smsc.md 15. */
export const callCheck: Resource = {
	value: 'callCheck',
	name: 'Call Check',
	operations: [start],
};
