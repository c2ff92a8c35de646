import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { byListRoute } from '../../../shared/delivery/byRoute';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, required } from '../../../shared/fields/wire';
import { type BulkMessage, bulkRoute } from '../../bulk';
import { bulkClosingFields, campaignOf } from '../../bulkFields';
import { phoneOf, recipientField, textOf, vibernameField } from '../../fields';
import { smsBy } from '../../gateway';
import {
	addressOf,
	buttonFields,
	buttonLinkOf,
	typeOf,
	viberTextField,
	viberTypeField,
} from './content';

const senderField = required(vibernameField);

const imageUrlField: INodeProperties = {
	displayName: 'Image URL',
	name: 'imageUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/picture.png',
	description: 'Address of a picture that everybody can open',
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
		const text = String(read('text', '') ?? '');
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

export const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many viber messages',
	description: 'Send one Viber message for each input item, many items in one request',
	...byListRoute(smsBy, sendManyViberRoute, 'Send Many', 'Send'),
	fields: [
		senderField.field,
		recipientField,
		viberTypeField,
		viberTextField,
		imageUrlField,
		...buttonFields,
		...bulkClosingFields,
	],
};
