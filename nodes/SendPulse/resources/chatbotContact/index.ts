import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryOption } from '../../../shared/fields/common';
import { takingList } from '../../../shared/input/fieldValues';
import { type Country, phoneNumber } from '../../../shared/input/recipients';
import type { Operation, Resource } from '../../../shared/model/operation';
import { idOf, recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import { chatbotAnswer, oneOf } from '../../chatbots/answer';
import { whatsApp } from '../../chatbots/channelField';
import { botField, readId } from '../chatbotMessage/fields';
import { splitList } from '../chatbotMessage/lists';
import { contactRow } from '../chatbotMessage/rows';
import { phoneField } from '../chatbotMessage/sendRoute';
import {
	addTags,
	deleteVariable,
	disable,
	enable,
	pauseAutomation,
	remove,
	removeTags,
	resumeAutomation,
	setVariables,
} from './change';
import { get, getAll } from './read';
import { readVariables, variableFields } from './variables';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'chatContactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ann',
};

/** Only WhatsApp has contacts that did not come by themselves. Source: docs/gateways/sendpulse.md 25.2, "POST /contacts". */
const create: Operation = {
	value: 'create',
	name: 'Create (WhatsApp)',
	action: 'Create a WhatsApp chatbot contact',
	description:
		'Add a phone number to the contacts of a WhatsApp bot. On all other channels contacts come by writing to the bot.',
	routing: jsonRouting({
		method: 'POST',
		path: `${whatsApp.prefix}/contacts`,
		answer: chatbotAnswer,
		effect: 'once',
		body: (read) => {
			const { defaultCountry, newTags } = recordOf(read('options', {}));
			const tags = splitList(newTags);
			const variables = readVariables(read).map(([name, value]) => ({ name, value }));
			const name = String(read(nameField.name, '') ?? '').trim();
			return {
				bot_id: readId(read, botField),
				phone: phoneNumber(
					read(phoneField.name, ''),
					(defaultCountry ?? 'none') as Country,
					phoneField.displayName,
				),
				name: name || undefined,
				tags: tags.length > 0 ? tags : undefined,
				variables: variables.length > 0 ? variables : undefined,
			};
		},
		shape(body) {
			const contact = oneOf(body);
			if (contact && idOf(contact.id) !== null) return [contactRow(contact, whatsApp.id)];
			return [{ channel: whatsApp.id, created: true }];
		},
	}),
	fields: [
		botField,
		phoneField,
		nameField,
		...variableFields,
		...jsonClosingFields(
			defaultCountryOption,
			takingList({
				displayName: 'Tags',
				name: 'newTags',
				type: 'string',
				default: '',
				placeholder: 'e.g. vip, riga',
				description: 'Names of the tags, separated by commas',
			}),
		),
	],
};

/** Contacts of chatbots, on seven channels. Source: docs/gateways/sendpulse.md 25.2. */
export const chatbotContact: Resource = {
	value: 'chatbotContact',
	name: 'Chatbot Contact',
	operations: [
		get,
		getAll,
		create,
		setVariables,
		deleteVariable,
		addTags,
		removeTags,
		pauseAutomation,
		resumeAutomation,
		disable,
		enable,
		remove,
	],
};
