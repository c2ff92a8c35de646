import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { money } from '../wire/money.mts';
import { notFound } from '../wire/refusal.mts';
import type { Row } from '../wire/reply.mts';
import { list, record } from '../wire/reply.mts';
import { formatDate } from '../wire/time.mts';
import { getAnswers, getMessages, sentIn } from './history.mts';

/** `get_stat=1`: fields UNKNOWN (docs/gateways/smsc.md 7); here a row a day. */
const getStat: Script = (parameters, account) => {
	const withCurrency = parameters.flag('mycur');
	const days = new Map<string, { count: number; cost: number }>();
	for (const { sentAt, parts, cost } of sentIn(parameters, account)) {
		const day = formatDate(sentAt, account.settings.utcOffsetMinutes).slice(0, 10);
		const sum = days.get(day) ?? { count: 0, cost: 0 };
		days.set(day, { count: sum.count + parts, cost: sum.cost + cost });
	}
	if (days.size === 0) throw notFound();
	return list(
		'stat',
		[...days].map(
			([day, { count, cost }]): Row => [
				['date', day],
				['sms_cnt', count],
				['cost', money(cost)],
				...(withCurrency ? ([['currency', account.settings.currency]] as const) : []),
				...(parameters.flag('balance2')
					? ([['balance', money(account.settings.balance)]] as const)
					: []),
			],
		),
	);
};

/** `get_price=1`: an object with an array `zones` (docs/gateways/smsc.md 7); what stands in it is a guess. */
const getPrice: Script = (_parameters, { settings }) =>
	record('result', [
		[
			'zones',
			settings.operators.map(
				({ prefix, country, operator, mcc, mnc, price }): Row => [
					['prefix', prefix],
					['country', country],
					['operator', operator],
					['mccmnc', mcc + mnc],
					['price', money(price ?? settings.pricePerPart)],
				],
			),
		],
	]);

/** `get_mega_accounts=1`: an array (docs/gateways/smsc.md 7); this account has none. */
const getMegaAccounts: Script = () => {
	throw notFound();
};

/** `get_senders=1`, the old form of senders.php (docs/gateways/smsc.md 7). */
const getSenders: Script = (_parameters, { senders }) => {
	const names = senders.names();
	if (names.length === 0) throw notFound();
	return list(
		'sender',
		names.map((name) => [['sender', name]]),
	);
};

/** get.php (docs/gateways/smsc.md 7): history, incoming, statistics, prices. Error 3 when there is nothing. */
export const get = byCommand({
	get_messages: getMessages,
	get_answers: getAnswers,
	get_stat: getStat,
	get_price: getPrice,
	get_mega_accounts: getMegaAccounts,
	get_senders: getSenders,
});
