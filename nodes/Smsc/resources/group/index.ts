import type { Resource } from '../../../shared/fields/display';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { scriptGateway } from '../../gateway';
import { getAll } from './getAll';
import { create, remove, update } from './manage';
import {
	addContact,
	addRoute,
	moveContact,
	moveContactRoute,
	removeContact,
	removeRoute,
} from './members';

/** Groups of phones and of e-mail addresses. Source: seed 001; notes smsc.md section 5. */
export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [create, addContact, getAll, moveContact, remove, removeContact, update],
};

const done = scriptGateway('phones', 'done');

export const groupOperations = {
	addContact: routeOperation(done, addRoute),
	moveContact: routeOperation(done, moveContactRoute),
	removeContact: routeOperation(done, removeRoute),
};
