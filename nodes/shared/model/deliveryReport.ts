import type { IDataObject } from 'n8n-workflow';

import { type DeliveryStatus, outcomeOf } from './deliveryStatus';

/** A callback as bytes and text, before anything is believed. */
export interface DecodedCallback {
	method: string;
	/** The URL's path as it came. */
	path: string;
	/** The URL's query as it came. */
	search: string;
	/** What the body's texts were decoded from. */
	charset: string;
	headers: Readonly<Record<string, string>>;
	/** Every value of every name in the URL's query, percent-decoded. */
	query: ReadonlyMap<string, string[]>;
	/** The same for a form body, or the top level of a JSON object; empty for other bodies. */
	fields: ReadonlyMap<string, string[]>;
	/** A JSON body. */
	json?: unknown;
	/** The body does not hold what its content type says. */
	malformed: boolean;
	/** The body's text in the callback's charset. */
	text: string;
	body: Buffer;
}

/** What a trigger puts out for one status or one incoming message, the same shape for every gateway. */
export interface DeliveryReport {
	gateway: string;
	status: DeliveryStatus;
	/** No other delivery result follows. */
	final: boolean;
	/** true: it arrived; false: it will not; null: not decided yet. */
	success: boolean | null;
	messageId: string | null;
	/** The id of the request or campaign, where the gateway gives one id for many messages. */
	groupId: string | null;
	recipient: string | null;
	/** The user's own id, where the gateway carries it. */
	reference: string | null;
	/** The channel that the message was sent through (sms, viber, …), where it is known. */
	channel: string | null;
	/** ISO 8601 with offset, where the gateway tells the time of the event. */
	occurredAt: string | null;
	/** false when nothing signed the fields, so that only the secret in the URL vouches for them. */
	verified: boolean;
	/** Equal for repetitions of the same report, and for nothing else. */
	dedupeKey: string;
	/** The gateway's own code and words. */
	code: string | null;
	text: string | null;
	/** Values that the user gave along with the message. */
	correlation: IDataObject;
	/** The event as it came. */
	raw: IDataObject;
}

/** What a gateway's `parse` makes of an event. */
export type ParsedReport = Omit<DeliveryReport, 'gateway' | 'verified'>;

/**
 * A report with a status and what is known beside it; nothing else is known.
 *
 * @param more at least what tells it from all others
 */
export const reportOf = (
	status: DeliveryStatus,
	more: Pick<ParsedReport, 'dedupeKey' | 'raw'> & Partial<ParsedReport>,
): ParsedReport => ({
	status,
	...outcomeOf(status),
	messageId: null,
	groupId: null,
	recipient: null,
	reference: null,
	channel: null,
	occurredAt: null,
	code: null,
	text: null,
	correlation: {},
	...more,
});
