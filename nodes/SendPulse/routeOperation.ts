import { routeOperation as operationOf } from '../shared/delivery/routeOperation';
import type { Message, Route } from '../shared/delivery/route';
import type { Gateway } from '../shared/gateway';
import { acknowledging } from './gateway';

/**
 * The entry of `customOperations` that carries out a route for all items at once.
 *
 * @param gateway `sendPulse` where the answer is data instead of an acknowledgement
 */
export const routeOperation = <M extends Message>(
	route: Route<M>,
	gateway: Gateway = acknowledging,
) => operationOf(gateway, route);
