import type { Resource } from '../../../shared/fields/display';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { scriptGateway } from '../../gateway';
import { getIncoming } from './getIncoming';
import { getLinkStatistics } from './getLinkStatistics';
import { getOperator, operatorRoute } from './getOperator';
import { getSent } from './getSent';

/** What was sent and received, and what SMSC knows about numbers and links. Source: notes smsc.md sections 7 to 9. */
export const history: Resource = {
	value: 'history',
	name: 'History',
	operations: [getSent, getIncoming, getOperator, getLinkStatistics],
};

export const historyOperations = {
	getOperator: routeOperation(scriptGateway('info'), operatorRoute),
};
