import { hash } from 'node:crypto';

import type { AnswerReader, Gateway } from '../shared/model/gateway';
import { pasted } from '../shared/text/address';
import { callbacks } from './callback';
import { type AnswerKind, parseAnswer, readRefusal, type Script } from './errors';
import { backupUrls, baseUrl } from './hosts';
import { wireStatuses } from './statuses';

/** SMSC takes the sum of a password in its place. Source: docs/gateways/smsc.md 1.3. */
const sums = (password: string): string[] =>
	password === '' ? [] : ['md5', 'sha1'].map((kind) => hash(kind, password));

/**
 * The answers of one of SMSC's scripts: error numbers mean different things in different scripts, and "no records" is
 * an empty list where a list was asked for.
 */
export const answerOf = (script: Script, kind: AnswerKind = 'value'): AnswerReader => ({
	parse: (text) => parseAnswer(text, kind),
	readFailure: (httpStatus, body) => readRefusal(script, httpStatus, body),
});

/** SMSC, whose answers are read as those of its sending script if nothing else is said. */
export const smsc: Gateway = {
	...answerOf('send'),
	id: 'smsc',
	displayName: 'SMSC',
	credential: 'messageGatewaysSmscApi',
	// SMSC refuses the 15th request at a time over all programs of an account. Source: docs/gateways/smsc.md 1.8.
	limits: { concurrent: 10, perSecond: 0, listSize: 500 },
	baseUrl,
	backupUrls,
	statuses: wireStatuses,
	callbacks,
	secrets: ({ password, apiKey, callbackSecret }) => [
		...[password, apiKey, callbackSecret].map(pasted),
		...sums(pasted(password)),
	],
};
