import type { Resource } from '../../../shared/fields/display';
import { sendPulse } from '../../gateway';
import { routeOperation } from '../../routeOperation';
import { add, addContacts } from './add';
import { removeEverywhere, updatePhone, updateVariables } from './change';
import { contactLists } from './gateway';
import { remove, removeRoute, unsubscribe, unsubscribeRoute } from './membership';
import { findByVariable, findEverywhere, get, getAll } from './read';
import { getStatistics, getStatisticsMany, statisticsRoute } from './statistics';

/** Email addresses in address books. Source: notes sendpulse.md sections 3 and 4. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [
		add,
		findByVariable,
		findEverywhere,
		get,
		getAll,
		getStatistics,
		getStatisticsMany,
		remove,
		removeEverywhere,
		unsubscribe,
		updatePhone,
		updateVariables,
	],
};

export const contactOperations = {
	add: addContacts,
	getStatisticsMany: routeOperation(statisticsRoute, sendPulse),
	remove: routeOperation(removeRoute, contactLists),
	unsubscribe: routeOperation(unsubscribeRoute, contactLists),
};
