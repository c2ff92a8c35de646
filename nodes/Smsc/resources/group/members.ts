import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { addressFields } from '../contact/address';
import { oneACallNote, oneByOneRoute } from '../contact/addressRoute';
import { groupField } from './fields';

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
	fields: [...addressFields, groupField.field, ...closingFields(defaultCountryOption)],
});

export const addContact = member(
	{
		value: 'addContact',
		name: 'Add Contact',
		action: 'Add a contact to a group',
		description: `Put contacts into a group beside the groups that they are in. ${oneACallNote}.`,
	},
	addRoute,
);

export const moveContact = member(
	{
		value: 'moveContact',
		name: 'Move Contact',
		action: 'Move a contact to a group',
		description: `Put contacts into a group and take them out of the groups that they were in. ${oneACallNote}.`,
	},
	moveContactRoute,
);

export const removeContact = member(
	{
		value: 'removeContact',
		name: 'Remove Contact',
		action: 'Remove a contact from a group',
		description: `Take contacts out of a group; they stay in the address book. ${oneACallNote}.`,
	},
	removeRoute,
);
