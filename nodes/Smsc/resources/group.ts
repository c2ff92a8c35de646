import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption } from '../../shared/fields/common';
import { listFields, numberField, required, textField } from '../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../shared/fields/wire';
import { idOf, textOrEmpty } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { createdShape, deletedShape, fieldRouting, listShape, updatedShape } from '../call';
import type { Script } from '../errors';
import { additionalFields, updateFields, updateFieldsField, groupChoice } from '../fields';
import { smsc } from '../gateway';
import { addressFields, books, oneACallNote, oneByOneRoute } from './contact/address';

/** The group that an operation is about. */
const groupField = groupChoice({
	required: true,
	description: 'By its ID, which is not its number for mailings',
});

/** Source: docs/gateways/smsc.md 5. */
const typeField: WireField = {
	field: {
		displayName: 'Contact Type',
		name: 'groupType',
		type: 'options',
		default: '0',
		options: [
			{ name: 'E-Mail', value: '1' },
			{ name: 'Phone Number', value: '0' },
		],
	},
	wire: 'type',
};

/** The script of the groups of a kind. Source: docs/gateways/smsc.md A1. */
const groupScript = (read: ReadParameter): Script =>
	books[readText(typeField, read) === '1' ? 'email' : 'phone'].script;

/** The row of a group. Source: docs/gateways/smsc.md 5: `cnt` is text, the others numbers. */
export function groupRow({ id, name, number, cnt, ...others }: IDataObject): IDataObject {
	return {
		id: idOf(id),
		name: textOrEmpty(name),
		number: idOf(number),
		contacts: cnt === undefined ? null : Number(cnt),
		...others,
	};
}

/** `get_group=1`; no group at all is error 3. Source: docs/gateways/smsc.md 1.7 and 5. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	routing: fieldRouting(groupScript, {
		body: { get_group: 1 },
		answer: 'list',
		paging: wholeList,
		shape: listShape(['id', 'name', 'number'], groupRow),
	}),
	fields: [typeField, ...listFields, ...closingFields()],
};

const nameField = textField('Name', 'name', 'name');

const numberOption = numberField('Number', 'number', 'num', {
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'For sending to the group, as in G3',
});

const createFields = [required(nameField), typeField, additionalFields([numberOption])];

/** `add_group=1`. Source: docs/gateways/smsc.md 5. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Of phone numbers or e-mail addresses',
	routing: fieldRouting(groupScript, {
		body: { add_group: 1 },
		effect: 'once',
		parameters: (read) => fieldParameters(createFields, read),
		shape: createdShape,
	}),
	fields: [...createFields, ...closingFields()],
};

/** `chg_group=1`. Source: docs/gateways/smsc.md 5. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Its name or number',
	changes: groupField,
	routing: fieldRouting(groupScript, {
		body: { chg_group: 1 },
		effect: 'again',
		answer: 'done',
		parameters: (read) => {
			const changes = updateFields([nameField, numberOption], read);
			return [...fieldParameters([groupField], read), ...changes];
		},
		shape: updatedShape,
	}),
	fields: [typeField, groupField, updateFieldsField([nameField, numberOption]), ...closingFields()],
};

/** `del_group=1`. Source: docs/gateways/smsc.md 5. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	routing: fieldRouting(groupScript, {
		body: { del_group: 1 },
		effect: 'again',
		answer: 'done',
		parameters: (read) => fieldParameters([groupField], read),
		shape: deletedShape,
	}),
	fields: [typeField, groupField, ...closingFields()],
};

interface Move {
	/** Value of `move_group`. */
	command: '1' | '2' | '3';
	/** What the row says. */
	done: string;
}

/** `move_group`: 1 moves, 2 adds, 3 removes. Source: docs/gateways/smsc.md 5. */
const moveRoute = ({ command, done }: Move) =>
	oneByOneRoute({
		answer: 'done',
		parameters: (read) => [['move_group', command], ...fieldParameters([groupField], read)],
		row: ({ parameters }) => ({
			groupId: parameters.find(([name]) => name === 'grp')?.[1] ?? null,
			[done]: true,
		}),
	});

const addRoute = moveRoute({ command: '2', done: 'added' });

const moveContactRoute = moveRoute({ command: '1', done: 'moved' });

const removeRoute = moveRoute({ command: '3', done: 'removed' });

const member = (
	operation: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	route: ReturnType<typeof moveRoute>,
): Operation => ({
	...operation,
	...byRoute(smsc, route),
	fields: [...addressFields, groupField, ...closingFields(defaultCountryOption)],
});

const addContact = member(
	{
		value: 'addContact',
		name: 'Add Contact',
		action: 'Add a contact to a group',
		description: `It stays in its other groups. ${oneACallNote}.`,
	},
	addRoute,
);

const moveContact = member(
	{
		value: 'moveContact',
		name: 'Move Contact',
		action: 'Move a contact to a group',
		description: `It leaves its other groups. ${oneACallNote}.`,
	},
	moveContactRoute,
);

const removeContact = member(
	{
		value: 'removeContact',
		name: 'Remove Contact',
		action: 'Remove a contact from a group',
		description: `It stays in the address book. ${oneACallNote}.`,
	},
	removeRoute,
);

/** Groups of phones and of e-mail addresses. Source: docs/gateways/smsc.md 5. */
export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [create, addContact, getAll, moveContact, remove, removeContact, update],
};
