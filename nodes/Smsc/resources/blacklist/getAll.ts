import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { listShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { addressTypeField, bookScript } from '../contact/address';
import { addressIn, withoutAddress } from '../contact/rows';
import { blockTypeOf } from './types';

/** The row of an entry. Source: docs/gateways/smsc.md 5. */
export function blacklistRow(entry: IDataObject): IDataObject {
	const { id, type, comment, ...others } = withoutAddress(entry);
	return {
		id: idOf(id),
		address: addressIn(entry),
		blockType: blockTypeOf(type),
		comment: String(comment ?? ''),
		...others,
	};
}

/** The answer is documented, the command is not. Source: docs/gateways/smsc.md 5, [smsc.blacklist-list]. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many blacklist entries',
	description: 'List what is blocked',
	routing: fieldRouting(bookScript, {
		body: { get_black: 1 },
		answer: 'list',
		paging: wholeList,
		shape: listShape(blacklistRow),
	}),
	fields: [addressTypeField, ...listFields, ...closingFields()],
};
