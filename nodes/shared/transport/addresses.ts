import { type ICredentialDataDecryptedObject, isDomainAllowed } from 'n8n-workflow';

import type { Gateway } from '../gateway';

/** Where an account can be reached. */
export interface Addresses {
	primary: string;
	/** Tried in this order when no connection can be made. */
	backups: string[];
	/** Backups that the credential does not allow. */
	barred: string[];
}

/**
 * Reads the addresses of an account. The list "Allowed Domains", which n8n adds to every credential, holds for the
 * backups as well; the address of the credential itself is always allowed, as n8n has it for a node's own address.
 */
export function addressesOf(
	gateway: Gateway,
	credentials: ICredentialDataDecryptedObject,
): Addresses {
	const listed = credentials.allowedHttpRequestDomains === 'domains';
	const allowedDomains = String(credentials.allowedDomains ?? '');
	const allowed = (url: string) =>
		!listed || (allowedDomains.trim() !== '' && isDomainAllowed({ url, allowedDomains }));
	const backups = gateway.backupUrls?.(credentials) ?? [];
	return {
		primary: gateway.baseUrl(credentials),
		backups: backups.filter(allowed),
		barred: backups.filter((url) => !allowed(url)),
	};
}

/** What to do about backups that were not tried. */
export function barredHint(barred: readonly string[]): string {
	const names = barred.map((url) => (URL.canParse(url) ? new URL(url).host : url)).join(', ');
	return `The backup addresses of the gateway were not tried, because Allowed Domains of the credential does not name them. Add them there: ${names}`;
}

/** Moves a request from the primary address to another one. */
export function atAddress<T extends { url?: string; baseURL?: string }>(
	options: T,
	{ primary }: Addresses,
	address: string,
): T {
	if (address === primary) return options;
	if (options.baseURL !== undefined) return { ...options, baseURL: address };
	return options.url?.startsWith(primary)
		? { ...options, url: `${address}${options.url.slice(primary.length)}` }
		: options;
}
