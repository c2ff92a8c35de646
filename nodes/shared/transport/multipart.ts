import { randomBytes } from 'node:crypto';

import type { IHttpRequestOptions } from 'n8n-workflow';

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
export function withPart(
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
