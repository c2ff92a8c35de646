import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { type Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/fields/showFor';
import { locatorField, locatorValue } from '../../../shared/fields/list';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { sendPulse } from '../../gateway';
import { whatsApp } from '../../chatbots/channelField';
import { botField, contactField, readJsonField } from './fields';
import { chatRoute, phoneField, readRecipient } from './sendRoute';
import { componentsFromJson, componentsOf, parametersField } from './templateParameters';

const templateField: INodeProperties = locatorField({
	displayName: 'Template',
	name: 'chatTemplate',
	searchListMethod: 'searchChatTemplates',
	required: true,
	idMode: 'By Name and Language',
	placeholder: 'e.g. order_paid/en',
	description: 'The list shows the templates of the bot that WhatsApp has approved',
});

const componentsField: INodeProperties = {
	displayName: 'Components (JSON)',
	name: 'templateComponents',
	type: 'json',
	typeOptions: { rows: 5 },
	default: '[]',
	description:
		'The components as WhatsApp takes them, e.g. [{ "type": "body", "parameters": [{ "type": "text", "text": "Ann" }] }]',
};

/** A template of WhatsApp and its parameters. */
export const templateFields: INodeProperties[] = [
	templateField,
	{
		displayName: 'Parameters From',
		name: 'parametersFrom',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields of the Template', value: 'fields' },
			{ name: 'JSON', value: 'json' },
		],
	},
	...showFor({ parametersFrom: ['fields'] }, [parametersField]),
	...showFor({ parametersFrom: ['json'] }, [componentsField]),
];

/** A template's name and its language, of `order_paid/en`. */
export function templateKey(value: unknown): { name: string; language: string } {
	const text = locatorValue(value).trim();
	const slash = text.lastIndexOf('/');
	const name = text.slice(0, Math.max(0, slash)).trim();
	const language = text.slice(slash + 1).trim();
	if (slash > 0 && name !== '' && language !== '') return { name, language };
	throw new InputProblem(
		templateField.displayName,
		text === '' ? 'is empty' : 'has no language',
		'Choose a template, or enter its name and language, e.g. order_paid/en.',
	);
}

/**
 * The object `template` of a request. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp".
 *
 * @throws InputProblem naming the field
 */
export function templateOf(read: ReadParameter): IDataObject {
	const { name, language } = templateKey(read(templateField.name, ''));
	const components =
		read('parametersFrom', 'fields') === 'json'
			? componentsFromJson(readJsonField(read, componentsField, '[]'), componentsField.displayName)
			: componentsOf(read);
	return { name, language: { code: language }, components };
}

/** `POST /contacts/sendTemplateByPhone` or `/contacts/sendTemplate`. Source: docs/gateways/sendpulse.md 25.2. */
const route = chatRoute((read) => {
	const sendTo = read('templateTo', 'phone');
	const { recipient, values, byPhone } = readRecipient(read, whatsApp, sendTo);
	return {
		channel: whatsApp,
		recipient,
		path: byPhone ? '/contacts/sendTemplateByPhone' : '/contacts/sendTemplate',
		body: { ...values, template: templateOf(read) },
	};
});

export const sendTemplate: Operation = {
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send a template over WhatsApp',
	description:
		'Send a template that WhatsApp has approved to any phone number, also outside the 24 hours',
	...byRoute(sendPulse, route),
	fields: [
		{
			displayName: 'Send To',
			name: 'templateTo',
			type: 'options',
			default: 'phone',
			options: [
				{ name: 'Contact', value: 'contact' },
				{ name: 'Phone Number', value: 'phone' },
			],
		},
		botField,
		...showFor({ templateTo: ['contact'] }, [contactField]),
		...showFor({ templateTo: ['phone'] }, [phoneField]),
		...templateFields,
		referenceField,
		...jsonClosingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};
