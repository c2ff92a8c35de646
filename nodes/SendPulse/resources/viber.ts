import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { safetyOptions } from '../../shared/fields/common';
import { listFields, locatorField } from '../../shared/fields/list';
import type { ReadParameter } from '../../shared/input/parameterReader';
import type { Setting } from '../../shared/input/setting';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { showFor } from '../../shared/operations/node';
import { wholeList } from '../../shared/routing/paging';
import { idOf, isRecord, recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonRouting, listPaging } from '../call';
import { sendPulse } from '../gateway';
import { type Task, taskRoute } from '../taskRoute';
import { accountTime, isoTime, zoneOf } from '../times';
import { numberOrNull, rowsOf, soleOf } from '../values';
import { bookField, readBook } from './addressBook/fields';
import { countryOption, phonesField, phonesOf, textField } from './sms/fields';
import { numericId, requiredText } from '../fields';

const text = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;

/** Button, picture and the SMS for those who have no Viber. Source: docs/gateways/sendpulse.md 14, "additional". */
function additionalOf(options: IDataObject): IDataObject | undefined {
	const { buttonText, buttonLink, imageLink, smsText, smsSender } = options;
	const additional: IDataObject = {
		...(text(buttonText) || text(buttonLink)
			? { button: { text: text(buttonText) ?? '', link: text(buttonLink) ?? '' } }
			: {}),
		...(text(imageLink) ? { image: { link: text(imageLink) } } : {}),
		...(text(smsText)
			? {
					resend_sms: {
						status: true,
						sms_text: text(smsText),
						sms_sender_name: text(smsSender),
					},
				}
			: {}),
	};
	return Object.keys(additional).length > 0 ? additional : undefined;
}

/** Source: docs/gateways/sendpulse.md 1.4, "Viber text". */
const longestText = 1000;

/** Source: docs/gateways/sendpulse.md 14, `recipients`. */
const mostPhones = 1000;

/** Of the name that a campaign gets from its text. */
const nameLength = 50;

function viberTask(read: ReadParameter, setting: Setting): Omit<Task, 'reference'> {
	const options = recordOf(read('options', {}));
	const message = requiredText(read, textField);
	if ([...message].length > longestText) {
		throw new InputProblem('Text', 'is longer than 1000 characters', 'Shorten it.');
	}
	const toBook = read('to', 'phones') === 'book';
	const phones = toBook ? [] : phonesOf(read);
	if (phones.length > mostPhones) {
		throw new InputProblem(
			'Recipients',
			`has ${phones.length} numbers, and a campaign takes ${mostPhones}`,
			'Split them, or send to an address book.',
		);
	}
	return {
		recipient: toBook ? readBook(read, 'viberBook') : phones.join(', '),
		body: {
			// Required on older pages.
			task_name: text(options.name) ?? [...message.trim()].slice(0, nameLength).join(''),
			message_type: Number(read('messageType', 2)),
			sender_id: Number(numericId(read('viberSender', ''), 'Sender')),
			message_live_time: Number(read('lifetime', 86_400)),
			send_date: accountTime(options.sendAt, setting, 'Send At') ?? 'now',
			stretch_time: options.stretchTime === undefined ? undefined : Number(options.stretchTime),
			message,
			...(toBook
				? { address_book: Number(readBook(read, 'viberBook')) }
				: { recipients: phones.map(Number) }),
			additional: additionalOf(options),
		},
	};
}

const createRoute = taskRoute('/viber', ['task_id', 'id'], 'viber', viberTask);

const options: INodeProperties[] = [
	{ displayName: 'Button Caption', name: 'buttonText', type: 'string', default: '' },
	{ displayName: 'Button Link', name: 'buttonLink', type: 'string', default: '' },
	countryOption,
	{ displayName: 'Image URL', name: 'imageLink', type: 'string', default: '' },
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. July sale',
		description: 'Name of the campaign in your account; the start of the text, if empty',
	},
	{ displayName: 'Send At', name: 'sendAt', type: 'dateTime', default: '' },
	{
		displayName: 'SMS Sender',
		name: 'smsSender',
		type: 'string',
		default: '',
		placeholder: 'e.g. MyShop',
		description: 'Sender of the SMS to those Viber cannot reach',
	},
	{
		displayName: 'SMS Text',
		name: 'smsText',
		type: 'string',
		default: '',
		description: 'Text of an SMS to those Viber cannot reach. No SMS is sent if this is empty.',
	},
	{
		displayName: 'Stretch Time',
		name: 'stretchTime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 5, numberPrecision: 0 },
		default: 0,
		description: 'Over how long the messages go out, from 0 to 5',
	},
];

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a Viber campaign',
	description: 'Send a Viber message to phone numbers or to an address book',
	...byRoute(sendPulse, createRoute),
	fields: [
		{
			displayName: 'Send To',
			name: 'to',
			type: 'options',
			default: 'phones',
			options: [
				{ name: 'Address Book', value: 'book' },
				{ name: 'Phone Numbers', value: 'phones' },
			],
		},
		...showFor({ to: ['book'] }, [bookField('viberBook')]),
		...showFor({ to: ['phones'] }, [phonesField]),
		textField,
		locatorField({
			displayName: 'Sender',
			name: 'viberSender',
			searchListMethod: 'searchViberSenders',
			required: true,
			placeholder: 'e.g. 2222',
			description: 'A verified Viber sender of your account',
		}),
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 2,
			options: [
				{ name: 'Promotional', value: 2 },
				{ name: 'System', value: 3 },
			],
		},
		{
			displayName: 'Time to Live (Seconds)',
			name: 'lifetime',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: 86400, numberPrecision: 0 },
			default: 86400,
			description: 'How many seconds to wait for a recipient who is offline',
		},
		...jsonClosingFields(...safetyOptions, ...options),
	],
};

/** Source: docs/gateways/sendpulse.md 14. */
function taskRow(entry: IDataObject, zone: string): IDataObject {
	const { task_id: taskId, id, send_date: sentAt, statistic } = entry;
	const numbers = Object.entries(recordOf(statistic)).map(([name, value]) => [
		name,
		numberOrNull(value),
	]);
	return {
		id: idOf(taskId ?? id),
		name: entry.task_name ?? entry.name ?? null,
		status: entry.status ?? null,
		text: entry.message ?? null,
		addressBookId: idOf(entry.address_book_id ?? entry.address_book),
		senderId: idOf(entry.sender_id),
		lifetime: numberOrNull(entry.message_live_time),
		sendAt: isoTime(sentAt, zone),
		createdAt: isoTime(entry.created, zone),
		...(isRecord(statistic) ? { statistics: Object.fromEntries(numbers) as IDataObject } : {}),
	};
}

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many Viber campaigns',
	description: 'List Viber campaigns',
	routing: jsonRouting({
		method: 'GET',
		path: '/viber/task',
		paging: listPaging,
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => taskRow(entry, zone));
		},
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const taskField: INodeProperties = locatorField({
	displayName: 'Campaign',
	name: 'taskId',
	searchListMethod: 'searchViberCampaigns',
	required: true,
	placeholder: 'e.g. 12345',
	description: 'A Viber campaign of the account; by ID, the groupId that Viber: Create gave',
});

const taskPath = (read: ReadParameter): string =>
	`/viber/task/${numericId(read(taskField.name, ''), taskField.displayName)}`;

const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a Viber campaign',
	description: 'Get a Viber campaign with its statistics',
	routing: jsonRouting({
		method: 'GET',
		path: taskPath,
		async shape(body) {
			const { data } = recordOf(body);
			return [taskRow(isRecord(data) ? data : recordOf(body), await zoneOf(this))];
		},
	}),
	fields: [taskField, ...jsonClosingFields()],
};

/** Whom a campaign went to comes whole. Source: docs/gateways/sendpulse.md 14. */
const getRecipients: Operation = {
	value: 'getRecipients',
	name: 'Get Recipients',
	action: 'Get the recipients of a Viber campaign',
	description: 'List the numbers of a Viber campaign with what became of each',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${taskPath(read)}/recipients`,
		paging: wholeList,
		async shape(body) {
			const zone = await zoneOf(this);
			const answer = recordOf(soleOf(body));
			const { recipients } = isRecord(answer.data) ? recordOf(answer.data) : answer;
			return rowsOf(recipients).map((entry) => ({
				phone: idOf(entry.phone),
				status: entry.status ?? null,
				addressBookId: idOf(entry.address_book_id),
				price: numberOrNull(entry.price),
				currency: entry.currency ?? null,
				sentAt: isoTime(entry.send_date, zone),
				updatedAt: isoTime(entry.last_update, zone),
			}));
		},
	}),
	fields: [taskField, ...listFields, ...jsonClosingFields()],
};

/** Viber. Source: docs/gateways/sendpulse.md 14. */
export const viber: Resource = {
	value: 'viber',
	name: 'Viber',
	operations: [create, get, getAll, getRecipients],
};
