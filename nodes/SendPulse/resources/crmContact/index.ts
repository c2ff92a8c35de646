import type { Resource } from '../../../shared/model/operation';
import { create, remove, update } from './change';
import { get, getAll } from './read';

/** People of the CRM. Source: docs/gateways/sendpulse.md 17.3. */
export const crmContact: Resource = {
	value: 'crmContact',
	name: 'CRM Contact',
	operations: [create, update, get, getAll, remove],
};
