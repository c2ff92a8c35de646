import { randomBytes } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { DecodedCallback } from '../model/callback';
import { type Redact, redactor } from '../text/redact';

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
