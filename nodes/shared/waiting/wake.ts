import type { IExecuteFunctions, IWebhookDescription } from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { type Redact, redactor } from '../text/redact';
import type { DecodedCallback } from '../model/deliveryReport';

/** n8n's own parameter. Who knows its value can wake any node of the execution. n8n before 2.14 has none. */
const tokenParameter = 'signature';

/** Our own, which holds in every n8n: who does not know its value wakes nobody. */
export const wakeParameter = 'wake';

const hidden: readonly string[] = [tokenParameter, wakeParameter];

const contextKey = 'wakeKey';

/** The key of the node in this execution, the same for all passes of a loop, so that a late report is known as genuine. */
export function wakeKeyOf(context: IExecuteFunctions): string {
	const memory = context.getContext('node');
	const key = memory[contextKey] ?? randomBytes(16).toString('hex');
	memory[contextKey] = key;
	return String(key);
}

/** What of an address that wakes an execution must never be printed: the whole, its path, and each value in it. */
export function urlSecrets(address: string): string[] {
	const url = new URL(address);
	const values = [...url.searchParams.values()];
	const typed = url.search
		.slice(1)
		.split('&')
		.map((pair) => pair.slice(pair.indexOf('=') + 1));
	return [address, `${url.origin}${url.pathname}`, url.pathname, ...values, ...typed].filter(
		(secret) => secret.length > 1,
	);
}

/** @returns the callback as it is without what wakes the execution, and a mask for where else in it that may stand */
export function withoutToken(callback: DecodedCallback): {
	callback: DecodedCallback;
	redact: Redact;
} {
	const kept = (values: DecodedCallback['query']) =>
		new Map([...values].filter(([name]) => !hidden.includes(name)));
	const tokens = hidden.flatMap((name) => callback.query.get(name) ?? []);
	return {
		callback: { ...callback, query: kept(callback.query) },
		redact: redactor(tokens),
	};
}

/**
 * The webhooks of a node whose executions sleep. n8n serves them below its address for waiting executions, under the id
 * of the node, so that a late call to one sleeping node never wakes another. It answers with what the node returns as
 * `webhookResponse`, which it does only while `responseData` is empty.
 */
export const waitingWebhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map(
	(httpMethod) => ({
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	}),
);
