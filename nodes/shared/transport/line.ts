import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { hash } from 'node:crypto';

import { requestOptionsOf } from './requestOptions';
import { credentialName, type Gateway } from '../model/gateway';
import { type Caller, nodeOf } from '../model/n8n';
import { redactor } from '../text/redact';
import { accountFor } from './account';
import { addressesOf } from './addresses';
import type { Line } from './exchange';
import { watchOf } from './pageWatch';
import { pasted } from '../text/address';
import type { Failure } from '../model/failure';
import { inputFailure, InputProblem } from '../model/inputProblem';

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
	return asTypedAndMeant(
		colon < 0 ? [login] : [login, login.slice(0, colon), login.slice(colon + 1)],
	);
}

const asTypedAndMeant = (parts: string[]): string[] =>
	parts.flatMap((part) => [part, decoded(part)]).filter((part) => part !== '');

/**
 * The same of an address of the gateway, such as one behind a server that asks for a login. The user alone is no secret: it may be
 * a word that stands in every row.
 */
function addressSecrets(address: string): string[] {
	const login = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address)?.[1] ?? '';
	const colon = login.indexOf(':');
	return colon < 0 ? [] : asTypedAndMeant([login, login.slice(colon + 1)]);
}

/** The proxy of the node, where it can be read: an expression that cannot is none of a call that is made. */
function proxyOf(caller: Caller): unknown {
	try {
		return requestOptionsOf(caller).proxy;
	} catch {
		return undefined;
	}
}

/** Everything that a node must never print: what the credential holds, and the logins of its addresses and of the proxy. */
const secretsIn = (
	caller: Caller,
	gateway: Gateway,
	credentials: ICredentialDataDecryptedObject,
): string[] => [
	...gateway.secrets(credentials),
	...[gateway.baseUrl(credentials), ...(gateway.backupUrls?.(credentials) ?? [])].flatMap(
		addressSecrets,
	),
	...proxySecrets(proxyOf(caller)),
];

/** The same of the credential as it is stored at this moment. */
export async function secretsOf(caller: Caller, gateway: Gateway): Promise<string[]> {
	const credentials = await caller.getCredentials(credentialName(gateway, nodeOf(caller)));
	return secretsIn(caller, gateway, credentials);
}

/** A limit of the credential, where it holds a usable number; 0 is one only for `perSecond`. */
function limit(value: unknown, preset: number, least: number): number {
	// What an expression gives may be text.
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= least ? number : preset;
}

/** Names the account: the stored credential, or a digest of its secrets where it has no id. */
function accountKey(
	gateway: Gateway,
	caller: Caller,
	credentials: ICredentialDataDecryptedObject,
): string {
	const node = nodeOf(caller);
	const id = node.credentials?.[credentialName(gateway, node)]?.id;
	const digest = () => hash('sha256', gateway.secrets(credentials).join('\0'));
	return `${gateway.id}:${id ?? digest()}`;
}

/** What runs no execution, such as a drop-down of the editor, waits as one. */
function ownerOf(caller: Caller): string {
	const execution = 'getExecutionId' in caller ? caller.getExecutionId() : '';
	return `${execution}:${caller.getWorkflow().id}:${nodeOf(caller).id}`;
}

/** A token is wanted and none is stored yet. Its field is n8n's own. */
function isTokenless({ grantType, oauthTokenData }: ICredentialDataDecryptedObject): boolean {
	if (grantType !== 'clientCredentials') return false;
	return !(oauthTokenData as { access_token?: unknown } | undefined)?.access_token;
}

/** Whether n8n renews a part of the credential while it is in use. */
export const hasToken = ({ grantType, oauthTokenData }: ICredentialDataDecryptedObject): boolean =>
	grantType !== undefined || oauthTokenData !== undefined;

/**
 * n8n itself asks for the token, with ID and secret exactly as they were entered, and is refused in words that do not say why.
 */
function grantProblem(credentials: ICredentialDataDecryptedObject): Failure | undefined {
	if (credentials.grantType !== 'clientCredentials') return undefined;
	const label = [
		['Client ID', credentials.clientId] as const,
		['Client Secret', credentials.clientSecret] as const,
	].find(([, value]) => pasted(value) !== String(value ?? ''))?.[0];
	if (label === undefined) return undefined;
	return inputFailure(
		new InputProblem(
			`${label} in the credential`,
			'begins or ends with whitespace or an invisible character',
			'Paste it there again, with nothing around it.',
		),
		// It shows nothing of the credential.
		(words) => words,
	);
}

/**
 * Opens the way to the account that the node's credential names.
 *
 * @param more secrets of this execution, beside those of the credential and of the Request Options
 * @throws NodeOperationError when the node has no credential
 */
export async function openLine(
	caller: Caller,
	gateway: Gateway,
	more: readonly string[] = [],
): Promise<Line & { credentials: ICredentialDataDecryptedObject }> {
	const credentialType = credentialName(gateway, nodeOf(caller));
	const credentials = await caller.getCredentials(credentialType);
	const account = accountFor(accountKey(gateway, caller, credentials)).configure({
		concurrent: limit(credentials.concurrent, gateway.limits.concurrent, 1),
		perSecond: limit(credentials.perSecond, gateway.limits.perSecond, 0),
	});
	const signal =
		'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined;
	const line: Line & { credentials: ICredentialDataDecryptedObject } = {
		gateway,
		credentialType,
		account,
		addresses: addressesOf(gateway, credentials),
		problem: grantProblem(credentials),
		redact: redactor([...secretsIn(caller, gateway, credentials), ...more]),
		signal,
		pages: watchOf(caller),
		owner: ownerOf(caller),
		tokenless: isTokenless(credentials),
		tokenUrl: pasted(credentials.accessTokenUrl),
		credentials,
	};
	if (hasToken(credentials)) {
		line.renew = async () => {
			const known = secretsIn(caller, gateway, credentials);
			line.redact = redactor([...known, ...(await secretsOf(caller, gateway)), ...more]);
		};
	}
	return line;
}
