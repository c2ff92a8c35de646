import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { byRoute } from '../../../shared/delivery/byRoute';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { closingFields } from '../../../shared/fields/closing';
import { recordOf } from '../../answer';
import { get } from '../../call';
import { alphanameField, messageTextField, phoneOf, recipientField, textOf } from '../../fields';
import { smsBy } from '../../gateway';
import { singleRoute } from '../../singleRoute';
import { codeObjectField, codeObjectOperations } from './codeObject';
import { confirmFlashCall, flashCall } from './flashCall';

const placeholder = '%CODE%';

const objectField = codeObjectField('password_object_id');

function template(read: ReadParameter): string {
	const text = textOf(read);
	if (text.includes(placeholder)) return text;
	throw new InputProblem(
		'Text',
		`has no ${placeholder}, where the gateway puts the code`,
		`Write ${placeholder} where the code belongs, e.g. “Your code: ${placeholder}”.`,
	);
}

/** sendSmsMessageWithCode; older answers are wrapped in an array. Source: docs/gateways/smsby.md 5. */
const sendCodeRoute = singleRoute({
	channel: 'sms',
	draft: (read) => {
		const recipient = phoneOf(read);
		return {
			recipient,
			method: get('sendSmsMessageWithCode'),
			parameters: [
				...fieldParameters([objectField], read),
				['phone', recipient],
				['message', template(read)],
				...fieldParameters([alphanameField], read),
			],
		};
	},
	record: recordOf,
	id: 'sms_id',
	extra: ({ code, parts }) => ({ code: idOf(code), parts: Number(parts) || null }),
});

const send: Operation = {
	value: 'send',
	name: 'Send with Code',
	action: 'Send a message with a code',
	description: 'Send an SMS with a one-time code that the gateway makes and the output shows',
	...byRoute(smsBy, sendCodeRoute),
	fields: [
		objectField.field,
		recipientField,
		{
			...messageTextField,
			placeholder: `e.g. Your code: ${placeholder}`,
			description: `Text of the message; the gateway puts the code in place of ${placeholder}`,
		},
		alphanameField.field,
		referenceField,
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};

export const oneTimeCode: Resource = {
	value: 'oneTimeCode',
	name: 'One-Time Code',
	operations: [send, ...codeObjectOperations, flashCall, confirmFlashCall],
};
