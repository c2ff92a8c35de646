import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsIn } from '../../../shared/input/read';
import { takingList } from '../../../shared/input/fieldValues';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { choicesField, locatorField, locatorValue } from '../../../shared/fields/list';
import { emailAddress, phoneNumber, splitList } from '../../../shared/input/recipients';
import { languages } from '../../fields';

/** Shown by its own name, so that nobody who reads the workflow overlooks that letters go out. */
const doubleOptInField: INodeProperties = {
	displayName: 'Double Opt-In',
	name: 'doubleOptIn',
	type: 'boolean',
	default: false,
	noDataExpression: true,
	description: 'Whether SendPulse e-mails new contacts and adds them only once they confirm',
};

const show = { show: { doubleOptIn: [true] } };

const senderField: INodeProperties = {
	...locatorField({
		displayName: 'Sender',
		name: 'confirmationSender',
		searchListMethod: 'searchSenders',
		required: true,
		idMode: 'By Address',
		placeholder: 'e.g. news@example.com',
		description: 'Activated sender of the confirmation email',
	}),
	displayOptions: show,
};

const confirmationField: INodeProperties = {
	displayName: 'Confirmation',
	name: 'confirmation',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	displayOptions: show,
	options: [
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'en',
			options: languages,
			description: 'Language of the confirmation email',
		},
		{
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1042220',
			description: 'ID of the template of the confirmation email',
		},
	],
};

/** Tags by their names. @param meaning what is chosen */
export const chosenTagsField = (meaning: string): INodeProperties =>
	choicesField('Tag Names or IDs', 'chosenTags', 'getTags', meaning);

const moreFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Check E-Mails',
			name: 'checkEmails',
			type: 'boolean',
			default: false,
			description: 'Whether to set check_emails',
		},
		{
			displayName: 'Keep Existing Contacts',
			name: 'keepExisting',
			type: 'boolean',
			default: false,
			description: 'Whether to leave existing contacts of the book unchanged',
		},
		{
			displayName: 'Phone Number',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 79001112233',
			description: 'Phone number with country code; it becomes the phone of the contact',
		},
		takingList({
			displayName: 'Tag IDs',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2506, 2507',
			description: 'IDs of the tags that the contact gets, separated by commas',
		}),
		chosenTagsField('Tags that the contact gets'),
		{
			displayName: 'Without Webhook',
			name: 'disableWebhook',
			type: 'boolean',
			default: false,
			description: 'Whether webhooks for new contacts, such as a trigger node’s, are not called',
		},
	],
};

export const addFields: INodeProperties[] = [
	doubleOptInField,
	senderField,
	confirmationField,
	moreFields,
];

/** Ids of tags, as numbers, each once. @throws InputProblem */
export function tagIds(input: unknown[], label = 'Tag IDs'): number[] {
	return [...new Set(input.flatMap(splitList))].map((id) => {
		if (/^\d+$/.test(id)) return Number(id);
		throw new InputProblem(
			label,
			`has “${id}”, which is not an ID`,
			'Enter whole numbers, separated by commas; Tag: Get Many lists them.',
		);
	});
}

/** Double opt-in. Source: docs/gateways/sendpulse.md 3.3. */
function confirmationOf(read: ReadParameter): IDataObject {
	if (read('doubleOptIn', false) !== true) return {};
	const { language, templateId } = optionsIn(read, 'confirmation');
	const template = locatorValue(templateId).trim();
	return {
		confirmation: 'force',
		sender_email: emailAddress(locatorValue(read('confirmationSender', '')), 'Sender'),
		...(template === '' ? {} : { template_id: template }),
		...(language ? { message_lang: language } : {}),
	};
}

/** What a request says about all its contacts; only what is set is sent. */
export function requestSettings(read: ReadParameter): IDataObject {
	const { tags, chosenTags, keepExisting, disableWebhook, checkEmails } = read(
		'additionalFields',
		{},
	) as IDataObject;
	const ids = tagIds([chosenTags, tags]);
	return {
		...(ids.length > 0 ? { tags: ids } : {}),
		...confirmationOf(read),
		...(keepExisting === true ? { dont_update: true } : {}),
		...(disableWebhook === true ? { disable_webhook: true } : {}),
		...(checkEmails === true ? { check_emails: true } : {}),
	};
}

/** The phone travels as a variable of this name. Source: docs/gateways/sendpulse.md 3.3. */
export function phoneVariable(read: ReadParameter): Array<[string, string]> {
	const { phone } = optionsIn(read, 'additionalFields');
	const text = String(phone ?? '').trim();
	return text === '' ? [] : [['Phone', phoneNumber(text, 'none', 'Phone Number')]];
}
