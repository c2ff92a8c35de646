import { dryRunOption } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { deliveryFields, deliveryOperation } from '../../../shared/waiting/delivery';
import { waitingForTools } from '../../../shared/waiting/tools';
import { kupon } from '../../gateway';
import { optionsField, textField, waitingFields } from '../fields';
import { scenarioFields } from './fields';

/** The execution sleeps until one channel of the scenario has delivered, or none will. */
export const startAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Start and Wait for Delivery',
	action: 'Start a cascade and wait for delivery',
	description: 'Start a cascade and go on when a channel has delivered, or none will',
	...waitingForTools(kupon, 'Start and Wait for Delivery'),
	fields: [
		...scenarioFields,
		textField,
		...deliveryFields,
		...waitingFields,
		optionsField({ extra: [dryRunOption] }),
	],
};
