import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/** Native status numbers. Source: docs/gateways/kupon.md 4. */
export const nativeStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'-4': 'inbound',
	'-3': 'notFound',
	'-1': 'queued',
	'0': 'sent',
	'1': 'delivered',
	'2': 'read',
	'3': 'expired',
	'4': 'clicked',
	'20': 'undelivered',
	'22': 'invalidRecipient',
	'23': 'rejected',
	'24': 'insufficientFunds',
	'25': 'unreachable',
};

/**
 * Status numbers with `kannel_status=1`: Kannel's delivery report bits and its two extended values (34 expired, 66 unknown).
 * Source: docs/gateways/kupon.md 4, `kannel_status=1`, from Kannel's own manual. They collide with the native ones (2 is
 * read there and failed here), so the callback URL carries a marker.
 */
export const kannelStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'1': 'delivered',
	'2': 'undelivered',
	'4': 'queued',
	'8': 'sent',
	'16': 'rejected',
	'34': 'expired',
};
