import type { Resource } from '../../../shared/fields/display';
import { getStatistics } from './getStatistics';
import { create, update } from './manage';
import { pay } from './pay';

/** Clients of the account. Source: docs/gateways/smsc.md 13. */
export const subClient: Resource = {
	value: 'subClient',
	name: 'Sub-Client',
	operations: [create, getStatistics, pay, update],
};
