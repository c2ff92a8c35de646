/** 0 not verified, 1 valid, 2 unconfirmed, 3 invalid (docs/gateways/sendpulse.md 15). */
type AddressStatus = 0 | 1 | 2 | 3;

/** An address that was sent to be verified. */
export type CheckedAddress = { readonly email: string; readonly readyAt: number };

/** A book that was sent to be verified. */
export type CheckedBook = {
	readonly id: number;
	readonly bookId: number;
	readonly startedAt: number;
	readonly readyAt: number;
	readonly emails: readonly string[];
};

/** An address shows by its looks what becomes of it. */
export const statusOf = (email: string): AddressStatus => {
	if (email.includes('invalid')) return 3;
	return email.includes('unsure') ? 2 : 1;
};

export const STATUS_TEXT = ['Unverified', 'Valid', 'Unconfirmed', 'Invalid'] as const;
