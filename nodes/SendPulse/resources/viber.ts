import type { IDataObject } from 'n8n-workflow';

import { safetyOptions, defaultCountryOption } from '../../shared/fields/common';
import {
	listFields,
	locatorField,
	as,
	numberField,
	optionsField,
	textField,
} from '../../shared/fields/parts';
import type { ReadParameter, Setting } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import { type Operation, type Resource, showFor } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { wholeList } from '../../shared/routing/paging';
import { idOf, isRecord, recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonValues, readText, type WireField, type FieldTable } from '../../shared/fields/wire';
import { textsOf } from '../../shared/input/read';
import { jsonRouting, listPaging } from '../call';
import { sendPulse } from '../gateway';
import { entryIn } from '../shapes';
import { type Task, taskRoute } from '../taskRoute';
import { isoTime, zoneOf } from '../times';
import { numberOrNull, rowsOf, soleOf } from '../values';
import { phonesField, textField as smsTextField, toField } from './sms/fields';
import { idNumber, timeField, chosenField, namedBookField } from '../fields';

/** Source: docs/gateways/sendpulse.md 1.4, "Viber text". */
const longestText = 1000;

/** Source: docs/gateways/sendpulse.md 14, `recipients`. */
const mostPhones = 1000;

/** Of the name that a campaign gets from its text. */
const nameLength = 50;

const messageField: WireField = {
	...as('message', smsTextField),
	encode: (value, label) => {
		const message = String(value ?? '').trim();
		if (message === '') {
			throw new InputProblem(label, 'is empty', 'Enter a value, or check its expression.');
		}
		if ([...message].length <= longestText) return message;
		throw new InputProblem(label, 'is longer than 1000 characters', 'Shorten it.');
	},
};

const recipientsField: WireField = {
	...as('recipients', phonesField),
	encode: (value, label, item) => {
		const phones = textsOf(phonesField.encode?.(value, label, item));
		if (phones.length <= mostPhones) return phones.map(Number);
		throw new InputProblem(
			label,
			`has ${phones.length} numbers, and a campaign takes ${mostPhones}`,
			'Split them, or send to an address book.',
		);
	},
};

const bookOf = as('address_book', { ...namedBookField('viberBook'), encode: idNumber });

const createFields: FieldTable = [
	toField,
	...showFor({ to: ['book'] }, [bookOf]),
	...showFor({ to: ['phones'] }, [recipientsField]),
	messageField,
	{
		field: locatorField({
			displayName: 'Sender',
			name: 'viberSender',
			searchListMethod: 'viberSenders',
			required: true,
			description: 'A verified sender',
		}),
		wire: 'sender_id',
		encode: idNumber,
	},
	{
		field: {
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 2,
			options: [
				{ name: 'Promotional', value: 2 },
				{ name: 'System', value: 3 },
			],
		},
		wire: 'message_type',
		encode: Number,
	},
	numberField('Time to Live (Seconds)', 'lifetime', 'message_live_time', {
		typeOptions: { minValue: 60, maxValue: 86400, numberPrecision: 0 },
		default: 86400,
		description: 'For recipients who are offline',
	}),
];

/** Button, picture and the SMS for those who have no Viber are inside `additional`. Source: docs/gateways/sendpulse.md 14, "additional". */
const options: FieldTable = [
	textField('Name', 'name', 'task_name', {
		description: 'In your account; if empty, the start of the text',
	}),
	{ ...timeField('Send At', 'sendAt', 'send_date'), unset: 'now' },
	numberField('Stretch Time', 'stretchTime', 'stretch_time', {
		typeOptions: { minValue: 0, maxValue: 5, numberPrecision: 0 },
		description: 'Over how long the messages go out, from 0 to 5',
	}),
	textField('Button Caption', 'buttonText', 'additional.button.text'),
	textField('Button Link', 'buttonLink', 'additional.button.link'),
	textField('Image URL', 'imageLink', 'additional.image.link'),
	textField('SMS Text', 'smsText', 'additional.resend_sms.sms_text', {
		description: 'For those Viber cannot reach; if empty, no SMS is sent',
	}),
	textField('SMS Sender', 'smsSender', 'additional.resend_sms.sms_sender_name', {
		placeholder: 'e.g. MyShop',
	}),
];

/** What belongs to a part that is there: both texts of a button, and the SMS only where it has a text. */
function completed({ button, resend_sms: sms, ...others }: IDataObject): IDataObject | undefined {
	const { sms_text: smsText, ...smsMore } = recordOf(sms);
	const additional: IDataObject = {
		...(button === undefined ? {} : { button: { text: '', link: '', ...recordOf(button) } }),
		...others,
		...(smsText === undefined
			? {}
			: { resend_sms: { status: true, sms_text: smsText, ...smsMore } }),
	};
	return Object.keys(additional).length > 0 ? additional : undefined;
}

const createTable: FieldTable = [...createFields, optionsField(options)];

function viberTask(read: ReadParameter, setting: Setting): Omit<Task, 'reference'> {
	const { additional, ...body } = jsonValues(createTable, read, setting);
	const text = [...String(body.message)];
	return {
		recipient:
			read(toField.name) === 'book' ? readText(bookOf, read) : textsOf(body.recipients).join(', '),
		body: {
			// Required on older pages.
			task_name: text.slice(0, nameLength).join(''),
			...body,
			additional: completed(recordOf(additional)),
		},
	};
}

const createRoute = taskRoute('/viber', ['task_id', 'id'], 'viber', viberTask);

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a Viber campaign',
	description: 'To phone numbers or an address book',
	...byRoute(sendPulse, createRoute),
	fields: [
		...createFields,
		...jsonClosingFields(...safetyOptions, defaultCountryOption, ...options),
	],
};

/** Source: docs/gateways/sendpulse.md 14. */
function taskRow(entry: IDataObject, zone: string): IDataObject {
	const { task_id: taskId, id, send_date: sentAt, statistic } = entry;
	const numbers = Object.entries(recordOf(statistic)).map(
		([name, value]): [string, number | null] => [name, numberOrNull(value)],
	);
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
		...(isRecord(statistic) ? { statistics: Object.fromEntries(numbers) } : {}),
	};
}

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many Viber campaigns',
	routing: jsonRouting({
		method: 'GET',
		path: '/viber/task',
		paging: listPaging('id'),
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => taskRow(entry, zone));
		},
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const taskField = chosenField('id', {
	displayName: 'Campaign',
	name: 'taskId',
	searchListMethod: 'viberCampaigns',
	required: true,
	description: 'By ID: the groupId that Viber: Create gave',
});

const taskPath = (read: ReadParameter): string => `/viber/task/${readText(taskField, read)}`;

const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a Viber campaign',
	description: 'With its statistics',
	routing: jsonRouting({
		method: 'GET',
		path: taskPath,
		async shape(body) {
			const { data } = recordOf(body);
			const said = isRecord(data) ? data : body;
			const entry = entryIn(this, said, ['task_id', 'id'], 'There is no such campaign');
			return [taskRow(entry, await zoneOf(this))];
		},
	}),
	fields: [taskField, ...jsonClosingFields()],
};

/** Whom a campaign went to comes whole. Source: docs/gateways/sendpulse.md 14. */
const getRecipients: Operation = {
	value: 'getRecipients',
	name: 'Get Recipients',
	action: 'Get the recipients of a Viber campaign',
	description: 'With the status of each',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${taskPath(read)}/recipients`,
		paging: wholeList,
		list: 'recipients',
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
