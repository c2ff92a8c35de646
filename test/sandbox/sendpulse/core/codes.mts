/** Codes of docs/gateways/sendpulse.md 2, 3, 5.7 with the words the service explains them by. */

export const BOOK_STATUS: Readonly<Record<number, string>> = {
	0: 'Active',
	1: 'Deleted',
	3: 'Awaiting clarification',
	4: 'Blocked by moderator',
	5: 'Temporarily blocked',
};

export const CONTACT = {
	isNew: 0,
	active: 1,
	confirmationRequested: 2,
	unsubscribed: 4,
	unsubscribedFromAll: 6,
} as const;

export const CONTACT_STATUS: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'Active',
	2: 'Confirmation requested',
	3: 'Activation requested',
	4: 'Unsubscribed',
	5: 'Rejected by administrator',
	6: 'Unsubscribed from all',
	7: 'Activation letter sent',
	8: 'Blocked by user',
	9: 'Sending error',
	10: 'Blocked host',
	11: 'Blocked sender name',
	12: 'Blocked part of address',
	13: 'Deleted by user',
	14: 'Temporarily unavailable',
};

export const CAMPAIGN = {
	moderation: 1,
	sending: 2,
	sent: 3,
	test: 4,
	testSent: 8,
	noActiveAddresses: 12,
	creating: 13,
	queued: 14,
	cancelled: 16,
	draft: 26,
	needsEditing: 27,
} as const;

/** Delivery codes of one letter. */
export const LETTER = {
	queued: 0,
	sent: 1,
	delivered: 2,
	opened: 3,
	clicked: 4,
	unsubscribed: 5,
	spam: 11,
} as const;

export const LETTER_STATUS: Readonly<Record<number, string>> = {
	0: 'Queued',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	4: 'Clicked',
	5: 'Unsubscribed',
	6: 'Address does not exist',
	7: 'Temporarily unavailable',
	8: 'Unavailable',
	9: 'Rejected as spam by server',
	10: 'Mailbox full',
	11: 'Marked as spam',
	12: 'Delivery failure',
	16: 'Invalid',
	17: 'Temporarily blocked',
	18: 'Disabled by administrator',
	20: 'Already unsubscribed',
};

/** Languages of letters and templates (docs/gateways/sendpulse.md 3.3, 6, 11.3). */
export const LANGUAGES = ['en', 'ru', 'ua', 'tr', 'es', 'pt'] as const;
