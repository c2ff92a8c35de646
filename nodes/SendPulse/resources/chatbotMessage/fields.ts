import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import { excerptOf } from '../../../shared/input/describeValue';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField, locatorValue } from '../../../shared/fields/list';
import { readJson } from '../../../shared/text/json';
import { offsetPaging, type Paging } from '../../../shared/routing/paging';

export const botField: INodeProperties = locatorField({
	displayName: 'Bot',
	name: 'bot',
	searchListMethod: 'searchBots',
	required: true,
	placeholder: 'e.g. 5f0000000000000000000001',
});

/** Where the bot only says whose entries the next list shows. */
export const botForListField: INodeProperties = {
	...botField,
	required: false,
	description: 'The bot whose flows the list below shows; not needed where an ID is entered',
};

export const contactField: INodeProperties = locatorField({
	displayName: 'Contact',
	name: 'chatContact',
	searchListMethod: 'searchChatContacts',
	required: true,
	placeholder: 'e.g. 5f00000000000000000000a1',
	description:
		'The list shows the latest chats of the channel. Events of the trigger contain the ID of their contact.',
});

/** Ids have 24 hex digits. What may be one of another length passes; a phone, a name or an address does not. Source: docs/gateways/sendpulse.md 25.1. */
const idShape = /^[\w-]{16,64}$/;

/**
 * The ID that a field holds.
 *
 * @throws InputProblem when it is empty or no ID of a chatbot
 */
export function readId(read: ReadParameter, { name, displayName }: INodeProperties): string {
	const id = locatorValue(read(name, '')).trim();
	if (idShape.test(id)) return id;
	throw new InputProblem(
		displayName,
		(redact) =>
			id === ''
				? 'is empty'
				: `“${excerptOf(id, redact, 40)}” is not an ID of SendPulse’s chatbots`,
		'Choose an entry from the list, or enter the ID, which has 24 letters and digits.',
	);
}

/** Pages by size and skip, which always travel. Source: docs/gateways/sendpulse.md 25.2. */
export const chatbotPaging: Paging = offsetPaging({
	place: 'qs',
	limit: 'size',
	offset: 'skip',
	pageSize: 100,
});

/**
 * What a JSON field holds, typed or given by an expression.
 *
 * @throws InputProblem when it is no JSON
 */
export function readJsonField(
	read: ReadParameter,
	{ name, displayName }: INodeProperties,
	example: string,
): unknown {
	const given = read(name, '');
	if (typeof given === 'object' && given !== null) return given;
	const parsed = readJson(String(given));
	if (parsed) return parsed.value;
	throw new InputProblem(displayName, 'is not valid JSON', `Write e.g. ${example}.`);
}

/** A text that has to be there, as it was typed. @throws InputProblem when it is empty */
export function filledText(read: ReadParameter, { name, displayName }: INodeProperties): string {
	const text = String(read(name, '') ?? '');
	if (text.trim() !== '') return text;
	throw new InputProblem(displayName, 'is empty', 'Enter a value, or check its expression.');
}
