import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Caller } from '../model/n8n';
import { credentialName, type Gateway } from '../model/gateway';
import { requestOptionsOf } from './requestOptions';

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * User and password in a proxy's address, also in one that cannot be used: an error would show it.
 *
 * @returns each as it was typed and as it is meant
 */
function proxySecrets(proxy: unknown): string[] {
	if (typeof proxy !== 'string') return [];
	const at = proxy.lastIndexOf('@');
	if (at < 0) return [];
	const scheme = proxy.indexOf('://');
	const login = proxy.slice(scheme >= 0 && scheme < at ? scheme + 3 : 0, at);
	const colon = login.indexOf(':');
	const parts = colon < 0 ? [login] : [login, login.slice(0, colon), login.slice(colon + 1)];
	return parts.flatMap((part) => [part, decoded(part)]).filter((part) => part !== '');
}

/** The proxy of the node, where it can be read: an expression that cannot is none of a call that is made. */
function proxyOf(caller: Caller): unknown {
	try {
		return requestOptionsOf(caller).proxy;
	} catch {
		return undefined;
	}
}

/** Everything that a node must never print: what the credential holds, and the login of the proxy. */
export const secretsIn = (
	caller: Caller,
	gateway: Gateway,
	credentials: ICredentialDataDecryptedObject,
): string[] => [...gateway.secrets(credentials), ...proxySecrets(proxyOf(caller))];

/** The same of the credential as it is stored at this moment. */
export async function secretsOf(caller: Caller, gateway: Gateway): Promise<string[]> {
	const credentials = await caller.getCredentials(credentialName(gateway, caller.getNode()));
	return secretsIn(caller, gateway, credentials);
}
