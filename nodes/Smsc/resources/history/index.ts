import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import { amount, entryCount, idOf, recordOf, textOrEmpty } from '../../../shared/text/json';
import type { Operation, Resource } from '../../../shared/model/operation';
import { closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, countryIn } from '../../../shared/fields/common';
import {
	listFields,
	simplifyField,
	listField,
	numberField,
	textField,
	isSimplified,
} from '../../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../../shared/fields/wire';
import { soughtPhone } from '../../../shared/input/recipients';
import { cursorPaging, type Paging, untold } from '../../../shared/routing/paging';
import { isoMoment } from '../../times';
import { fieldRouting, listShape } from '../../call';
import { accountCurrency, knownCurrency } from '../../currency';
import { filters, periodFields } from '../../fields';
import { deliveryErrorText, statusOf } from '../../statuses';
import { addressList } from '../contact/address';
import { getLinkStatistics } from './getLinkStatistics';
import { getOperator } from './getOperator';

/**
 * The row of an incoming message. Source: docs/gateways/smsc.md 7; `received` is unverified. The clocks have no zone, so
 * that Moscow's is assumed.
 */
export const incomingRow = ({
	id,
	phone,
	to_phone,
	message,
	sent,
	received,
	...others
}: IDataObject): IDataObject => ({
	messageId: idOf(id),
	phone: textOrEmpty(phone),
	toPhone: textOrEmpty(to_phone),
	message: textOrEmpty(message),
	sentAt: isoMoment(sent),
	receivedAt: isoMoment(received),
	...others,
});

/** Source: docs/gateways/smsc.md 7. */
const incomingFilters = filters([
	textField('After Message ID', 'afterId', 'after_id', {
		description: 'Only messages that came after this one',
	}),
	numberField('Hours', 'hours', 'hour', {
		typeOptions: { minValue: 1, maxValue: 168, numberPrecision: 0 },
		default: 24,
		description: 'How far to look back, up to 168 (a week)',
	}),
	{
		...textField('To Number', 'toPhone', 'to_phone', {
			placeholder: 'e.g. 79037672219',
		}),
		encode: soughtPhone,
	},
]);

/** The highest id of a list, whose order is not documented; null when it has none. */
export function latestId(rows: INodeExecutionData[]): string | null {
	const ids = rows
		.map(({ json }) => String(json.messageId))
		.filter((id) => /^\d+$/.test(id))
		.map(BigInt);
	const latest = ids.reduce((highest, id) => (id > highest ? id : highest), 0n);
	return latest === 0n ? null : String(latest);
}

/** Most that a page can hold. Source: docs/gateways/smsc.md 7. */
const incomingPageSize = 10_000;

const withBody = (options: IHttpRequestOptions, values: IDataObject): IHttpRequestOptions => ({
	...options,
	body: { ...recordOf(options.body), ...values },
});

/** Pages by the highest id; a page with fewer rows than asked for is the last. */
const incomingPaging: Paging = {
	idField: 'messageId',
	first: (options, wanted) => withBody(options, { cnt: Math.min(incomingPageSize, wanted) }),
	next: (options, rows, wanted, answer) => {
		const asked = Number(recordOf(options.body).cnt);
		const latest = latestId(rows);
		if (entryCount(answer, rows) < asked) return null;
		if (latest === null) return untold;
		return withBody(options, { after_id: latest, cnt: Math.min(incomingPageSize, wanted) });
	},
};

/** `get_answers=1`. Source: docs/gateways/smsc.md 7. */
const getIncoming: Operation = {
	value: 'getIncoming',
	name: 'Get Incoming Messages',
	action: 'Get incoming messages',
	description:
		'What people have answered. The SMSC triggers start a workflow for each new message.',
	routing: fieldRouting('get', {
		body: { get_answers: 1 },
		answer: 'list',
		parameters: (read) => fieldParameters([incomingFilters], read),
		paging: incomingPaging,
		shape: listShape(['id', 'phone', 'message'], incomingRow),
	}),
	fields: [...listFields, incomingFilters, ...closingFields()],
};

const knownKeys = [
	'id',
	'int_id',
	'phone',
	'status',
	'status_name',
	'err',
	'message',
	'sender_id',
	'cost',
	'sms_cnt',
	'operator',
	'mccmnc',
	'send_date',
	'send_timestamp',
	'last_date',
	'last_timestamp',
];

/**
 * The row of a sent message. Source: docs/gateways/smsc.md 7.
 *
 * @param simple leave out what few people need, and fields that this package does not know
 */
export function sentRow(entry: IDataObject, currency: string | null, simple: boolean): IDataObject {
	const cost = amount(entry.cost);
	const message: IDataObject = {
		messageId: idOf(entry.id),
		// The lists are read on from this one.
		internalId: idOf(entry.int_id),
		recipient: textOrEmpty(entry.phone),
		status: statusOf(entry.status) ?? 'unknown',
		text: deliveryErrorText(entry.err),
		sentAt: isoMoment(entry.send_date, entry.send_timestamp),
		message: textOrEmpty(entry.message),
		sender: textOrEmpty(entry.sender_id),
		cost: cost ?? null,
		currency: cost === undefined ? null : currency,
	};
	if (simple) return message;
	const unknown = Object.entries(entry).filter(([key]) => !knownKeys.includes(key));
	return {
		...message,
		code: idOf(entry.status),
		errorCode: idOf(entry.err),
		statusName: textOrEmpty(entry.status_name),
		occurredAt: isoMoment(entry.last_date, entry.last_timestamp),
		parts: amount(entry.sms_cnt) ?? null,
		operator: textOrEmpty(entry.operator),
		operatorCode: textOrEmpty(entry.mccmnc),
		...Object.fromEntries(unknown),
	};
}

/** E-mails are asked for apart. Source: docs/gateways/smsc.md 7. */
const messageTypeField: WireField = {
	field: {
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		default: 'sms',
		options: [
			{ name: 'E-Mail', value: 'email' },
			{ name: 'SMS and Others', value: 'sms' },
		],
	},
	wire: 'format',
	encode: (value) => (value === 'email' ? emailFormat : '0'),
};

const emailFormat = '8';

/** Source: docs/gateways/smsc.md 7. */
const sentFilters = filters([
	textField('Before Internal ID', 'beforeId', 'prev_id', {
		description: 'Only messages older than the one with this internalId',
	}),
	{
		...listField('Recipients', 'recipients', '', {
			placeholder: 'e.g. 79001112233, 79001112244',
		}),
		encode(value, label, { read }) {
			const kind = readText(messageTypeField, read) === emailFormat ? 'email' : 'phone';
			return { [kind]: addressList(kind, value, countryIn(read), label) };
		},
	},
]);

const sentFields = [messageTypeField, ...periodFields, sentFilters];

/** Most that a page can hold. Source: docs/gateways/smsc.md 7. */
const sentPageSize = 1000;

/** `get_messages=1`; the older ones come with `prev_id`. Source: docs/gateways/smsc.md 7. */
const getSent: Operation = {
	value: 'getSent',
	name: 'Get Sent Messages',
	action: 'Get sent messages',
	description: 'Of a period of up to six months, the newest first',
	routing: fieldRouting('get', {
		body: { get_messages: 1 },
		answer: 'list',
		parameters: (read, setting) => fieldParameters(sentFields, read, setting),
		paging: cursorPaging({
			place: 'body',
			after: 'prev_id',
			idField: 'internalId',
			pageSize: sentPageSize,
			limit: 'cnt',
		}),
		async shape(body) {
			const simple = isSimplified(this);
			const currency = await knownCurrency(this);
			const row = (entry: IDataObject) => sentRow(entry, currency, simple);
			return await listShape(['id', 'int_id', 'phone'], row).call(this, body);
		},
		before: async (context) => {
			await accountCurrency(context);
		},
	}),
	fields: [
		messageTypeField,
		...periodFields,
		...listFields,
		sentFilters,
		simplifyField,
		...closingFields(defaultCountryOption),
	],
};

/** What was sent and received, and what SMSC knows about numbers and links. Source: docs/gateways/smsc.md 7 to 9. */
export const history: Resource = {
	value: 'history',
	name: 'History',
	operations: [getSent, getIncoming, getOperator, getLinkStatistics],
};
