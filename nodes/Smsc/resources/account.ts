import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { closingFields } from '../../shared/fields/closing';
import { listFields, flagField } from '../../shared/fields/parts';
import { fieldParameters } from '../../shared/fields/wire';
import { amount, idOf, isRecord, recordOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { lacking, needed } from '../../shared/routing/settle';
import { isoCurrency } from '../currency';
import { anyShape, entriesOf, fieldRouting } from '../call';
import { electronicBalanceField, filters, periodFields } from '../fields';
import { smsc } from '../gateway';

/** A row of statistics. Its fields are unknown, but for ids being text. Source: docs/gateways/smsc.md 7 and 19. */
export const statisticsRow = (entry: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(entry).map(([name, value]) => [
			name,
			/^(id|.*_id)$/.test(name) ? idOf(value) : value,
		]),
	);

/** The row of a balance. Source: docs/gateways/smsc.md 4; `credit` only when there is one. */
export const balanceRow = ({ balance, currency, credit, ...others }: IDataObject): IDataObject => ({
	balance: amount(balance) ?? null,
	currency: isoCurrency(currency),
	credit: amount(credit) ?? 0,
	...others,
});

const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance',
	description: 'With its currency; SMSC answers ten times a minute',
	routing: fieldRouting('balance', {
		body: { cur: 1 },
		shape(body) {
			const row = balanceRow(recordOf(body));
			if (row.balance === null) throw lacking(this, smsc);
			return [row];
		},
	}),
	fields: closingFields(),
};

/** Source: docs/gateways/smsc.md 7, `get_stat=1`. */
const statisticsFilters = filters([
	electronicBalanceField,
	flagField('In My Currency', 'myCurrency', 'mycur', undefined, true),
]);

const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get statistics',
	description: 'What was sent in a period. The fields come as SMSC gives them.',
	routing: fieldRouting('get', {
		body: { get_stat: 1 },
		answer: 'list',
		parameters: (read, setting) =>
			fieldParameters([...periodFields, statisticsFilters], read, setting),
		paging: wholeList,
		shape: anyShape(statisticsRow),
	}),
	fields: [...periodFields, ...listFields, statisticsFilters, ...closingFields()],
};

/**
 * The zones of a price list, where PHP writes a list with gaps as an object; an answer of another shape is one row. Source:
 * docs/gateways/smsc.md 7.
 *
 * @returns undefined where none of the zones can be read, or not all of them
 */
export function priceRows(body: unknown): IDataObject[] | undefined {
	const { zones = body, ...others } = recordOf(body);
	if (zones === body && isRecord(body)) return [body];
	if (typeof zones !== 'object' || zones === null) return undefined;
	const all = Object.values(zones);
	const rows = entriesOf(all).map((zone) => ({ ...others, ...zone }));
	return rows.length < all.length ? undefined : rows;
}

const getPrices: Operation = {
	value: 'getPrices',
	name: 'Get Prices',
	action: 'Get prices',
	description: 'One row a zone. The fields come as SMSC gives them.',
	routing: fieldRouting('get', {
		body: { get_price: 1 },
		answer: 'list',
		paging: wholeList,
		shape(body) {
			return needed(this, smsc, priceRows(body));
		},
	}),
	fields: [...listFields, ...closingFields()],
};

/** The account itself. Source: docs/gateways/smsc.md 4 and 7. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [getBalance, getPrices, getStatistics],
};
