import { recordOf, wordsOf } from '../../shared/text/json';
import { closingFields } from '../../shared/fields/closing';
import type { Operation, Resource } from '../../shared/model/operation';
import { entries } from '../../shared/fields/entries';
import { listFields } from '../../shared/fields/parts';
import { listRouting, methodRouting, numberIn } from '../call';
import { currency } from '../gateway';

/** Messages a day and how many are left; where none was used, that may be null. Source: docs/gateways/smsru.md 5. */
const limit = (value: string, what: string, url: string, total: string): Operation => ({
	value,
	name: `Get ${what} Limit`,
	action: `Get the ${what.toLowerCase()} limit`,
	description: 'Messages a day, and how many of them are left',
	routing: methodRouting(url, function (body) {
		const limit = numberIn(this, body, total);
		const usedToday = recordOf(body).used_today === null ? 0 : numberIn(this, body, 'used_today');
		return [{ limit, usedToday, left: Math.max(0, limit - usedToday) }];
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
			routing: methodRouting('/my/balance', function (body) {
				return [{ balance: numberIn(this, body, 'balance'), currency }];
			}),
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
			routing: listRouting('/my/senders', 'senders', (name) => {
				const sender = wordsOf(name);
				return sender === '' ? [] : [{ sender }];
			}),
			fields: [...listFields, ...closingFields()],
		},
	],
};
