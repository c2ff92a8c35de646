import type { Gateway } from '../shared/model/gateway';
import type { Failure } from '../shared/model/failure';
import { endSlashes, pasted, pastedAddress, pastedExpression } from '../shared/text/pasted';
import { isRecord, parseJson, wordsOf } from '../shared/text/json';
import { callbacks } from './callback';
import { nativeStatuses } from './statuses';

/** Where a new account lives; other tenants may have another prefix. Source: docs/gateways/kupon.md 0 and 1. */
export const defaultBaseUrl = 'https://1-pulse.kupon.mobi';

/** The address for n8n's declarative requests, which take it from an expression. */
export const baseUrlExpression = `={{(${pastedExpression('$credentials.baseUrl')} || "${defaultBaseUrl}").replace(${endSlashes}, "")}}`;

/**
 * A refusal is told by the body, whatever the HTTP status is: `type=error` with the reason in `msg`. No codes are
 * documented. Source: docs/gateways/kupon.md 7.
 */
export function refusal(body: unknown, httpStatus: number | null): Failure | null {
	if (!isRecord(body) || body.type !== 'error') return null;
	const words = wordsOf(body.msg) || 'no reason given';
	const unauthorized = httpStatus === 401 || httpStatus === 403;
	return {
		kind: unauthorized ? 'unauthorized' : httpStatus === 429 ? 'rateLimited' : 'rejected',
		code: null,
		text: words,
		hint: unauthorized
			? 'Check the token in the credential.'
			: 'Change what the gateway names, or ask its support (8 800 100 6003). If it names the token, check the credential.',
		httpStatus,
	};
}

export const kupon: Gateway = {
	id: 'kupon',
	displayName: 'Kupon.mobi',
	credential: 'messageGatewaysKuponApi',
	// None is documented; these are careful presets that the credential can change. Source: docs/gateways/kupon.md 5.
	limits: { concurrent: 5, perSecond: 10, listSize: 100 },
	baseUrl: ({ baseUrl }) => pastedAddress(pasted(baseUrl) || defaultBaseUrl),
	parse: (text) => {
		const body = parseJson(text);
		if (typeof body !== 'object' || body === null)
			throw new SyntaxError('Neither an object nor a list');
		return body;
	},
	readFailure: (httpStatus, body) => refusal(body, httpStatus),
	statuses: nativeStatuses,
	callbacks,
	secrets: ({ token, callbackSecret }) => [pasted(token), pasted(callbackSecret)],
};
