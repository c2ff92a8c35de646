import type { Operation } from '../../../shared/model/operation';
import { referenceField, safetyOptions } from '../../../shared/fields/common';
import {
	byDeliveryRoute,
	deliveryFields,
	deliveryOperation,
} from '../../../shared/waiting/delivery';
import { kupon } from '../../gateway';
import { waitingRoute } from '../../routes';
import { closingFields, findTokenForTypes } from '../fields';
import { contentFields, typeFields } from './fields';

/** The execution sleeps until the gateway reports a final status. */
export const sendAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Send and Wait for Delivery',
	action: 'Send an SMS, messenger, push or e-mail message and wait for delivery',
	description: 'Send one message and go on when it has arrived, or will not',
	...byDeliveryRoute(kupon, 'Send and Wait for Delivery', waitingRoute()),
	fields: [
		...typeFields,
		...contentFields,
		...deliveryFields,
		referenceField,
		...closingFields(findTokenForTypes, ...safetyOptions),
	],
};
