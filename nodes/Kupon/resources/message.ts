import { approvalEntry } from '../../shared/approval/operation';
import { duplicatesOption, safetyOptions } from '../../shared/fields/common';
import type { Operation, Resource } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { estimate } from '../../shared/operations/estimate';
import { byDeliveryRoute, deliveryFields, deliveryOperation } from '../../shared/waiting/delivery';
import {
	messageContent,
	recipientFields,
	senderField,
	textOfMessage,
	typeFields,
} from '../content';
import { approvalRoute, listRoute, sendRoute, waitingRoute } from '../call';
import {
	messageClosingFields,
	findTokenForTypes,
	listClosingFields,
	listFields,
	messageFields,
	referenceField,
} from '../fields';
import { kupon } from '../gateway';

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS, messenger, push or e-mail message',
	description: 'One request per item',
	...byRoute(kupon, sendRoute),
	fields: [
		...typeFields,
		...messageContent,
		senderField,
		...messageFields,
		...messageClosingFields(findTokenForTypes, duplicatesOption, ...safetyOptions),
	],
};

/** Many input items, few requests. */
const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS, messenger, push or e-mail messages',
	description: 'Many items in one request',
	...byListRoute(kupon, listRoute, 'Send Many', 'Send'),
	fields: [
		...typeFields,
		...listFields(messageContent, senderField),
		...listClosingFields(findTokenForTypes, duplicatesOption, ...safetyOptions),
	],
};

/** A link to a page with buttons, by any channel that carries text. */
const sendAndWait = approvalEntry(
	approvalRoute,
	[...typeFields, ...recipientFields],
	[senderField, ...messageClosingFields(findTokenForTypes, ...safetyOptions)],
	'Send an SMS, messenger or e-mail message and wait for approval',
);

/** The execution sleeps until the gateway reports a final status. */
const sendAndWaitForDelivery: Operation = {
	value: deliveryOperation,
	name: 'Send and Wait for Delivery',
	action: 'Send an SMS, messenger, push or e-mail message and wait for delivery',
	description: 'Continue once it is delivered or has failed',
	...byDeliveryRoute(kupon, 'Send and Wait for Delivery', waitingRoute()),
	fields: [
		...typeFields,
		...messageContent,
		senderField,
		...deliveryFields,
		referenceField,
		...messageClosingFields(findTokenForTypes, ...safetyOptions),
	],
};

/** Messages of every channel. Source: docs/gateways/kupon.md 2 and 3. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendMany,
		sendAndWait,
		sendAndWaitForDelivery,
		estimate(kupon, textOfMessage.field),
	],
};
