import type { Resource } from '../../../shared/fields/display';
import { add, remove } from './change';
import { getAll } from './getAll';

/** Numbers and addresses that get no messages. Source: docs/gateways/smsc.md 5. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};
