import { numberOrNull } from '../../wireValues';

/** Source: docs/gateways/sendpulse.md 5.7, "Campaign status". */
export const campaignStatuses: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'In moderation',
	2: 'Sending',
	3: 'Sent',
	4: 'Test to own address',
	5: 'Blocked by the service',
	6: 'To be deleted',
	7: 'Being finalised',
	8: 'Test sent',
	9: 'Delivery in progress',
	10: 'Being prepared',
	11: 'Waits for the answer to a moderator',
	12: 'No active addresses',
	13: 'Being created',
	14: 'Queued',
	15: 'Waits for the A/B result',
	16: 'Cancelled by the user',
	22: 'Sending in part',
	23: 'Sent in part',
	25: 'Sent in part then blocked',
	26: 'Draft',
	27: 'Needs editing',
	28: 'Resend to non-openers planned',
	33: 'Automation: balance exceeded',
	36: 'Automation draft',
};

/** @returns what a campaign's status code means; null for one that is not known */
export const campaignStatusOf = (code: unknown): string | null =>
	campaignStatuses[numberOrNull(code) ?? -1] ?? null;

/** Source: docs/gateways/sendpulse.md 5.7, "Delivery status". */
export const letterStatuses: Readonly<Record<number, string>> = {
	0: 'Queued',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	4: 'Clicked',
	5: 'Unsubscribed',
	6: 'Address does not exist',
	7: 'Temporarily unavailable',
	8: 'Unavailable',
	9: 'Refused as spam by server',
	10: 'Mailbox full',
	11: 'Marked as spam',
	12: 'Failure',
	16: 'Invalid',
	17: 'Temporarily blocked',
	18: 'Disabled by admin',
	20: 'Already unsubscribed',
};
