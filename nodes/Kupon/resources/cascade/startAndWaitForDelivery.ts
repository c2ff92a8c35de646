import type { Operation } from '../../../shared/model/operation';
import { referenceField, safetyOptions } from '../../../shared/fields/common';
import {
	byDeliveryRoute,
	deliveryFields,
	deliveryOperation,
} from '../../../shared/waiting/delivery';
import { kupon } from '../../gateway';
import { waitingRoute } from '../../routes';
import { cascadeType } from '../../types';
import { closingFields, findTokenForSteps } from '../fields';
import { scenarioField, startFields } from './fields';

/** The execution sleeps until one channel of the scenario has delivered, or none will. */
export const startAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Start and Wait for Delivery',
	action: 'Start a cascade and wait for delivery',
	description: 'Start a cascade and go on when a channel has delivered, or none will',
	...byDeliveryRoute(kupon, 'Start and Wait for Delivery', waitingRoute(cascadeType)),
	fields: [
		scenarioField,
		...startFields,
		...deliveryFields,
		referenceField,
		...closingFields(findTokenForSteps, ...safetyOptions),
	],
};
