import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import {
	listFields,
	locatorField,
	listField,
	required,
	textField,
} from '../../shared/fields/parts';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import { type Operation, type Resource, showFor } from '../../shared/model/operation';
import { wholeList } from '../../shared/routing/paging';
import type { Shape } from '../../shared/routing/settle';
import { idOf, recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type FieldTable, type WireField } from '../../shared/fields/wire';
import { jsonRouting } from '../call';
import { rowsOf, textOf } from '../values';
import { fieldText, sentText } from '../shapes';
import { chosenTagsField, emailOf, idNumbers, numericId, phoneOf } from '../fields';

/** A receipt: the change waits in a queue, and the id of a new tag is not told. Source: docs/gateways/sendpulse.md 10. */
const receiptShape = (row: (this: IExecuteSingleFunctions) => IDataObject): Shape =>
	function (body) {
		const { queue_id: queueId } = recordOf(body);
		return [{ ...row.call(this), queued: true, queueId: idOf(queueId) }];
	};

const contactBy: INodeProperties = {
	displayName: 'Contact By',
	name: 'contactBy',
	type: 'options',
	default: 'email',
	options: [
		{ name: 'E-Mail', value: 'email' },
		{ name: 'Phone Number', value: 'phone' },
	],
};

const owners: Record<'email' | 'phone', WireField> = {
	email: {
		...required(textField('E-Mail', 'taggedEmail', 'email')),
		encode: emailOf,
	},
	phone: {
		...required(
			textField('Phone Number', 'taggedPhone', 'phone', {
				placeholder: 'e.g. 79001112233',
				description: 'Phone number with country code',
			}),
		),
		encode: phoneOf,
	},
};

const ownerOf = (contact: unknown): WireField => owners[contact === 'phone' ? 'phone' : 'email'];

const chosenTags = chosenTagsField('Tags to assign or to remove');

/** Beside those that are chosen by name, of which neither needs the other. */
const tagsField: WireField = {
	...listField('Tag IDs', 'tags', 'tags', {
		placeholder: 'e.g. 2506, 2507',
		description: 'Separated by commas, beside those chosen by name; Tag: Get Many has the IDs',
	}),
	needed: true,
	encode: (value, label, item) => {
		const tags =
			idNumbers(value, label, item) ?? idNumbers(item.read(chosenTags.field.name), label, item);
		if (tags !== undefined) return tags;
		throw new InputProblem(label, 'is empty', 'Choose at least one tag, or enter its ID.');
	},
};

/** Whom a tag is about. */
const ownerFields: FieldTable = [
	contactBy,
	...showFor({ contactBy: ['email'] }, [owners.email]),
	...showFor({ contactBy: ['phone'] }, [owners.phone]),
	chosenTags,
	tagsField,
];

/** `POST /tags/pin|unpin/email|phone`. Source: docs/gateways/sendpulse.md 10. */
const pinning = (verb: 'pin' | 'unpin') =>
	jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `/tags/${verb}/${ownerOf(read(contactBy.name)).wire}`,
		acknowledges: true,
		body: ownerFields,
		shape: receiptShape(function () {
			const owner = ownerOf(fieldText(this, contactBy));
			return {
				[owner.wire]: sentText(this, owner),
				[verb === 'pin' ? 'assigned' : 'removed']: true,
			};
		}),
	});

const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign tags to a contact',
	description: 'In all its address books, a little later',
	routing: pinning('pin'),
	fields: [...ownerFields, ...jsonClosingFields()],
};

const unassign: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove tags from a contact',
	description: 'In all its address books, a little later',
	routing: pinning('unpin'),
	fields: [...ownerFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 10. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many tags',
	routing: jsonRouting({
		method: 'GET',
		path: '/tags',
		paging: wholeList,
		list: 'tags',
		shape: (body) =>
			rowsOf(recordOf(body).tags ?? body).map(({ id, name, color }) => ({
				id: idOf(id),
				name: textOf(name),
				color: textOf(color),
			})),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const nameField = required(textField('Name', 'tagName', 'name'));

const colorField: WireField = {
	field: {
		displayName: 'Color',
		name: 'color',
		type: 'color',
		default: '#f0f4f6',
		required: true,
	},
	wire: 'color',
};

const tagField: WireField = {
	field: locatorField({
		displayName: 'Tag',
		name: 'tag',
		searchListMethod: 'tags',
		required: true,
	}),
	wire: 'id',
	encode: numericId,
};

const tagPath = (read: ReadParameter): string => `/tags/${readText(tagField, read)}`;

const tagFields = [nameField, colorField];

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a tag',
	description: 'SendPulse returns no ID: list the tags a little later to find it',
	routing: jsonRouting({
		method: 'POST',
		path: '/tags',
		acknowledges: true,
		body: tagFields,
		shape: receiptShape(function () {
			return { name: fieldText(this, nameField) };
		}),
	}),
	fields: [...tagFields, ...jsonClosingFields()],
};

const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a tag',
	description: 'Its name and color, a little later',
	changes: tagField,
	routing: jsonRouting({
		method: 'PUT',
		path: tagPath,
		acknowledges: true,
		body: tagFields,
		shape: receiptShape(function () {
			return { id: fieldText(this, tagField) };
		}),
	}),
	fields: [tagField, ...tagFields, ...jsonClosingFields()],
};

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a tag',
	description: 'SendPulse does so a little later',
	routing: jsonRouting({
		method: 'DELETE',
		path: tagPath,
		acknowledges: true,
		shape: receiptShape(() => ({ deleted: true })),
	}),
	fields: [tagField, ...jsonClosingFields()],
};

/** Labels of contacts. Source: docs/gateways/sendpulse.md 10. */
export const tag: Resource = {
	value: 'tag',
	name: 'Tag',
	operations: [getAll, assign, unassign, create, update, remove],
};
