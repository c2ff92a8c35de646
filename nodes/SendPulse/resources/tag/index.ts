import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/model/operation';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { listFields, locatorField } from '../../../shared/fields/list';
import { idOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { closingFields, jsonRouting } from '../../call';
import { numericId, requiredText } from '../../listCall';
import { rowsOf } from '../../values';
import { mapOf, textOf } from '../../wireValues';
import { assign, unassign } from './pin';
import { receiptShape } from './receipt';

/** Source: docs/gateways/sendpulse.md 10. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many tags',
	description: 'List the tags of the account',
	routing: jsonRouting({
		method: 'GET',
		path: '/tags',
		paging: wholeList,
		shape: (body) =>
			rowsOf(mapOf(body).tags ?? body).map(({ id, name, color }) => ({
				id: idOf(id),
				name: textOf(name),
				color: textOf(color),
			})),
	}),
	fields: [...listFields, ...closingFields()],
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'tagName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. VIP',
};

const colorField: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'color',
	default: '#f0f4f6',
	required: true,
};

const tagField: INodeProperties = locatorField({
	displayName: 'Tag',
	name: 'tag',
	searchListMethod: 'searchTags',
	required: true,
	placeholder: 'e.g. 2506',
});

const tagPath = (read: ReadParameter): string => `/tags/${numericId(read('tag', ''), 'Tag')}`;

const tagBody = (read: ReadParameter): IDataObject => ({
	name: requiredText(read, nameField),
	color: requiredText(read, colorField),
});

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a tag',
	description:
		'Create a tag. SendPulse queues the request and returns no ID: list the tags a little later to find it.',
	routing: jsonRouting({
		method: 'POST',
		path: '/tags',
		acknowledges: true,
		body: tagBody,
		shape: receiptShape((field) => ({ name: field(nameField.name) })),
	}),
	fields: [nameField, colorField, ...closingFields()],
};

const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a tag',
	description: 'Change the name and color of a tag; SendPulse does so a little later',
	routing: jsonRouting({
		method: 'PUT',
		path: tagPath,
		acknowledges: true,
		body: tagBody,
		shape: receiptShape((field) => ({ id: field('tag') })),
	}),
	fields: [tagField, nameField, colorField, ...closingFields()],
};

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a tag',
	description: 'Delete a tag; SendPulse does so a little later',
	routing: jsonRouting({
		method: 'DELETE',
		path: tagPath,
		acknowledges: true,
		shape: receiptShape(() => ({ deleted: true })),
	}),
	fields: [tagField, ...closingFields()],
};

/** Labels of contacts. Source: docs/gateways/sendpulse.md 10. */
export const tag: Resource = {
	value: 'tag',
	name: 'Tag',
	operations: [getAll, assign, unassign, create, update, remove],
};
