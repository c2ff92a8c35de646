import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { InputProblem } from '../../shared/model/inputProblem';
import { listSearch } from '../../shared/routing/search';
import { idOf, isRecord } from '../../shared/text/json';
import { jsonRequest } from '../call';
import { sendPulse } from '../gateway';
import { chatbotAnswer, listOf } from './answer';
import { channelOf, whatsApp } from './channelField';
import type { ChatChannel } from './channels';
import { textOf } from '../values';

/** An editor asks again at each letter that the user types. */
const keepMs = 15_000;

/** Operations that have no channel field, because they are of WhatsApp alone. */
const ofWhatsApp = ['chatbotMessage.sendTemplate', 'chatbotContact.create'];

/** The channel that the form shows. */
export function channelIn(context: ILoadOptionsFunctions): ChatChannel {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		context.getCurrentNodeParameter(name),
	);
	if (ofWhatsApp.includes(`${String(resource)}.${String(operation)}`)) return whatsApp;
	const channel = context.getCurrentNodeParameter('channel') ?? 'telegram';
	if (String(channel).startsWith('=')) {
		throw new InputProblem(
			'Channel',
			'is an expression, so the list cannot know it',
			'Enter the ID, or choose a channel for now.',
		);
	}
	return channelOf(channel);
}

/** Bots of the channel that the form shows. Source: docs/gateways/sendpulse.md 25.5, "bot". */
export const searchBots = listSearch(sendPulse, {
	request() {
		return jsonRequest('GET', `${channelIn(this).prefix}/bots?size=100&skip=0`);
	},
	answer: chatbotAnswer,
	entries: (body) =>
		listOf(body).flatMap(({ id, name, channel_data: data }): INodeListSearchItems[] => {
			const value = idOf(id);
			const platform = isRecord(data) ? (textOf(data.name) ?? textOf(data.username)) : null;
			return value === null ? [] : [{ name: textOf(name) ?? platform ?? value, value }];
		}),
	keepMs,
});
