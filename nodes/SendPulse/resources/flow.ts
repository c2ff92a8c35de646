import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { ReadParameter } from '../../shared/input/parameterReader';
import type { Operation, Resource } from '../../shared/model/operation';
import { listFields, locatorField, required } from '../../shared/fields/parts';
import { pathPart } from '../../shared/routing/fromInput';
import { idOf, recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type WireField } from '../../shared/fields/wire';
import { jsonRouting, listPaging } from '../call';
import { isoTime, zoneOf } from '../times';
import { numberOrNull, rowsOf, textOf } from '../values';
import { entryIn, fieldText } from '../shapes';
import { numericId, idField } from '../fields';

const flowField: WireField = {
	field: locatorField({
		displayName: 'Flow',
		name: 'flow',
		searchListMethod: 'flows',
		required: true,
	}),
	wire: 'id',
	encode: numericId,
};

const flowPath = (read: ReadParameter): string =>
	`/a360/autoresponders/${readText(flowField, read)}`;

const flowRow = (entry: IDataObject, zone: string): IDataObject => {
	const status = numberOrNull(entry.status);
	return {
		id: idOf(entry.id),
		name: textOf(entry.name),
		active: status === null ? null : status === 1,
		createdAt: isoTime(entry.created, zone),
		changedAt: isoTime(entry.changed, zone),
	};
};

/** Source: docs/gateways/sendpulse.md 16, `GET /a360/autoresponders/list`. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many flows',
	description: 'Of Automation 360',
	routing: jsonRouting({
		method: 'GET',
		path: '/a360/autoresponders/list',
		paging: listPaging('id'),
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => {
				const { type, address_book_id: bookId } = recordOf(entry.main_data);
				return { ...flowRow(entry, zone), type: textOf(type), addressBookId: idOf(bookId) };
			});
		},
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** Kinds of elements by their word in a flow, and their part of the path. Source: docs/gateways/sendpulse.md 16. */
const kindOf = (word: unknown): string | null => {
	const kind = textOf(word);
	return kind === 'maintrigger' ? 'main-trigger' : kind;
};

/** Source: docs/gateways/sendpulse.md 16, `GET /a360/autoresponders/{id}`. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a flow',
	description: 'With its elements, and how many have started and ended it',
	routing: jsonRouting({
		method: 'GET',
		path: flowPath,
		async shape(body) {
			const zone = await zoneOf(this);
			const answer = recordOf(body);
			const inner = recordOf(answer.data);
			const entry = 'autoresponder' in inner ? inner : answer;
			return [
				{
					...flowRow(entryIn(this, entry.autoresponder, ['id'], 'There is no such flow'), zone),
					starts: numberOrNull(entry.starts),
					inQueue: numberOrNull(entry.in_queue),
					ended: numberOrNull(entry.end_count),
					messagesSent: numberOrNull(entry.send_messages),
					conversions: numberOrNull(entry.conversions),
					elements: rowsOf(entry.flows).map((element) => ({
						id: idOf(element.id),
						kind: kindOf(element.af_type),
						createdAt: isoTime(element.created, zone),
						lastSentAt: isoTime(element.last_send, zone),
					})),
				},
			];
		},
	}),
	fields: [flowField, ...jsonClosingFields()],
};

const camel = (name: string): string =>
	name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Counters under names of our own; lists and objects as they came. */
const counters = (entry: IDataObject, left: readonly string[]): IDataObject =>
	Object.fromEntries(
		Object.entries(entry)
			.filter(([name]) => !left.includes(name))
			.map(([name, value]) => [
				camel(name),
				typeof value === 'object' && value !== null ? value : numberOrNull(value),
			]),
	);

/** What an answer has counted. @throws SettledFailure when there is nothing at all */
function counted(context: IExecuteSingleFunctions, body: unknown, what: string): IDataObject {
	const { data } = recordOf(body);
	return entryIn(context, data, Object.keys(recordOf(data)), `There is no such ${what}`);
}

/** Source: docs/gateways/sendpulse.md 16, `GET /a360/autoresponders/{id}/conversions`. */
const getConversions: Operation = {
	value: 'getConversions',
	name: 'Get Conversions',
	action: 'Get the conversions of a flow',
	description: 'Of the flow, its start and its goals',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${flowPath(read)}/conversions`,
		shape(body) {
			return [{ flowId: fieldText(this, flowField), ...counters(counted(this, body, 'flow'), []) }];
		},
	}),
	fields: [flowField, ...jsonClosingFields()],
};

const kinds: Array<[name: string, value: string]> = [
	['Action', 'action'],
	['E-Mail', 'email'],
	['Filter', 'filter'],
	['Goal', 'goal'],
	['Messenger', 'messenger'],
	['Push', 'push'],
	['SMS', 'sms'],
	['Start', 'main-trigger'],
	['Trigger', 'trigger'],
];

const kindField: WireField = {
	field: {
		displayName: 'Element Kind',
		name: 'elementKind',
		type: 'options',
		default: 'email',
		options: kinds.map(([name, value]) => ({ name, value })),
	},
	wire: 'kind',
	encode: pathPart,
};

const elementField = idField(
	'Element ID',
	'elementId',
	'elementId',
	'e.g. 467510',
	'Flow: Get has the IDs',
);

/** Of an element, not of the flow. Source: docs/gateways/sendpulse.md 16, `GET /a360/stats/{kind}/{elementId}/group-stat`. */
const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get the statistics of an element of a flow',
	description: 'What it has sent and done',
	routing: jsonRouting({
		method: 'GET',
		path: (read) =>
			`/a360/stats/${readText(required(kindField), read)}/${readText(elementField, read)}/group-stat`,
		async shape(body) {
			const entry = counted(this, body, 'element of a flow');
			const lastSentAt = isoTime(entry.last_send, await zoneOf(this));
			return [
				{
					elementId: fieldText(this, elementField),
					kind: fieldText(this, kindField),
					...counters(entry, ['flow_id', 'last_send']),
					lastSentAt,
				},
			];
		},
	}),
	fields: [kindField, elementField, ...jsonClosingFields()],
};

/** Flows of Automation 360. Source: docs/gateways/sendpulse.md 16. */
export const flow: Resource = {
	value: 'flow',
	name: 'Flow (Automation 360)',
	operations: [getAll, get, getStatistics, getConversions],
};
