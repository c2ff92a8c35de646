/** What leaves n8n and what comes of it, as texts that are equal where a field changes nothing. */
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import { axios } from '../../engine/harness/modules.mts';
import type { Leaf } from './leaves.mts';

/** What a request says, without what differs each time. */
export function said({ method, path, query, headers, body }: Exchange): string {
	const boundary = /boundary=(\S+)/.exec(String(headers['content-type'] ?? ''))?.[1];
	const text = body.toString('latin1');
	const whole = (boundary ? text.replaceAll(boundary, '') : text).replace(
		/(?<=":")[A-Za-z\d+/]{40,}={0,2}(?=")/g,
		(base64) => Buffer.from(base64, 'base64').toString('latin1'),
	);
	return [`${method} ${path}?${query}`, headers.authorization ?? '', whole].join('\n');
}

/** Texts of at least four characters that were not there before, such as IDs of what was made. */
export function newTexts(value: unknown, before: unknown): string[] {
	const known = JSON.stringify(before);
	const texts = (JSON.stringify(value) ?? '').match(/[\p{L}\d@.-]{4,}/gu) ?? [];
	return texts.filter((text) => !known.includes(text));
}

/** A text without the IDs and keys that n8n, node and sandbox make anew each time. */
export const withoutMinted = (text: string, minted: string[]): string =>
	minted
		.reduce((so, one) => so.replaceAll(one, '#'), text)
		.replace(/n8n-[0-9a-f]{24}|[0-9a-f]{32,}|\.\.[0-9a-f]{12}/g, '#')
		.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
		.replace(/(webhook-waiting(?:\/|%2F|%252F))\d+/g, '$1#')
		.replace(/((?:key|signature)(?:=|%3D|%253D))[0-9a-f]{12,}/g, '$1#')
		.replace(/(?<!\d)\d{6,7}(?!\d)/g, '#');

/** A text without long numbers, IDs and instants, which say who and when, not how. */
export const withoutNumbers = (text: string): string =>
	text
		.replace(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+]00:00)?/g, '#')
		.replace(/[0-9a-f]{24}/g, '#')
		.replace(/"[0-9a-z]{6}-[0-9a-z]{6}-[0-9a-z]{2}"/g, '#')
		.replace(/\d{4,}/g, '#');

/** How n8n's HTTP client is told to make the requests from now on. */
export function watchClient(): string[] {
	const told: string[] = [];
	axios.interceptors.request.use((config) => {
		const { timeout, httpsAgent } = config;
		told.push(JSON.stringify([timeout, httpsAgent?.options?.rejectUnauthorized]));
		return config;
	});
	return told;
}

/** @returns what to do about each field that changes nothing, whatever is filled in */
export const todoFor = (idle: readonly Leaf[], exceptions: string): string[] =>
	idle.map(
		({ field, path }) =>
			`${path.join('.')}: nothing differs, whatever “${field.displayName}” holds. Have the node obey it, or take it out of the form. If this run cannot show what it decides, say in test/contract/form/${exceptions} how it can be seen.`,
	);
