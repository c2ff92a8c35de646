import type { Gateway } from '../shared/gateway';
import { callbacks } from './callback';
import { readRefusal, type Script } from './errors';
import { backupUrls, baseUrl } from './hosts';
import { type AnswerKind, parseAnswer } from './parse';
import { wireStatuses } from './statuses';

/**
 * SMSC as one of its scripts answers: error numbers mean different things in different scripts, and "no records" is
 * an empty list where a list was asked for. All of them share the account, its limits and its line.
 */
export function scriptGateway(script: Script, kind: AnswerKind = 'value'): Gateway {
	return {
		id: 'smsc',
		displayName: 'SMSC',
		credential: 'messageGatewaysSmscApi',
		// SMSC refuses the 15th request at a time over all programs of an account. Source: seed 001 "9".
		limits: { concurrent: 10, perSecond: 0, listSize: 500 },
		baseUrl,
		backupUrls,
		parse: (text) => parseAnswer(text, kind),
		readFailure: (httpStatus, body) => readRefusal(script, httpStatus, body),
		statuses: wireStatuses,
		callbacks,
		secrets: ({ password, apiKey, callbackSecret }) =>
			[password, apiKey, callbackSecret].map((secret) => String(secret ?? '')),
	};
}

/** The gateway itself, as its sending script answers. */
export const smsc: Gateway = scriptGateway('send');
