import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { endSlashes, pasted, pastedAddress, pastedExpression } from '../shared/text/pasted';

/**
 * The brands of the one application, each with accounts of its own, and the zone of its country. Source:
 * docs/gateways/smsby.md 1. The gateway takes and shows clocks without a zone; that they are local ones is inferred
 * (docs/gateways/smsby.md 11).
 */
const zones = {
	'app.sms.by': 'Europe/Minsk',
	'app.startsend.ru': 'Europe/Moscow',
	'app.dataedge.md': 'Europe/Chisinau',
} as const;

export const hosts = Object.keys(zones) as Array<keyof typeof zones>;

export const defaultHost = 'app.sms.by';

/** Chosen for an address of the user's own, such as another brand. */
export const ownHost = 'own';

const hostOf = ({ host }: ICredentialDataDecryptedObject): string => pasted(host) || defaultHost;

export function baseUrl(credentials: ICredentialDataDecryptedObject): string {
	const host = hostOf(credentials);
	if (host !== ownHost) return `https://${host}`;
	return pastedAddress(credentials.baseUrl);
}

const typedHost = pastedExpression('$credentials.host');

/** `baseUrl` for n8n's declarative requests, which take their address from an expression. */
export const baseUrlExpression = `={{${typedHost} === "${ownHost}" ? ${pastedExpression('$credentials.baseUrl')}.replace(${endSlashes}, "") : "https://" + (${typedHost} || "${defaultHost}")}}`;

/** The IANA zone in which the account's clocks are read and written. */
export function accountZone(credentials: ICredentialDataDecryptedObject): string {
	const chosen = pasted(credentials.timeZone);
	const host = hostOf(credentials);
	return chosen || (host in zones ? zones[host as keyof typeof zones] : zones[defaultHost]);
}
