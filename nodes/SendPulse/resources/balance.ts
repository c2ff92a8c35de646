import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { pathPart } from '../../shared/routing/fromInput';
import { needed } from '../../shared/routing/settle';
import { recordOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type WireField } from '../../shared/fields/wire';
import { jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { isoTime, zoneOf } from '../times';
import { flagOf, numberOrNull, othersOf, textOf } from '../values';

const currencies = ['EUR', 'GBP', 'INR', 'JPY', 'RUR', 'UAH', 'USD'];

const currencyField: WireField = {
	field: {
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		default: '',
		options: [
			{ name: 'Account Currency', value: '' },
			...currencies.map((code) => ({ name: code, value: code })),
		],
	},
	wire: 'currency',
	encode: pathPart,
};

/** Source: docs/gateways/sendpulse.md 9. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get the balance',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => {
			const currency = readText(currencyField, read);
			return currency === '' ? '/balance' : `/balance/${currency}`;
		},
		shape(body) {
			const { currency, balance_currency: given } = recordOf(body);
			const balance = needed(this, sendPulse, numberOrNull(given));
			return [{ balance, currency: textOf(currency) }];
		},
	}),
	fields: [currencyField, ...jsonClosingFields()],
};

/** Quantities are numbers and dates ISO 8601, whatever they came as. */
function tariff(value: unknown, zone: string): IDataObject | null {
	const entry = recordOf(value);
	if (Object.keys(entry).length === 0) return null;
	const known = ['tariff_name', 'finished_time', 'end_date', 'auto_renew'];
	const quantities = Object.entries(othersOf(entry, known)).map(
		([name, quantity]): [string, IDataObject[string]] => [
			name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
			numberOrNull(quantity) ?? quantity,
		],
	);
	return {
		tariff: textOf(entry.tariff_name),
		endsAt: isoTime(entry.finished_time ?? entry.end_date, zone),
		...('auto_renew' in entry ? { autoRenew: flagOf(entry.auto_renew) } : {}),
		...Object.fromEntries(quantities),
	};
}

/** Source: docs/gateways/sendpulse.md 9. */
const getDetail: Operation = {
	value: 'getDetail',
	name: 'Get Detail',
	action: 'Get the balance in detail',
	description: 'With the bonuses, and the plan of each service',
	routing: jsonRouting({
		method: 'GET',
		path: '/user/balance/detail',
		async shape(body) {
			const zone = await zoneOf(this);
			const { balance, email, smtp, push, ...others } = recordOf(body);
			const { main, bonus, currency } = recordOf(balance);
			return [
				{
					balance: needed(this, sendPulse, numberOrNull(main)),
					bonus: numberOrNull(bonus),
					currency: textOf(currency),
					email: tariff(email, zone),
					smtp: tariff(smtp, zone),
					push: tariff(push, zone),
					...others,
				},
			];
		},
	}),
	fields: [...jsonClosingFields()],
};

/** Money and tariffs. Source: docs/gateways/sendpulse.md 9. */
export const balance: Resource = {
	value: 'balance',
	name: 'Balance',
	operations: [get, getDetail],
};
