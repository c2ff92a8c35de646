import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { type Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/fields/showFor';
import { listFields } from '../../../shared/fields/list';
import { phoneNumber } from '../../../shared/input/recipients';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { listOf, oneOf } from '../../chatbots/answer';
import { chatRouting } from '../chatbotMessage/call';
import type { ChannelId } from '../../chatbots/channels';
import { channelField, readChannel } from '../../chatbots/channelField';
import {
	botField,
	chatbotPaging,
	contactField,
	filledText,
	readId,
} from '../chatbotMessage/fields';
import { contactRow } from '../chatbotMessage/rows';
import { phoneField } from '../chatbotMessage/sendRoute';
import { channelName, tagLocator, variableLocator } from './fields';
import { missing } from '../../shapes';
import { requiredText } from '../../fields';

const telegramIdField: INodeProperties = {
	displayName: 'Telegram ID',
	name: 'telegramId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 123456789',
};

/** @throws InputProblem when another channel is chosen */
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
const finders: Readonly<
	Record<string, { path: string; query(read: ReadParameter): Record<string, string> }>
> = {
	id: { path: '/contacts/get', query: (read) => ({ id: readId(read, contactField) }) },
	phone: {
		path: '/contacts/getByPhone',
		query: (read) => {
			only(read, 'whatsapp', 'Phone Number');
			const phone = phoneNumber(read(phoneField.name, ''), 'none', phoneField.displayName);
			return { phone, bot_id: readId(read, botField) };
		},
	},
	telegramId: {
		path: '/contacts/getByTelegramId',
		query: (read) => {
			only(read, 'telegram', 'Telegram ID');
			const id = filledText(read, telegramIdField).trim();
			if (!/^\d+$/.test(id)) {
				throw new InputProblem(
					telegramIdField.displayName,
					'is not a number',
					'Enter digits only.',
				);
			}
			return { telegram_id: id, bot_id: readId(read, botField) };
		},
	},
};

const finderOf = (read: ReadParameter) =>
	finders[String(read('findBy', 'id'))] ?? (finders.id as (typeof finders)[string]);

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a chatbot contact',
	description: 'Get the status, tags and variables of a contact of a bot',
	routing: chatRouting({
		method: 'GET',
		path: (read) => finderOf(read).path,
		query: (read) => finderOf(read).query(read),
		shape(body) {
			const contact = oneOf(body);
			if (!contact) throw missing(this, 'There is no such contact');
			return [contactRow(contact, channelName(this))];
		},
	}),
	fields: [
		channelField,
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
		...showFor({ findBy: ['id'] }, [contactField]),
		...showFor({ findBy: ['phone', 'telegramId'] }, [botField]),
		...showFor({ findBy: ['phone'] }, [phoneField]),
		...showFor({ findBy: ['telegramId'] }, [telegramIdField]),
		...jsonClosingFields(),
	],
};

const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'chatVariableValue',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Riga',
};

const byTag = (read: ReadParameter): boolean => read('listBy', 'tag') === 'tag';

/** SendPulse lists contacts by a tag or a variable, and in no other way. Source: docs/gateways/sendpulse.md 25.2. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chatbot contacts',
	description: 'List the contacts of a bot that have a tag, or a value in a variable',
	routing: chatRouting({
		method: 'GET',
		path: (read) => (byTag(read) ? '/contacts/getByTag' : '/contacts/getByVariable'),
		query: (read) => ({
			bot_id: readId(read, botField),
			...(byTag(read)
				? { tag: requiredText(read, tagLocator) }
				: {
						variable_name: requiredText(read, variableLocator),
						variable_value: filledText(read, valueField),
					}),
		}),
		paging: chatbotPaging,
		shape(body) {
			const channel = channelName(this);
			return listOf(body).map((contact) => contactRow(contact, channel));
		},
	}),
	fields: [
		channelField,
		botField,
		{
			displayName: 'List By',
			name: 'listBy',
			type: 'options',
			default: 'tag',
			options: [
				{ name: 'Tag', value: 'tag' },
				{ name: 'Variable', value: 'variable' },
			],
		},
		...showFor({ listBy: ['tag'] }, [tagLocator]),
		...showFor({ listBy: ['variable'] }, [variableLocator, valueField]),
		...listFields,
		...jsonClosingFields(),
	],
};
