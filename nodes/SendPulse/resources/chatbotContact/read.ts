import type { INodeProperties } from 'n8n-workflow';

import { jsonClosingFields } from '../../../shared/fields/closing';
import { listFields, exactTextField, as, required, textField } from '../../../shared/fields/parts';
import { showFor, type Operation } from '../../../shared/model/operation';
import type { Encode, Item, FieldTable } from '../../../shared/fields/wire';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { textIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import { entryOf } from '../../../shared/text/json';
import { chatList, chatRouting, listOf, oneOf } from '../../chatbots/call';
import { channelField, type ChannelId, readChannel, whatsApp } from '../../chatbots/channels';
import { botField, chatbotPaging, contactField, phoneField } from '../../chatbots/fields';
import { contactRow } from '../../chatbots/rows';
import { missing } from '../../shapes';
import { channelName, tagLocator, variableLocator } from './fields';

/** @throws InputProblem when another channel than that one is chosen */
function only(read: ReadParameter, wanted: ChannelId, by: string): void {
	const { id: name, displayName: label } = readChannel(read);
	if (name === wanted) return;
	throw new InputProblem(
		'Find By',
		`is ${by}, which ${label} does not have`,
		'Choose Contact ID, or another channel.',
	);
}

/** How a contact is found. Source: docs/gateways/sendpulse.md 25.2. */
const finders: FieldTable = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'id',
		options: [
			{ name: 'Contact ID', value: 'id' },
			{ name: 'Phone Number (WhatsApp)', value: 'phone' },
			{ name: 'Telegram ID', value: 'telegramId' },
		],
	},
	...showFor({ findBy: ['id'] }, [as('id', contactField)]),
	...showFor({ findBy: ['phone', 'telegramId'] }, [botField]),
	...showFor({ findBy: ['phone'] }, [
		{
			...phoneField,
			encode: (...given: Parameters<Encode>) => {
				only(given[2].read, whatsApp.id, 'Phone Number');
				return phoneField.encode?.(...given);
			},
		},
	]),
	...showFor({ findBy: ['telegramId'] }, [
		{
			...required(textField('Telegram ID', 'telegramId', 'telegram_id')),
			encode: (value: unknown, label: string, { read }: Item) => {
				only(read, 'telegram', 'Telegram ID');
				const id = String(value ?? '').trim();
				if (id === '' || /^\d+$/.test(id)) return id || undefined;
				throw new InputProblem(label, 'is not a number', 'Enter digits only.');
			},
		},
	]),
];

const findingPaths: Readonly<Record<string, string>> = {
	phone: '/contacts/getByPhone',
	telegramId: '/contacts/getByTelegramId',
};

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a chatbot contact',
	description: 'With its status, tags and variables',
	routing: chatRouting({
		method: 'GET',
		path: (read) => entryOf(findingPaths, textIn(read, 'findBy')) ?? '/contacts/get',
		query: finders,
		shape(body) {
			const contact = oneOf(body);
			if (!contact) throw missing(this, 'There is no such contact');
			return [contactRow(contact, channelName(this))];
		},
	}),
	fields: [channelField, ...finders, ...jsonClosingFields()],
};

const listByField: INodeProperties = {
	displayName: 'List By',
	name: 'listBy',
	type: 'options',
	default: 'tag',
	options: [
		{ name: 'Tag', value: 'tag' },
		{ name: 'Variable', value: 'variable' },
	],
};

const listFilters: FieldTable = [
	botField,
	listByField,
	...showFor({ [listByField.name]: ['tag'] }, [tagLocator]),
	...showFor({ [listByField.name]: ['variable'] }, [
		variableLocator,
		required(exactTextField('Value', 'chatVariableValue', 'variable_value')),
	]),
];

/** SendPulse lists contacts by a tag or a variable, and in no other way. Source: docs/gateways/sendpulse.md 25.2. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chatbot contacts',
	description: 'Those that have a tag, or a value in a variable',
	routing: chatRouting({
		method: 'GET',
		path: (read) =>
			read(listByField.name) === 'tag' ? '/contacts/getByTag' : '/contacts/getByVariable',
		query: listFilters,
		paging: chatbotPaging('id'),
		list: chatList,
		shape(body) {
			const channel = channelName(this);
			return listOf(body).map((contact) => contactRow(contact, channel));
		},
	}),
	fields: [channelField, ...listFilters, ...listFields, ...jsonClosingFields()],
};
