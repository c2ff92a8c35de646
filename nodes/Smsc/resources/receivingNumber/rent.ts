import { byRoute } from '../../../shared/delivery/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { closingFields } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';
import { numberField, readNumber } from './fields';

/** `buy=1`. Source: docs/gateways/smsc.md 14. */
const rentRoute = onceRoute('receive_phones', 'done', {
	recipient: readNumber,
	parameters: (read) => [
		['buy', '1'],
		['phone', readNumber(read)],
	],
	row: ({ recipient }, answer) => ({ ...answer, phone: recipient, rented: true }),
});

export const rent: Operation = {
	value: 'rent',
	name: 'Rent',
	action: 'Rent a receiving number',
	description:
		'Rent a number of the list. SMSC takes the price for the rest of the month from the balance, and renews the rent each month until automatic renewal is switched off.',
	...byRoute(smsc, rentRoute),
	fields: [numberField, ...closingFields(...safetyOptions)],
};
