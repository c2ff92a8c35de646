import type { Operation, Resource } from '../../../shared/model/operation';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
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
import { idField } from '../../fields';
import { fieldText } from '../../shapes';

const subscriberField = idField(
	'Subscriber ID',
	'subscriberId',
	'id',
	'e.g. 311003743',
	'From Push: Get Subscribers',
);

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
			id: Number(readText(subscriberField, read)),
			state: active ? 1 : 0,
		}),
		shape() {
			return [{ id: fieldText(this, subscriberField), active }];
		},
	}),
	fields: [subscriberField, ...jsonClosingFields()],
});

const activateSubscriber = stateOperation(
	{
		value: 'activateSubscriber',
		name: 'Activate Subscriber',
		action: 'Activate a push subscriber',
	},
	true,
);

const deactivateSubscriber = stateOperation(
	{
		value: 'deactivateSubscriber',
		name: 'Deactivate Subscriber',
		action: 'Deactivate a push subscriber',
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
