import type { Gateway } from '../shared/model/gateway';
import { baseUrlOr, pasted } from '../shared/text/address';
import { parseObject } from '../shared/text/json';
import { callbacks } from './callback';
import { readRefusal, wordOf } from './errors';
import { wireStatuses } from './statuses';

/** Source: docs/gateways/smsru.md 1. */
export const defaultBaseUrl = 'https://sms.ru';

export const { baseUrl, baseUrlExpression } = baseUrlOr(defaultBaseUrl);

/** Of every sum; inferred. Source: docs/gateways/smsru.md 1. */
export const currency = 'RUB';

export const smsRu: Gateway = {
	id: 'smsru',
	displayName: 'SMS.ru',
	credential: 'messageGatewaysSmsRuApi',
	// No limit of rate is known; a request carries 100 recipients or IDs. Source: docs/gateways/smsru.md 1, 2 and 4.
	limits: { concurrent: 5, perSecond: 10, listSize: 100 },
	baseUrl,
	parse(text) {
		const body = parseObject(text, 'status');
		if (wordOf(body)) return body;
		throw new SyntaxError('Neither OK nor an error');
	},
	readFailure: readRefusal,
	statuses: wireStatuses,
	callbacks,
	secrets: ({ apiKey }) => [pasted(apiKey)],
};
