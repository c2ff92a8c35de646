import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrlOfHost, pasted } from '../shared/text/address';

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

const defaultHost = 'app.sms.by';

const { hostOf, ...address } = baseUrlOfHost(defaultHost);

export const { baseUrl, baseUrlExpression } = address;

/** The IANA zone in which the account's clocks are read and written. */
export function accountZone(credentials: ICredentialDataDecryptedObject): string {
	const chosen = pasted(credentials.timeZone);
	const host = hostOf(credentials);
	return chosen || (host in zones ? zones[host as keyof typeof zones] : zones[defaultHost]);
}
