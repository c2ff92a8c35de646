import type { Resource } from '../../../shared/model/operation';
import { add } from './add';
import { removeEverywhere, updatePhone, updateVariables } from './change';
import { remove, unsubscribe } from './membership';
import { findByVariable, findEverywhere, get, getAll } from './read';
import { getStatistics, getStatisticsMany } from './statistics';

/** Email addresses in address books. Source: docs/gateways/sendpulse.md 3 and 4. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [
		add,
		get,
		getAll,
		findByVariable,
		findEverywhere,
		updateVariables,
		updatePhone,
		unsubscribe,
		remove,
		removeEverywhere,
		getStatistics,
		getStatisticsMany,
	],
};
