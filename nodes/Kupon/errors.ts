import type { Failure } from '../shared/model/failure';
import { isRecord, wordsOf } from '../shared/text/json';

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
			: 'Correct what the gateway points out, or contact its support (8 800 100 6003). If it mentions the token, check the credential.',
		httpStatus,
	};
}
