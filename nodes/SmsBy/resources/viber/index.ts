import type { INodeProperties } from 'n8n-workflow';

import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { type Operation, type Resource, showFor } from '../../../shared/model/operation';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { byListRoute, byRoute } from '../../../shared/operations/byRoute';
import { takingData } from '../../../shared/input/fieldChecks';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { listFields, required, textField, optionsField } from '../../../shared/fields/parts';
import { type FieldTable, readText } from '../../../shared/fields/wire';
import { wholeList } from '../../../shared/routing/paging';
import { resultOf } from '../../answer';
import { bulkClosingFields, bulkRoute, type BulkCommand } from '../../bulk';
import { bulkStatus } from '../../bulkStatus';
import { get, methodRouting, namesShape, post } from '../../call';
import {
	messageTextField,
	recipientField,
	statusNotice,
	sendAtOption,
	vibernameField,
} from '../../fields';
import { smsBy } from '../../gateway';
import { type SingleMessage, singleRoute } from '../../singleRoute';
import { minuteTime } from '../../times';
import { listIdField } from '../contactList';
import {
	buttonFields,
	captionField,
	imageUrlField,
	linkField,
	richFields,
	typeOf,
	typeWithoutImageField,
	viberTextField,
	viberTypeField,
} from './content';

const channel = 'viber';

const senderField = required(vibernameField);

/** A picture of the input item; the gateway takes a file here and no address. Source: docs/gateways/smsby.md 6. */
const imageField: INodeProperties = takingData({
	displayName: 'Image',
	name: 'imageField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the picture',
});

const imageFields: INodeProperties[] = [
	...showFor({ viberType: ['image'] }, [{ ...imageField, required: true }]),
	...showFor({ viberType: ['button'] }, [
		{ ...imageField, default: '', description: 'If empty, the message has no picture' },
	]),
];

const whoAndWhom = [recipientField, senderField];

/** sendQuickViberMessage: v1 for a text, v2 for the rest. Source: docs/gateways/smsby.md 6. */
const sendViberRoute: Route<SingleMessage> = {
	...singleRoute({
		channel,
		method: post('sendQuickViberMessage', 'v2'),
		fields: [],
		to: recipientField.wire,
		decided: (read) =>
			typeOf(read) === 'text'
				? {
						method: post('sendQuickViberMessage'),
						fields: [...whoAndWhom, messageTextField],
					}
				: { fields: [...whoAndWhom, ...richFields(read)] },
		file: {
			name: 'image',
			of(read, { findFile }) {
				const type = typeOf(read);
				const image = type === 'text' ? '' : read(imageField.name, '');
				return type === 'image' || image !== ''
					? findFile(image, imageField.displayName)
					: undefined;
			},
		},
		record: resultOf,
		id: 'viber_id',
	}),
	many: { operation: 'Send Many', listSize: 500 },
};

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a Viber message',
	description: 'One request per item',
	...byRoute(smsBy, sendViberRoute),
	fields: [
		recipientField,
		viberTypeField,
		viberTextField,
		senderField,
		...buttonFields,
		...imageFields,
		referenceField,
		statusNotice(
			'No report of this message arrives, and SMS.by has no call for its status. Send Many has both: a Callback URL for the SMS.by Trigger, and Get Bulk Request Status.',
		),
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};

/** The parts of a message that its type decides. Source: docs/gateways/smsby.md 6, `messages[].content`. */
function contentOf(read: ReadParameter): ReturnType<BulkCommand['content']> {
	const type = typeOf(read);
	const text = readText(type === 'image' ? viberTextField : messageTextField, read);
	if (type === 'text') return { ofCampaign: { content: { type } }, text };
	const image_url = readText(imageUrlField, read);
	if (type === 'image')
		return { ofCampaign: { content: { type, image_url } }, text, bulkOnly: true };
	return {
		ofCampaign: { content: { type, image_url, caption: readText(captionField, read) } },
		text,
		// Where a `bulk` list has its link is not documented, so that each recipient carries it.
		own: { [linkField.wire]: readText(linkField, read) },
	};
}

/** sendBulkViber: as sendBulkSms, with the Viber name in `alphaname_id`. Source: docs/gateways/smsby.md A3.1. */
const sendManyViberRoute = bulkRoute({
	method: 'sendBulkViber',
	channel,
	sender: senderField,
	content: contentOf,
});

const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many Viber messages',
	description: 'Many items in one request',
	...byListRoute(smsBy, sendManyViberRoute, 'Send Many', 'Send'),
	fields: [
		recipientField,
		viberTypeField,
		viberTextField,
		senderField,
		imageUrlField,
		...buttonFields,
		...bulkClosingFields,
	],
};

const nameField = required(textField('Mailing Name', 'mailingName', 'name'));

const mailingOptions = [sendAtOption('d_schedule', minuteTime)];

const mailingFields: FieldTable = [
	senderField,
	listIdField,
	nameField,
	typeWithoutImageField,
	messageTextField,
	...buttonFields,
	optionsField(mailingOptions),
];

/**
 * sendViberMessageList makes a mailing; another call, whose name is not known, or the site confirms it and debits the
 * balance. Source: docs/gateways/smsby.md A3.2.
 */
const sendViberToListRoute: Route<SingleMessage> = {
	...singleRoute({
		channel,
		method: post('sendViberMessageList'),
		fields: mailingFields,
		to: listIdField.wire,
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
		name: new Map(parameters).get(nameField.wire) ?? null,
		nextStep:
			'Confirm the mailing in your SMS.by account, which also pays for it: until then it may not go out.',
	}),
};

const sendToList: Operation = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Create a Viber mailing to a contact list',
	description:
		'To every contact of a list. Confirm the mailing in your account: until then it may not go out.',
	...byRoute(smsBy, sendViberToListRoute),
	fields: [
		listIdField,
		nameField,
		typeWithoutImageField,
		messageTextField,
		senderField,
		...buttonFields,
		referenceField,
		...closingFields(duplicatesOption, ...mailingOptions, ...safetyOptions),
	],
};

/** getVibernames. Source: docs/gateways/smsby.md 6. */
const getNames: Operation = {
	value: 'getNames',
	name: 'Get Names',
	action: 'Get the Viber names of the account',
	description: 'With their IDs',
	routing: methodRouting(get('getVibernames'), {
		paging: wholeList,
		shape: namesShape,
	}),
	fields: [...listFields, ...closingFields()],
};

export const viber: Resource = {
	value: 'viber',
	name: 'Viber',
	operations: [
		send,
		sendMany,
		sendToList,
		bulkStatus('statusBulkViber', 'Get the status of a Viber bulk request'),
		getNames,
	],
};
