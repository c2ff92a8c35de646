import type { Operation, Resource } from '../../../shared/model/operation';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import { create } from './create';
import {
	countSubscribers,
	countWebsites,
	getAll,
	getStatistics,
	getSubscribers,
	getVariables,
	getWebsite,
	getWebsites,
} from './read';
import { numericId } from '../../fields';

/** Source: docs/gateways/sendpulse.md 12. */
const stateOperation = (
	words: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	active: boolean,
): Operation => ({
	...words,
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: '/push/subscriptions/state',
		acknowledges: true,
		body: (read) => ({
			id: Number(numericId(read('subscriberId', ''), 'Subscriber ID')),
			state: active ? 1 : 0,
		}),
		shape() {
			return [{ id: String(this.getNodeParameter('subscriberId', '')).trim(), active }];
		},
	}),
	fields: [
		{
			displayName: 'Subscriber ID',
			name: 'subscriberId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 311003743',
			description: 'ID from Push: Get Subscribers',
		},
		...jsonClosingFields(),
	],
});

const activateSubscriber = stateOperation(
	{
		value: 'activateSubscriber',
		name: 'Activate Subscriber',
		action: 'Activate a push subscriber',
		description: 'Send notifications to a subscriber again',
	},
	true,
);

const deactivateSubscriber = stateOperation(
	{
		value: 'deactivateSubscriber',
		name: 'Deactivate Subscriber',
		action: 'Deactivate a push subscriber',
		description: 'Stop sending notifications to a subscriber',
	},
	false,
);

/** Web push. Source: docs/gateways/sendpulse.md 12. */
export const push: Resource = {
	value: 'push',
	name: 'Push',
	operations: [
		create,
		getStatistics,
		getAll,
		getWebsites,
		getWebsite,
		getSubscribers,
		countSubscribers,
		countWebsites,
		activateSubscriber,
		deactivateSubscriber,
		getVariables,
	],
};
