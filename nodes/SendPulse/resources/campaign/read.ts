import type { IDataObject } from 'n8n-workflow';

import {
	listFields,
	locatorField,
	simplifyField,
	collectionField,
	flagField,
	optional,
	textField,
	isSimplified,
} from '../../../shared/fields/parts';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { recordOf } from '../../../shared/text/json';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { jsonValues, readText, type WireField } from '../../../shared/fields/wire';
import { textsOf } from '../../../shared/input/read';
import { jsonRouting, listPaging } from '../../call';
import { zoneOf } from '../../times';
import { numberOrNull, rowsOf, textOf } from '../../values';
import { emailPath } from '../contact/fields';
import { senderField, templateField } from './content';
import { campaignRow, campaignStatuses, letterRow } from './rows';
import { entryIn, fieldText, sentText, rowShape, listShape } from '../../shapes';
import { numericId, filtersField, timeField, namedEmailField } from '../../fields';

const campaignField: WireField = {
	field: locatorField({
		displayName: 'Campaign',
		name: 'campaign',
		searchListMethod: 'campaigns',
		required: true,
	}),
	wire: 'id',
	encode: numericId,
};

/** The path of a campaign. */
const campaignPath = (read: ReadParameter): string => `/campaigns/${readText(campaignField, read)}`;

/** All six; the OpenAPI schema lists two. Source: docs/gateways/sendpulse.md 5.4 and 21.18. */
const updateFields = collectionField(
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		description: 'Only the fields added here change',
	},
	[
		textField('Name', 'name', 'name'),
		textField('Sender Name', 'senderName', 'sender_name'),
		optional(senderField),
		textField('Subject', 'subject', 'subject'),
		optional(templateField),
		timeField('Send At', 'sendAt', 'send_date', {
			description: 'When to send. It must not be in the past.',
		}),
	],
);

/** @throws InputProblem when there is nothing to change */
function changes(read: ReadParameter, setting: Setting): IDataObject {
	const body = jsonValues([updateFields], read, setting);
	if (Object.keys({ ...body, ...additionalValues(read) }).length > 0) return body;
	throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
}

/** Source: docs/gateways/sendpulse.md 5.4. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an e-mail campaign',
	description: 'Only one that has not been sent yet',
	changes: campaignField,
	routing: jsonRouting({
		method: 'PATCH',
		effect: 'again',
		path: campaignPath,
		acknowledges: true,
		body: changes,
		shape: rowShape(function () {
			return { id: fieldText(this, campaignField), updated: true };
		}),
	}),
	fields: [campaignField, updateFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 5.5. */
export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel an e-mail campaign',
	description: 'Only one that has not been sent yet',
	routing: jsonRouting({
		method: 'DELETE',
		path: campaignPath,
		acknowledges: true,
		shape: rowShape(function () {
			return { id: fieldText(this, campaignField), cancelled: true };
		}),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 5.3. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an e-mail campaign',
	description: 'With its status, content and statistics',
	routing: jsonRouting({
		method: 'GET',
		path: campaignPath,
		async shape(body) {
			const simple = isSimplified(this);
			const entry = entryIn(this, body, ['id'], 'There is no such campaign');
			return [campaignRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [campaignField, simplifyField, ...jsonClosingFields()],
};

/**
 * `planed` is the server's spelling; `status[]=3` is assumed for the list, so that each status has a name of its own
 * here. Source: docs/gateways/sendpulse.md 5.2.
 */
const filters = filtersField([
	{
		field: {
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'desc',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
		},
		wire: 'order',
	},
	{
		...flagField('Only Scheduled', 'scheduled', 'planed', undefined, true),
		encode: (value) => (value === true ? 1 : undefined),
	},
	{
		field: {
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			options: Object.entries(campaignStatuses)
				.map(([value, name]) => ({ name, value: Number(value) }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		},
		wire: '',
		encode: (statuses) =>
			Object.fromEntries(textsOf(statuses).map((code, index) => [`status[${index}]`, code])),
	},
]);

/** Source: docs/gateways/sendpulse.md 5.2. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many e-mail campaigns',
	description: 'With their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/campaigns',
		query: [filters],
		paging: listPaging('id'),
		async shape(body) {
			const simple = isSimplified(this);
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => campaignRow(entry, simple, zone));
		},
	}),
	fields: [...listFields, filters, simplifyField, ...jsonClosingFields()],
};

/** A map of countries; an empty one may come as `[]`. Source: docs/gateways/sendpulse.md 5.6. */
export const getCountries: Operation = {
	value: 'getCountries',
	name: 'Get Statistics by Country',
	action: 'Get statistics of an e-mail campaign by country',
	description: 'Opens by country',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${campaignPath(read)}/countries`,
		shape: (body) =>
			Object.entries(recordOf(body)).map(([country, opens]) => ({
				country,
				opened: numberOrNull(opens),
			})),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 5.6. */
export const getLinks: Operation = {
	value: 'getLinks',
	name: 'Get Statistics by Link',
	action: 'Get statistics of an e-mail campaign by link',
	description: 'Clicks on each link',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${campaignPath(read)}/referrals`,
		shape: listShape((body) =>
			rowsOf(body).map(({ link, count }) => ({ link: textOf(link), clicked: numberOrNull(count) })),
		),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

const recipientField = namedEmailField('recipientEmail');

/** Source: docs/gateways/sendpulse.md 4. */
export const getRecipient: Operation = {
	value: 'getRecipient',
	name: 'Get Statistics of a Recipient',
	action: 'Get statistics of one recipient of an e-mail campaign',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${campaignPath(read)}/email/${emailPath(read, recipientField)}`,
		async shape(body) {
			const letter = entryIn(
				this,
				body,
				['detail_status', 'global_status'],
				'This campaign has no such recipient',
			);
			return [letterRow(letter, sentText(this, recipientField), await zoneOf(this))];
		},
	}),
	fields: [campaignField, recipientField, ...jsonClosingFields()],
};
