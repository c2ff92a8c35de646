import type { Route } from '../../shared/delivery/route';
import { byRoute } from '../../shared/operations/byRoute';
import type { Operation, Resource } from '../../shared/model/operation';
import { listFields, required, textField, listField } from '../../shared/fields/parts';
import { itemReader, type ReadParameter } from '../../shared/input/parameterReader';
import { phoneNumber, splitPhones } from '../../shared/input/recipients';
import { idOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { jsonClosingFields } from '../../shared/fields/closing';
import { type FieldTable, type WireField, jsonValues } from '../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { isoTime, zoneOf } from '../times';
import { listAnswer, rowsOf, textOf } from '../values';
import { namedPhoneField, filtersField } from '../fields';
import { type Entry, listRoute } from '../listRoute';
import { phoneListOptions, sizes } from './phone/fields';
import { optionsIn, textsOf } from '../../shared/input/read';

const phoneField = namedPhoneField('blockedPhone');

/** Required. Source: docs/gateways/sendpulse.md 13, `POST /sms/black_list`. */
const reasonField = required(
	textField('Reason', 'blockedReason', 'description', {
		description: 'SendPulse requires one',
	}),
);

const blacklistRoute = (
	method: 'POST' | 'DELETE',
	done: string,
	fields?: FieldTable,
): Route<Entry> =>
	listRoute({
		entry: phoneField,
		fields,
		sizes,
		request: (phones, more) =>
			jsonRequest(method, '/sms/black_list', { phones: [...new Set(phones)], ...more }),
		row: (phone) => ({ phone, [done]: true }),
	});

const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the SMS blacklist',
	description: 'Many items in one request',
	...byRoute(sendPulse, blacklistRoute('POST', 'added', [reasonField])),
	fields: [phoneField, reasonField, ...jsonClosingFields(...phoneListOptions)],
};

const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the SMS blacklist',
	description: 'Many items in one request',
	...byRoute(sendPulse, blacklistRoute('DELETE', 'removed')),
	fields: [phoneField, ...jsonClosingFields(...phoneListOptions)],
};

const phonesField: WireField = {
	...listField('Phone Numbers', 'phones', 'phones', {
		placeholder: 'e.g. 380501112233',
		description: 'Separated by commas',
	}),
	encode: (value, label) => splitPhones(value).map((entry) => phoneNumber(entry, undefined, label)),
};

/** Nothing of it travels. */
const phonesFilter = filtersField([phonesField]);

/** @throws InputProblem when an entry is no phone number */
function wantedPhones(read: ReadParameter): Set<string> {
	const filters = optionsIn(read, phonesFilter.field.name);
	return new Set(textsOf(jsonValues([phonesField], (name) => filters[name]).phones));
}

/** The list comes whole; its numbers are looked for here. Source: docs/gateways/sendpulse.md 13, `GET /sms/black_list`. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many entries of the SMS blacklist',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/black_list',
		acknowledges: true,
		paging: wholeList,
		picks: true,
		query: (read) => {
			wantedPhones(read);
			return {};
		},
		async shape(body) {
			const zone = await zoneOf(this);
			const wanted = wantedPhones(itemReader(this));
			return rowsOf(listAnswer(body))
				.map((entry) => ({
					phone: idOf(entry.phone),
					reason: textOf(entry.description),
					addedAt: isoTime(entry.add_date, zone),
				}))
				.filter(({ phone }) => wanted.size === 0 || wanted.has(String(phone)));
		},
	}),
	fields: [...listFields, phonesFilter, ...jsonClosingFields()],
};

/** Numbers that get no SMS, in the whole account. Source: docs/gateways/sendpulse.md 13. */
export const smsBlacklist: Resource = {
	value: 'smsBlacklist',
	name: 'SMS Blacklist',
	operations: [add, remove, getAll],
};
