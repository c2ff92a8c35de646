import { defaultCountryOption } from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/model/operation';
import { recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { isoTime, zoneOf } from '../../times';
import { add, remove, updateVariables } from './change';
import { bookField, phoneField } from './fields';
import { entryIn, fieldText, sentText } from '../../shapes';
import { numberOrNull, soleOf, textOf, typedVariables } from '../../values';

/** Source: docs/gateways/sendpulse.md 13, `GET /sms/numbers/info/{bookId}/{phone}`. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a phone number of an address book',
	description: 'With its status and variables',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/sms/numbers/info/${readText(bookField, read)}/${readText(phoneField, read)}`,
		acknowledges: true,
		async shape(body) {
			const entry = entryIn(
				this,
				recordOf(soleOf(body)).data,
				['status', 'added', 'variables'],
				'There is no such number in this address book',
			);
			return [
				{
					phone: sentText(this, phoneField),
					bookId: fieldText(this, bookField),
					statusCode: numberOrNull(entry.status),
					email: textOf(entry.email),
					variables: typedVariables(entry.variables),
					addedAt: isoTime(entry.added, await zoneOf(this)),
				},
			];
		},
	}),
	fields: [bookField, phoneField, ...jsonClosingFields(defaultCountryOption)],
};

/** Phone numbers in address books, to which SMS and Viber campaigns go. Source: docs/gateways/sendpulse.md 13. */
export const phone: Resource = {
	value: 'phone',
	name: 'Phone',
	operations: [add, get, updateVariables, remove],
};
