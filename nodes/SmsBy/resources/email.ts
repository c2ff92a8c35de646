import type { INodeProperties } from 'n8n-workflow';

import { optionsIn } from '../../shared/input/read';
import type { Operation, Resource } from '../../shared/model/operation';
import type { Setting, ReadParameter } from '../../shared/input/parameterReader';
import { byRoute } from '../../shared/operations/byRoute';
import { takingFiles } from '../../shared/input/fieldChecks';
import { InputProblem } from '../../shared/model/inputProblem';
import { closingFields } from '../../shared/fields/closing';
import { duplicatesOption, referenceField, safetyOptions } from '../../shared/fields/common';
import {
	collectionParameters,
	fieldParameters,
	flagField,
	required,
	textField,
	type WireField,
	type WireParameter,
	parameter,
} from '../../shared/fields/wire';
import { emailAddress } from '../../shared/input/recipients';
import { resultOf } from '../answer';
import { post } from '../call';
import { recipientField, sendAtOption, statusNotice } from '../fields';
import { smsBy } from '../gateway';
import { type Draft, singleRoute } from '../singleRoute';
import { minuteTime } from '../times';
import { listIdField } from './contactList';

const senderField: WireField = {
	...required(
		textField('Sender', 'senderEmail', 'sender_email', {
			placeholder: 'e.g. shop@example.com',
			description: 'As confirmed in your account',
		}),
	),
	encode: (value, label) => {
		const text = String(value).trim();
		if (/^[^\s@]+@[^\s@]+$/.test(text)) return text;
		throw new InputProblem(
			label,
			`“${text}” is not an e-mail address`,
			'Enter one address, e.g. shop@example.com.',
		);
	},
};

const senderNameField = textField('Sender Name', 'senderName', 'sender_name', {
	placeholder: 'e.g. My Shop',
});

const contentFields: WireField[] = [
	required(textField('Subject', 'subject', 'subject', { placeholder: 'e.g. Your order 42' })),
	required(
		textField('Message', 'message', 'message', {
			typeOptions: { rows: 5 },
			placeholder: 'e.g. <p>Your order 42 is ready</p>',
			description: 'Text or HTML',
		}),
	),
];

/** Source: docs/gateways/smsby.md 7, sendEmail. */
const letterFields: WireField[] = [senderField, senderNameField, ...contentFields];

/** As the form has them, behind the recipient. */
const letterForm = [...contentFields, senderField, senderNameField].map(({ field }) => field);

const trackingOptions: WireField[] = [
	flagField(
		'Track Clicks',
		'trackClicks',
		'track_click',
		'Whether the gateway counts the links that are opened',
		true,
	),
	flagField(
		'Track Opens',
		'trackOpens',
		'track_open',
		'Whether the gateway counts the e-mails that are opened',
		true,
	),
];

const attachmentOption: INodeProperties = takingFiles({
	displayName: 'Attachment',
	name: 'attachment',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Input binary field',
});

/** The letter itself, whoever it goes to. */
function letter(read: ReadParameter, setting: Setting): Pick<Draft, 'parameters' | 'file'> {
	const options = optionsIn(read);
	const time = minuteTime(options.sendAt, setting);
	const parameters: WireParameter[] = [
		...fieldParameters(letterFields, read),
		...parameter('d_schedule', time),
		...collectionParameters(trackingOptions, options),
	];
	if ((options.attachment ?? '') === '') return { parameters };
	const content = setting.findFile(options.attachment, 'Attachment');
	return { parameters, file: { name: 'attachment', content } };
}

/** sendEmail. Source: docs/gateways/smsby.md 7. */
const sendEmailRoute = singleRoute({
	channel: 'email',
	draft: (read, setting) => {
		const recipient = emailAddress(read('recipient', ''));
		const { parameters, file } = letter(read, setting);
		return {
			recipient,
			method: post('sendEmail', 'v2'),
			parameters: [['email', recipient], ...parameters],
			file,
		};
	},
	record: resultOf,
	id: 'email_id',
});

/** sendEmailByList; its answer is assumed to be that of sendEmail. Source: docs/gateways/smsby.md 7. */
const sendEmailToListRoute = singleRoute({
	channel: 'email',
	draft: (read, setting) => {
		const list = fieldParameters([listIdField], read);
		const name = String(optionsIn(read).mailingName ?? '').trim();
		const { parameters, file } = letter(read, setting);
		return {
			recipient: list[0]?.[1] ?? '',
			method: post('sendEmailByList', 'v2'),
			parameters: [...list, ...parameter('name', name), ...parameters],
			file,
		};
	},
	record: resultOf,
	id: 'email_id',
});

const letterOptions = [
	attachmentOption,
	duplicatesOption,
	sendAtOption,
	...safetyOptions,
	...trackingOptions.map(({ field }) => field),
];

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an e-mail',
	description: 'One request per item',
	...byRoute(smsBy, sendEmailRoute),
	fields: [
		{ ...recipientField, placeholder: 'e.g. ann@example.com', description: 'E-mail address' },
		...letterForm,
		referenceField,
		statusNotice(
			'No report of this e-mail arrives, and SMS.by cannot be asked for its status: your account shows it.',
		),
		...closingFields(...letterOptions),
	],
};

const sendToList: Operation = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Send an e-mail to a contact list',
	description: 'To every contact of the list',
	...byRoute(smsBy, sendEmailToListRoute),
	fields: [
		listIdField.field,
		...letterForm,
		referenceField,
		...closingFields(...letterOptions, {
			displayName: 'Mailing Name',
			name: 'mailingName',
			type: 'string',
			default: '',
			placeholder: 'e.g. May promo',
			description: 'As your account shows it',
		}),
	],
};

export const email: Resource = { value: 'email', name: 'E-Mail', operations: [send, sendToList] };
