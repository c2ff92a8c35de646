import type { Resource } from '../../../shared/fields/display';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { scriptGateway } from '../../gateway';
import { create, createRoute } from './create';
import { deleteRoute, remove } from './delete';
import { getAll } from './getAll';
import { update, updateRoute } from './update';

/** The address book. Source: seed 001; notes smsc.md section 5. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [create, remove, getAll, update],
};

const done = scriptGateway('phones', 'done');

export const contactOperations = {
	create: routeOperation(scriptGateway('phones'), createRoute),
	delete: routeOperation(done, deleteRoute),
	update: routeOperation(done, updateRoute),
};
