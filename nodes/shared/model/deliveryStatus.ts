/**
 * One vocabulary of delivery statuses over all gateways, so that one Switch node works for every one of them.
 * Each gateway maps its own words or numbers to these; what it does not know becomes `unknown`, with the raw event kept.
 */
export const deliveryStatuses = [
	'queued',
	'sent',
	'delivered',
	'read',
	'clicked',
	'expired',
	'undelivered',
	'invalidRecipient',
	'rejected',
	'insufficientFunds',
	'unreachable',
	'notFound',
	'stopped',
	'inbound',
	'opened',
	'bounced',
	'spam',
	'unsubscribed',
	'subscribed',
	'deleted',
	'unknown',
] as const;

export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What a person reads in a dropdown or a notice. */
export const deliveryStatusNames: Readonly<Record<DeliveryStatus, string>> = {
	queued: 'Queued',
	sent: 'Sent',
	delivered: 'Delivered',
	read: 'Read',
	clicked: 'Clicked',
	expired: 'Expired',
	undelivered: 'Undelivered',
	invalidRecipient: 'Invalid Recipient',
	rejected: 'Rejected',
	insufficientFunds: 'Insufficient Funds',
	unreachable: 'Unreachable',
	notFound: 'Not Found',
	stopped: 'Stopped',
	inbound: 'Inbound Message',
	opened: 'Opened',
	bounced: 'Bounced',
	spam: 'Marked as Spam',
	unsubscribed: 'Unsubscribed',
	subscribed: 'Subscribed',
	deleted: 'Deleted',
	unknown: 'Unknown',
};

/**
 * Statuses after which the gateway reports no other delivery result for the message. Read, opened and clicked
 * follow `delivered` and are engagement, so the default filter of a trigger starts one execution a message.
 */
export const finalStatuses: readonly DeliveryStatus[] = [
	'delivered',
	'expired',
	'undelivered',
	'invalidRecipient',
	'rejected',
	'insufficientFunds',
	'notFound',
	'unreachable',
];

interface StatusOutcome {
	final: boolean;
	/** true: it arrived; false: it will not; null: not decided yet. */
	success: boolean | null;
}

/**
 * Says whether a status ends the message's delivery and how.
 *
 * @param status a status of the shared vocabulary
 * @param cascade true when the message is one step of a cascade: an unreachable recipient is then tried on the next channel
 */
export function outcomeOf(status: DeliveryStatus, cascade = false): StatusOutcome {
	const final = finalStatuses.includes(status) && !(cascade && status === 'unreachable');
	return { final, success: final ? status === 'delivered' : null };
}

/** They follow `delivered`, whose own report may have been lost. */
export const afterDelivery: readonly DeliveryStatus[] = ['read', 'opened', 'clicked', 'spam'];

/**
 * The same for a status that was asked for: the gateway tells the latest one only, so that one which follows the delivery stands in the
 * place of `delivered`, and nobody need ask again.
 */
export const outcomeNow = (status: DeliveryStatus): StatusOutcome =>
	afterDelivery.includes(status) ? outcomeOf('delivered') : outcomeOf(status);
