import { byRoute } from '../../../shared/delivery/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, textField } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { fieldRouting } from '../../fieldCall';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';

const numberField = textField('Sender', 'sender', 'sender', {
	required: true,
	placeholder: 'e.g. 79001112233',
	description: 'Phone number that is to be used as a sender',
});

const siteField = textField('Site Name', 'siteName', 'site_name', {
	placeholder: 'e.g. example.com',
	description: 'Site that the text with the code names',
});

const codeField = textField('Code', 'code', 'code', {
	required: true,
	placeholder: 'e.g. 1234',
	description: 'Code that came to the phone',
});

/** `send_code=1`, which sends a message. Source: docs/gateways/smsc.md 12. */
const sendCodeRoute = onceRoute('senders', 'done', {
	recipient: (read) => String(read('sender', '')),
	parameters: (read) => [['send_code', '1'], ...fieldParameters([numberField, siteField], read)],
	row: ({ recipient }, answer) => ({ sender: recipient, ...answer, sent: true }),
});

export const sendCode: Operation = {
	value: 'sendCode',
	name: 'Send Code',
	action: 'Send the code of a sender',
	description: 'Send a code to a phone number that is to become a sender',
	...byRoute(smsc, sendCodeRoute),
	fields: [numberField.field, siteField.field, ...closingFields(...safetyOptions)],
};

/** `check_code=1`. Source: docs/gateways/smsc.md 12. */
export const checkCode: Operation = {
	value: 'checkCode',
	name: 'Check Code',
	action: 'Check the code of a sender',
	description: 'Confirm a sender by the code that came to its phone',
	routing: fieldRouting('senders', {
		body: { check_code: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => fieldParameters([numberField, codeField], read),
		shape: () => [{ confirmed: true }],
	}),
	fields: [numberField.field, codeField.field, ...closingFields()],
};
