import type { Operation } from '../../../shared/model/operation';
import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import { byListRoute } from '../../../shared/operations/byRoute';
import { kupon } from '../../gateway';
import { listClosingFields, findTokenForTypes } from '../fields';
import { listFields } from '../listFields';
import { listRoute } from '../../routes';
import { contentFields, typeFields } from './fields';

/** Many input items, few requests. */
export const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many SMS, messenger, push or e-mail messages',
	description: 'Send one message for each input item, many items in one request',
	...byListRoute(kupon, listRoute, 'Send Many', 'Send'),
	fields: [
		...typeFields,
		...listFields(contentFields),
		...listClosingFields(findTokenForTypes, duplicatesOption, ...safetyOptions),
	],
};
