import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { closingFields } from '../../shared/fields/closing';
import { itemReader } from '../../shared/input/parameterReader';
import { listFields, required, textField } from '../../shared/fields/parts';
import { readText } from '../../shared/fields/wire';
import { amount, idOf, recordOf } from '../../shared/text/json';
import { type Paging, wholeList } from '../../shared/routing/paging';
import { having, needed } from '../../shared/routing/settle';
import { answerOf, entriesOf, hasList, isNumber, lists, resultOf } from '../answer';
import { get, methodRouting, namesShape } from '../call';
import { smsBy } from '../gateway';
import { isoSeconds } from '../times';

const pageOf = ({ qs }: IHttpRequestOptions): number => Number(recordOf(qs).page);

/** Laravel's paginator: `page` counts from 1. Without a readable number of pages, an empty one is the last. Source: docs/gateways/smsby.md 4, getBills. */
const pagePaging: Paging = {
	idField: 'id',
	first: (options) => ({ ...options, qs: { ...options.qs, page: 1 } }),
	next(options, rows, _wanted, answer) {
		const paginator = answerOf(answerOf(answer).data);
		const page = pageOf(options);
		const isLast = page >= (amount(paginator.last_page) ?? Infinity);
		if (rows.length === 0 || !('data' in paginator) || isLast) return null;
		return { ...options, qs: { ...options.qs, page: page + 1 } };
	},
	counted(options, answer) {
		const pages = amount(answerOf(answerOf(answer).data).last_page) ?? 0;
		return pages >= pageOf(options) ? `${pages} pages` : undefined;
	},
};

const knownKeys = ['id', 'number', 'amount', 'type', 'comment', 'd_create', 'd_payment', 'user_id'];

/** A bill; `d_payment` is 0 until it is paid. Source: docs/gateways/smsby.md 4. */
function billRow(bill: IDataObject): IDataObject {
	const others = Object.entries(bill).filter(([key]) => !knownKeys.includes(key));
	return {
		id: idOf(bill.id),
		number: idOf(bill.number),
		amount: amount(bill.amount) ?? null,
		type: idOf(bill.type)?.toLowerCase() ?? null,
		comment: idOf(bill.comment),
		createdAt: isoSeconds(bill.d_create),
		paidAt: isoSeconds(bill.d_payment),
		userId: idOf(bill.user_id),
		...Object.fromEntries(others),
	};
}

const getBills: Operation = {
	value: 'getBills',
	name: 'Get Bills',
	action: 'Get the bills of the account',
	routing: methodRouting(get('getBills'), {
		paging: pagePaging,
		shape: having(
			smsBy,
			(body) => hasList(answerOf(body).data, lists.bills),
			(body) => entriesOf(answerOf(body).data, lists.bills).map(billRow),
		),
	}),
	fields: [...listFields, ...closingFields()],
};

/** getBalance; `viber_balance` is gone since 2024, and a sister brand answers with numbers. Source: docs/gateways/smsby.md 4. */
const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	routing: methodRouting(get('getBalance'), {
		shape(body) {
			const { balance, viber_balance: viber } = resultOf(body);
			return [
				{
					gateway: smsBy.id,
					balance: needed(this, smsBy, amount(balance)),
					viberBalance: amount(viber) ?? null,
					currency: idOf(answerOf(body).currency),
				},
			];
		},
	}),
	fields: closingFields(),
};

/** getLimit; a string in the oldest client. Source: docs/gateways/smsby.md 4. */
const getLimit: Operation = {
	value: 'getLimit',
	name: 'Get Limit',
	action: 'Get the limit of the account',
	description: 'How many SMS the balance can buy',
	routing: methodRouting(get('getLimit'), {
		shape(body) {
			const limit = needed(this, smsBy, amount(answerOf(body).limit));
			return [{ gateway: smsBy.id, limit }];
		},
	}),
	fields: closingFields(),
};

/** getAlphanames, a map or an array. Source: docs/gateways/smsby.md 4. */
const getAlphanames: Operation = {
	value: 'getAlphanames',
	name: 'Get Alpha-Names',
	action: 'Get the alpha-names of the account',
	description: 'Sender names with their IDs',
	routing: methodRouting(get('getAlphanames'), {
		paging: wholeList,
		shape: namesShape,
	}),
	fields: [...listFields, ...closingFields()],
};

const nameField = required(
	textField('Name', 'name', 'name', {
		placeholder: 'e.g. MyShop',
		description: 'As registered in your account',
	}),
);

/** getAlphanameId. Source: docs/gateways/smsby.md 4. */
const getAlphanameId: Operation = {
	value: 'getAlphanameId',
	name: 'Get Alpha-Name ID',
	action: 'Get the ID of an alpha-name',
	description: 'The ID that the other operations take',
	routing: methodRouting(get('getAlphanameId'), {
		fields: [nameField],
		shape(body) {
			const given = idOf(answerOf(body).id);
			const id = needed(this, smsBy, given && isNumber(given) ? given : null, 'name');
			return [{ id, name: readText(nameField, itemReader(this)) }];
		},
	}),
	fields: [nameField, ...closingFields()],
};

export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [getBalance, getLimit, getAlphanames, getAlphanameId, getBills],
};
