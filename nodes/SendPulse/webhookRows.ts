import { givenId, isRecord, textOrEmpty } from '../shared/text/json';

/** Source: docs/gateways/sendpulse.md 18.1. */
export const webhooksPath = '/v2/email-service/webhook';

/** One registration: an event that is sent to a URL. */
export interface WebhookRow {
	id: string;
	url: string;
	action: string;
}

/** The rows in an answer: `{success, data: […]}`, `{data: {result, data: […]}}`, or one alone. Source: docs/gateways/sendpulse.md 21.8. */
export function webhookRows(body: unknown): WebhookRow[] {
	if (Array.isArray(body)) return body.flatMap(rowOf);
	if (!isRecord(body)) return [];
	return body.data === undefined ? rowOf(body) : webhookRows(body.data);
}

function rowOf(entry: unknown): WebhookRow[] {
	if (!isRecord(entry)) return [];
	const { id, url, action } = entry;
	const text = givenId(id);
	return text === null ? [] : [{ id: text, url: textOrEmpty(url), action: textOrEmpty(action) }];
}
