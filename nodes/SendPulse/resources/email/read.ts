import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import {
	type Message,
	namesAnother,
	type Route,
	type Verdict,
} from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import type { Failure } from '../../../shared/model/failure';
import { sendPulse, yesOrNo } from '../../gateway';
import { accountZone } from '../../times';
import {
	listFields,
	simplifyField,
	locatorField,
	flagField,
	textField,
} from '../../../shared/fields/parts';
import { idOf, isRecord, recordOf } from '../../../shared/text/json';
import { pathPart } from '../../../shared/routing/fromInput';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { readText, type WireField } from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting, listPaging } from '../../call';
import { filtersField, dayField, namedEmailField } from '../../fields';
import { bounceShape, emailRow, emailShape, unsubscribedShape } from './rows';
import { sentText, missing } from '../../shapes';
import { rowsOf } from '../../values';

/** The address that an operation beside sending is about. */
export const addressField = namedEmailField(
	'address',
	'Verify Domain sends the code to it, so it has to be at that domain',
);

const idField: WireField = {
	field: locatorField({
		displayName: 'E-Mail',
		name: 'emailId',
		searchListMethod: 'emails',
		required: true,
		description: 'By ID: the messageId that E-Mail: Send gave',
	}),
	wire: 'id',
	encode: pathPart,
};

/** Ids in one call. Source: docs/gateways/sendpulse.md 1.4. */
export const longestInfo = 500;

/** The records of several messages. Source: docs/gateways/sendpulse.md 11.2. */
export const infoRequest = (ids: string[], more: IDataObject = {}): IHttpRequestOptions =>
	jsonRequest('POST', '/smtp/emails/info', { emails: ids, ...more });

interface Query extends Message {
	id: string;
	isSimple: boolean;
	/** The account's. */
	zone: string;
	more: IDataObject;
}

/** Whether a list of IDs is refused for one of them, its code does not say. Source: docs/gateways/sendpulse.md 11.2. */
const wrongList = '832';

const unknownMail: Failure = {
	kind: 'notFound',
	code: null,
	text: 'There is no such e-mail',
	hint: 'Check the ID.',
	httpStatus: null,
};

/** One is asked for by its address, several by the call for lists; their records are the same. */
const getRoute: Route<Query> = {
	effect: 'read',
	answer: {
		parse: sendPulse.parse,
		readFailure: (httpStatus, body) => {
			const failure = sendPulse.readFailure(httpStatus, body);
			return failure?.code === wrongList ? { ...failure, kind: 'invalidRecipient' } : failure;
		},
	},
	refusedAsWhole: true,
	listSize: () => longestInfo,
	message: (read, { credentials, timeZone }) => ({
		id: decodeURIComponent(readText(idField, read)),
		recipient: '',
		reference: null,
		isSimple: read(simplifyField.name, true) === true,
		zone: accountZone(credentials, timeZone),
		more: additionalValues(read),
	}),
	groupKey: ({ more }) => JSON.stringify(more),
	contentKey: ({ id }) => id,
	request: (queries) => {
		const [{ more } = { more: {} }] = queries;
		const [first = '', ...others] = new Set(queries.map(({ id }) => id));
		if (others.length > 0) return infoRequest([first, ...others], more);
		return { ...jsonRequest('GET', `/smtp/emails/${encodeURIComponent(first)}`), qs: more };
	},
	verdicts: (queries, body) => {
		const known = new Map(rowsOf(body).map((record) => [idOf(record.id), record]));
		return queries.map(({ id, isSimple, zone }): Verdict => {
			const record = isRecord(body) ? body : known.get(id);
			if (!record || idOf(record.id) === null || namesAnother(record.id, id))
				return { accepted: false, failure: unknownMail };
			const extra = emailRow(record, isSimple, zone);
			return { accepted: true, messageId: null, groupId: null, extra };
		});
	},
	row: (_query, { extra }) => extra ?? {},
};

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an e-mail',
	description: 'With its opens and clicks, many items in one request',
	...byRoute(sendPulse, getRoute),
	fields: [idField, simplifyField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 11.2: there is no filter for a status. */
const filters = filtersField([
	textField('Recipient', 'recipient', 'recipient', { placeholder: 'e.g. ann@example.com' }),
	textField('Sender', 'sender', 'sender', { placeholder: 'e.g. shop@example.com' }),
	// Days, not times. Source: docs/gateways/sendpulse.md 11.2.
	dayField('Sent After', 'from', 'from', {
		description: 'A day in the account’s time zone; the time of day is ignored',
	}),
	dayField('Sent Before', 'to', 'to', {
		description: 'A day in the account’s time zone; the time of day is ignored',
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
		paging: listPaging(),
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
		paging: listPaging(),
		list: 'emails',
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
		paging: listPaging(),
		shape: unsubscribedShape,
	}),
	fields: [...listFields, dateFilters, ...jsonClosingFields()],
};

export const checkUnsubscribed: Operation = {
	value: 'checkUnsubscribed',
	name: 'Check',
	action: 'Check whether an address is unsubscribed',
	description: 'Whether an address has unsubscribed from the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/unsubscribe/search',
		query: [addressField],
		answer: yesOrNo,
		// `result` is the answer itself here. Source: docs/gateways/sendpulse.md 11.3.
		shape(body) {
			const { result } = recordOf(body);
			if (typeof result !== 'boolean') throw missing(this, 'The answer says neither yes nor no');
			return [{ email: sentText(this, addressField), unsubscribed: result }];
		},
	}),
	fields: [addressField, ...jsonClosingFields()],
};
