import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrlOfHost, ownHost, pastedAddress } from '../shared/text/address';

/** Where accounts live; each has its own. Source: docs/gateways/smsc.md 1.1. */
export const hosts = ['smsc.ru', 'smsc.kz', 'smsc.ua', 'smsc.tj', 'smscentre.com'] as const;

const defaultHost = hosts[0];

const { hostOf, ...address } = baseUrlOfHost(defaultHost);

export const { baseUrl, baseUrlExpression } = address;

/** Tried in this order. Source: docs/gateways/smsc.md 1.1: www2 in the documents, www3 to www5 in the official libraries. */
const backupPrefixes = ['www2', 'www3', 'www4', 'www5'];

/** Addresses of the same account for when the first one cannot be reached. */
export function backupUrls(credentials: ICredentialDataDecryptedObject): string[] {
	const host = hostOf(credentials);
	if (host !== ownHost) return backupPrefixes.map((prefix) => `https://${prefix}.${host}`);
	return String(credentials.backupUrls ?? '')
		.split(/[\s,;]+/)
		.map(pastedAddress)
		.filter((address) => address !== '');
}
