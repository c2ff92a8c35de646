import type { IDataObject } from 'n8n-workflow';

import type { DecodedCallback, DeliveryReport } from '../shared/model/deliveryReport';
import { single } from '../shared/callbacks/decode';
import { bySecret, secretParameter, hasUrlToken } from '../shared/callbacks/secret';
import type { Authentication, Gateway } from '../shared/model/gateway';
import { entryOf, idOf, isRecord } from '../shared/text/json';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { isChatEvent, readChatEvent } from './chatbots/report';
import { withoutBotSecrets } from './chatbots/hidden';
import { campaignStatuses, eventStatuses } from './statuses';

type Report = Omit<DeliveryReport, 'gateway' | 'verified'>;

/** The event of a campaign as a whole, which names no address. Source: docs/gateways/sendpulse.md 18.2. */
export const campaignEvent = 'task_status_update';

/** Whether this package knows what an event of this name means. */
export const isKnownEvent = (name: string): boolean =>
	name === campaignEvent || entryOf(eventStatuses, name) !== undefined;

/** SendPulse signs nothing, so the secret in the URL vouches for the call. Source: docs/gateways/sendpulse.md 18.5. */
function authenticate(callback: DecodedCallback, secret: string): Authentication {
	const given = callback.query.has(secretParameter) ? single(callback, secretParameter) : '';
	return hasUrlToken(callback, secret)
		? { accepted: true, verified: false }
		: bySecret(given, secret);
}

/** Seconds since 1970, as a number or as text. Source: docs/gateways/sendpulse.md 18.2. */
function momentOf(timestamp: unknown): string | null {
	const seconds = Number(idOf(timestamp) ?? Number.NaN);
	const moment = new Date(seconds * 1000);
	return seconds > 0 && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null;
}

/** What an SMTP server answered, where the event tells. */
function serverAnswer(event: Record<string, unknown>): Pick<Report, 'code' | 'text'> {
	return {
		code: idOf(event.smtp_server_response_code),
		text: idOf(event.smtp_server_response) ?? idOf(event.reason) ?? idOf(event.status_explain),
	};
}

/** An event without a name is of a kind that nobody knows; so is what is no object at all. */
function reportOf(given: unknown): Report {
	const event: IDataObject = isRecord(given) ? given : { value: given as IDataObject[string] };
	if (isChatEvent(event)) return readChatEvent(event);
	const name = idOf(event.event) ?? '';
	const status =
		name === campaignEvent
			? (entryOf(campaignStatuses, idOf(event.status) ?? '') ?? 'unknown')
			: (entryOf(eventStatuses, name) ?? 'unknown');
	const recipient = idOf(event.recipient) ?? idOf(event.email);
	const messageId = idOf(event.message_id);
	const groupId = idOf(event.task_id);
	const { code, text } = serverAnswer(event);
	return {
		status,
		...outcomeOf(status),
		messageId,
		groupId,
		recipient,
		reference: null,
		channel: 'email',
		occurredAt: momentOf(event.timestamp),
		// Source: docs/gateways/sendpulse.md 18.5; a book and a state tell apart what has neither message nor link.
		dedupeKey: JSON.stringify([
			// Nothing else is sure to tell apart what has no name, or one that nobody knows.
			isKnownEvent(name) ? name : JSON.stringify(event),
			...[event.timestamp, groupId ?? messageId, recipient].map(idOf),
			...[event.link_id ?? event.link_url, event.book_id, event.status].map(idOf),
		]),
		code: code ?? (name === '' ? null : name),
		text,
		correlation: {},
		raw: event,
	};
}

/** A body is an array of events; one alone is taken as well. Source: docs/gateways/sendpulse.md 18.2, 18.3 and 18.4.1. */
const parse: Gateway['callbacks']['parse'] = ({ json }) => {
	if (json === undefined) return [];
	const events: unknown[] = Array.isArray(json) ? json : [json];
	const isOfBots = events.some((event) => isRecord(event) && isChatEvent(event));
	return (isOfBots ? withoutBotSecrets(events) : events).map(reportOf);
};

/** A thousand events at most, of less than 2 KB each. Source: docs/gateways/sendpulse.md 18.2 and 18.3. */
const largestBody = 8 * 1024 * 1024;

export const callbacks: Gateway['callbacks'] = {
	largestBody,
	isProvenByUrl: () => true,
	authenticate,
	ownParameters: [secretParameter],
	parse,
};
