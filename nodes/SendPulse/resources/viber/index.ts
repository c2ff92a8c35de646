import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/list';
import { idOf, isRecord } from '../../../shared/text/json';
import { closingFields, jsonRouting, listPaging } from '../../call';
import { numericId } from '../../listCall';
import { isoTime, zoneOf } from '../../time';
import { rowsOf } from '../../values';
import { mapOf, numberOrNull } from '../../wireValues';
import { create } from './create';

/** Source: docs/gateways/sendpulse.md 14. */
function taskRow(entry: IDataObject, zone: string): IDataObject {
	const { task_id: taskId, id, send_date: sentAt, statistic } = entry;
	const numbers = Object.entries(mapOf(statistic)).map(([name, value]) => [
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
	fields: [...listFields, ...closingFields()],
};

const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a Viber campaign',
	description: 'Get a Viber campaign with its statistics',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/viber/task/${numericId(read('taskId', ''), 'Campaign ID')}`,
		async shape(body) {
			const { data } = mapOf(body);
			return [taskRow(isRecord(data) ? data : mapOf(body), await zoneOf(this))];
		},
	}),
	fields: [
		{
			displayName: 'Campaign ID',
			name: 'taskId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345',
			description: 'The groupId that Viber: Create gave',
		},
		...closingFields(),
	],
};

/** Viber. Source: docs/gateways/sendpulse.md 14. */
export const viber: Resource = {
	value: 'viber',
	name: 'Viber',
	operations: [create, get, getAll],
};
