import { jsonClosingFields } from '../../../shared/fields/closing';
import { defaultCountryOption } from '../../../shared/fields/common';
import { optionsField, textField } from '../../../shared/fields/parts';
import type { FieldTable } from '../../../shared/fields/wire';
import type { Operation, Resource } from '../../../shared/model/operation';
import { idOf } from '../../../shared/text/json';
import { jsonRouting } from '../../call';
import { chatbotAnswer, oneOf } from '../../chatbots/call';
import { whatsApp } from '../../chatbots/channels';
import { botField, namedTagsField, phoneField } from '../../chatbots/fields';
import { contactRow } from '../../chatbots/rows';
import { asList } from '../../variables';
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
import { chatVariables } from './variables';
import { saysYes } from '../../errors';
import { sendPulse } from '../../gateway';
import { unsaid } from '../../../shared/routing/settle';

const newTags = namedTagsField('newTags');

const createFields: FieldTable = [
	botField,
	phoneField,
	textField('Name', 'chatContactName', 'name'),
	...chatVariables((variables) => (variables.length > 0 ? asList(variables) : undefined)),
];

/** Only WhatsApp has contacts that did not come by themselves. Source: docs/gateways/sendpulse.md 25.2, "POST /contacts". */
const create: Operation = {
	value: 'create',
	name: 'Create (WhatsApp)',
	action: 'Create a WhatsApp chatbot contact',
	description: 'On all other channels contacts come by writing to the bot',
	routing: jsonRouting({
		method: 'POST',
		path: `${whatsApp.prefix}/contacts`,
		answer: chatbotAnswer,
		effect: 'once',
		body: [...createFields, optionsField([newTags])],
		shape(body) {
			const contact = oneOf(body);
			if (contact && idOf(contact.id) !== null) return [contactRow(contact, whatsApp.id)];
			if (!saysYes(body)) throw unsaid(this, sendPulse);
			return [{ channel: whatsApp.id, created: true }];
		},
	}),
	fields: [...createFields, ...jsonClosingFields(defaultCountryOption, newTags)],
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
