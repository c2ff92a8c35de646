import type { Resource } from '../../../shared/fields/display';
import { getIncoming } from './getIncoming';
import { getLinkStatistics } from './getLinkStatistics';
import { getOperator } from './getOperator';
import { getSent } from './getSent';

/** What was sent and received, and what SMSC knows about numbers and links. Source: docs/gateways/smsc.md 7 to 9. */
export const history: Resource = {
	value: 'history',
	name: 'History',
	operations: [getSent, getIncoming, getOperator, getLinkStatistics],
};
