import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { pasted } from '../text/address';
import { InputProblem } from '../model/inputProblem';
import type { Gateway } from '../model/gateway';
import type { Setting } from '../input/parameterReader';

const label = 'Callback URL';

/**
 * @returns the secret that a callback URL carries
 * @throws InputProblem when the credential has none
 */
export function callbackSecretOf({ callbackSecret }: ICredentialDataDecryptedObject): string {
	const secret = pasted(callbackSecret);
	if (secret !== '') return secret;
	throw new InputProblem(
		label,
		'needs a Callback Secret',
		'Enter one in the credential; the trigger refuses callbacks without it.',
	);
}

/**
 * The callback URL that travels with a message: the one of the trigger, as the user pasted it, with what the trigger needs
 * to know again.
 *
 * @param gateway name of the gateway
 * @param given the field's value
 * @param ownNames names of query parameters that the node itself adds
 * @param query further parameters, encoded
 * @throws InputProblem when the URL cannot be called, or has one of these names already
 */
export function callbackUrlWith(
	gateway: string,
	given: string,
	ownNames: readonly string[],
	query: string,
): string {
	const url = URL.canParse(given) ? new URL(given) : null;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new InputProblem(
			label,
			`“${given}” is not an https:// or http:// address`,
			`Paste the production URL of the ${gateway} Trigger.`,
		);
	}
	const taken = ownNames.find((name) => url.searchParams.has(name));
	if (taken !== undefined) {
		throw new InputProblem(
			label,
			`already has the parameter “${taken}”, which the node adds itself`,
			`Paste the production URL of the ${gateway} Trigger as it is.`,
		);
	}
	// A fragment never travels; everything else stays as it was typed, if it can travel so.
	const typed = (/^[\x21-\x7e]*$/.test(given) ? given : url.href).split('#', 1)[0] ?? '';
	const joint = /[?&]$/.test(typed) ? '' : typed.includes('?') ? '&' : '?';
	return `${typed}${joint}${query}`;
}

/** The host of an address, in lower case and without the brackets of IPv6; null when it has none. */
function hostOf(address: string): string | null {
	if (!URL.canParse(address)) return null;
	return new URL(address).hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '') || null;
}

/** An IPv4 address that IPv6 carries, e.g. `::ffff:7f00:1`. */
function carriedIpv4(host: string): string | null {
	const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ?? [];
	if (high === undefined || low === undefined) return null;
	const [first, second] = [parseInt(high, 16), parseInt(low, 16)];
	return [first >> 8, first & 255, second >> 8, second & 255].join('.');
}

/** This machine itself. `URL` writes every form of an IPv4 address in the usual one. */
function isLoopback(host: string): boolean {
	const name = carriedIpv4(host) ?? host;
	return /^127\.|^0\.0\.0\.0$|^::1?$|^localhost$|\.localhost$/.test(name);
}

/** Known only inside of a network: private and link-local addresses, names without a dot, and those that no DNS has. */
function isPrivate(host: string): boolean {
	const name = carriedIpv4(host) ?? host;
	return (
		/^10\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(name) ||
		/^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(name) ||
		/\.(local|internal|lan|home|intranet)$/.test(name) ||
		/^[a-z0-9-]+$/.test(name)
	);
}

/** A gateway that itself has no public address may well reach what has none. */
function isPublic(gateway: Gateway, credentials: ICredentialDataDecryptedObject): boolean {
	const host = hostOf(gateway.baseUrl(credentials));
	return host !== null && !isLoopback(host) && !isPrivate(host);
}

/**
 * The path of a trigger's URL: n8n's own part, which N8N_ENDPOINT_WEBHOOK and N8N_ENDPOINT_WEBHOOK_TEST can change, the id of the webhook, the
 * trigger's part, and behind that, where the URL proves who calls, a token.
 */
const triggerUrl =
	/\/[^/]*?(-test)?\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/([^/]+)(?:\/|$)/i;

/** Where a gateway is to report, and whose trigger takes it there. */
export interface CallbackTarget {
	gateway: Gateway;
	/** Last part of the path of the gateway's own trigger. */
	path: string;
	/** The same of every trigger of the package. */
	paths: readonly string[];
	/** Label of the field that holds the address; `Callback URL`, if missing. */
	label?: string;
}

/**
 * Checks the address that a gateway is given for its reports. What loses them for certain is refused, what may lose them is
 * told above the output.
 *
 * @param address as the user gave it; what is no address is left to others
 * @throws InputProblem when no report can ever arrive there
 */
export function checkCallbackAddress(
	address: string,
	{ gateway, path, paths, label = 'Callback URL' }: CallbackTarget,
	{ credentials, warn }: Pick<Setting, 'credentials' | 'warn'>,
): void {
	const host = hostOf(address);
	if (host === null) return;
	const { displayName } = gateway;
	const [, test, trigger] = triggerUrl.exec(new URL(address).pathname) ?? [];
	if (trigger !== undefined && trigger !== path && paths.includes(trigger)) {
		throw new InputProblem(
			label,
			`belongs to the trigger of another gateway (“…/${trigger}”), which refuses the reports of ${displayName}`,
			`Paste the production URL of the ${displayName} Trigger, which ends with “/${path}”.`,
		);
	}
	const isOutside = isPublic(gateway, credentials);
	if (isOutside && isLoopback(host)) {
		throw new InputProblem(
			label,
			`points to “${host}”, which is this machine itself, so ${displayName} cannot call it`,
			'Use the address at which n8n can be reached from the internet. n8n shows it in its URLs when it is set as N8N_WEBHOOK_URL, in older versions as WEBHOOK_URL.',
		);
	}
	if (test !== undefined || /\/webhook-test\//.test(new URL(address).pathname)) {
		warn?.(
			`${label} is the test URL of a trigger, which takes reports only while the editor waits for one; the others are lost. Publish the workflow and use its production URL.`,
		);
	}
	if (isOutside && isPrivate(host)) {
		warn?.(
			`${label} points to “${host}”, an address of a private network. If ${displayName} cannot reach it from the internet, the reports are lost.`,
		);
	}
}
