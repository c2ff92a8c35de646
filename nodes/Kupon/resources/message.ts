import type { INodeProperties } from 'n8n-workflow';

import { approvalEntry } from '../../shared/approval/operation';
import {
	duplicatesOption,
	referenceField,
	safetyOptions,
	smsTextField,
} from '../../shared/fields/common';
import { takingList } from '../../shared/input/fieldChecks';
import { type Operation, type Resource, showFor } from '../../shared/model/operation';
import { byListRoute, byRoute } from '../../shared/operations/byRoute';
import { estimate } from '../../shared/operations/estimate';
import { byDeliveryRoute, deliveryFields, deliveryOperation } from '../../shared/waiting/delivery';
import { approvalRoute, listRoute, sendRoute, waitingRoute } from '../call';
import {
	customTypeField,
	messageClosingFields,
	findTokenForTypes,
	htmlTextField,
	listClosingFields,
	listFields,
	messageFields,
	recipientField,
	senderField,
	typeField,
} from '../fields';
import { kupon } from '../gateway';
import { emailTypes, htmlTypes, otherType, phoneTypes, textTypes, tokenTypes } from '../types';

const typeFields: INodeProperties[] = [typeField, customTypeField];

const recipient = (more: Partial<INodeProperties>, types: string[]): INodeProperties =>
	recipientField({ ...more, displayOptions: { show: { [typeField.name]: types } } });

/** One field a kind of recipient, all under one name. Source: docs/gateways/kupon.md 2, `sent_to`. */
const recipientFields: INodeProperties[] = [
	recipient(
		{
			placeholder: 'e.g. 79001112233',
			description: 'Phone number with country code; punctuation is ignored',
		},
		phoneTypes,
	),
	recipient({ placeholder: 'e.g. ann@example.com' }, emailTypes),
	takingList(
		recipient(
			{
				description:
					'Token of the device or chat; for push, several separated by commas. With Find Token, a phone number or an e-mail address.',
			},
			tokenTypes,
		),
	),
	recipient({ description: 'As the channel expects it' }, [otherType]),
];

/** Recipient and text: what every message has of its own. */
const contentFields: INodeProperties[] = [
	...recipientFields,
	...showFor({ [typeField.name]: textTypes }, [smsTextField]),
	...showFor({ [typeField.name]: htmlTypes }, [htmlTextField]),
];

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS, messenger, push or e-mail message',
	description: 'One request per item',
	...byRoute(kupon, sendRoute),
	fields: [
		...typeFields,
		...contentFields,
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
		...listFields(contentFields, senderField),
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
	description: 'Continue once it has been delivered or cannot be',
	...byDeliveryRoute(kupon, 'Send and Wait for Delivery', waitingRoute()),
	fields: [
		...typeFields,
		...contentFields,
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
	operations: [send, sendMany, sendAndWait, sendAndWaitForDelivery, estimate(kupon, smsTextField)],
};
