import type { IDataObject } from 'n8n-workflow';

import { byRoute } from '../../../shared/delivery/byRoute';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import type { Operation, Resource } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { fieldParameters } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { closingFields } from '../../../shared/fields/closing';
import { isoClock } from '../../../shared/dateTime';
import { entriesOf, recordOf } from '../../answer';
import { get, methodRouting } from '../../call';
import { campaignIdField, phoneOf, recipientField } from '../../fields';
import { smsBy } from '../../gateway';
import { accountZone } from '../../hosts';
import { limitPaging } from '../../limitPaging';
import { singleRoute } from '../../singleRoute';
import { create } from './create';
import { campaignStatus, moderation } from './moderation';

/** sendSms: the second step. Source: docs/gateways/smsby.md 3.5. */
const sendCampaignRoute = singleRoute({
	channel: 'sms',
	draft: (read) => {
		const recipient = phoneOf(read);
		return {
			recipient,
			method: get('sendSms'),
			parameters: [...fieldParameters([campaignIdField], read), ['phone', recipient]],
		};
	},
	record: recordOf,
	id: 'sms_id',
});

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a campaign',
	description: 'Send the text of a moderated campaign to one recipient for each input item',
	...byRoute(smsBy, sendCampaignRoute),
	fields: [
		campaignIdField.field,
		recipientField,
		referenceField,
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};

/** An entry of getMessagesList. Source: docs/gateways/smsby.md 3.5. */
const campaignRow = (entry: Record<string, unknown>, zone: string): IDataObject => {
	const { status, moderated, parts } = moderation(entry);
	return {
		campaignId: idOf(entry.message_id),
		text: String(entry.message ?? ''),
		status,
		moderated,
		parts,
		createdAt: isoClock(entry.d_create, zone),
	};
};

export const campaignRows = (body: unknown, zone: string): IDataObject[] =>
	entriesOf(body, 'result').map((entry) => campaignRow(entry, zone));

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'List the campaigns of the account',
	routing: methodRouting(get('getMessagesList'), {
		paging: limitPaging,
		async shape(body) {
			const credentials = await this.getCredentials(smsBy.credential);
			return campaignRows(body, accountZone(credentials));
		},
	}),
	fields: [...listFields, ...closingFields()],
};

const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a campaign',
	description: 'Read whether a campaign is moderated, so that it can be sent',
	routing: methodRouting(campaignStatus, {
		parameters: (read) => fieldParameters([campaignIdField], read),
		shape(body) {
			const campaignId = String(this.getNodeParameter('campaignId', ''));
			return [{ gateway: smsBy.id, campaignId, ...moderation(body) }];
		},
	}),
	fields: [campaignIdField.field, ...closingFields()],
};

export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, send, getAll, getStatus],
};
