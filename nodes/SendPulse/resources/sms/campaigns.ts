import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/parts';
import { idOf, recordOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { filtersField, idNumber, timeField, chosenField } from '../../fields';
import { isoTime, zoneOf } from '../../times';
import { listAnswer, numberOrNull, rowsOf, soleOf } from '../../values';
import { entryIn, fieldText, rowShape } from '../../shapes';

const campaignField = chosenField('id', {
	displayName: 'Campaign',
	name: 'campaignId',
	searchListMethod: 'smsCampaigns',
	required: true,
	description: 'By ID: the groupId that SMS: Send gave',
});

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
export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of an SMS campaign',
	description: 'Status of each message, number by number',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/sms/campaigns/info/${readText(campaignField, read)}`,
		acknowledges: true,
		async shape(body) {
			const zone = await zoneOf(this);
			const { data } = recordOf(soleOf(body));
			const entry = entryIn(this, data, ['id', 'task_phones_info'], 'There is no such campaign');
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
	fields: [campaignField, ...jsonClosingFields()],
};

const filters = filtersField([
	timeField('Start', 'from', 'dateFrom'),
	timeField('End', 'to', 'dateTo'),
]);

/** The answer has all of them. Source: docs/gateways/sendpulse.md 13, `GET /sms/campaigns/list`. */
export const getCampaigns: Operation = {
	value: 'getCampaigns',
	name: 'Get Campaigns',
	action: 'Get the SMS campaigns',
	description: 'With their prices and times',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/campaigns/list',
		acknowledges: true,
		paging: wholeList,
		query: [filters],
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(listAnswer(body)).map((entry) => ({
				id: idOf(entry.id),
				addressBookId: idOf(entry.address_book_id),
				price: numberOrNull(entry.company_price),
				currency: entry.company_currency ?? null,
				sentAt: isoTime(entry.send_date, zone),
				createdAt: isoTime(entry.date_created, zone),
			}));
		},
	}),
	fields: [...listFields, filters, ...jsonClosingFields()],
};

const doneRow = (done: string) =>
	rowShape(function () {
		return { id: fieldText(this, campaignField), [done]: true };
	});

/** Before sending begins. Source: docs/gateways/sendpulse.md 13, `PUT /sms/campaigns/cancel/{id}`. */
export const cancelCampaign: Operation = {
	value: 'cancelCampaign',
	name: 'Cancel Campaign',
	action: 'Cancel an SMS campaign',
	description: 'Only one that has not begun',
	routing: jsonRouting({
		method: 'PUT',
		path: (read) => `/sms/campaigns/cancel/${readText(campaignField, read)}`,
		acknowledges: true,
		shape: doneRow('cancelled'),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 13, `DELETE /sms/campaigns`. */
export const deleteCampaign: Operation = {
	value: 'deleteCampaign',
	name: 'Delete Campaign',
	action: 'Delete an SMS campaign',
	description: 'Only one that has not begun',
	routing: jsonRouting({
		method: 'DELETE',
		path: '/sms/campaigns',
		acknowledges: true,
		body: [{ ...campaignField, encode: idNumber }],
		shape: doneRow('deleted'),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};
