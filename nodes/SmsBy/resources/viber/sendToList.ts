import type { INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/delivery/byRoute';
import type { Route } from '../../../shared/delivery/route';
import { duplicatesOption, referenceField, safetyOptions } from '../../../shared/fields/common';
import { closingFields } from '../../../shared/fields/closing';
import type { Operation } from '../../../shared/fields/display';
import {
	fieldParameters,
	required,
	textField,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { resultOf } from '../../answer';
import { post } from '../../call';
import { messageTextField, optionsOf, sendAtOption, vibernameField } from '../../fields';
import { smsBy } from '../../gateway';
import { type SingleMessage, singleRoute } from '../../singleRoute';
import { minuteTime } from '../../times';
import { listIdField } from '../contactList/importContacts';
import { buttonFields, richParameters } from './content';

const channel = 'viber';

const nameField: WireField = required(
	textField('Mailing Name', 'mailingName', 'name', {
		placeholder: 'e.g. May promo',
		description: 'Name under which your account shows the mailing',
	}),
);

const mailingFields: WireField[] = [required(vibernameField), listIdField, nameField];

/** No picture: whether the method takes one is not known. Source: docs/gateways/smsby.md A3.2. */
const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'viberType',
	type: 'options',
	default: 'text',
	options: [
		{ name: 'Text', value: 'text' },
		{ name: 'Text with Button', value: 'button' },
	],
};

/**
 * sendViberMessageList makes a mailing; another call, whose name is not known, or the site confirms it and debits the
 * balance. Source: docs/gateways/smsby.md A3.2.
 */
const sendViberToListRoute: Route<SingleMessage> = {
	...singleRoute({
		channel,
		draft: (read, setting) => {
			const parameters = fieldParameters(mailingFields, read);
			const time = minuteTime(optionsOf(read).sendAt, setting);
			return {
				recipient: new Map(parameters).get('list_id') ?? '',
				method: post('sendViberMessageList'),
				parameters: [
					...parameters,
					...richParameters(read),
					...(time === undefined ? [] : [['d_schedule', time] as WireParameter]),
				],
			};
		},
		record: resultOf,
		id: 'viber_id',
	}),
	row: ({ recipient, reference, parameters }, { messageId, groupId }) => ({
		gateway: smsBy.id,
		status: 'created',
		messageId,
		groupId,
		recipient,
		reference,
		channel,
		name: new Map(parameters).get('name') ?? null,
		nextStep: 'The mailing may wait there until you confirm it in your account, which pays for it.',
	}),
};

export const sendToList: Operation = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Create a viber mailing to a contact list',
	description:
		'Create a mailing to every contact of a list. Confirm it in your account: until then it may not go out.',
	...byRoute(smsBy, sendViberToListRoute),
	fields: [
		...mailingFields.map(({ field }) => field),
		typeField,
		messageTextField,
		...buttonFields,
		referenceField,
		...closingFields(duplicatesOption, sendAtOption, ...safetyOptions),
	],
};
