import type { Lists } from '../fields.mts';

/** The document has no catalogue of refusals (docs/gateways/kupon.md 1, 7). */
export const kupon: Lists = {
	request: {
		words: 'type charset status',
		number: 'ttl find_token kannel_status status',
		time: 'sent_date',
	},
	phrases: [],
};
