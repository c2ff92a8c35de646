import type { IDataObject } from 'n8n-workflow';

import { needed } from '../../shared/routing/settle';
import { idOf, recordOf } from '../../shared/text/json';
import type { Operation, Resource } from '../../shared/model/operation';
import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption } from '../../shared/fields/common';
import { readText } from '../../shared/fields/wire';
import { itemReader } from '../../shared/input/parameterReader';
import { fieldRouting } from '../call';
import { phoneNumberField } from '../fields';
import { smsc } from '../gateway';
import { wireRecipient } from './message/recipient';

const phoneField = phoneNumberField('The person’s own, with country code');

const fewestDigits = 5;

/** Whether a person can dial it: digits, however they are grouped. */
const isDialled = (number = ''): boolean =>
	/^\+?[\d\s()-]+$/.test(number) && number.replace(/\D/g, '').length >= fewestDigits;

/** Source: docs/gateways/smsc.md 15, `{"phone":"<number to dial>"}`. */
const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a call check',
	description:
		'Get a number that a person calls to confirm their own. The SMSC Trigger reports the call.',
	routing: fieldRouting('wait_call', {
		parameters: (read) => [['phone', wireRecipient(readText(phoneField, read))]],
		shape(body) {
			const answer: IDataObject = recordOf(body);
			const { phone, ...others } = answer;
			const number = idOf(phone)?.trim();
			const numberToCall = needed(this, smsc, isDialled(number) ? number : null);
			return [{ phone: readText(phoneField, itemReader(this)), numberToCall, ...others }];
		},
	}),
	fields: [phoneField, ...closingFields(defaultCountryOption)],
};

/** A person confirms a number by calling from it. Source: docs/gateways/smsc.md 15. */
export const callCheck: Resource = {
	value: 'callCheck',
	name: 'Call Check',
	operations: [start],
};
