import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { kupon } from '../../gateway';
import { sendRoute } from '../../routes';
import { closingFields, findTokenForTypes, messageFields } from '../fields';
import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import { contentFields, typeFields } from './fields';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS, messenger, push or e-mail message',
	description: 'Send one message for each input item, one request each',
	...byRoute(kupon, sendRoute),
	fields: [
		...typeFields,
		...contentFields,
		...messageFields,
		...closingFields(findTokenForTypes, duplicatesOption, ...safetyOptions),
	],
};
