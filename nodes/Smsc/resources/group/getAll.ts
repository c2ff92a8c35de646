import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { listShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { groupScript, typeField } from './fields';

/** The row of a group. Source: docs/gateways/smsc.md 5: `cnt` is text, the others numbers. */
export function groupRow({ id, name, number, cnt, ...others }: IDataObject): IDataObject {
	return {
		id: idOf(id),
		name: String(name ?? ''),
		number: idOf(number),
		contacts: cnt === undefined ? null : Number(cnt),
		...others,
	};
}

/** `get_group=1`; no group at all is error 3. Source: docs/gateways/smsc.md 1.7 and 5. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	description: 'List the groups of the address book',
	routing: fieldRouting(groupScript, {
		body: { get_group: 1 },
		answer: 'list',
		paging: wholeList,
		shape: listShape(groupRow),
	}),
	fields: [typeField.field, ...listFields, ...closingFields()],
};
