import type { IHttpRequestOptions, IDataObject } from 'n8n-workflow';

import { pasted } from '../text/address';
import { InputProblem } from '../model/inputProblem';
import { hasExpression } from '../input/parameterReader';
import { isRecord, recordOf } from '../text/json';
import { type Caller, nodeOf } from '../model/n8n';

/** A proxy's address without its login, which must not be printed. */
const withoutLogin = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const problem = (fault: string): InputProblem =>
	new InputProblem(
		'Proxy',
		fault,
		'Enter an HTTP proxy in full, e.g. http://myproxy:3128 or http://username:password@myproxy:3128. Special characters in the login must be percent-encoded.',
	);

/** @returns whether the text is percent-encoded as it should be */
function isEncoded(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}

/**
 * Reads Proxy of the Request Options. n8n would go around a proxy that it cannot use, so that whatever is no HTTP proxy
 * is refused here. Without a scheme it is `http`, as everywhere else.
 *
 * @returns undefined when there is none
 * @throws InputProblem when no calls can be made through it
 */
export function readProxy(value: unknown): IHttpRequestOptions['proxy'] | undefined {
	if (value !== undefined && value !== null && typeof value !== 'string')
		throw problem('is not a text');
	const text = pasted(value);
	if (text === '') return undefined;
	const shown = `“${withoutLogin(text)}”`;
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
	if (!/^https?:/i.test(address)) throw problem(`${shown} is not an HTTP proxy`);
	if (/\s/.test(address) || !URL.canParse(address)) throw problem(`${shown} is not an address`);
	const { protocol, hostname, port, pathname, search, hash, username, password } = new URL(address);
	if (port === '0' || pathname !== '/' || search !== '' || hash !== '')
		throw problem(`${shown} is not an address`);
	if (!isEncoded(username) || !isEncoded(password))
		throw problem(`${shown} has a login that is not percent-encoded`);
	return {
		protocol: protocol.replace(':', ''),
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		// Encoded as it is: n8n makes an address of it again, and would take a `%` of the login for an escape.
		...(username === '' ? {} : { auth: { username, password } }),
	};
}

/** n8n's own default is 300 s, too long for a node in whose place nothing else runs. */
export const defaultTimeoutMs = 60_000;

/** Those of a run, which all its calls have in common. */
const ofRuns = new WeakMap<Caller, IDataObject>();

/**
 * The node's Request Options; n8n gives them to every kind of caller in its own way.
 *
 * @throws ExpressionError where a value cannot be read, as in a dropdown of the editor, which has no items
 */
export function requestOptionsOf(caller: Caller): IDataObject {
	const read = caller.getNodeParameter.bind(caller) as (
		...given: [string, number, object] | [string, object]
	) => unknown;
	const perItem = 'getInputData' in caller && !('getItemIndex' in caller);
	if (!perItem) return recordOf(read('requestOptions', {}));
	// Asked for what no expression changes, n8n takes longer than all else that is made of the credential.
	const { requestOptions: stored } = nodeOf(caller).parameters;
	if (!hasExpression(stored)) return recordOf(stored);
	const options = ofRuns.get(caller) ?? recordOf(read('requestOptions', 0, {}));
	ofRuns.set(caller, options);
	return options;
}

/** @returns the Request Options, or null where they cannot be read */
function readable(caller: Caller): IDataObject | null {
	try {
		return requestOptionsOf(caller);
	} catch {
		return null;
	}
}

/** @returns whether the node has a proxy, whatever its address is */
function hasProxy(caller: Caller): boolean {
	const typed = nodeOf(caller).parameters.requestOptions;
	const proxy = isRecord(typed) ? (typed as IDataObject).proxy : undefined;
	return proxy !== undefined && proxy !== null && proxy !== '';
}

type UserOptions = Partial<IHttpRequestOptions> & { timeout: number };

function withoutProxy(read: IDataObject | null): UserOptions {
	const { timeout, allowUnauthorizedCerts } = read ?? {};
	const options: UserOptions = {
		timeout: Number(timeout) > 0 ? Number(timeout) : defaultTimeoutMs,
	};
	if (allowUnauthorizedCerts === true) options.skipSslCertificateValidation = true;
	return options;
}

/** The user's Request Options for calls through the gate, which reads the proxy for each item and says what is wrong with it. */
export const userOptionsWithoutProxy = (caller: Caller): UserOptions =>
	withoutProxy(readable(caller));

/**
 * The user's Request Options as options of a call. n8n applies them to the one call of a declarative operation, and to no other.
 *
 * @throws InputProblem when no calls can be made through the proxy
 */
export function userOptions(caller: Caller): UserOptions {
	const read = readable(caller);
	// What cannot be read does not matter, but for the proxy, which no call goes around.
	if (!read && hasProxy(caller)) {
		throw new InputProblem(
			'Proxy',
			'is an expression that has no value here',
			'Enter the address of the proxy as a text, or use an expression without the data of an item.',
		);
	}
	const options = withoutProxy(read);
	const chosen = readProxy(read?.proxy);
	if (chosen) options.proxy = chosen;
	return options;
}
