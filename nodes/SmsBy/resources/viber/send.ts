import type { INodeProperties } from 'n8n-workflow';

import { takingFiles } from '../../../shared/delivery/fieldValues';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Route, Setting } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/delivery/byRoute';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { type Operation, showFor } from '../../../shared/fields/display';
import { fieldParameters, required, type WireParameter } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { resultOf } from '../../answer';
import { post } from '../../call';
import { phoneOf, recipientField, textOf, vibernameField } from '../../fields';
import { smsBy } from '../../gateway';
import { type Draft, type SingleMessage, singleRoute } from '../../singleRoute';
import { buttonFields, richParameters, typeOf, viberTextField, viberTypeField } from './content';

const senderField = required(vibernameField);

/** A picture of the input item; the gateway takes a file here and no address. Source: docs/gateways/smsby.md 6. */
const imageField: INodeProperties = takingFiles({
	displayName: 'Image Field',
	name: 'imageField',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the picture',
});

const imageFields: INodeProperties[] = [
	...showFor({ viberType: ['image'] }, [{ ...imageField, required: true }]),
	...showFor({ viberType: ['button'] }, [
		{ ...imageField, default: '', description: 'Leave it empty for a message without picture' },
	]),
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
		...(withFile
			? { file: { name: 'image', content: setting.findFile(image, 'Image Field') } }
			: {}),
	};
}

/** sendQuickViberMessage: v1 for a text, v2 for the rest. Source: docs/gateways/smsby.md 6. */
const sendViberRoute: Route<SingleMessage> = {
	...singleRoute({ channel: 'viber', draft, record: resultOf, id: 'viber_id' }),
	many: { operation: 'Send Many', listSize: 500 },
};

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a viber message',
	description: 'Send one Viber message for each input item, one request each',
	...byRoute(smsBy, sendViberRoute),
	fields: [
		senderField.field,
		recipientField,
		viberTypeField,
		viberTextField,
		...buttonFields,
		...imageFields,
		referenceField,
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions),
	],
};
