import type { IDataObject } from 'n8n-workflow';

import { entryOf } from '../shared/text/json';
import { type DeliveryStatus, outcomeOf } from '../shared/model/deliveryStatus';

/**
 * Every status of a message that a source shows; the wire has them in upper and lower case. Source:
 * docs/gateways/smsby.md 3.6.
 */
export const wireStatuses: Readonly<Record<string, DeliveryStatus>> = {
	NEW: 'queued',
	SENT: 'sent',
	DELIVERED: 'delivered',
	UNDELIVERED: 'undelivered',
};

/** @returns `unknown` for a word that is not documented */
export const statusOf = (word: unknown): DeliveryStatus =>
	entryOf(
		wireStatuses,
		String(word ?? '')
			.trim()
			.toUpperCase(),
	) ?? 'unknown';

/** Status, `final` and `success`, as rows of output have them. */
export const statusFields = (status: DeliveryStatus): IDataObject => ({
	status,
	...outcomeOf(status),
});
