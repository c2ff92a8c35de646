import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { fieldParameters, required, textField } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { idNames, recordOf, resultOf } from '../../answer';
import { get, methodRouting } from '../../call';
import { smsBy } from '../../gateway';
import { getBills } from './bills';

const amount = (value: unknown): number | null => {
	const number = Number(value ?? Number.NaN);
	return value === '' || Number.isNaN(number) ? null : number;
};

/** getBalance; `viber_balance` is gone since 2024, and a sister brand answers with numbers. Source: docs/gateways/smsby.md 4. */
const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Read how much money the account has',
	routing: methodRouting(get('getBalance'), {
		shape(body) {
			const { balance, viber_balance: viber } = resultOf(body);
			return [
				{
					gateway: smsBy.id,
					balance: amount(balance),
					viberBalance: amount(viber),
					currency: idOf(recordOf(body).currency),
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
	description: 'Read how many SMS the balance can buy',
	routing: methodRouting(get('getLimit'), {
		shape: (body) => [{ gateway: smsBy.id, limit: amount(recordOf(body).limit) }],
	}),
	fields: closingFields(),
};

/** getAlphanames, a map or an array. Source: docs/gateways/smsby.md 4. */
const getAlphanames: Operation = {
	value: 'getAlphanames',
	name: 'Get Alpha-Names',
	action: 'Get the alpha-names of the account',
	description: 'List the sender names of the account with their IDs',
	routing: methodRouting(get('getAlphanames'), {
		paging: wholeList,
		shape: (body) => idNames(body).map((entry): IDataObject => ({ ...entry })),
	}),
	fields: [...listFields, ...closingFields()],
};

const nameField = required(
	textField('Name', 'name', 'name', {
		placeholder: 'e.g. MyShop',
		description: 'Sender name as it is registered in your account',
	}),
);

/** getAlphanameId. Source: docs/gateways/smsby.md 4. */
const getAlphanameId: Operation = {
	value: 'getAlphanameId',
	name: 'Get Alpha-Name ID',
	action: 'Get the ID of an alpha-name',
	description: 'Find the ID of a sender name, which the other operations take',
	routing: methodRouting(get('getAlphanameId'), {
		parameters: (read) => fieldParameters([nameField], read),
		shape(body) {
			const name = String(this.getNodeParameter('name', ''));
			return [{ id: idOf(recordOf(body).id), name }];
		},
	}),
	fields: [nameField.field, ...closingFields()],
};

export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [getBalance, getLimit, getAlphanames, getAlphanameId, getBills],
};
