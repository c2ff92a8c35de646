import type { Operation } from '../../../shared/model/operation';
import { listFields, simplifyField, locatorField } from '../../../shared/fields/parts';
import { isRecord } from '../../../shared/text/json';
import { pathPart } from '../../../shared/routing/fromInput';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText, flagField, textField, type WireField } from '../../../shared/fields/wire';
import { jsonRouting, listPaging } from '../../call';
import { filtersField, dayField, namedEmailField } from '../../fields';
import { bounceShape, emailShape, unsubscribedShape } from './rows';
import { fieldText } from '../../shapes';

/** The address that an operation beside sending is about. */
export const addressField = namedEmailField(
	'address',
	'Verify Domain sends the code to it, so it has to be at that domain',
);

const idField: WireField = {
	field: locatorField({
		displayName: 'E-Mail',
		name: 'emailId',
		searchListMethod: 'searchEmails',
		required: true,
		placeholder: 'e.g. pzkic9-0afezp-fc',
		description: 'By ID: the messageId that E-Mail: Send gave',
	}),
	wire: 'id',
	encode: pathPart,
};

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an e-mail',
	description: 'With its opens and clicks',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/smtp/emails/${readText(idField, read)}`,
		shape: emailShape,
	}),
	fields: [idField, simplifyField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 11.2: there is no filter for a status. */
const filters = filtersField([
	textField('Recipient', 'recipient', 'recipient', { placeholder: 'e.g. ann@example.com' }),
	textField('Sender', 'sender', 'sender', { placeholder: 'e.g. shop@example.com' }),
	// Days, not times. Source: docs/gateways/sendpulse.md 11.2.
	dayField('Sent After', 'from', 'from', {
		description: 'In the account’s time zone, without the time of day',
	}),
	dayField('Sent Before', 'to', 'to', {
		description: 'In the account’s time zone, without the time of day',
	}),
	{
		...flagField(
			'Include Countries',
			'countries',
			'country',
			'Whether to add the country of each open and click, which takes some time',
		),
		encode: (value) => (value === true ? undefined : 'off'),
		unset: 'off',
	},
]);

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many e-mails',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/emails',
		query: [filters],
		paging: listPaging,
		shape: emailShape,
	}),
	fields: [...listFields, filters, simplifyField, ...jsonClosingFields()],
};

const bounceFilters = filtersField([dayField('Day', 'date', 'date', {})]);

export const getBounces: Operation = {
	value: 'getBounces',
	name: 'Get Bounces',
	action: 'Get bounced e-mails',
	description: 'By default those of the last 24 hours',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/bounces/day',
		query: [bounceFilters],
		paging: listPaging,
		shape: bounceShape,
	}),
	fields: [...listFields, bounceFilters, ...jsonClosingFields()],
};

const dateFilters = filtersField([dayField('Day', 'date', 'date', {})]);

export const getUnsubscribed: Operation = {
	value: 'getUnsubscribed',
	name: 'Get Unsubscribed',
	action: 'Get unsubscribed addresses',
	description: 'Those that get nothing through the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/unsubscribe',
		query: [dateFilters],
		paging: listPaging,
		shape: unsubscribedShape,
	}),
	fields: [...listFields, dateFilters, ...jsonClosingFields()],
};

export const checkUnsubscribed: Operation = {
	value: 'checkUnsubscribed',
	name: 'Check',
	action: 'Check whether an address is unsubscribed',
	description: 'For the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/unsubscribe/search',
		query: [addressField],
		// `result` is the answer itself here. Source: docs/gateways/sendpulse.md 11.3.
		shape(body) {
			const unsubscribed = isRecord(body) && body.result === true;
			return [{ email: fieldText(this, addressField), unsubscribed }];
		},
	}),
	fields: [addressField, ...jsonClosingFields()],
};
