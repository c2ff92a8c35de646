import type { DecodedCallback } from '../callbacks/decode';
import { type Redact, redactor } from '../transport/redact';

/** n8n's own parameter. Who knows its value can wake any node of the execution. */
const tokenParameter = 'signature';

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

/** @returns the callback as it is without n8n's token, and a mask for where else in it the token may stand */
export function withoutToken(callback: DecodedCallback): {
	callback: DecodedCallback;
	redact: Redact;
} {
	const kept = (values: DecodedCallback['query']) =>
		new Map([...values].filter(([name]) => name !== tokenParameter));
	const tokens = callback.query.get(tokenParameter) ?? [];
	return {
		callback: { ...callback, query: kept(callback.query) },
		redact: redactor(tokens),
	};
}
