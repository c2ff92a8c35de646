import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { flagField, textField, type WireField } from '../../../shared/fields/wire';
import { entryOf } from '../../../shared/lookup';
import { idOf } from '../../../shared/transport/json';
import { cursorPaging } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { listShape } from '../../call';
import { dayText } from '../../calendar';
import { fieldRouting } from '../../fieldCall';
import { filters, filtersField } from '../../fieldSets';

/** States of a name at an operator; further numbers are not documented. Source: docs/gateways/smsc.md A2. */
const states: Readonly<Record<string, string>> = {
	'0': 'waitingForRegistration',
	'1': 'sentToOperator',
};

/** The states under the operators' names in words, those that nobody knows as numbers. */
function operatorStates(entry: IDataObject): IDataObject {
	const known = Object.entries(entry).flatMap(([key, value]): Array<[string, unknown]> => {
		const operator = /^(\w+)_status$/.exec(key)?.[1];
		const code = idOf(value);
		if (operator === undefined || code === null) return [];
		return [[operator, entryOf(states, code) ?? (/^-?\d+$/.test(code) ? Number(code) : code)]];
	});
	return known.length > 0 ? { operatorStates: Object.fromEntries(known) as IDataObject } : {};
}

/**
 * The row of a sender, of which only `sender` is sure; everything else stays as it came. Source: docs/gateways/smsc.md 12
 * and A2.
 */
export const senderRow = ({ id, sender, ...others }: IDataObject): IDataObject => ({
	sender: String(sender ?? ''),
	...(id === undefined ? {} : { id: idOf(id) }),
	...operatorStates(others),
	...others,
});

/** Source: docs/gateways/smsc.md 12. */
const senderFilters: WireField[] = [
	textField('After ID', 'afterId', 'prev_id', {
		description: 'ID of the sender where the list before ended',
	}),
	{
		field: {
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			description: 'Only senders whose state changed at an operator since this day',
		},
		wire: 'from_date',
		encode: dayText,
	},
	flagField(
		'Include Inactive',
		'all',
		'all',
		'Whether to list names as well that are not activated yet',
		true,
	),
	flagField(
		'Include Operator States',
		'operators',
		'operators',
		'Whether to add the state of each name at the operators',
		true,
	),
	textField('Sub-Client', 'user', 'user', {
		placeholder: 'e.g. shop-2',
		description: 'Login of the sub-client whose names are wanted',
	}),
];

/** `get=1`. The most that a page holds is not documented, so the node asks for this many. */
const pageSize = 1000;

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description:
		'List sender names. With their states at the operators, operatorStates has them in words; the other fields come as SMSC gives them.',
	routing: fieldRouting('senders', {
		body: { get: 1 },
		answer: 'list',
		parameters: (read) => filters(senderFilters, read),
		paging: cursorPaging({
			place: 'body',
			after: 'prev_id',
			idField: 'id',
			pageSize,
			limit: 'cnt',
		}),
		shape: listShape(senderRow),
	}),
	fields: [...listFields, filtersField(senderFilters), ...closingFields()],
};
