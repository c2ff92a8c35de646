import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Operation, Resource } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/list';
import { idOf, isRecord } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { closingFields, jsonRouting, listPaging } from '../../call';
import { numericId } from '../../listCall';
import { isoTime, zoneOf } from '../../time';
import { rowsOf } from '../../values';
import { mapOf, numberOrNull, soleOf } from '../../wireValues';
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

const taskField: INodeProperties = {
	displayName: 'Campaign ID',
	name: 'taskId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12345',
	description: 'The groupId that Viber: Create gave',
};

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
			const { data } = mapOf(body);
			return [taskRow(isRecord(data) ? data : mapOf(body), await zoneOf(this))];
		},
	}),
	fields: [taskField, ...closingFields()],
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
			const answer = mapOf(soleOf(body));
			const { recipients } = isRecord(answer.data) ? mapOf(answer.data) : answer;
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
	fields: [taskField, ...listFields, ...closingFields()],
};

/** Viber. Source: docs/gateways/sendpulse.md 14. */
export const viber: Resource = {
	value: 'viber',
	name: 'Viber',
	operations: [create, get, getAll, getRecipients],
};
