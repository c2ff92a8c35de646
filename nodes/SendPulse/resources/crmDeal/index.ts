import type { Resource } from '../../../shared/model/operation';
import { create, move, remove, update } from './change';
import { get, getAll } from './read';

/** Deals of the CRM. Source: docs/gateways/sendpulse.md 17.2. */
export const crmDeal: Resource = {
	value: 'crmDeal',
	name: 'CRM Deal',
	operations: [create, update, move, get, getAll, remove],
};
