import type { IDataObject } from 'n8n-workflow';

import { defaultCountryOption } from '../../../shared/fields/common';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Operation } from '../../../shared/fields/display';
import { listFields, simplifyField } from '../../../shared/fields/list';
import {
	listField,
	textField,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { cursorPaging } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { isoMoment } from '../../calendar';
import { listShape } from '../../call';
import { accountCurrency, knownCurrency } from '../../currency';
import { fieldRouting } from '../../fieldCall';
import { filters, filtersField } from '../../fieldSets';
import { deliveryErrorText, wireStatuses } from '../../statuses';
import { periodFields, periodParameters } from '../account/period';
import { addressList, countryOf } from '../contact/address';
import { amount } from '../message/answer';

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
		recipient: String(entry.phone ?? ''),
		status: wireStatuses[String(entry.status)] ?? 'unknown',
		text: deliveryErrorText(entry.err),
		sentAt: isoMoment(entry.send_date, entry.send_timestamp),
		message: String(entry.message ?? ''),
		sender: String(entry.sender_id ?? ''),
		cost: cost ?? null,
		currency: cost === undefined ? null : currency,
	};
	if (simple) return message;
	const unknown = Object.entries(entry).filter(([key]) => !knownKeys.includes(key));
	return {
		...message,
		code: idOf(entry.status),
		errorCode: idOf(entry.err),
		statusName: String(entry.status_name ?? ''),
		occurredAt: isoMoment(entry.last_date, entry.last_timestamp),
		parts: amount(entry.sms_cnt) ?? null,
		operator: String(entry.operator ?? ''),
		operatorCode: String(entry.mccmnc ?? ''),
		...Object.fromEntries(unknown),
	};
}

const beforeField: WireField = textField('Before Internal ID', 'beforeId', 'prev_id', {
	description: 'Only messages that are older than the one with this internalId',
});

const recipientsField = listField('Recipients', 'recipients', 'phone', {
	placeholder: 'e.g. 79001112233, 79001112244',
	description: 'Phone numbers or email addresses, separated by commas',
});

/** Source: docs/gateways/smsc.md 7. */
function messageFilters(read: ReadParameter): WireParameter[] {
	const isEmail = read('messageType', 'sms') === 'email';
	const kind = isEmail ? 'email' : 'phone';
	const given = filters(
		[
			beforeField,
			{
				...recipientsField,
				wire: kind,
				encode: (value, label) =>
					String(value ?? '').trim() === '' ? '' : addressList(kind, value, countryOf(read), label),
			},
		],
		read,
	);
	return [['format', isEmail ? '8' : '0'], ...given];
}

/** Most that a page can hold. Source: docs/gateways/smsc.md 7. */
const pageSize = 1000;

/** `get_messages=1`; the older ones come with `prev_id`. Source: docs/gateways/smsc.md 7. */
export const getSent: Operation = {
	value: 'getSent',
	name: 'Get Sent Messages',
	action: 'Get sent messages',
	description: 'List the messages of a period of up to six months, the newest first',
	routing: fieldRouting('get', {
		body: { get_messages: 1 },
		answer: 'list',
		parameters: (read) => [...periodParameters(read), ...messageFilters(read)],
		paging: cursorPaging({
			place: 'body',
			after: 'prev_id',
			idField: 'internalId',
			pageSize,
			limit: 'cnt',
		}),
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const currency = await knownCurrency(this);
			return await listShape((entry) => sentRow(entry, currency, simple)).call(this, body);
		},
		before: async (context) => {
			await accountCurrency(context);
		},
	}),
	fields: [
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 'sms',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'SMS and Others', value: 'sms' },
			],
		},
		...periodFields,
		...listFields,
		filtersField([beforeField, recipientsField]),
		simplifyField,
		...closingFields(defaultCountryOption),
	],
};
