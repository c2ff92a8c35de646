import type { Resource } from '../../../shared/fields/display';
import { sendPulse } from '../../gateway';
import { routeOperation } from '../../routeOperation';
import { create, createRoute } from './create';
import { cancel, update } from './manage';
import { get, getAll, getCountries, getLinks, getRecipient } from './read';

/** Letters to address books. Source: notes sendpulse.md section 5. */
export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, cancel, get, getAll, getCountries, getLinks, getRecipient, update],
};

export const campaignOperations = {
	create: routeOperation(createRoute, sendPulse),
};
