import type { IDataObject } from 'n8n-workflow';

import {
	locatorField,
	choicesField,
	collectionField,
	flagField,
	required,
	textField,
	onlyTrue,
} from '../../../shared/fields/parts';
import { showFor } from '../../../shared/model/operation';
import type { WireField, Encode, FieldTable } from '../../../shared/fields/wire';
import { takingList } from '../../../shared/input/fieldChecks';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import { locatorValue, optionsIn } from '../../../shared/input/read';
import { splitList } from '../../../shared/input/recipients';
import { InputProblem } from '../../../shared/model/inputProblem';
import { attachmentsField, attachmentsIn } from '../../attachments';
import {
	base64Of,
	idField,
	idNumber,
	namedBookField,
	numericId,
	timeField,
	namedSenderField,
} from '../../fields';

/** SendPulse takes ten books in one campaign. Source: docs/gateways/sendpulse.md 1.4. */
const mostBooks = 10;

/** They travel with the first one. */
const moreBooks = takingList({
	displayName: 'More Address Book IDs',
	name: 'moreBooks',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1266209, 1266210',
	description: 'Separated by commas; ten books in all at most',
});

const chosenBooks = choicesField(
	'More Address Book Names or IDs',
	'chosenBooks',
	'getAddressBooks',
	'Further address books for the same campaign; ten in all at most',
);

/** One id alone, or a list. Source: docs/gateways/sendpulse.md 5.1. */
const audienceBooks: WireField = {
	field: takingList(namedBookField('audienceBook').field),
	wire: 'list_id',
	encode: (book, label, { read }) => {
		const { name, displayName } = moreBooks;
		const given = [
			...splitList(locatorValue(book)),
			...splitList(read(chosenBooks.name, [])),
			...splitList(read(name, '')),
		];
		const ids = [...new Set(given.map((id) => Number(numericId(id, label))))];
		const [first] = ids;
		if (first === undefined) numericId('', label);
		if (ids.length > mostBooks) {
			throw new InputProblem(
				displayName,
				`brings the campaign to ${ids.length} address books`,
				`SendPulse takes up to ${mostBooks} in one campaign. Create another campaign for the others.`,
			);
		}
		if (ids.length > 1 && read(modeField.field.name) === 'test') {
			throw new InputProblem(
				displayName,
				'cannot be combined with a test',
				'In a test SendPulse takes one address book, and the e-mail goes only to the sender.',
			);
		}
		return ids.length === 1 ? first : ids;
	},
};

/** The sender of a campaign; it has to be activated. */
export const senderField: WireField = namedSenderField('sender', 'sender_email', {
	description: 'An activated sender',
});

/** A template's number as a number; the other kind of id is a text. */
const templateId: Encode = (value, label) => {
	const id = locatorValue(value).trim();
	if (id === '') throw new InputProblem(label, 'is empty', 'Choose a template, or enter its ID.');
	return /^\d+$/.test(id) ? Number(id) : id;
};

export const templateField: WireField = {
	field: locatorField({
		displayName: 'Template',
		name: 'template',
		searchListMethod: 'templates',
		required: true,
	}),
	wire: 'template_id',
	encode: templateId,
};

/** The HTML of a letter. */
export const htmlField: WireField = {
	...required(
		textField('HTML', 'html', 'body', {
			typeOptions: { rows: 8, editor: 'htmlEditor' },
			description: 'Plain HTML; the node encodes it',
		}),
	),
	encode: base64Of,
};

const modes: Readonly<Record<string, IDataObject>> = {
	draft: { type: 'draft' },
	test: { is_test: true },
};

const modeField: WireField = {
	field: {
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		default: 'send',
		options: [
			{ name: 'Save as Draft', value: 'draft' },
			{ name: 'Schedule', value: 'schedule' },
			{ name: 'Send Now', value: 'send' },
			{ name: 'Test', value: 'test', description: 'Send one e-mail to the sender only' },
		],
	},
	wire: '',
	encode: (mode) => modes[String(mode)],
};

/** The campaign but for its attachments. Source: docs/gateways/sendpulse.md 5.1. */
export const contentFields: FieldTable = [
	senderField,
	required(textField('Sender Name', 'senderName', 'sender_name')),
	required(textField('Subject', 'subject', 'subject')),
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
	...showFor({ contentFrom: ['html'] }, [htmlField]),
	...showFor({ contentFrom: ['template'] }, [templateField]),
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
	...showFor({ audience: ['books'] }, [audienceBooks, moreBooks, chosenBooks]),
	...showFor({ audience: ['segment'] }, [
		{
			...idField('Segment ID', 'segment', 'segment_id', 'e.g. 1201'),
			encode: idNumber,
		},
	]),
	modeField,
	...showFor({ mode: ['schedule'] }, [
		timeField('Send At', 'sendAt', 'send_date', {
			required: true,
			description: 'When to send. It must not be in the past.',
		}),
	]),
];

/** `stats` has only what is set. Source: docs/gateways/sendpulse.md 5.1. */
export const moreFields = collectionField(
	{ displayName: 'Additional Fields', name: 'additionalFields' },
	[
		textField('Name', 'name', 'name'),
		{
			...textField('AMP HTML', 'amp', 'body_amp', {
				typeOptions: { rows: 4 },
				description: 'The AMP version of the e-mail; the node encodes it',
			}),
			encode: base64Of,
		},
		attachmentsField,
		{
			...flagField(
				'Include New Contacts',
				'dynamicList',
				'use_dynamic_list',
				'Whether contacts added before it is sent get it too',
			),
			encode: onlyTrue,
		},
		{
			...flagField(
				'Optimum Time',
				'optimumTime',
				'send_at_the_optimum_time',
				'Whether SendPulse chooses the best time for each contact',
			),
			encode: onlyTrue,
		},
		flagField('Track Opens', 'trackOpens', 'stats.opens', undefined, true),
		flagField('Track Clicks', 'trackClicks', 'stats.clicks', undefined, true),
		textField('UTM Campaign', 'utmCampaign', 'stats.utm_campaign', {
			placeholder: 'e.g. july_sale',
		}),
	],
);

/** The files of a campaign. */
export const campaignFiles = (read: ReadParameter, setting: Setting): InputFile[] =>
	attachmentsIn(optionsIn(read, moreFields.field.name), setting);
