import type { Resource } from '../../../shared/fields/display';
import { create } from './create';
import { cancel, get, getAll, remove } from './manage';

/** Mailings, which SMSC calls jobs. Source: docs/gateways/smsc.md 6. */
export const mailing: Resource = {
	value: 'mailing',
	name: 'Mailing',
	operations: [create, cancel, remove, get, getAll],
};
