import { mccmnc } from '../operators.mts';
import { money } from '../wire/money.mts';
import type { Reply, Row } from '../wire/reply.mts';
import { jsonObject, xmlElement } from '../wire/reply.mts';
import { SEND_ERROR } from '../wire/words.mts';
import type { Item, Order } from './order.mts';

/** Status and delivery error of a number that was refused (docs/gateways/smsc.md 2.2, `phones`); the pairs are guesses. */
const VERDICTS: Readonly<Record<number, readonly [status: string, error: string]>> = {
	[SEND_ERROR.denied]: ['23', '252'],
	[SEND_ERROR.number]: ['22', '249'],
	[SEND_ERROR.undeliverable]: ['25', '248'],
};

/** The `phones` of `op=1` (all numbers) and `err=1` (bad ones); undefined when nobody asked. */
export const explainNumbers = (order: Omit<Order, 'id'>): Row[] | undefined => {
	const { explain } = order.options;
	if (explain === 'none') return undefined;
	return order.items
		.filter(({ recipient }) => explain === 'all' || recipient.problem !== null)
		.map((item) => explainNumber(item, order.isVirtual));
};

/** `status` and `error` on bad numbers only; no `cost` while sending is virtual (docs/gateways/smsc.md 2.2). */
const explainNumber = ({ recipient, operator, cost }: Item, isVirtual: boolean): Row => {
	const [status = '', error = ''] = VERDICTS[recipient.problem ?? 0] ?? [];
	return [
		['phone', recipient.address],
		['mccmnc', mccmnc(operator)],
		...(isVirtual ? [] : ([['cost', money(recipient.problem === null ? cost : 0)]] as const)),
		...(recipient.problem === null
			? []
			: ([
					['status', status],
					['error', error],
				] as const)),
	];
};

type Sums = { readonly count: number; readonly cost: number };

/** Parts and price of those who get the message. */
export const sumUp = (items: readonly Item[]): Sums => {
	const accepted = items.filter(({ recipient }) => recipient.problem === null);
	return {
		count: accepted.reduce((sum, { content }) => sum + content.count, 0),
		cost: accepted.reduce((sum, { cost }) => sum + cost, 0),
	};
};

/**
 * The answers of docs/gateways/smsc.md 2.2. Guesses: the text forms of cost 1 to 3, everything of fmt 2, and where `phones`
 * and `code` stand outside JSON (docs/gateways/smsc.md 2.3 has `CODE` in fmt 0).
 */
export const sendAnswer = (order: Order, balance: number, code: string | null): Reply => {
	const { id, items } = order;
	const { cost: mode } = order.options;
	const { count, cost } = sumUp(items);
	const withCost = mode === '2' || mode === '3';
	const phones = explainNumbers(order);
	const row: Row = [
		['id', id],
		['cnt', count],
		...(withCost ? ([['cost', money(cost)]] as const) : []),
		...(mode === '3' ? ([['balance', money(balance)]] as const) : []),
		...(code === null ? [] : ([['code', code]] as const)),
	];
	const plain =
		`OK - ${count} SMS, ID - ${id}` +
		(code === null ? '' : `, CODE - ${code}`) +
		(withCost ? `, COST - ${money(cost)}` : '') +
		(mode === '3' ? `, BALANCE - ${money(balance)}` : '');
	return withPhones(row, plain, phones);
};

/** `cost=1`: no id, and in fmt 1 the price comes first (docs/gateways/smsc.md 2.2). */
export const priceAnswer = (order: Omit<Order, 'id'>): Reply => {
	const { count, cost } = sumUp(order.items);
	const row: Row = [
		['cost', money(cost)],
		['cnt', count],
	];
	return withPhones(row, `${money(cost)} (${count} SMS)`, explainNumbers(order));
};

const withPhones = (row: Row, plain: string, phones: Row[] | undefined): Reply => {
	const lines = (phones ?? []).map((one) => one.map(([, value]) => String(value)).join(','));
	const whole: Row = phones === undefined ? row : [...row, ['phones', phones]];
	return {
		kind: 'data',
		plain: [plain, ...lines].join('\n'),
		columns: [row.map(([, value]) => String(value)).join(','), ...lines].join('\n'),
		xml: xmlElement('result', whole),
		json: jsonObject(whole),
	};
};
