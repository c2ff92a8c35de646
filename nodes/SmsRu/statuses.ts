import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/** Codes of a message. Source: docs/gateways/smsru.md 4. */
export const wireStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'-1': 'notFound',
	'100': 'queued',
	'101': 'queued',
	'102': 'sent',
	'103': 'delivered',
	'104': 'expired',
	'105': 'undelivered',
	'106': 'undelivered',
	'107': 'undelivered',
	'108': 'rejected',
	'110': 'read',
	'150': 'undelivered',
};
