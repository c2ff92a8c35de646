import { amount, listIn, recordOf } from '../../shared/text/json';
import { closingFields } from '../../shared/fields/closing';
import type { Operation, Resource } from '../../shared/model/operation';
import { entries } from '../../shared/fields/entries';
import { listFields } from '../../shared/fields/parts';
import { listRouting, methodRouting } from '../call';
import { currency } from '../gateway';

const numberIn = (body: unknown, name: string) => amount(recordOf(body)[name]) ?? null;

/** Messages a day and how many are left; where none was used, that may be null. Source: docs/gateways/smsru.md 5. */
const limit = (value: string, what: string, url: string, total: string): Operation => ({
	value,
	name: `Get ${what} Limit`,
	action: `Get the ${what.toLowerCase()} limit`,
	description: 'Messages a day, and how many of them are left',
	routing: methodRouting(url, (body) => {
		const usedToday = numberIn(body, 'used_today') ?? 0;
		const most = numberIn(body, total);
		return [{ limit: most, usedToday, left: most === null ? null : Math.max(0, most - usedToday) }];
	}),
	fields: closingFields(),
});

/** Source: docs/gateways/smsru.md 5. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [
		{
			...entries.getBalance,
			routing: methodRouting('/my/balance', (body) => [
				{ balance: numberIn(body, 'balance'), currency },
			]),
			fields: closingFields(),
		},
		limit('getLimit', 'Daily', '/my/limit', 'total_limit'),
		limit('getFreeLimit', 'Free', '/my/free', 'total_free'),
	],
};

/** Source: docs/gateways/smsru.md 5. */
export const sender: Resource = {
	value: 'sender',
	name: 'Sender',
	operations: [
		{
			...entries.getSenders,
			routing: listRouting('/my/senders', (body) =>
				listIn(body, 'senders').map((name) => ({ sender: String(name) })),
			),
			fields: [...listFields, ...closingFields()],
		},
	],
};
