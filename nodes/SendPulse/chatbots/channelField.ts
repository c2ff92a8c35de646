import type { INodeProperties } from 'n8n-workflow';

import { excerptOf } from '../../shared/input/describeValue';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import { type ChannelId, channelId, type ChatChannel, chatChannels } from './channels';

const label = 'Channel';

/** @param ids the channels that are offered; all, if missing */
export const channelFieldFor = (ids?: readonly ChannelId[]): INodeProperties => ({
	displayName: label,
	name: 'channel',
	type: 'options',
	default: 'telegram',
	options: chatChannels
		.filter(({ id }) => ids?.includes(id) ?? true)
		.map(({ id, displayName }) => ({ name: displayName, value: id })),
	description: 'The channel of the bot; the triggers put it out as “channel”',
});

export const channelField: INodeProperties = channelFieldFor();

/** @throws InputProblem when it is no channel */
export function channelOf(value: unknown): ChatChannel {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	const id = channelId(text);
	const found = chatChannels.find((one) => one.id === id);
	if (found) return found;
	throw new InputProblem(
		label,
		(redact) => (text === '' ? 'is empty' : `“${excerptOf(text, redact, 40)}” is not a channel`),
		`Use one of ${chatChannels.map((one) => one.id).join(', ')}.`,
	);
}

export const readChannel = (read: ReadParameter): ChatChannel =>
	channelOf(read('channel', 'telegram'));

export const whatsApp: ChatChannel = channelOf('whatsapp');
