import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { listFields, locatorField } from '../../../shared/fields/parts';
import { idOf, isRecord, recordOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { needed, type Shape } from '../../../shared/routing/settle';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRouting, listPaging } from '../../call';
import { filtersField, numericId, dayField, chosenField } from '../../fields';
import { sendPulse } from '../../gateway';
import { entryIn } from '../../shapes';
import { isoTime, zoneOf } from '../../times';
import { numberOrNull, othersOf, rowsOf, variablesOf } from '../../values';
import { websiteField } from './create';

/** A row with ids as text, numbers as numbers and times with their offset. */
function pushRow(entry: IDataObject, zone: string): IDataObject {
	const { id, website_id: websiteId, status, send_date: sentAt, from, to, ...others } = entry;
	return {
		id: idOf(id),
		...(websiteId === undefined ? {} : { websiteId: idOf(websiteId) }),
		...others,
		status: numberOrNull(status) ?? status ?? null,
		...(sentAt === undefined ? {} : { sentAt: isoTime(sentAt, zone) }),
		...(from === undefined ? {} : { from: isoTime(from, zone) }),
		...(to === undefined ? {} : { to: isoTime(to, zone) }),
	};
}

const campaignFilters = filtersField([
	dayField('Start', 'from', 'from'),
	dayField('End', 'to', 'to'),
	{
		field: locatorField({
			displayName: 'Website',
			name: 'website',
			searchListMethod: 'websites',
		}),
		wire: 'website_id',
		encode: numericId,
	},
]);

/** Source: docs/gateways/sendpulse.md 12. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many push campaigns',
	routing: jsonRouting({
		method: 'GET',
		path: '/push/tasks',
		query: [campaignFilters],
		paging: listPaging('id'),
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => pushRow(entry, zone));
		},
	}),
	fields: [...listFields, campaignFilters, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 12; the numbers come as text there. */
const statisticsShape: Shape = function (body) {
	const entry = entryIn(this, body, ['id'], 'There is no such campaign');
	const known = ['id', 'message', 'website_id', 'status', 'send', 'delivered', 'redirect'];
	const message = isRecord(entry.message) ? entry.message : {};
	return [
		{
			id: idOf(entry.id),
			websiteId: idOf(entry.website_id),
			title: message.title ?? null,
			text: message.text ?? null,
			link: message.link ?? null,
			status: numberOrNull(entry.status),
			sent: numberOrNull(entry.send),
			delivered: numberOrNull(entry.delivered),
			clicked: numberOrNull(entry.redirect),
			...othersOf(entry, known),
		},
	];
};

const pushField = chosenField('id', {
	displayName: 'Push Campaign',
	name: 'pushId',
	searchListMethod: 'pushCampaigns',
	required: true,
	description: 'By ID: the groupId that Push: Create gave',
});

export const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get the statistics of a push campaign',
	description: 'How many were sent, delivered and clicked',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/push/tasks/${readText(pushField, read)}`,
		shape: statisticsShape,
	}),
	fields: [pushField, ...jsonClosingFields()],
};

const websiteRow = (
	{ id, url, add_date: addedAt, status, ...others }: IDataObject,
	zone: string,
): IDataObject => ({
	id: idOf(id),
	url: url ?? null,
	addedAt: isoTime(addedAt, zone),
	status: numberOrNull(status) ?? status ?? null,
	...others,
});

const countShape: Shape = function (body) {
	return [{ total: needed(this, sendPulse, numberOrNull(recordOf(body).total)) }];
};

/** Source: docs/gateways/sendpulse.md 12. */
export const getWebsites: Operation = {
	value: 'getWebsites',
	name: 'Get Websites',
	action: 'Get the websites for push',
	routing: jsonRouting({
		method: 'GET',
		path: '/push/websites',
		paging: listPaging('id'),
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => websiteRow(entry, zone));
		},
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 12, `GET /push/websites/info/{id}`. */
export const getWebsite: Operation = {
	value: 'getWebsite',
	name: 'Get Website',
	action: 'Get a website for push',
	description: 'With the numbers of its subscribers',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/push/websites/info/${readText(websiteField, read)}`,
		async shape(body) {
			const {
				total_subscribers: subscribers,
				active_subscribers: active,
				subscribers_today: today,
				unsubscribed,
				...entry
			} = entryIn(this, body, ['id'], 'There is no such website');
			return [
				{
					...websiteRow(entry, await zoneOf(this)),
					subscribers: numberOrNull(subscribers),
					activeSubscribers: numberOrNull(active),
					subscribersToday: numberOrNull(today),
					unsubscribed: numberOrNull(unsubscribed),
				},
			];
		},
	}),
	fields: [websiteField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 12. */
export const countWebsites: Operation = {
	value: 'countWebsites',
	name: 'Count Websites',
	action: 'Count the websites for push',
	routing: jsonRouting({ method: 'GET', path: '/push/websites/total', shape: countShape }),
	fields: jsonClosingFields(),
};

/** Source: docs/gateways/sendpulse.md 12. */
export const getVariables: Operation = {
	value: 'getVariables',
	name: 'Get Variables',
	action: 'Get the variables of a website',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/push/websites/${readText(websiteField, read)}/variables`,
		paging: wholeList,
		shape: (body) => rowsOf(body).map((entry) => ({ ...entry, id: idOf(entry.id) })),
	}),
	fields: [websiteField, ...listFields, ...jsonClosingFields()],
};

const subscriberFilters = filtersField([
	dayField('Start', 'from', 'subscription_date_from'),
	dayField('End', 'to', 'subscription_date_to'),
]);

/** Source: docs/gateways/sendpulse.md 12. */
export const getSubscribers: Operation = {
	value: 'getSubscribers',
	name: 'Get Subscribers',
	action: 'Get the subscribers of a website',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/push/websites/${readText(websiteField, read)}/subscriptions`,
		query: [subscriberFilters],
		paging: listPaging('id'),
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map(({ id, status, variables, subscription_date: date, ...others }) => ({
				id: idOf(id),
				status: numberOrNull(status),
				...others,
				variables: variablesOf(variables),
				...(date === undefined ? {} : { subscribedAt: isoTime(date, zone) }),
			}));
		},
	}),
	fields: [websiteField, ...listFields, subscriberFilters, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 12. */
export const countSubscribers: Operation = {
	value: 'countSubscribers',
	name: 'Count Subscribers',
	action: 'Count the subscribers of a website',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/push/websites/${readText(websiteField, read)}/subscriptions/total`,
		shape: countShape,
	}),
	fields: [websiteField, ...jsonClosingFields()],
};
