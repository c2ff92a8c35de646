import type { Gateway } from '../shared/model/gateway';
import { parseStructure } from '../shared/text/json';
import { pasted } from '../shared/text/address';
import { callbacks } from './callback';
import { refusal } from './errors';
import { baseUrl } from './hosts';
import { nativeStatuses } from './statuses';

export const kupon: Gateway = {
	id: 'kupon',
	displayName: 'Kupon.mobi',
	credential: 'messageGatewaysKuponApi',
	// None is documented; these are careful presets that the credential can change. Source: docs/gateways/kupon.md 5.
	limits: { concurrent: 5, perSecond: 10, listSize: 100 },
	baseUrl,
	parse: parseStructure,
	readFailure: (httpStatus, body) => refusal(body, httpStatus),
	statuses: nativeStatuses,
	callbacks,
	secrets: ({ token, callbackSecret }) => [pasted(token), pasted(callbackSecret)],
};
