import { listFields, locatorField } from '../../shared/fields/parts';
import type { Operation, Resource } from '../../shared/model/operation';
import { wholeList } from '../../shared/routing/paging';
import { pathPart } from '../../shared/routing/fromInput';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type WireField } from '../../shared/fields/wire';
import { jsonRouting } from '../call';
import { webhookRows, webhooksPath } from '../webhookRows';
import { deletedShape } from '../shapes';

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'For bulk e-mail, one for each event and URL',
	routing: jsonRouting({
		method: 'GET',
		path: webhooksPath,
		paging: wholeList,
		shape: (body) => webhookRows(body).map(({ id, url, action }) => ({ id, url, action })),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const idField: WireField = {
	field: locatorField({
		displayName: 'Webhook',
		name: 'webhookId',
		searchListMethod: 'webhooks',
		required: true,
		description: 'Webhook: Get Many has the IDs',
	}),
	wire: 'id',
	encode: pathPart,
};

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Even one that another program has registered',
	routing: jsonRouting({
		method: 'DELETE',
		path: (read) => `${webhooksPath}/${readText(idField, read)}`,
		acknowledges: true,
		shape: deletedShape,
	}),
	fields: [idField, ...jsonClosingFields()],
};

/** Webhooks for bulk e-mail. Source: docs/gateways/sendpulse.md 18.1. */
export const webhook: Resource = {
	value: 'webhook',
	name: 'Webhook',
	operations: [getAll, remove],
};
