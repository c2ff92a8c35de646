import type { Script } from '../script.mts';
import { money } from '../wire/money.mts';
import type { Row } from '../wire/reply.mts';
import { jsonObject, xmlElement } from '../wire/reply.mts';

/** balance.php (docs/gateways/smsc.md 4): fmt 0 and 1 are the same; the eleventh call in a minute is error 9. */
export const balance: Script = (parameters, { settings, limits }) => {
	const withCurrency = parameters.flag('cur');
	limits.take('balance', 10);
	const amount = money(settings.balance);
	const row: Row = [
		['balance', amount],
		...(withCurrency ? ([['currency', settings.currency]] as const) : []),
		...(withCurrency && settings.credit !== 0
			? ([['credit', money(settings.credit)]] as const)
			: []),
	];
	const plain = withCurrency ? `${amount} ${settings.currency}` : amount;
	return {
		kind: 'data',
		plain,
		columns: plain,
		// With a currency fmt 2 is a guess.
		xml: withCurrency ? xmlElement('result', row) : `<balance>${amount}</balance>`,
		json: jsonObject(row),
	};
};
