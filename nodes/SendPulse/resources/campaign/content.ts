import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choicesField, locatorField, locatorValue } from '../../../shared/fields/list';
import { takingFiles, takingList } from '../../../shared/input/fieldValues';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { textIn } from '../../../shared/input/read';
import { emailAddress, splitList } from '../../../shared/input/recipients';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import { attachmentsOf } from '../../attachments';
import { accountTime } from '../../times';
import { bookField } from '../addressBook/fields';
import { numericId, requiredText } from '../../fields';
import { base64 } from '../../call';

/** SendPulse takes ten books in one campaign. Source: docs/gateways/sendpulse.md 1.4. */
const mostBooks = 10;

/** One id alone, or a list. Source: docs/gateways/sendpulse.md 5.1. */
function audience(read: ReadParameter): IDataObject {
	if (read('audience', 'books') === 'segment') {
		return { segment_id: Number(numericId(read('segment', ''), 'Segment ID')) };
	}
	const given = [
		...splitList(locatorValue(read('audienceBook', ''))),
		...splitList(read('chosenBooks', [])),
		...splitList(read('moreBooks', '')),
	].map((id) => Number(numericId(id, 'Address Book')));
	const ids = [...new Set(given)];
	const [first] = ids;
	if (first === undefined) numericId('', 'Address Book');
	if (ids.length > mostBooks) {
		throw new InputProblem(
			'More Address Book IDs',
			`adds up to ${ids.length} address books`,
			`SendPulse takes up to ${mostBooks} in one campaign. Create another campaign for the others.`,
		);
	}
	if (ids.length > 1 && read('mode', 'send') === 'test') {
		throw new InputProblem(
			'More Address Book IDs',
			'cannot be combined with a test',
			'SendPulse takes one address book in a test, whose letter goes to the sender anyway.',
		);
	}
	return { list_id: ids.length === 1 ? first : ids };
}

const text = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

const senderName = text('Sender Name', 'senderName', {
	required: true,
	placeholder: 'e.g. My Shop',
	description: 'Name that recipients see as the sender',
});

const subject = text('Subject', 'subject', { required: true, placeholder: 'e.g. Summer sale' });

/** The sender of a campaign; it has to be activated. */
export const senderField: INodeProperties = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'searchSenders',
	required: true,
	idMode: 'By Address',
	placeholder: 'e.g. news@example.com',
	description: 'An activated sender of the account',
});

export const templateField: INodeProperties = locatorField({
	displayName: 'Template',
	name: 'template',
	searchListMethod: 'searchTemplates',
	required: true,
	placeholder: 'e.g. 1042220',
});

export const contentFields: INodeProperties[] = [
	senderField,
	senderName,
	subject,
	{
		displayName: 'Content From',
		name: 'contentFrom',
		type: 'options',
		default: 'html',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'Template', value: 'template' },
		],
	},
	text('HTML', 'html', {
		typeOptions: { rows: 8, editor: 'htmlEditor' },
		required: true,
		displayOptions: { show: { contentFrom: ['html'] } },
		description: 'The e-mail as plain HTML; the node encodes it',
	}),
	{ ...templateField, displayOptions: { show: { contentFrom: ['template'] } } },
	{
		displayName: 'Send To',
		name: 'audience',
		type: 'options',
		default: 'books',
		options: [
			{ name: 'Address Books', value: 'books' },
			{ name: 'Segment', value: 'segment' },
		],
	},
	takingList({
		...bookField('audienceBook'),
		displayOptions: { show: { audience: ['books'] } },
	}),
	takingList(
		text('More Address Book IDs', 'moreBooks', {
			placeholder: 'e.g. 1266209, 1266210',
			displayOptions: { show: { audience: ['books'] } },
			description:
				'Further address books for the same campaign, separated by commas; ten in all at most',
		}),
	),
	{
		...choicesField(
			'More Address Book Names or IDs',
			'chosenBooks',
			'getAddressBooks',
			'Further address books for the same campaign; ten in all at most',
		),
		displayOptions: { show: { audience: ['books'] } },
	},
	text('Segment ID', 'segment', {
		required: true,
		placeholder: 'e.g. 1201',
		displayOptions: { show: { audience: ['segment'] } },
		description: 'ID of a segment of the account',
	}),
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		default: 'send',
		options: [
			{ name: 'Save as Draft', value: 'draft', description: 'Send nothing' },
			{ name: 'Schedule', value: 'schedule', description: 'Send at a given time' },
			{ name: 'Send Now', value: 'send' },
			{ name: 'Test', value: 'test', description: 'Send one e-mail to the sender only' },
		],
		description: 'What happens to the campaign',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { mode: ['schedule'] } },
		description: 'When to send. It must not be in the past.',
	},
];

/** A template's number as a number; the other kind of id is a text. */
export function templateId(value: unknown): number | string {
	const id = locatorValue(value).trim();
	if (id === '') {
		throw new InputProblem('Template', 'is empty', 'Choose a template, or enter its ID.');
	}
	return /^\d+$/.test(id) ? Number(id) : id;
}

function letter(read: ReadParameter): IDataObject {
	if (read('contentFrom', 'html') === 'template') {
		return { template_id: templateId(read('template', '')) };
	}
	const html = textIn(read, 'html');
	if (html.trim() === '') {
		throw new InputProblem('HTML', 'is empty', 'Enter the letter, or check its expression.');
	}
	return { body: base64(html) };
}

function timing(read: ReadParameter, setting: Setting): IDataObject {
	switch (read('mode', 'send')) {
		case 'draft':
			return { type: 'draft' };
		case 'test':
			return { is_test: true };
		case 'schedule': {
			const at = accountTime(read('sendAt', ''), setting, 'Send At');
			if (at !== undefined) return { send_date: at };
			throw new InputProblem('Send At', 'is empty', 'Choose a date and time.');
		}
		default:
			return {};
	}
}

/** The body of `POST /campaigns` without its attachments. Source: docs/gateways/sendpulse.md 5.1. */
export function campaignBody(read: ReadParameter, setting: Setting): IDataObject {
	return {
		sender_name: requiredText(read, senderName),
		sender_email: emailAddress(locatorValue(read('sender', '')), 'Sender'),
		subject: requiredText(read, subject),
		...letter(read),
		...audience(read),
		...timing(read, setting),
	};
}

export const attachmentsField = takingFiles(
	text('Attachments', 'attachments', {
		placeholder: 'e.g. data, invoice',
		description: 'Names of the binary fields that hold the files, separated by commas; up to five',
	}),
);

/** The files of a campaign. */
export const campaignFiles = (options: IDataObject, setting: Setting): InputFile[] =>
	attachmentsOf(setting, options.attachments, 'Attachments');
