import type { Resource } from '../../../shared/fields/display';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { scriptGateway } from '../../gateway';
import { add, addRoute, remove, removeRoute } from './change';
import { getAll } from './getAll';

/** Numbers and addresses that get no messages. Source: seed 001; notes smsc.md section 5. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};

export const blacklistOperations = {
	add: routeOperation(scriptGateway('phones'), addRoute),
	remove: routeOperation(scriptGateway('phones', 'done'), removeRoute),
};
