import type { INodeProperties } from 'n8n-workflow';

import {
	duplicatesOption,
	referenceField,
	safetyOptions,
	smsTextField,
} from '../../shared/fields/common';
import type { Operation, Resource } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { byDeliveryRoute, deliveryFields, deliveryOperation } from '../../shared/waiting/delivery';
import { cascadeListRoute, cascadeRoute, waitingRoute } from '../call';
import {
	messageClosingFields,
	findTokenForSteps,
	htmlTextField,
	listClosingFields,
	listFields,
	messageFields,
	recipientField,
	scenarioField,
} from '../fields';
import { kupon } from '../gateway';
import { cascadeType } from '../types';

/** Recipient and texts: what every start has of its own. */
const startFields: INodeProperties[] = [
	recipientField({
		placeholder: 'e.g. 79001112233',
		description: 'Phone number or e-mail address',
	}),
	smsTextField,
	{
		...htmlTextField,
		description: 'For e-mail and push steps of the scenario',
	},
];

/** Source: docs/gateways/kupon.md 2; button, action and picture of the scenario go first. */
const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a cascade',
	description: 'Through the channels of a scenario, one after the other, until one delivers',
	...byRoute(kupon, cascadeRoute),
	fields: [
		scenarioField,
		...startFields,
		...messageFields,
		...messageClosingFields(findTokenForSteps, duplicatesOption, ...safetyOptions),
	],
};

/** Many input items, few requests. Source: docs/gateways/kupon.md 3, `sender`: the number of the scenario. */
const startMany: Operation = {
	value: 'startMany',
	name: 'Start Many',
	action: 'Start many cascades',
	description: 'Many items in one request',
	...byListRoute(kupon, cascadeListRoute, 'Start Many', 'Start'),
	fields: [
		scenarioField,
		...listFields(startFields),
		...listClosingFields(findTokenForSteps, duplicatesOption, ...safetyOptions),
	],
};

/** The execution sleeps until one channel of the scenario has delivered, or none will. */
const startAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Start and Wait for Delivery',
	action: 'Start a cascade and wait for delivery',
	description: 'Continue once a channel has delivered it or none can',
	...byDeliveryRoute(kupon, 'Start and Wait for Delivery', waitingRoute(cascadeType)),
	fields: [
		scenarioField,
		...startFields,
		...deliveryFields,
		referenceField,
		...messageClosingFields(findTokenForSteps, ...safetyOptions),
	],
};

/** Scenarios of the account, which choose the channels. Source: docs/gateways/kupon.md 2. */
export const cascade: Resource = {
	value: 'cascade',
	name: 'Cascade',
	operations: [start, startMany, startAndWaitForDelivery],
};
