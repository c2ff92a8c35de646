import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsIn } from '../../../shared/input/read';
import type { Operation } from '../../../shared/model/operation';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { listFields, locatorField, simplifyField } from '../../../shared/fields/list';
import { isRecord } from '../../../shared/text/json';
import { pathPart } from '../../../shared/routing/pathPart';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting, listPaging } from '../../call';
import { filtersField } from '../../fields';
import { accountDay } from '../../times';
import { addressField, readAddress, sentAddress } from './fields';
import { bounceShape, emailShape, unsubscribedShape } from './rows';

const filtersOf = (read: ReadParameter): IDataObject => optionsIn(read, 'filters');

const filled = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an e-mail',
	description: 'Get a message that was sent, with its opens and clicks',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/smtp/emails/${pathPart(read('emailId', ''), 'E-Mail')}`,
		shape: emailShape,
	}),
	fields: [
		locatorField({
			displayName: 'E-Mail',
			name: 'emailId',
			searchListMethod: 'searchEmails',
			required: true,
			placeholder: 'e.g. pzkic9-0afezp-fc',
			description: 'An e-mail that was sent; by ID, the messageId that E-Mail: Send gave',
		}),
		simplifyField,
		...jsonClosingFields(),
	],
};

/** Source: docs/gateways/sendpulse.md 11.2: there is no filter for a status. */
const listFilters: INodeProperties[] = [
	{
		displayName: 'Include Countries',
		name: 'countries',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the country of each open and click, which takes SendPulse some time to look up',
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann@example.com',
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		default: '',
		placeholder: 'e.g. shop@example.com',
	},
	{
		displayName: 'Sent After',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'First day to list, in the account’s time zone; the time of day is ignored',
	},
	{
		displayName: 'Sent Before',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Last day to list, in the account’s time zone; the time of day is ignored',
	},
];

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many e-mails',
	description: 'List messages that were sent',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/emails',
		query: (read, setting) => {
			const { countries, recipient, sender, from, to } = filtersOf(read);
			return {
				recipient: filled(recipient),
				sender: filled(sender),
				// Days, not times. Source: docs/gateways/sendpulse.md 11.2.
				from: accountDay(from, setting, 'Sent After'),
				to: accountDay(to, setting, 'Sent Before'),
				country: countries === true ? undefined : 'off',
			};
		},
		paging: listPaging,
		shape: emailShape,
	}),
	fields: [...listFields, filtersField(listFilters), simplifyField, ...jsonClosingFields()],
};

const dayField = (description: string): INodeProperties => ({
	displayName: 'Day',
	name: 'date',
	type: 'dateTime',
	default: '',
	description,
});

export const getBounces: Operation = {
	value: 'getBounces',
	name: 'Get Bounces',
	action: 'Get bounced e-mails',
	description: 'List messages that bounced, by default those of the last 24 hours',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/bounces/day',
		query: (read, setting) => ({ date: accountDay(filtersOf(read).date, setting, 'Day') }),
		paging: listPaging,
		shape: bounceShape,
	}),
	fields: [
		...listFields,
		filtersField([dayField('A day other than the last 24 hours')]),
		...jsonClosingFields(),
	],
};

export const getUnsubscribed: Operation = {
	value: 'getUnsubscribed',
	name: 'Get Unsubscribed',
	action: 'Get unsubscribed addresses',
	description: 'List addresses that no longer get messages through the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/unsubscribe',
		query: (read, setting) => ({ date: accountDay(filtersOf(read).date, setting, 'Day') }),
		paging: listPaging,
		shape: unsubscribedShape,
	}),
	fields: [
		...listFields,
		filtersField([dayField('Only addresses that unsubscribed on this day')]),
		...jsonClosingFields(),
	],
};

export const checkUnsubscribed: Operation = {
	value: 'checkUnsubscribed',
	name: 'Check',
	action: 'Check whether an address is unsubscribed',
	description: 'Find out whether an address has unsubscribed from the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/unsubscribe/search',
		query: (read) => ({ email: readAddress(read) }),
		// `result` is the answer itself here. Source: docs/gateways/sendpulse.md 11.3.
		shape(body) {
			const unsubscribed = isRecord(body) && body.result === true;
			return [{ email: sentAddress(this), unsubscribed }];
		},
	}),
	fields: [addressField, ...jsonClosingFields()],
};
