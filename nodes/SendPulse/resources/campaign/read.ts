import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listFields, locatorField, locatorValue, simplifyField } from '../../../shared/fields/list';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { optionsIn } from '../../../shared/input/read';
import { emailAddress } from '../../../shared/input/recipients';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { isRecord, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting, listPaging } from '../../call';
import { accountTime, zoneOf } from '../../times';
import { numberOrNull, rowsOf, textOf } from '../../values';
import { emailPath, namedEmailField } from '../contact/fields';
import { senderField, templateField, templateId } from './content';
import { campaignRow, campaignStatuses, letterRow } from './rows';
import { fieldText, missing, rowShape } from '../../shapes';
import { numericId } from '../../fields';

const campaignField: INodeProperties = locatorField({
	displayName: 'Campaign',
	name: 'campaign',
	searchListMethod: 'searchCampaigns',
	required: true,
	placeholder: 'e.g. 4164892',
});

/** The path of a campaign. */
const campaignPath = (read: ReadParameter): string =>
	`/campaigns/${numericId(read('campaign', ''), 'Campaign')}`;

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Only the fields added here change',
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. July newsletter',
		},
		{
			displayName: 'Send At',
			name: 'sendAt',
			type: 'dateTime',
			default: '',
			description: 'When to send. It must not be in the past.',
		},
		{ ...senderField, required: undefined },
		{
			displayName: 'Sender Name',
			name: 'senderName',
			type: 'string',
			default: '',
			placeholder: 'e.g. My Shop',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Summer sale',
		},
		{ ...templateField, required: undefined },
	],
};

/** All six; the OpenAPI schema lists two. Source: docs/gateways/sendpulse.md 5.4 and 21.18. */
function changes(read: ReadParameter, setting: Setting): IDataObject {
	const { name, sendAt, sender, senderName, subject, template } = read(
		'updateFields',
		{},
	) as IDataObject;
	const address = locatorValue(sender).trim();
	const body: IDataObject = {
		...(name ? { name } : {}),
		...(senderName ? { sender_name: senderName } : {}),
		...(address === '' ? {} : { sender_email: emailAddress(address, 'Sender') }),
		...(subject ? { subject } : {}),
		...(locatorValue(template).trim() === '' ? {} : { template_id: templateId(template) }),
		...(sendAt ? { send_date: accountTime(sendAt, setting, 'Send At') } : {}),
	};
	if (Object.keys({ ...body, ...additionalValues(read) }).length > 0) return body;
	throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
}

/** Source: docs/gateways/sendpulse.md 5.4. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an e-mail campaign',
	description: 'Change a campaign that has not been sent yet',
	routing: jsonRouting({
		method: 'PATCH',
		effect: 'again',
		path: campaignPath,
		acknowledges: true,
		body: changes,
		shape: rowShape(function () {
			return { id: fieldText(this, 'campaign'), updated: true };
		}),
	}),
	fields: [campaignField, updateFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 5.5. */
export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel an e-mail campaign',
	description: 'Cancel a campaign that has not been sent yet',
	routing: jsonRouting({
		method: 'DELETE',
		path: campaignPath,
		acknowledges: true,
		shape: rowShape(function () {
			return { id: fieldText(this, 'campaign'), cancelled: true };
		}),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 5.3. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an e-mail campaign',
	description: 'Get the status, content and statistics of a campaign',
	routing: jsonRouting({
		method: 'GET',
		path: campaignPath,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const entry = Array.isArray(body) ? body[0] : body;
			if (!isRecord(entry)) throw missing(this, 'There is no such campaign');
			return [campaignRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [campaignField, simplifyField, ...jsonClosingFields()],
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Only Scheduled',
			name: 'scheduled',
			type: 'boolean',
			default: true,
			description: 'Whether to list only scheduled campaigns',
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'desc',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			options: Object.entries(campaignStatuses)
				.map(([value, name]) => ({ name, value: Number(value) }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		},
	],
};

/**
 * `planed` is the server's spelling; `status[]=3` is assumed for the list, so that each status has a name of its own
 * here. Source: docs/gateways/sendpulse.md 5.2.
 */
function filterQuery(filters: IDataObject): IDataObject {
	const { order, scheduled, statuses } = filters;
	const codes = Array.isArray(statuses) ? statuses : [];
	return {
		order: order === '' ? undefined : order,
		planed: scheduled === true ? 1 : undefined,
		...Object.fromEntries(codes.map((code, index) => [`status[${index}]`, code])),
	};
}

/** Source: docs/gateways/sendpulse.md 5.2. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many e-mail campaigns',
	description: 'List campaigns with their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/campaigns',
		query: (read) => filterQuery(optionsIn(read, 'filters')),
		paging: listPaging,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => campaignRow(entry, simple, zone));
		},
	}),
	fields: [...listFields, filtersField, simplifyField, ...jsonClosingFields()],
};

/** A map of countries; an empty one may come as `[]`. Source: docs/gateways/sendpulse.md 5.6. */
export const getCountries: Operation = {
	value: 'getCountries',
	name: 'Get Statistics by Country',
	action: 'Get statistics of an e-mail campaign by country',
	description: 'Count the opens of a campaign by country',
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
	description: 'Count the clicks on each link of a campaign',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${campaignPath(read)}/referrals`,
		shape: (body) =>
			rowsOf(body).map(({ link, count }) => ({ link: textOf(link), clicked: numberOrNull(count) })),
	}),
	fields: [campaignField, ...jsonClosingFields()],
};

const recipientName = 'recipientEmail';

/** Source: docs/gateways/sendpulse.md 4. */
export const getRecipient: Operation = {
	value: 'getRecipient',
	name: 'Get Statistics of a Recipient',
	action: 'Get statistics of one recipient of an e-mail campaign',
	description: 'Find out what became of the e-mail to one recipient',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${campaignPath(read)}/email/${emailPath(read, recipientName)}`,
		async shape(body) {
			return [letterRow(recordOf(body), fieldText(this, recipientName), await zoneOf(this))];
		},
	}),
	fields: [campaignField, namedEmailField(recipientName), ...jsonClosingFields()],
};
