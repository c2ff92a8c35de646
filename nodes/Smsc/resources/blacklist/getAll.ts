import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { listShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { addressTypeField } from '../contact/address';
import { blockTypeOf } from './types';

/** The row of an entry. Source: seed 001, "При запросе элементов "черного" списка". */
export function blacklistRow({
	id,
	phone,
	email,
	type,
	comment,
	...others
}: IDataObject): IDataObject {
	return {
		id: idOf(id),
		...(email === undefined ? { phone: String(phone ?? '') } : { email: String(email) }),
		blockType: blockTypeOf(type),
		comment: String(comment ?? ''),
		...others,
	};
}

/** The answer is documented (seed 001), the command is not. Source: notes smsc.md section 5, "command name UNKNOWN". */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many blacklist entries',
	description:
		'List what is blocked. SMSC documents the answer but not the command: the node assumes get_black=1, and mail=1 for email addresses.',
	routing: fieldRouting('phones', {
		body: { get_black: 1 },
		answer: 'list',
		parameters: (read) => (read('addressType', 'phone') === 'email' ? [['mail', '1']] : []),
		paging: wholeList,
		shape: listShape(blacklistRow),
	}),
	fields: [addressTypeField, ...listFields, ...closingFields()],
};
