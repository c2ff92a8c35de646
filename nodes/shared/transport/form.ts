import type { IHttpRequestOptions, IAuthenticate, IDataObject } from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { pasted } from '../text/address';
import { isRecord } from '../text/json';

/** A file on its way to a gateway. */
interface FilePart {
	name: string;
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

const contentType = 'multipart/form-data; boundary=';

/** As browsers write names: what would end the name or the line is percent-encoded. */
const quoted = (text: string): string =>
	`"${text.replace(/["\r\n]/g, (character) => encodeURIComponent(character))}"`;

function part(boundary: string, headers: string[], bytes: Buffer): Buffer {
	return Buffer.concat([
		Buffer.from(`--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`, 'utf8'),
		bytes,
		Buffer.from('\r\n'),
	]);
}

const valuePart = (boundary: string, name: string, value: string): Buffer =>
	part(
		boundary,
		[`Content-Disposition: form-data; name=${quoted(name)}`],
		Buffer.from(value, 'utf8'),
	);

/**
 * Builds a `multipart/form-data` body in UTF-8, as bytes: n8n sends a buffer as it is, as often as it has to.
 */
export function multipart(
	values: ReadonlyArray<readonly [name: string, value: string]>,
	files: readonly FilePart[],
): Pick<IHttpRequestOptions, 'body'> & { headers: { 'Content-Type': string } } {
	const boundary = `----n8n${randomBytes(16).toString('hex')}`;
	const parts = [
		...values.map(([name, value]) => valuePart(boundary, name, value)),
		...files.map(({ name, fileName, mimeType, bytes }) =>
			part(
				boundary,
				[
					`Content-Disposition: form-data; name=${quoted(name)}; filename=${quoted(fileName)}`,
					`Content-Type: ${mimeType.replace(/[\r\n]/g, '')}`,
				],
				bytes,
			),
		),
		Buffer.from(`--${boundary}--\r\n`),
	];
	return { headers: { 'Content-Type': `${contentType}${boundary}` }, body: Buffer.concat(parts) };
}

/** @returns the boundary of a request that `multipart` made, if it is one */
function boundaryOf({ headers, body }: IHttpRequestOptions): string | undefined {
	const type = String(headers?.['Content-Type'] ?? '');
	return Buffer.isBuffer(body) && type.startsWith(contentType)
		? type.slice(contentType.length)
		: undefined;
}

/** Puts a value in front of a multipart body, once. @returns undefined when the request has none */
function withPart(
	options: IHttpRequestOptions,
	name: string,
	value: string,
): IHttpRequestOptions | undefined {
	const boundary = boundaryOf(options);
	if (boundary === undefined) return undefined;
	const added = valuePart(boundary, name, value);
	const body = options.body as Buffer;
	return body.includes(added) ? options : { ...options, body: Buffer.concat([added, body]) };
}

/**
 * A POST whose body is a form that is already written. Its Content-Type is left to n8n's HTTP client, which names that of a
 * form for every text: where n8n finds the name it parses the whole body and throws the result away, which for a
 * list of a hundred messages took longer than writing it.
 *
 * @param url path behind the base URL
 */
export const formPost = (url: string, body: string): IHttpRequestOptions => ({
	method: 'POST',
	url,
	headers: { Accept: 'application/json' },
	body,
});

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

/** How a credential signs a request with a bearer token, its secret. @param field of the credential */
export const byBearer =
	(field: string): IAuthenticate =>
	async (credentials, options) =>
		await Promise.resolve({
			...options,
			headers: { ...options.headers, Authorization: `Bearer ${pasted(credentials[field])}` },
		});

export const jsonHeaders = {
	'Content-Type': 'application/json',
	Accept: 'application/json',
} as const;

/** A POST whose body is JSON. It stays an object until the credential has added its part. @param url path behind the base URL */
export const jsonPost = (url: string, body: object): IHttpRequestOptions => ({
	method: 'POST',
	url,
	headers: { ...jsonHeaders },
	body: body as IDataObject,
});
