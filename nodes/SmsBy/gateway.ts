import type { Gateway } from '../shared/model/gateway';
import { pasted } from '../shared/text/address';
import { parseStructure } from '../shared/text/json';
import { callbacks } from './callback';
import { readRefusal } from './errors';
import { baseUrl } from './hosts';
import { wireStatuses } from './statuses';

export const smsBy: Gateway = {
	id: 'smsby',
	displayName: 'SMS.by',
	credential: 'messageGatewaysSmsByApi',
	// 429 exists and its threshold is not documented; these are careful presets. Source: docs/gateways/smsby.md 9.
	limits: { concurrent: 5, perSecond: 10, listSize: 500 },
	baseUrl,
	parse: parseStructure,
	readFailure: (httpStatus, body) => readRefusal(httpStatus, body),
	statuses: wireStatuses,
	callbacks,
	secrets: ({ token, callbackSecret }) => [pasted(token), pasted(callbackSecret)],
};
