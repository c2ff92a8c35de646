import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DAY } from '../core/dates.mts';
import { lettersLeft } from './tariff.mts';

/** Units of a currency for one US dollar; any figures will do. */
const RATES: Readonly<Record<string, number>> = {
	USD: 1,
	EUR: 0.9,
	GBP: 0.8,
	UAH: 40,
	RUR: 90,
	INR: 83,
	JPY: 150,
};

/** Lower case is accepted, and `rub` is answered as RUR (Go test, docs/gateways/sendpulse.md 9). */
const currencyOf = (text: string): string => {
	const upper = text.toUpperCase();
	return upper === 'RUB' ? 'RUR' : upper;
};

/** Money and tariffs (docs/gateways/sendpulse.md 9), and the call the official n8n node tests with. */
export const balanceEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings, shape } = service;

	const show = (currency: string) => {
		const rate = RATES[currency];
		const own = RATES[currencyOf(settings.currency)] ?? 1;
		// What an unknown currency is answered with is not published (inference).
		if (rate === undefined) throw FAILURES.isInvalid('currency');
		return { currency, balance_currency: Number(((settings.balance / own) * rate).toFixed(2)) };
	};

	const detail = () => {
		const end = clock.now() + 30 * DAY;
		const subscribers = [...account.books.values()].reduce(
			(sum, { contacts }) => sum + contacts.size,
			0,
		);
		return {
			balance: {
				main: settings.balance.toFixed(2),
				bonus: '0.00',
				currency: settings.currency,
			},
			email: {
				tariff_name: 'Pay as you go 10 000',
				finished_time: dates.print(end),
				emails_left: lettersLeft(service),
				maximum_subscribers: 10_000,
				current_subscribers: subscribers,
			},
			smtp: { tariff_name: 'SMTP Free', end_date: dates.print(end), auto_renew: 1 },
			push: { tariff_name: 'White Label', end_date: dates.print(end).slice(0, 10), auto_renew: 1 },
		};
	};

	return [
		['GET', '/balance', () => show(currencyOf(settings.currency))],
		['GET', '/balance/:currency', (call: Call) => show(currencyOf(call.path('currency')))],
		['GET', '/user/balance/detail', detail],
		// Used by the official n8n node; its shape is unknown (docs/gateways/sendpulse.md 1.2).
		['GET', '/user/info', () => ({ id: shape.n(settings.userId) })],
	];
};
