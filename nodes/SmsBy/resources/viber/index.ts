import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	phoneOf,
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { optionsIn, textIn } from '../../../shared/input/read';
import { type Operation, type Resource, showFor } from '../../../shared/model/operation';
import type { Setting, ReadParameter } from '../../../shared/input/parameterReader';
import { byListRoute, byRoute } from '../../../shared/operations/byRoute';
import { takingFiles } from '../../../shared/input/fieldChecks';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { listFields } from '../../../shared/fields/parts';
import {
	fieldParameters,
	required,
	textField,
	type WireField,
	type WireParameter,
	parameter,
} from '../../../shared/fields/wire';
import { wholeList } from '../../../shared/routing/paging';
import { idNames, resultOf } from '../../answer';
import { bulkClosingFields, type BulkMessage, bulkRoute, bulkStatus, campaignOf } from '../../bulk';
import { get, methodRouting, post } from '../../call';
import {
	messageTextField,
	recipientField,
	statusNotice,
	sendAtOption,
	textOf,
	vibernameField,
} from '../../fields';
import { smsBy } from '../../gateway';
import { type Draft, type SingleMessage, singleRoute } from '../../singleRoute';
import { minuteTime } from '../../times';
import { listIdField } from '../contactList';
import {
	addressOf,
	buttonFields,
	buttonLinkOf,
	richParameters,
	typeOf,
	viberTextField,
	viberTypeField,
} from './content';

const senderField = required(vibernameField);

/** A picture of the input item; the gateway takes a file here and no address. Source: docs/gateways/smsby.md 6. */
const imageField: INodeProperties = takingFiles({
	displayName: 'Image',
	name: 'imageField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the picture',
});

const imageFields: INodeProperties[] = [
	...showFor({ viberType: ['image'] }, [{ ...imageField, required: true }]),
	...showFor({ viberType: ['button'] }, [{ ...imageField, default: '' }]),
];

function draft(read: ReadParameter, setting: Setting): Draft {
	const recipient = phoneOf(read);
	const common: WireParameter[] = [['phone', recipient], ...fieldParameters([senderField], read)];
	const type = typeOf(read);
	if (type === 'text') {
		return {
			recipient,
			method: post('sendQuickViberMessage'),
			parameters: [...common, ['message', textOf(read)]],
		};
	}
	const image = read('imageField', '');
	const withFile = type === 'image' || image !== '';
	return {
		recipient,
		method: post('sendQuickViberMessage', 'v2'),
		parameters: [...common, ...richParameters(read)],
		...(withFile ? { file: { name: 'image', content: setting.findFile(image, 'Image') } } : {}),
	};
}

/** sendQuickViberMessage: v1 for a text, v2 for the rest. Source: docs/gateways/smsby.md 6. */
const sendViberRoute: Route<SingleMessage> = {
	...singleRoute({ channel: 'viber', draft, record: resultOf, id: 'viber_id' }),
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
		senderField.field,
		...buttonFields,
		...imageFields,
		referenceField,
		statusNotice(
			'No report of this message arrives, and SMS.by is not asked for its status. Send Many has both: Callback URL for the SMS.by Trigger, and Get Bulk Request Status.',
		),
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};

const imageUrlField: INodeProperties = {
	displayName: 'Image URL',
	name: 'imageUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/picture.png',
	description: 'Of a picture that everybody can open',
	displayOptions: { show: { viberType: ['button', 'image'] } },
};

/** The parts of a message that its type decides. Source: docs/gateways/smsby.md 6, `messages[].content`. */
function contentOf(read: ReadParameter): Pick<BulkMessage, 'text' | 'own' | 'bulkOnly'> & {
	content: IDataObject;
} {
	const type = typeOf(read);
	if (type === 'text') return { content: { type }, text: textOf(read) };
	const image = addressOf(read, 'imageUrl', 'Image URL');
	if (type === 'image') {
		const text = textIn(read, 'text');
		return { content: { type, image_url: image }, text, bulkOnly: true };
	}
	const caption = textOf(read, 'buttonCaption', 'Button Caption');
	return {
		content: { type, image_url: image, caption },
		text: textOf(read),
		// Where a `bulk` list has its link is not documented, so that each recipient carries it.
		own: { button_link: buttonLinkOf(read) },
	};
}

/** sendBulkViber: as sendBulkSms, with the Viber name in `alphaname_id`. Source: docs/gateways/smsby.md A3.1. */
const sendManyViberRoute = bulkRoute({
	method: 'sendBulkViber',
	channel: 'viber',
	draft: (read, setting) => {
		const recipient = phoneOf(read);
		const { content, ...message } = contentOf(read);
		const senderId = fieldParameters([senderField], read)[0]?.[1] ?? '';
		const campaign = { ...campaignOf(read, setting, senderId), content };
		return { recipient, campaign, ...message };
	},
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
		senderField.field,
		imageUrlField,
		...buttonFields,
		...bulkClosingFields,
	],
};

const channel = 'viber';

const nameField: WireField = required(
	textField('Mailing Name', 'mailingName', 'name', {
		placeholder: 'e.g. May promo',
		description: 'As your account shows it',
	}),
);

const mailingFields: WireField[] = [senderField, listIdField, nameField];

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
			const time = minuteTime(optionsIn(read).sendAt, setting);
			return {
				recipient: new Map(parameters).get('list_id') ?? '',
				method: post('sendViberMessageList'),
				parameters: [...parameters, ...richParameters(read), ...parameter('d_schedule', time)],
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

const sendToList: Operation = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Create a Viber mailing to a contact list',
	description: 'Confirm it in your account: until then it may not go out',
	...byRoute(smsBy, sendViberToListRoute),
	fields: [
		listIdField.field,
		nameField.field,
		typeField,
		messageTextField,
		senderField.field,
		...buttonFields,
		referenceField,
		...closingFields(duplicatesOption, sendAtOption, ...safetyOptions),
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
		shape: (body) => idNames(body).map((entry): IDataObject => ({ ...entry })),
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
