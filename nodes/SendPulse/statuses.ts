import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/**
 * Events of both kinds of webhook, with the names that sources disagree about. Source: docs/gateways/sendpulse.md 18.2
 * and 18.3.
 */
export const eventStatuses: Readonly<Record<string, DeliveryStatus>> = {
	clicked: 'clicked',
	delete: 'deleted',
	delivered: 'delivered',
	hard_bounced: 'bounced',
	hard_bounces: 'bounced',
	new: 'subscribed',
	new_emails: 'subscribed',
	open: 'opened',
	opened: 'opened',
	redirect: 'clicked',
	redirected: 'clicked',
	resubscribed: 'subscribed',
	soft_bounced: 'bounced',
	soft_bounces: 'bounced',
	spam: 'spam',
	spam_by_user: 'spam',
	undelivered: 'undelivered',
	unsubscribe: 'unsubscribed',
	unsubscribed: 'unsubscribed',
};

/** States that the event `task_status_update` names. Source: docs/gateways/sendpulse.md 18.2. */
export const campaignStatuses: Readonly<Record<string, DeliveryStatus>> = {
	approve: 'queued',
	approve_part: 'queued',
	confirm_addresses: 'queued',
	need_edit: 'stopped',
	on_moderation: 'queued',
	only_active: 'queued',
	rejected: 'rejected',
	sending: 'queued',
};

/** What became of a letter of a campaign. Source: docs/gateways/sendpulse.md 5.7, "Delivery status". */
export const deliveryCodes: Readonly<Record<string, DeliveryStatus>> = {
	0: 'queued',
	1: 'sent',
	2: 'delivered',
	3: 'opened',
	4: 'clicked',
	5: 'unsubscribed',
	6: 'invalidRecipient',
	7: 'unreachable',
	8: 'unreachable',
	9: 'rejected',
	10: 'undelivered',
	11: 'spam',
	12: 'undelivered',
	16: 'invalidRecipient',
	17: 'unreachable',
	18: 'stopped',
	20: 'unsubscribed',
};
