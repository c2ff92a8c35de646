import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/delivery/byRoute';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { type Operation, showFor } from '../../../shared/fields/display';
import { fieldParameters, type WireParameter } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { recordOf } from '../../answer';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { post } from '../../call';
import {
	alphanameField,
	messageTextField,
	phoneOf,
	recipientField,
	textOf,
	vibernameField,
} from '../../fields';
import { smsBy } from '../../gateway';
import { type SingleMessage, singleRoute } from '../../singleRoute';
import { smsStatus } from '../../smsStatus';
import { textCounting } from '../../textCounting';

/** Source: docs/gateways/smsby.md 3.1, `forwarding_message`, `forwarding_time`, `vibername_id`. */
const forwardingFields: INodeProperties[] = [
	{
		displayName: 'Forward to Viber',
		name: 'forwardToViber',
		type: 'boolean',
		default: false,
		description:
			'Whether the gateway sends the text through Viber when the SMS is not reported as delivered in time',
	},
	...showFor({ forwardToViber: [true] }, [
		{
			displayName: 'Forward After (Minutes)',
			name: 'forwardAfter',
			type: 'number',
			typeOptions: { minValue: 5, maxValue: 60, numberPrecision: 0 },
			default: 60,
			description: 'How long to wait for the delivery of the SMS, from 5 to 60 minutes',
		},
		vibernameField.field,
	]),
];

function forwarding(read: ReadParameter): WireParameter[] {
	if (read('forwardToViber', false) !== true) return [];
	const minutes = Number(read('forwardAfter', 60));
	if (!Number.isInteger(minutes) || minutes < 5 || minutes > 60) {
		throw new InputProblem(
			'Forward After (Minutes)',
			`“${String(read('forwardAfter', 60))}” is not a whole number from 5 to 60`,
			'Enter 5 to 60 minutes.',
		);
	}
	return [
		['forwarding_message', '1'],
		['forwarding_time', String(minutes)],
		...fieldParameters([vibernameField], read),
	];
}

/** sendQuickSMS, everything in the form body. Source: docs/gateways/smsby.md 3.1 and 11. */
export const sendRoute: Route<SingleMessage> = {
	...singleRoute({
		channel: 'sms',
		draft: (read) => {
			const recipient = phoneOf(read);
			return {
				recipient,
				method: post('sendQuickSMS'),
				parameters: [
					['message', textOf(read)],
					['phone', recipient],
					...fieldParameters([alphanameField], read),
					...forwarding(read),
				],
			};
		},
		record: recordOf,
		id: 'sms_id',
		extra: ({ parts }) => ({ parts: Number(parts) || null }),
	}),
	sms: {
		text: ({ parameters }) => parameters.find(([name]) => name === 'message')?.[1],
		counting: textCounting,
	},
	many: { operation: 'Send Many', listSize: 500 },
	finalStatus: smsStatus,
};

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description: 'Send one SMS for each input item, one request each',
	...byRoute(smsBy, sendRoute),
	fields: [
		recipientField,
		messageTextField,
		alphanameField.field,
		...forwardingFields,
		referenceField,
		...closingFields(
			defaultCountryOption,
			duplicatesOption,
			...safetyOptions,
			...finalStatusOptions('the final status of the message'),
		),
	],
};
