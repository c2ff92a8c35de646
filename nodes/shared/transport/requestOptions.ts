import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { InputProblem } from '../delivery/inputProblem';
import { isRecord } from './json';
import type { Caller } from './line';
import { readProxy } from './proxy';

/** n8n's own default is 300 s, too long for a node in whose place nothing else runs. */
export const defaultTimeoutMs = 60_000;

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
	const value = perItem ? read('requestOptions', 0, {}) : read('requestOptions', {});
	return isRecord(value) ? (value as IDataObject) : {};
}

/** The same; those that cannot be read do not matter, but for the proxy, which no call goes around. */
function readable(caller: Caller): IDataObject {
	try {
		return requestOptionsOf(caller);
	} catch {
		const typed = caller.getNode().parameters.requestOptions;
		const proxy = isRecord(typed) ? (typed as IDataObject).proxy : undefined;
		if (proxy === undefined || proxy === null || proxy === '') return {};
		throw new InputProblem(
			'Proxy',
			'is an expression that has no value here',
			'Enter the address of the proxy as a text, or use an expression without the data of an item.',
		);
	}
}

/**
 * The user's Request Options as options of a call. n8n applies them to the one call of a declarative operation, and to no other.
 *
 * @throws InputProblem when no calls can be made through the proxy
 */
export function userOptions(caller: Caller): Partial<IHttpRequestOptions> & { timeout: number } {
	const { timeout, proxy, allowUnauthorizedCerts } = readable(caller);
	const options: Partial<IHttpRequestOptions> & { timeout: number } = {
		timeout: typeof timeout === 'number' && timeout > 0 ? timeout : defaultTimeoutMs,
	};
	if (allowUnauthorizedCerts === true) options.skipSslCertificateValidation = true;
	const chosen = readProxy(proxy);
	if (chosen) options.proxy = chosen;
	return options;
}
