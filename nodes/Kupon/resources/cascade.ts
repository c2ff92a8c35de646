import { duplicatesOption, safetyOptions } from '../../shared/fields/common';
import type { Operation, Resource } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { byDeliveryRoute, deliveryFields, deliveryOperation } from '../../shared/waiting/delivery';
import { cascadeContent, scenarioField } from '../content';
import { cascadeListRoute, cascadeRoute, waitingRoute } from '../call';
import {
	messageClosingFields,
	findTokenForSteps,
	listClosingFields,
	listFields,
	messageFields,
	referenceField,
} from '../fields';
import { kupon } from '../gateway';
import { cascadeKind } from '../message';

/** Source: docs/gateways/kupon.md 2; button, action and picture of the scenario go first. */
const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a cascade',
	description: 'Send through the channels of a scenario, one after the other, until one delivers',
	...byRoute(kupon, cascadeRoute),
	fields: [
		scenarioField,
		...cascadeContent,
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
		...listFields(cascadeContent),
		...listClosingFields(findTokenForSteps, duplicatesOption, ...safetyOptions),
	],
};

/** The execution sleeps until one channel of the scenario has delivered, or none will. */
const startAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Start and Wait for Delivery',
	action: 'Start a cascade and wait for delivery',
	description: 'Continue once a channel has delivered or all have failed',
	...byDeliveryRoute(kupon, 'Start and Wait for Delivery', waitingRoute(cascadeKind)),
	fields: [
		scenarioField,
		...cascadeContent,
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
