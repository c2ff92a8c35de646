import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { idOf, isRecord } from '../../../shared/transport/json';
import type { Paging } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { entriesOf, recordOf } from '../../answer';
import { get, methodRouting } from '../../call';
import { isoSeconds } from '../../times';

/** Rows of a page that another one follows. A row tells nothing about its page by itself. */
const followed = new WeakSet<IDataObject>();

/** Laravel's paginator: `page` counts from 1. Source: docs/gateways/smsby.md 4, getBills. */
const pagePaging: Paging = {
	first: (options) => ({ ...options, qs: { ...options.qs, page: 1 } }),
	next: (options, rows) => {
		const last = rows.at(-1)?.json;
		const { page } = options.qs as { page: number };
		return last && followed.has(last)
			? { ...options, qs: { ...options.qs, page: page + 1 } }
			: null;
	},
};

const knownKeys = ['id', 'number', 'amount', 'type', 'comment', 'd_create', 'd_payment', 'user_id'];

/** A bill; `d_payment` is 0 until it is paid. Source: docs/gateways/smsby.md 4. */
function billRow(bill: Record<string, unknown>): IDataObject {
	const others = Object.entries(bill).filter(([key]) => !knownKeys.includes(key));
	return {
		id: idOf(bill.id),
		number: idOf(bill.number),
		amount: Number(bill.amount) || 0,
		type: idOf(bill.type)?.toLowerCase() ?? null,
		comment: idOf(bill.comment),
		createdAt: isoSeconds(bill.d_create),
		paidAt: isoSeconds(bill.d_payment),
		userId: idOf(bill.user_id),
		...(Object.fromEntries(others) as IDataObject),
	};
}

export const getBills: Operation = {
	value: 'getBills',
	name: 'Get Bills',
	action: 'Get the bills of the account',
	description: 'List the bills of the account',
	routing: methodRouting(get('getBills'), {
		paging: pagePaging,
		shape: (body) => {
			const { data } = recordOf(body);
			const page = isRecord(data) ? data : {};
			const rows = entriesOf(data, 'data').map(billRow);
			const hasNext = Number(page.current_page) < Number(page.last_page);
			const last = rows.at(-1);
			if (hasNext && last) followed.add(last);
			return rows;
		},
	}),
	fields: [...listFields, ...closingFields()],
};
