import type { IDataObject } from 'n8n-workflow';

import { amount, money, jsonKey, told, idOf } from '../../../shared/text/json';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import { onceForAll, type ReadParameter } from '../../../shared/input/parameterReader';
import type { Message, Route, Verdict, StatusInquiry } from '../../../shared/delivery/route';
import { closingFields, additionalParameters } from '../../../shared/fields/closing';
import { flagField, onlyTrue, textField } from '../../../shared/fields/parts';
import {
	collectionParameters,
	type Encode,
	fieldParameters,
	readText,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { outcomeNow } from '../../../shared/model/deliveryStatus';
import type { Pace } from '../../../shared/transport/paces';
import type { Failure } from '../../../shared/model/failure';
import { locatorValue } from '../../../shared/input/read';
import { phoneNumber } from '../../../shared/input/recipients';
import { plainPhone } from '../../../shared/text/phoneText';
import { isoMoment } from '../../times';
import { scriptForm } from '../../call';
import { inCurrency, stored, canBe } from '../../currency';
import { answerOf, smsc } from '../../gateway';
import { channelOf, deliveryErrorText, statusOf } from '../../statuses';
import { messagesPerRequest } from './options';
import { rowsAbout } from './statusRows';

/** A message that is asked about. */
interface StatusQuery extends Message {
	id: string;
	parameters: WireParameter[];
}

/** status.php takes fewer calls at a time than the others. Source: docs/gateways/smsc.md 1.8. */
const statusConcurrency = 4;

/** One query for several messages a minute. Source: docs/gateways/smsc.md 1.8. */
const massPace: Pace = { kind: 'status of several', most: 1, withinMs: 60_500 };

const betweenValues = /[,;\n]/;

const oneValue: Encode = (value, label) => {
	const text = locatorValue(value).trim();
	if (text !== '' && !betweenValues.test(text)) return text;
	throw new InputProblem(
		label,
		text === '' ? 'is empty' : `“${text}” is more than one value`,
		text === ''
			? 'Enter the ID and the recipient of the message, as the sending operation returned them.'
			: 'Put one message in each item; one request carries many items.',
	);
};

const idField: WireField = {
	...textField('Message ID', 'messageId', 'id', {
		required: true,
		placeholder: 'e.g. {{ $json.messageId }}',
		description: 'From the sending operation',
	}),
	encode: oneValue,
};

const likePhone = /^[\d\s()+.-]+$/;

const recipientField: WireField = {
	...textField('Recipient', 'recipient', 'phone', {
		required: true,
		placeholder: 'e.g. {{ $json.recipient }}',
		description:
			'Phone number or e-mail address. Messages of one request share an ID, so both are needed.',
	}),
	encode(value, label, item) {
		const recipient = String(oneValue(value, label, item));
		return likePhone.test(plainPhone(recipient))
			? phoneNumber(recipient, undefined, label)
			: recipient;
	},
};

/** A message is named by both. Source: docs/gateways/smsc.md 2.2 and 3. */
const messageFields = [idField, recipientField];

/** Reads which message is meant: its id, and its recipient as it was sent to. */
const queryOf = (read: ReadParameter): Pick<StatusQuery, 'id' | 'recipient'> => ({
	id: readText(idField, read),
	recipient: readText(recipientField, read),
});

/** `all=1` tells the text and the cost, `all=2` country, operator and region as well. Source: docs/gateways/smsc.md 3. */
const detailsField: WireField = {
	field: {
		displayName: 'Details',
		name: 'details',
		type: 'options',
		default: '0',
		options: [
			{ name: 'Full', value: '1', description: 'Adds text, sender, cost and sending time' },
			{ name: 'Full With Operator', value: '2', description: 'Adds country, operator and region' },
			{ name: 'Status Only', value: '0' },
		],
	},
	wire: 'all',
};

const botOption: WireField = {
	...flagField('Sent to a Telegram Bot', 'bot', 'bot', undefined, true),
	encode: onlyTrue,
};

const perRequest = messagesPerRequest(
	1000,
	'SMSC takes one request for several messages a minute; the node waits in between',
);

/** What an HLR lookup found. Source: docs/gateways/smsc.md 3.1. */
const hlrFields = [
	['imsi', 'imsi'],
	['msc', 'serviceCentre'],
	['mcc', 'mcc'],
	['mnc', 'mnc'],
	['cn', 'country'],
	['net', 'operator'],
	['rcn', 'roamingCountry'],
	['rnet', 'roamingOperator'],
] as const;

function hlrOf(row: IDataObject): IDataObject | undefined {
	let found: IDataObject | undefined;
	for (const [wire, name] of hlrFields) {
		const value = row[wire];
		const text = idOf(value);
		if (text !== null) (found ??= {})[name] = text;
	}
	return found;
}

function statusRow(query: StatusQuery, row: IDataObject, currency: string | null): IDataObject {
	const code = idOf(row.status);
	const status = statusOf(code) ?? 'unknown';
	const { final, success } = outcomeNow(status);
	const known: IDataObject = {
		gateway: smsc.id,
		messageId: query.id,
		recipient: query.recipient,
		status,
		final,
		success,
		code,
		errorCode: idOf(row.err),
		text: deliveryErrorText(row.err),
		occurredAt: isoMoment(row.last_date, row.last_timestamp),
	};
	const more = told({
		hlr: hlrOf(row),
		sentAt:
			row.send_date === undefined && row.send_timestamp === undefined
				? undefined
				: isoMoment(row.send_date, row.send_timestamp),
		channel: row.type === undefined ? undefined : channelOf(row.type),
		sender: row.sender_id,
		statusName: row.status_name,
		message: row.message,
		comment: row.comment,
		parts: amount(row.sms_cnt),
		country: row.country,
		operator: row.operator,
		region: row.region,
	});
	return Object.assign(known, more, money('cost', row.cost, currency));
}

/** @param asked messages in the request */
const silent = (asked: number): Failure => ({
	kind: 'unknown',
	code: null,
	text: 'The answer says nothing about this message',
	hint:
		asked === 1
			? 'Check the ID and the recipient.'
			: 'Lower Messages per Request: SMSC does not say how many it takes.',
	httpStatus: null,
});

function statusVerdicts(queries: StatusQuery[], body: unknown, currency: string | null): Verdict[] {
	const rows = rowsAbout(queries, body);
	return queries.map((query, position): Verdict => {
		const row = rows[position];
		if (row?.status === undefined) return { accepted: false, failure: silent(queries.length) };
		return {
			accepted: true,
			messageId: query.id,
			groupId: null,
			extra: statusRow(query, row, currency),
		};
	});
}

const statusIn = (currency: string | null): Route<StatusQuery> => ({
	effect: 'read',
	answer: answerOf('status'),
	concurrent: statusConcurrency,
	pace: (queries) => (queries.length > 1 ? massPace : undefined),
	listSize: perRequest.listSize,
	message(read) {
		const { recipient, id } = queryOf(read);
		const parameters = onceForAll(read, queryOf, () => [
			...fieldParameters([detailsField], read),
			...collectionParameters([botOption], read),
			...additionalParameters(read),
		]);
		return { recipient, id, reference: null, parameters };
	},
	groupKey: ({ parameters }) => jsonKey(parameters),
	contentKey: ({ id, parameters }) => JSON.stringify([id, parameters]),
	request: (queries) =>
		scriptForm('status', [
			['phone', queries.map(({ recipient }) => recipient).join(',')],
			['id', queries.map(({ id }) => id).join(',')],
			...queries[0].parameters,
		]),
	verdicts: (queries, body) => statusVerdicts(queries, body, currency),
	row: (_query, { extra }) => extra ?? {},
});

/** Message: Get Status, whose details tell the cost. */
export const statusRoute = inCurrency(statusIn, (context) =>
	canBe(stored(context, detailsField.field.name), '0'),
);

/** `del=1` takes a message out of the history. Source: docs/gateways/smsc.md 3 `del`. */
const deleteRoute: Route<StatusQuery> = {
	effect: 'again',
	// The answer is `{"result":"OK"}`. Source: docs/gateways/smsc.md 3.2.
	answer: answerOf('status', 'done'),
	concurrent: statusConcurrency,
	listSize: () => 1,
	message: (read) => ({
		...queryOf(read),
		reference: null,
		parameters: [['del', '1'], ...additionalParameters(read)],
	}),
	groupKey: ({ id }) => id,
	contentKey: ({ id, parameters }) => JSON.stringify([id, parameters]),
	request: ([{ recipient, id, parameters }]) =>
		scriptForm('status', [['phone', recipient], ['id', id], ...parameters]),
	verdicts: (queries) =>
		queries.map(({ id }) => ({ accepted: true, messageId: id, groupId: null })),
	row: () => ({ deleted: true }),
};

/** Five queries for a message a minute, which come evenly. Source: docs/gateways/smsc.md 1.8. */
const singlePace = (key: string): Pace => ({ kind: `status of ${key}`, most: 1, withinMs: 12_500 });

/** Rows of one request share its ID, so that a message is named by ID and recipient. */
const queryOfRow = ({ messageId, groupId, recipient }: IDataObject): StatusQuery => ({
	id: String(messageId ?? groupId ?? ''),
	recipient: String(recipient ?? ''),
	reference: null,
	parameters: [],
});

/** Names the message of a row. */
function keyOfRow(row: IDataObject): string | null {
	const { id, recipient } = queryOfRow(row);
	return id === '' || recipient === '' ? null : `${id} ${recipient}`;
}

/** status.php with lists of IDs and recipients. Source: docs/gateways/smsc.md 3. */
export const statusInquiry: StatusInquiry = {
	gateway: smsc,
	later: 'Message: Get Status',
	answer: answerOf('status'),
	listSize: perRequest.preset,
	pace: ([row = {}, ...others]) =>
		others.length > 0 ? massPace : singlePace(String(keyOfRow(row))),
	key: keyOfRow,
	groupKey: ({ channel }) => (channel === 'telegramBot' ? 'bot' : ''),
	request: (rows) =>
		scriptForm('status', [
			['phone', rows.map((row) => queryOfRow(row).recipient).join(',')],
			['id', rows.map((row) => queryOfRow(row).id).join(',')],
			['bot', rows[0]?.channel === 'telegramBot' ? '1' : ''],
		]),
	states: (rows, body) =>
		statusVerdicts(rows.map(queryOfRow), body, null).map((verdict) =>
			verdict.accepted ? verdict.extra : undefined,
		),
};

export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a message',
	description: 'Many items in one request',
	...byRoute(smsc, statusRoute),
	fields: [...messageFields, detailsField, perRequest, ...closingFields(botOption)],
};

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'From your account’s history; a sent message is not recalled',
	...byRoute(smsc, deleteRoute),
	fields: [...messageFields, ...closingFields()],
};
