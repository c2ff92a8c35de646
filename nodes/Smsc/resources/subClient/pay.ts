import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { byRoute } from '../../../shared/delivery/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';
import { loginField } from './fields';

/** Source: docs/gateways/smsc.md 13, so that only 0 is refused here. */
function sumOf(read: ReadParameter): number {
	const value = read('sum', 0);
	const sum = Number(value);
	if (value === '' || !Number.isFinite(sum) || sum === 0) {
		throw new InputProblem('Sum', `“${String(value)}” is not a sum`, 'Give a number, e.g. 100.50.');
	}
	return sum;
}

/** `pay=1`. Source: docs/gateways/smsc.md 13. */
const payRoute = onceRoute('users', 'done', {
	recipient: (read) => String(read('login', '')),
	parameters: (read) => [
		['pay', '1'],
		...fieldParameters([loginField], read),
		['sum', String(sumOf(read))],
	],
	row: ({ recipient, parameters }, answer) => ({
		login: recipient,
		...answer,
		sum: Number(parameters.find(([name]) => name === 'sum')?.[1]),
		paid: true,
	}),
});

export const pay: Operation = {
	value: 'pay',
	name: 'Pay',
	action: 'Pay a sub client',
	description:
		'Move money from the balance of your account to a sub-client, in the currency of your account. It is never repeated when its outcome is unknown.',
	...byRoute(smsc, payRoute),
	fields: [
		loginField.field,
		{
			displayName: 'Sum',
			name: 'sum',
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			default: 0,
			required: true,
			placeholder: 'e.g. 100.50',
			description: 'Sum in the currency of your account',
		},
		...closingFields(...safetyOptions),
	],
};
