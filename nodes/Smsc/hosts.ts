import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { endSlashes, pasted, pastedAddress, pastedExpression } from '../shared/text/pasted';

/** Where accounts live; each has its own. Source: docs/gateways/smsc.md 1.1. */
export const hosts = ['smsc.ru', 'smsc.kz', 'smsc.ua', 'smsc.tj', 'smscentre.com'] as const;

export const defaultHost = hosts[0];

/** Chosen for an address of the user's own, such as a white label. */
export const ownHost = 'own';

/** Tried in this order. Source: docs/gateways/smsc.md 1.1: www2 in the documents, www3 to www5 in the official libraries. */
const backupPrefixes = ['www2', 'www3', 'www4', 'www5'];

const hostOf = ({ host }: ICredentialDataDecryptedObject): string => pasted(host) || defaultHost;

export function baseUrl(credentials: ICredentialDataDecryptedObject): string {
	const host = hostOf(credentials);
	return host === ownHost ? pastedAddress(credentials.baseUrl) : `https://${host}`;
}

/** Addresses of the same account for when the first one cannot be reached. */
export function backupUrls(credentials: ICredentialDataDecryptedObject): string[] {
	const host = hostOf(credentials);
	if (host !== ownHost) return backupPrefixes.map((prefix) => `https://${prefix}.${host}`);
	return String(credentials.backupUrls ?? '')
		.split(/[\s,;]+/)
		.map(pastedAddress)
		.filter((address) => address !== '');
}

const typedHost = pastedExpression('$credentials.host');

/** `baseUrl` for n8n's declarative requests, which take their address from an expression. */
export const baseUrlExpression = `={{${typedHost} === "${ownHost}" ? ${pastedExpression('$credentials.baseUrl')}.replace(${endSlashes}, "") : "https://" + (${typedHost} || "${defaultHost}")}}`;
