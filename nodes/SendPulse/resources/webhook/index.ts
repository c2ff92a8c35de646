import type { Operation, Resource } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { credentialName } from '../../../shared/gateway';
import { wholeList } from '../../../shared/transport/paging';
import { redactor } from '../../../shared/transport/redact';
import { pathPart } from '../../../shared/fields/pathPart';
import { closingFields, deletedShape, jsonRouting } from '../../call';
import { sendPulse } from '../../gateway';
import { webhookRows, webhooksPath } from '../../webhookRows';

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'List the webhooks of the account for bulk e-mail, one for each event and URL',
	routing: jsonRouting({
		method: 'GET',
		path: webhooksPath,
		paging: wholeList,
		// The URL of a trigger of this package carries its secret.
		async shape(body) {
			const name = credentialName(sendPulse, this.getNode());
			const redact = redactor(sendPulse.secrets(await this.getCredentials(name)));
			return webhookRows(body).map(({ id, url, action }) => ({ id, url: redact(url), action }));
		},
	}),
	fields: [...listFields, ...closingFields()],
};

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Delete one webhook of the account, also one that something else has registered',
	routing: jsonRouting({
		method: 'DELETE',
		path: (read) => `${webhooksPath}/${pathPart(read('webhookId', ''), 'Webhook ID')}`,
		acknowledges: true,
		shape: deletedShape,
	}),
	fields: [
		{
			displayName: 'Webhook ID',
			name: 'webhookId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 162242',
			description: 'ID from Webhook: Get Many',
		},
		...closingFields(),
	],
};

/** Webhooks for bulk e-mail. Source: notes sendpulse.md section 18.1. */
export const webhook: Resource = {
	value: 'webhook',
	name: 'Webhook',
	operations: [getAll, remove],
};
