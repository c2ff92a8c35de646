import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Gateway } from '../model/gateway';
import { inputFailure, InputProblem } from '../model/inputProblem';
import type { Failure } from '../model/failure';
import { pastedAddress } from '../text/address';

/** Where an account can be reached. */
export interface Addresses {
	primary: string;
	/** Tried in this order when no connection can be made. */
	backups: string[];
	/** Backups that the credential does not allow. */
	barred: string[];
	/** Why no call can be made to them. */
	problem?: Failure;
}

/**
 * n8n's rule for Allowed Domains: a name stands for itself, and `*.name` for what is below it. Of our own, because n8n's function
 * has other arguments before 2.23.
 */
function isAllowed(url: string, allowedDomains: string): boolean {
	if (!URL.canParse(url)) return false;
	const bare = (name: string) => name.trim().toLowerCase().replace(/\.$/, '');
	const host = bare(new URL(url).hostname);
	return allowedDomains
		.split(',')
		.map(bare)
		.some((name) =>
			name.startsWith('*.') ? name !== '*.' && host.endsWith(name.slice(1)) : name === host,
		);
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
	const allowed = (url: string) => !listed || isAllowed(url, allowedDomains);
	const backups = gateway.backupUrls?.(credentials) ?? [];
	const primary = gateway.baseUrl(credentials);
	return {
		primary,
		problem: addressProblem(primary, backups, credentials),
		backups: backups.filter(allowed),
		barred: backups.filter((url) => !allowed(url)),
	};
}

/** @returns what keeps an address from being called, as the end of a sentence; null when it can be */
function faultOf(address: string): string | null {
	if (address === '') return 'is empty';
	const shown = `“${address}”`;
	if (/\s/.test(address)) return `${shown} has a space in it`;
	if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return `${shown} does not begin with https://`;
	if (!/^https?:/i.test(address)) return `${shown} begins with neither https:// nor http://`;
	if (!URL.canParse(address)) return `${shown} is not an address`;
	const { port, pathname, search, hash } = new URL(address);
	if (port === '0') return `${shown} has a port that does not exist`;
	if (search !== '' || hash !== '' || /[?#]/.test(address))
		return `${shown} has more than an address in it`;
	return pathname.startsWith('//') ? `${shown} has two addresses in it` : null;
}

/** The first address that cannot be called, by the field of the credential that it comes from. */
function addressProblem(
	primary: string,
	backups: readonly string[],
	{ baseUrl }: ICredentialDataDecryptedObject,
): Failure | undefined {
	const own = pastedAddress(baseUrl);
	const label = primary === own || primary === '' ? 'Base URL' : 'Host';
	const [field, fault] =
		[
			[label, faultOf(primary)] as const,
			...backups.map((backup) => ['Backup URLs', faultOf(backup)] as const),
		].find(([, found]) => found !== null) ?? [];
	if (!field || !fault) return undefined;
	return inputFailure(
		new InputProblem(
			`${field} in the credential`,
			fault,
			'Enter it there in full, e.g. https://gateway.example.com, with nothing after the name and the port.',
		),
		// Masked where it is reported, when the secrets are known; nothing of it is cut.
		(text) => text,
	);
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
