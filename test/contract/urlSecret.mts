/** Forged callbacks of a gateway that signs nothing, where only the secret in the URL vouches for a call. */
import type { CallbackCall } from './table.mts';
import { callbackSecret } from './table.mts';

/** The call with another query. */
export const withQuery = (
	call: CallbackCall,
	change: (query: URLSearchParams) => void,
): CallbackCall => {
	const query = new URLSearchParams(call.query);
	change(query);
	return { ...call, query: query.toString() };
};

/**
 * Every way to have no right secret in the URL.
 *
 * @param genuine a call with the Callback Secret of the tables as `secret` in its query
 * @param key what opens the account, which is no Callback Secret
 */
export function forgedUrls(genuine: CallbackCall, key: string): Record<string, CallbackCall> {
	const given = (value: string) => withQuery(genuine, (query) => query.set('secret', value));
	const without = withQuery(genuine, (query) => query.delete('secret'));
	return {
		'no secret': without,
		'an empty secret': given(''),
		'a wrong secret': given('wrong'),
		'a truncated secret': given(callbackSecret.slice(0, -1)),
		'a lengthened secret': given(`${callbackSecret}0`),
		'a secret in other letters': given(callbackSecret.toUpperCase()),
		'two secrets': withQuery(genuine, (query) => query.append('secret', 'wrong')),
		'the right secret twice': withQuery(genuine, (query) => query.append('secret', callbackSecret)),
		'a secret as a list': withQuery(without, (query) => query.set('secret[]', callbackSecret)),
		'a secret in a header': {
			...without,
			headers: {
				...without.headers,
				secret: callbackSecret,
				authorization: `Bearer ${callbackSecret}`,
			},
		},
		'a wrong secret before a right one in a form': {
			...given('wrong'),
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: Buffer.from(new URLSearchParams({ secret: callbackSecret }).toString()),
		},
		'the key of the account instead of the secret': given(key),
	};
}
