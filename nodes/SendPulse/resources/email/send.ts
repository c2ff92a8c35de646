import type { INodeProperties } from 'n8n-workflow';

import type { ApprovalRoute } from '../../../shared/approval/approve';
import { approvalEntry } from '../../../shared/approval/operation';
import { escaped } from '../../../shared/text/html';
import { duplicatesOption, referenceField, safetyOptions } from '../../../shared/fields/common';
import { locatorField } from '../../../shared/fields/list';
import { takingFiles, takingList } from '../../../shared/input/fieldValues';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { showFor } from '../../../shared/fields/showFor';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { variableFields } from '../../fields';
import { sendPulse } from '../../gateway';
import { type EmailMessage, sendRoute } from './message';

const templateFields: INodeProperties[] = [
	locatorField({
		displayName: 'Template',
		name: 'templateId',
		searchListMethod: 'searchTemplates',
		required: true,
		placeholder: 'e.g. 1042220',
		description: 'One of your own templates in SendPulse',
	}),
	...variableFields(
		{ displayName: 'Template Variables', name: 'templateVariables' },
		'Values that the template shows',
	),
];

const contentFields: INodeProperties[] = [
	{
		displayName: 'E-Mail Format',
		name: 'emailFormat',
		type: 'options',
		default: 'html',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'HTML and Text', value: 'both' },
			{ name: 'Template', value: 'template' },
			{ name: 'Text', value: 'text' },
		],
	},
	...showFor({ emailFormat: ['both', 'html'] }, [
		{
			displayName: 'HTML',
			name: 'html',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			required: true,
			placeholder: 'e.g. <p>Your order has been shipped</p>',
			description: 'The message as plain HTML; the node encodes it',
		},
	]),
	...showFor({ emailFormat: ['both', 'text'] }, [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			description: 'The message without markup',
		},
	]),
	...showFor({ emailFormat: ['template'] }, templateFields),
];

const options: INodeProperties[] = [
	takingFiles({
		displayName: 'Attachments',
		name: 'attachments',
		type: 'string',
		default: '',
		placeholder: 'e.g. data, invoice',
		description: 'Names of the input binary fields that hold the files, separated by commas; up to five',
	}),
	takingList({
		displayName: 'BCC',
		name: 'bcc',
		type: 'string',
		default: '',
		placeholder: 'e.g. archive@example.com',
		description:
			'Recipients that the others do not see. Several are separated by commas; a name may stand before each, as in Ann &lt;ann@example.com&gt;.',
	}),
	takingList({
		displayName: 'CC',
		name: 'cc',
		type: 'string',
		default: '',
		placeholder: 'e.g. bob@example.com',
		description:
			'Further recipients. Several are separated by commas; a name may stand before each, as in Ann &lt;ann@example.com&gt;.',
	}),
	duplicatesOption,
	{
		displayName: 'Generate Text',
		name: 'autoPlainText',
		type: 'boolean',
		default: true,
		description:
			'Whether SendPulse makes the text version from the HTML. By default it does so when there is only HTML.',
	},
	takingList({
		displayName: 'Reply To',
		name: 'replyTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. support@example.com',
		description: 'Address that replies go to',
	}),
];

/** Recipient and subject. */
const recipientFields: INodeProperties[] = [
	takingList({
		displayName: 'Recipient',
		name: 'toEmail',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ann@example.com',
		description:
			'Who gets the message. Several are separated by commas; a name may stand before each, as in Ann &lt;ann@example.com&gt;.',
	}),
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Your order',
	},
];

/** Who the letter is from. */
const senderFields: INodeProperties[] = [
	locatorField({
		displayName: 'Sender',
		name: 'fromEmail',
		searchListMethod: 'searchSenders',
		required: true,
		idMode: 'By Address',
		placeholder: 'e.g. shop@example.com',
		description: 'An activated sender of your account',
	}),
	{
		displayName: 'Sender Name',
		name: 'fromName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. My Shop',
		description: 'Name of the sender as the recipient sees it',
	},
];

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an e-mail',
	description: 'Send a transactional e-mail for each input item through the SMTP service',
	...byRoute(sendPulse, sendRoute),
	fields: [
		...recipientFields,
		...contentFields,
		...senderFields,
		{
			...referenceField,
			description:
				'Your own ID of this message, such as an order number. It comes back in the output.',
		},
		...jsonClosingFields(
			...safetyOptions,
			...options,
			...finalStatusOptions('the answer of the recipient’s mail server'),
		),
	],
};

/** Both forms of the letter, so that the link can be opened in every mail program. */
const approvalRoute: ApprovalRoute<EmailMessage> = {
	gateway: sendPulse,
	route: sendRoute,
	write: (text, link) => ({
		emailFormat: 'both',
		text,
		html: escaped(text)
			.replace(escaped(link), (shown) => `<a href="${shown}">${shown}</a>`)
			.replace(/\n/g, '<br>'),
	}),
};

export const sendAndWait = approvalEntry(
	approvalRoute,
	recipientFields,
	[...senderFields, ...jsonClosingFields(...safetyOptions)],
	'Send an e-mail and wait for approval',
);
