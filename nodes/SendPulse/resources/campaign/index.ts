import type { Resource } from '../../../shared/model/operation';
import { create } from './create';
import { cancel, update } from './manage';
import { get, getAll, getCountries, getLinks, getRecipient } from './read';

/** Letters to address books. Source: docs/gateways/sendpulse.md 5. */
export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, get, getAll, getLinks, getCountries, getRecipient, update, cancel],
};
