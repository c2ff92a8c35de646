import type { IHttpRequestOptions } from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { pasted } from '../text/pasted';

/** A proxy's address without its login, which must not be printed. */
const withoutLogin = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const problem = (fault: string): InputProblem =>
	new InputProblem(
		'Proxy',
		fault,
		'Enter an HTTP proxy in full, e.g. http://myproxy:3128 or http://username:password@myproxy:3128. Special characters in the login must be percent-encoded.',
	);

/** @returns the text, or null when it is not percent-encoded as it should be */
function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
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
	const auth = { username: decoded(username), password: decoded(password) };
	if (auth.username === null || auth.password === null)
		throw problem(`${shown} has a login that is not percent-encoded`);
	return {
		protocol: protocol.replace(':', ''),
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		...(auth.username === '' ? {} : { auth: { username: auth.username, password: auth.password } }),
	};
}
