import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/model/operation';
import { showFor } from '../../../shared/operations/node';
import { listFields } from '../../../shared/fields/list';
import { estimateText } from '../../../shared/text/textParts';
import { idOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { closingFields, jsonRouting } from '../../call';
import { numericId, requiredText } from '../../listCall';
import { isoTime, zoneOf } from '../../time';
import { rowsOf } from '../../values';
import { mapOf, numberOrNull } from '../../wireValues';
import { bookField, readBook } from '../addressBook/fields';
import { countryOption, phonesField, phonesOf, senderField, textField } from './fields';
import { createCampaign, send } from './send';
import { sendAndWait } from './sendAndWait';

/** The first letter of the documented name is Cyrillic. Source: docs/gateways/sendpulse.md 13 and 21.11. */
const countryOf = (entry: IDataObject): unknown => entry['\u0441ountry_code'] ?? entry.country_code;

const phoneRow = (entry: IDataObject): IDataObject => ({
	phone: idOf(entry.phone),
	status: numberOrNull(entry.status),
	statusText: entry.status_explain ?? null,
	country: countryOf(entry) ?? null,
	price: numberOrNull(entry.money_spent),
});

/** Source: docs/gateways/sendpulse.md 13, `GET /sms/campaigns/info/{id}`. */
const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of an SMS campaign',
	description: 'Get what became of the texts of a campaign, number by number',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/sms/campaigns/info/${numericId(read('campaignId', ''), 'Campaign ID')}`,
		acknowledges: true,
		async shape(body) {
			const zone = await zoneOf(this);
			const entry = mapOf(mapOf(body).data);
			return [
				{
					id: idOf(entry.id),
					addressBookId: idOf(entry.address_book_id),
					sender: entry.sender_name ?? null,
					price: numberOrNull(entry.company_price),
					currency: entry.currency ?? null,
					sentAt: isoTime(entry.send_date, zone),
					createdAt: isoTime(entry.date_created, zone),
					phones: rowsOf(entry.task_phones_info).map(phoneRow),
				},
			];
		},
	}),
	fields: [
		{
			displayName: 'Campaign ID',
			name: 'campaignId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2623084',
			description: 'The groupId that SMS: Send gave',
		},
		...closingFields(),
	],
};

/** How lists travel in a query is not documented; they go as `phones[0]`. Source: docs/gateways/sendpulse.md 13. */
const getCost: Operation = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of an SMS campaign',
	description: 'Get what a text would cost and how many parts it has by the usual counting',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/campaigns/cost',
		acknowledges: true,
		query: (read) => ({
			sender: requiredText(read, senderField),
			body: requiredText(read, textField),
			...(read('to', 'phones') === 'book'
				? { addressBookId: readBook(read, 'smsBook') }
				: { phones: phonesOf(read) }),
		}),
		shape(body) {
			const { price, currency } = mapOf(mapOf(body).data);
			const text = String(this.getNodeParameter(textField.name, ''));
			return [{ price: numberOrNull(price), currency: currency ?? null, ...estimateText(text) }];
		},
	}),
	fields: [
		senderField,
		{
			displayName: 'To',
			name: 'to',
			type: 'options',
			default: 'phones',
			options: [
				{ name: 'Address Book', value: 'book' },
				{ name: 'Phone Numbers', value: 'phones' },
			],
		},
		...showFor({ to: ['book'] }, [bookField('smsBook')]),
		...showFor({ to: ['phones'] }, [phonesField]),
		textField,
		...closingFields(countryOption),
	],
};

const getSenders: Operation = {
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get the SMS senders',
	description: 'List the sender names for SMS with their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/senders',
		paging: wholeList,
		shape: (body) =>
			rowsOf(body).map((entry) => ({
				id: idOf(entry.id),
				sender: entry.sender ?? null,
				country: entry.country ?? null,
				countryCode: entry.country_code ?? null,
				status: numberOrNull(entry.status),
				statusText: entry.status_explain ?? null,
			})),
	}),
	fields: [...listFields, ...closingFields()],
};

/** SMS. Source: docs/gateways/sendpulse.md 13. */
export const sms: Resource = {
	value: 'sms',
	name: 'SMS',
	operations: [send, createCampaign, sendAndWait, getStatus, getCost, getSenders],
};
