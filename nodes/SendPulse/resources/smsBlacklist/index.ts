import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { perRequest } from '../../../shared/fields/perRequest';
import { takingList } from '../../../shared/input/fieldValues';
import { type Message, type Route, sharedVerdict } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import type { Operation, Resource } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/list';
import { itemReader } from '../../../shared/input/parameterReader';
import { phoneNumber, splitPhones } from '../../../shared/input/recipients';
import { idOf, recordOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonClosingFields } from '../../../shared/fields/closing';
import {
	jsonValues,
	readText,
	required,
	textField,
	type WireField,
} from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { isoTime, zoneOf } from '../../times';
import { rowsOf, soleOf, textOf } from '../../values';
import { phoneListOptions, most, preset, namedPhoneField } from '../phone/fields';

interface Entry extends Message {
	more: IDataObject;
}

const phoneField = namedPhoneField('blockedPhone');

/** Required. Source: docs/gateways/sendpulse.md 13, `POST /sms/black_list`. */
const reasonField = required(
	textField('Reason', 'blockedReason', 'description', {
		placeholder: 'e.g. Asked to be removed',
		description: 'Why the number is blocked; SendPulse wants it to be there',
	}),
);

function listRoute(
	method: 'POST' | 'DELETE',
	done: string,
	more: readonly WireField[] = [],
): Route<Entry> {
	const key = ({ more }: Entry) => JSON.stringify(more);
	return {
		effect: 'again',
		answer: acknowledgement,
		refusedAsWhole: true,
		listSize: (read) => perRequest(read, preset, most),
		message: (read, setting) => ({
			recipient: readText(phoneField, read),
			reference: null,
			more: { ...jsonValues(more, read, setting), ...additionalValues(read) },
		}),
		groupKey: key,
		contentKey: key,
		request: (entries) => {
			const phones = [...new Set(entries.map(({ recipient }) => recipient))];
			return jsonRequest(method, '/sms/black_list', { phones, ...entries[0]?.more });
		},
		verdicts: sharedVerdict,
		row: ({ recipient }) => ({ phone: recipient, [done]: true }),
	};
}

const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the SMS blacklist',
	description: 'Block phone numbers for SMS, many items in one request',
	...byRoute(sendPulse, listRoute('POST', 'added', [reasonField])),
	fields: [phoneField, reasonField, ...jsonClosingFields(...phoneListOptions)],
};

const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the SMS blacklist',
	description: 'Unblock phone numbers for SMS, many items in one request',
	...byRoute(sendPulse, listRoute('DELETE', 'removed')),
	fields: [phoneField, ...jsonClosingFields(...phoneListOptions)],
};

/** Nothing of it travels. */
const phonesFilter: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		takingList({
			displayName: 'Phone Numbers',
			name: 'phones',
			type: 'string',
			default: '',
			placeholder: 'e.g. 380501112233',
			description: 'Only these numbers, separated by commas',
		}),
	],
};

/** The list comes whole; its numbers are looked for here. Source: docs/gateways/sendpulse.md 13, `GET /sms/black_list`. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many entries of the SMS blacklist',
	description: 'List the phone numbers that get no SMS',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/black_list',
		acknowledges: true,
		paging: wholeList,
		query: (read) => {
			wantedPhones(read('filters', {}));
			return {};
		},
		async shape(body) {
			const zone = await zoneOf(this);
			const wanted = wantedPhones(itemReader(this)('filters', {}));
			return rowsOf(soleOf(body))
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

/** @throws InputProblem when an entry is no phone number */
const wantedPhones = (filters: unknown): Set<string> =>
	new Set(
		splitPhones(recordOf(filters).phones ?? '').map((entry) =>
			phoneNumber(entry, 'none', 'Phone Numbers'),
		),
	);

/** Numbers that get no SMS, in the whole account. Source: docs/gateways/sendpulse.md 13. */
export const smsBlacklist: Resource = {
	value: 'smsBlacklist',
	name: 'SMS Blacklist',
	operations: [add, remove, getAll],
};
