import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField, locatorValue } from '../../../shared/fields/list';
import { emailAddress } from '../../../shared/input/recipients';
import { additionalValues, closingFields, jsonRouting } from '../../call';
import { fieldText, numericId, rowShape } from '../../listCall';
import { accountTime } from '../../time';
import { senderField, templateField, templateId } from './content';

export const campaignField: INodeProperties = locatorField({
	displayName: 'Campaign',
	name: 'campaign',
	searchListMethod: 'searchCampaigns',
	required: true,
	placeholder: 'e.g. 4164892',
});

/** The path of a campaign. */
export const campaignPath = (read: ReadParameter): string =>
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
		path: campaignPath,
		acknowledges: true,
		body: changes,
		shape: rowShape(function () {
			return { id: fieldText(this, 'campaign'), updated: true };
		}),
	}),
	fields: [campaignField, updateFields, ...closingFields()],
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
	fields: [campaignField, ...closingFields()],
};
