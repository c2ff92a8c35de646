import type { ILoadOptionsFunctions, INodeProperties, ResourceMapperFields } from 'n8n-workflow';

import { jsonClosingFields } from '../../../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { locatorField } from '../../../shared/fields/parts';
import { locatorValue } from '../../../shared/input/read';
import { showFor, type Operation } from '../../../shared/model/operation';
import { type FieldTable, jsonValues, type WireField } from '../../../shared/fields/wire';
import { InputProblem } from '../../../shared/model/inputProblem';
import { byRoute } from '../../../shared/operations/byRoute';
import { askFor, unreadList } from '../../../shared/routing/search';
import { jsonRequest } from '../../call';
import { chatbotAnswer, chatList, listOf } from '../../chatbots/call';
import { whatsApp } from '../../chatbots/channels';
import { botField, contactField, phoneField } from '../../chatbots/fields';
import { botIn } from '../../chatbots/search';
import { sendPulse } from '../../gateway';
import { isListed } from '../../shapes';
import { textOf } from '../../values';
import { addressed, chatRoute } from './sendRoute';
import { componentsField, fieldsOfTemplate, parametersField } from './templateParameters';

/** A template's name and its language, of `order_paid/en`. @throws InputProblem */
function templateKey(value: unknown, label: string): { name: string; language: string } {
	const text = locatorValue(value).trim();
	const slash = text.lastIndexOf('/');
	const name = text.slice(0, Math.max(0, slash)).trim();
	const language = text.slice(slash + 1).trim();
	if (slash > 0 && name !== '' && language !== '') return { name, language };
	throw new InputProblem(
		label,
		text === '' ? 'is empty' : 'has no language',
		'Choose a template, or enter its name and language, e.g. order_paid/en.',
	);
}

const templateField: WireField = {
	field: locatorField({
		displayName: 'Template',
		name: 'chatTemplate',
		searchListMethod: 'chatTemplates',
		required: true,
		placeholder: 'e.g. order_paid/en',
		description: 'The list shows those that WhatsApp has approved',
	}),
	wire: 'template',
	encode: (value, label) => {
		const { name, language } = templateKey(value, label);
		return { name, language: { code: language } };
	},
};

/** A template of WhatsApp and its parameters. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp". */
export const templateFields: FieldTable = [
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

/** The parameters of the chosen template, for the editor. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp". */
export async function getTemplateParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const { name: parameter, displayName } = templateField.field;
	const { name, language } = templateKey(this.getCurrentNodeParameter(parameter), displayName);
	const question = jsonRequest('GET', `${whatsApp.prefix}/templates?bot_id=${botIn(this)}`);
	const answer = await askFor(this, sendPulse, question, chatbotAnswer);
	const templates = listOf(answer);
	if (!isListed(answer, templates, { list: chatList })) throw unreadList(this, sendPulse, answer);
	const template = templates.find(
		(one) => textOf(one.name) === name && textOf(one.language) === language,
	);
	if (!template) {
		return {
			fields: [],
			emptyFieldsNotice: 'The bot has no such template. Choose one from the list.',
		};
	}
	return {
		fields: fieldsOfTemplate(template),
		emptyFieldsNotice: 'This template has no parameters.',
	};
}

const sendToField: INodeProperties = {
	displayName: 'Send To',
	name: 'templateTo',
	type: 'options',
	default: 'phone',
	options: [
		{ name: 'Contact', value: 'contact' },
		{ name: 'Phone Number', value: 'phone' },
	],
};

const sendFields: FieldTable = [
	...showFor({ templateTo: ['contact'] }, [contactField]),
	...showFor({ templateTo: ['phone'] }, [phoneField]),
	...templateFields,
];

/** The form has the bot in any case, for its lists; it travels beside a phone number only. */
const sendTable: FieldTable = [
	sendToField,
	...showFor({ templateTo: ['phone'] }, [botField]),
	...sendFields,
];

/** `POST /contacts/sendTemplateByPhone` or `/contacts/sendTemplate`. Source: docs/gateways/sendpulse.md 25.2. */
const route = chatRoute((read, setting) => ({
	channel: whatsApp,
	...addressed('sendTemplate', jsonValues(sendTable, read, setting)),
}));

export const sendTemplate: Operation = {
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send a template over WhatsApp',
	description: 'One that WhatsApp has approved, to any number, even outside the 24 hours',
	...byRoute(sendPulse, route),
	fields: [
		sendToField,
		botField,
		...sendFields,
		referenceField,
		...jsonClosingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};
