import type { IDataObject, INodePropertyRouting } from 'n8n-workflow';

import type { ReadParameter } from '../../shared/input/parameterReader';
import type { AnswerReader } from '../../shared/model/gateway';
import { givenId, isRecord } from '../../shared/text/json';
import { type JsonCall, jsonRouting } from '../call';
import { acknowledgement } from '../gateway';
import { rowsOf } from '../values';
import { readChannel } from './channels';
import { withoutBotSecrets, withoutBotSecretsInText } from './hidden';

/**
 * Answers of the chatbots. They may hold the tokens of bots, which are never shown: not in rows, raw answers, errors or
 * dropdowns. Source: docs/gateways/sendpulse.md 25.5.
 */
export const chatbotAnswer: AnswerReader = {
	...acknowledgement,
	clean: withoutBotSecretsInText,
	parse: (text) => withoutBotSecrets(acknowledgement.parse(text)),
};

/** What the envelope holds, or an answer that came without one. Source: docs/gateways/sendpulse.md 25.5. */
export const dataOf = (body: unknown): unknown =>
	isRecord(body) && body.data !== undefined && ('success' in body || Object.keys(body).length === 1)
		? body.data
		: body;

/** The object of an answer about one thing; clients have met a list of one. */
export function oneOf(body: unknown): IDataObject | null {
	const data = dataOf(body);
	const one: unknown = Array.isArray(data) ? data[0] : data;
	return isRecord(one) && Object.keys(one).length > 0 ? one : null;
}

/** The name that a list may have. */
export const chatList = 'list';

/** The rows of a list; where one came in the place of a list, that one. Source: docs/gateways/sendpulse.md 25.2. */
export function listOf(body: unknown): IDataObject[] {
	const data = dataOf(body);
	if (Array.isArray(data)) return rowsOf(data);
	if (!isRecord(data)) return [];
	if (Array.isArray(data[chatList])) return listOf(data[chatList]);
	return givenId(data.id) !== null || isRecord(data.contact) ? [data] : [];
}

/** A declarative call of the chosen channel. @param call its path behind the channel's prefix */
export const chatRouting = (
	call: Omit<JsonCall, 'path' | 'answer' | 'acknowledges'> & {
		path: string | ((read: ReadParameter) => string);
	},
): INodePropertyRouting =>
	jsonRouting({
		...call,
		answer: chatbotAnswer,
		path: (read) => {
			const { path } = call;
			return `${readChannel(read).prefix}${typeof path === 'string' ? path : path(read)}`;
		},
	});
