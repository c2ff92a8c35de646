import type { Resource } from '../../../shared/fields/display';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { scriptGateway } from '../../gateway';
import { getStatistics } from './getStatistics';
import { create, createRoute, update } from './manage';
import { pay, payRoute } from './pay';

/** Clients of the account. Source: notes smsc.md section 13. */
export const subClient: Resource = {
	value: 'subClient',
	name: 'Sub-Client',
	operations: [create, getStatistics, pay, update],
};

const done = scriptGateway('users', 'done');

export const subClientOperations = {
	create: routeOperation(done, createRoute),
	pay: routeOperation(done, payRoute),
};
