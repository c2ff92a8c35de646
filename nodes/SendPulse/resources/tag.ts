import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listFields, locatorField } from '../../shared/fields/list';
import { takingList } from '../../shared/input/fieldValues';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { emailAddress, phoneNumber } from '../../shared/input/recipients';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { showFor } from '../../shared/operations/node';
import { wholeList } from '../../shared/routing/paging';
import type { Shape } from '../../shared/routing/settle';
import { idOf, recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonRouting } from '../call';
import { rowsOf, textOf } from '../values';
import { chosenTagsField, tagIds } from './contact/addFields';
import { fieldText } from '../shapes';
import { numericId, requiredText } from '../fields';

/** A receipt: the change waits in a queue, and the id of a new tag is not told. Source: docs/gateways/sendpulse.md 10. */
const receiptShape = (row: (read: (field: string) => string) => IDataObject): Shape =>
	function (body) {
		const { queue_id: queueId } = recordOf(body);
		return [{ ...row((field) => fieldText(this, field)), queued: true, queueId: idOf(queueId) }];
	};

/** Whom a tag is about. */
const ownerFields: INodeProperties[] = [
	{
		displayName: 'Contact By',
		name: 'contactBy',
		type: 'options',
		default: 'email',
		options: [
			{ name: 'E-Mail', value: 'email' },
			{ name: 'Phone Number', value: 'phone' },
		],
	},
	...showFor({ contactBy: ['email'] }, [
		{
			displayName: 'E-Mail',
			name: 'taggedEmail',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ann@example.com',
		},
	]),
	...showFor({ contactBy: ['phone'] }, [
		{
			displayName: 'Phone Number',
			name: 'taggedPhone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 79001112233',
			description: 'Phone number with country code',
		},
	]),
	chosenTagsField('Tags to assign or to remove'),
	takingList({
		displayName: 'Tag IDs',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2506, 2507',
		description:
			'IDs of the tags, separated by commas, beside those that are chosen by name; Tag: Get Many lists them',
	}),
];

const ownerKind = (read: ReadParameter): 'email' | 'phone' =>
	read('contactBy', 'email') === 'phone' ? 'phone' : 'email';

function ownerBody(read: ReadParameter): IDataObject {
	const kind = ownerKind(read);
	const tags = tagIds([read('chosenTags', []), read('tags', '')]);
	if (tags.length === 0) {
		throw new InputProblem('Tag IDs', 'is empty', 'Choose at least one tag, or enter its ID.');
	}
	return kind === 'phone'
		? { phone: phoneNumber(read('taggedPhone', ''), 'none', 'Phone Number'), tags }
		: { email: emailAddress(read('taggedEmail', ''), 'E-Mail'), tags };
}

/** `POST /tags/pin|unpin/email|phone`. Source: docs/gateways/sendpulse.md 10. */
const pinning = (verb: 'pin' | 'unpin') =>
	jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `/tags/${verb}/${ownerKind(read)}`,
		acknowledges: true,
		body: ownerBody,
		shape: receiptShape((field) => {
			const kind = field('contactBy') === 'phone' ? 'phone' : 'email';
			return {
				[kind]: field(kind === 'phone' ? 'taggedPhone' : 'taggedEmail'),
				[verb === 'pin' ? 'assigned' : 'removed']: true,
			};
		}),
	});

const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign tags to a contact',
	description:
		'Assign tags to a contact in all its address books; SendPulse does so a little later',
	routing: pinning('pin'),
	fields: [...ownerFields, ...jsonClosingFields()],
};

const unassign: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove tags from a contact',
	description:
		'Remove tags from a contact in all its address books; SendPulse does so a little later',
	routing: pinning('unpin'),
	fields: [...ownerFields, ...jsonClosingFields()],
};

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
			rowsOf(recordOf(body).tags ?? body).map(({ id, name, color }) => ({
				id: idOf(id),
				name: textOf(name),
				color: textOf(color),
			})),
	}),
	fields: [...listFields, ...jsonClosingFields()],
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
	fields: [nameField, colorField, ...jsonClosingFields()],
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
	fields: [tagField, nameField, colorField, ...jsonClosingFields()],
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
	fields: [tagField, ...jsonClosingFields()],
};

/** Labels of contacts. Source: docs/gateways/sendpulse.md 10. */
export const tag: Resource = {
	value: 'tag',
	name: 'Tag',
	operations: [getAll, assign, unassign, create, update, remove],
};
