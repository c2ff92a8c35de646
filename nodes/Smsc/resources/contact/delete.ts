import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { closingFields } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { addressFields } from './address';
import { oneACallNote, oneByOneRoute } from './addressRoute';

/** `del=1`. Source: docs/gateways/smsc.md 5. */
const deleteRoute = oneByOneRoute({
	answer: 'done',
	namesOne: true,
	parameters: () => [['del', '1']],
	row: () => ({ deleted: true }),
});

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: `Delete contacts by their number or address. ${oneACallNote}.`,
	...byRoute(smsc, deleteRoute),
	fields: [...addressFields, ...closingFields(defaultCountryOption)],
};
