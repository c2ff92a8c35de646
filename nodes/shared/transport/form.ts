import type { IHttpRequestOptions } from 'n8n-workflow';

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
