import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Redact } from '../text/redact';

/** Characters of a body without structure that a row shows. */
const shown = 2_000;

const headerOf = ({ headers = {} }: IHttpRequestOptions, name: string): string =>
	String(Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '');

/** @param text without its secrets: what is cut first could keep a part of one */
const cut = (text: string): string =>
	text.length > shown ? `${text.slice(0, shown)}… (${text.length} characters)` : text;

/** A percent-encoded value as text; as it stands where its bytes are no UTF-8. */
function decoded(value: string): string {
	try {
		return decodeURIComponent(value.replace(/\+/g, ' '));
	} catch {
		return value;
	}
}

/** A form by its names; a name that occurs several times has a list. */
function formFields(body: string): IDataObject {
	const fields: Record<string, string | string[]> = {};
	for (const pair of body.split('&').filter(Boolean)) {
		const [name = '', ...value] = pair.split('=');
		const key = decoded(name);
		const text = decoded(value.join('='));
		const earlier = fields[key];
		fields[key] = earlier === undefined ? text : [earlier, text].flat();
	}
	return fields;
}

/**
 * The body of a request as a person can read it: objects and forms by their names, files by their size.
 *
 * @param redact masks the secrets, before a text is cut
 */
export function readableBody(
	options: IHttpRequestOptions,
	redact: Redact,
): IDataObject | string | null {
	const { body } = options as { body?: unknown };
	if (body === undefined || body === null) return null;
	if (typeof body === 'string') {
		return headerOf(options, 'content-type').includes('urlencoded')
			? redact(formFields(body))
			: cut(redact(body));
	}
	if (Buffer.isBuffer(body)) {
		const type = headerOf(options, 'content-type').split(';')[0] || 'bytes';
		return `${type}, ${body.length} bytes`;
	}
	return redact(body as IDataObject);
}
