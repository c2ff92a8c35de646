import type { INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/input/fieldValues';
import { defaultCountryOption } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/model/operation';
import { type Country, phoneNumber } from '../../../shared/input/recipients';
import { idOf } from '../../../shared/text/json';
import { closingFields, jsonRouting } from '../../call';
import { mapOf } from '../../wireValues';
import { chatbotAnswer, oneOf } from '../../chatbots/answer';
import { whatsApp } from '../../chatbots/channelField';
import { botField, readId } from '../chatbotMessage/fields';
import { splitList } from '../chatbotMessage/lists';
import { contactRow } from '../chatbotMessage/rows';
import { phoneField } from '../chatbotMessage/sendRoute';
import { readVariables, variableFields } from './variables';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'chatContactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ann',
};

/** Only WhatsApp has contacts that did not come by themselves. Source: docs/gateways/sendpulse.md 25.2, "POST /contacts". */
export const create: Operation = {
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
			const { defaultCountry, newTags } = mapOf(read('options', {}));
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
		...closingFields(
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
