import type { Resource } from '../../../shared/fields/display';
import { getAll } from './getAll';
import { create, remove, update } from './manage';
import { addContact, moveContact, removeContact } from './members';

/** Groups of phones and of e-mail addresses. Source: docs/gateways/smsc.md 5. */
export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [create, addContact, getAll, moveContact, remove, removeContact, update],
};
