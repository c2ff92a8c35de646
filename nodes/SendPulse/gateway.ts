import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../shared/model/gateway';
import { unsaidFailure } from '../shared/model/failure';
import { pasted } from '../shared/text/address';
import { isRecord, parseJson } from '../shared/text/json';
import { callbacks } from './callback';
import { type Reading, readRefusal, saysYes } from './errors';
import { chatStatuses } from './chatbots/titles';
import { baseUrl } from './hosts';
import { campaignStatuses, eventStatuses } from './statuses';

/** Name of the node parameter that chooses the credential type. */
export const authenticationParameter = 'authentication';

/** Name of the credential type for a static key. */
export const keyCredential = 'messageGatewaysSendPulseApi';

/** Name of the credential type for client ID and secret. */
export const grantCredential = 'messageGatewaysSendPulseOAuth2Api';

/** SendPulse takes ten requests a second. Source: docs/gateways/sendpulse.md 1.4 and 21.15. */
export const limits = { concurrent: 5, perSecond: 8 } as const;

/** Every value that must never be printed, the ID and the tokens that n8n stores included. */
function secrets(credentials: ICredentialDataDecryptedObject): string[] {
	const { clientId, clientSecret, apiKey, callbackSecret, oauthTokenData } = credentials;
	const tokens = isRecord(oauthTokenData)
		? [oauthTokenData.access_token, oauthTokenData.refresh_token]
		: [];
	return [clientId, clientSecret, apiKey, callbackSecret, ...tokens]
		.map(pasted)
		.filter((secret) => secret !== '');
}

/** @throws SyntaxError for a text, a number or null, which SendPulse answers nowhere. Source: docs/gateways/sendpulse.md 1.3 and 25.2. */
function parse(text: string): unknown {
	const body = parseJson(text);
	if (typeof body === 'boolean' || (typeof body === 'object' && body !== null)) return body;
	throw new SyntaxError('Neither an object, a list nor a verdict');
}

const reader = (reading: Reading): AnswerReader => ({
	parse,
	readFailure: (httpStatus, body) => readRefusal(httpStatus, body, reading),
});

export const sendPulse: Gateway = {
	...reader('payload'),
	id: 'sendpulse',
	displayName: 'SendPulse',
	credential: grantCredential,
	chosenCredential: ({ authentication }) =>
		authentication === 'apiKey' ? keyCredential : grantCredential,
	// Adding and removing contacts has no published limit; 100 is that of removing. Source: docs/gateways/sendpulse.md 1.4.
	limits: { ...limits, listSize: 100 },
	baseUrl,
	statuses: { ...eventStatuses, ...campaignStatuses, ...chatStatuses },
	callbacks,
	secrets,
};

/**
 * Answers that say nothing but whether it was done: there `result` or `success` false is a refusal, also inside HTTP 200.
 * Source: docs/gateways/sendpulse.md 1.3.
 */
export const acknowledgement: AnswerReader = reader('acknowledgement');

/** The same of changes, where silence is no yes: then nobody knows whether it was done. */
export const confirmation: AnswerReader = {
	...acknowledgement,
	readFailure: (httpStatus, body) =>
		acknowledgement.readFailure(httpStatus, body) ??
		(httpStatus < 300 && !saysYes(body)
			? unsaidFailure('Look it up in your SendPulse account before you try again.')
			: null),
};

/** Answers whose `result` is what was asked, so that false is no refusal. Source: docs/gateways/sendpulse.md 1.3. */
export const yesOrNo: AnswerReader = reader('yesOrNo');

/** Calls of the CRM that may answer with nothing at all, which says that it was done. Source: docs/gateways/sendpulse.md 17.4. */
export const silent: AnswerReader = {
	...acknowledgement,
	parse: (text) => (text.trim() === '' ? {} : parse(text)),
};
