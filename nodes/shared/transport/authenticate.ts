import type { IAuthenticate, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isRecord } from '../text/json';
import { pasted } from '../text/pasted';
import { withPart } from './multipart';

/**
 * Adds an account parameter to a request of any form: to a form, multipart or object body, or to the query when there is
 * no body.
 * n8n may call this again on the same options after it renewed a token, so an earlier value is replaced.
 */
export function withParameter(
	options: IHttpRequestOptions,
	name: string,
	value: string,
): IHttpRequestOptions {
	const multipart = withPart(options, name, value);
	if (multipart) return multipart;
	const { body } = options;
	if (typeof body === 'string') {
		const kept = body.split('&').filter((pair) => pair !== '' && !pair.startsWith(`${name}=`));
		return { ...options, body: [`${name}=${encodeURIComponent(value)}`, ...kept].join('&') };
	}
	const hasBody = isRecord(body) && Object.keys(body).length > 0;
	if (hasBody || (options.method !== undefined && options.method !== 'GET')) {
		return { ...options, body: { ...(body as IDataObject | undefined), [name]: value } };
	}
	return { ...options, qs: { ...options.qs, [name]: value } };
}

/** How a credential signs a request of which a parameter is the secret. @param field of the credential */
export const byParameter =
	(name: string, field: string): IAuthenticate =>
	async (credentials, options) =>
		await Promise.resolve(withParameter(options, name, pasted(credentials[field])));
