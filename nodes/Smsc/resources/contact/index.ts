import type { Resource } from '../../../shared/fields/display';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { update } from './update';

/** The address book. Source: docs/gateways/smsc.md 5. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [create, remove, getAll, update],
};
