import type { INodeProperties } from 'n8n-workflow';

import { locatorField, listField, required, textField } from '../../shared/fields/parts';
import { locatorValue } from '../../shared/input/read';
import type { WireField, Encode } from '../../shared/fields/wire';
import { excerptOf } from '../../shared/input/describeValue';
import { InputProblem } from '../../shared/model/inputProblem';
import { offsetPaging, type Paging } from '../../shared/routing/paging';
import { phoneInCountry } from '../../shared/fields/common';

/** Ids have 24 hex digits. What may be one of another length passes; a phone, a name or an address does not. Source: docs/gateways/sendpulse.md 25.1. */
const idShape = /^[\w-]{16,64}$/;

/** @throws InputProblem when it is empty or no ID of a chatbot */
export const chatbotId: Encode = (value, label) => {
	const id = locatorValue(value).trim();
	if (idShape.test(id)) return id;
	throw new InputProblem(
		label,
		(redact) =>
			id === ''
				? 'is empty'
				: `“${excerptOf(id, redact, 40)}” is not an ID of SendPulse’s chatbots`,
		'Choose an entry from the list, or enter the ID, which has 24 letters and digits.',
	);
};

export const botField: WireField = {
	field: locatorField({
		displayName: 'Bot',
		name: 'bot',
		searchListMethod: 'bots',
		required: true,
		placeholder: 'e.g. 5f0000000000000000000001',
	}),
	wire: 'bot_id',
	encode: chatbotId,
};

/** Where the bot only says whose entries the next lists show. */
export const botForListField: INodeProperties = {
	...botField.field,
	required: false,
	description: 'For the lists below; not needed where an ID or a name is entered',
};

export const contactField: WireField = {
	field: locatorField({
		displayName: 'Contact',
		name: 'chatContact',
		searchListMethod: 'chatContacts',
		required: true,
		placeholder: 'e.g. 5f00000000000000000000a1',
		description: 'The list shows the latest chats. The triggers put out contact IDs.',
	}),
	wire: 'contact_id',
	encode: chatbotId,
};

/** Source: docs/gateways/sendpulse.md 25.3, "A phone". */
export const phoneField: WireField = {
	...required(
		textField('Phone Number', 'chatPhone', 'phone', {
			placeholder: 'e.g. 380501112233',
			description: 'With country code',
		}),
	),
	encode: phoneInCountry,
};

/** Names may have spaces in them: a list, or a text with commas or line breaks; each once. */
export const namesIn = (value: unknown): string[] => {
	const given: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;\n]/);
	return [...new Set(given.map((one) => String(one ?? '').trim()).filter(Boolean))];
};

/** Names of tags. */
export const namedTagsField = (name: string): WireField => ({
	...listField('Tags', name, 'tags', {
		placeholder: 'e.g. vip, riga',
	}),
	encode: (value) => {
		const names = namesIn(value);
		return names.length > 0 ? names : undefined;
	},
});

/**
 * Pages by size and skip, which always travel. Source: docs/gateways/sendpulse.md 25.2.
 *
 * @param idField the field of a row that carries its ID, where it has one
 */
export const chatbotPaging = (idField?: string): Paging =>
	offsetPaging({ place: 'qs', limit: 'size', offset: 'skip', pageSize: 100, idField });
