import type { IDataObject } from 'n8n-workflow';

import { contentOf } from './message';
import { entryOf, givenId, idOf, isRecord, recordOf } from '../../shared/text/json';
import { numberOrNull, textOf, variablesOf, wordOf } from '../values';

/** Source: docs/gateways/sendpulse.md 25.5. */
const contactStatuses: Readonly<Record<number, string>> = {
	1: 'active',
	2: 'unsubscribed',
	3: 'disabled',
	4: 'blocked',
};

/** Source: docs/gateways/sendpulse.md 25.5. */
const directions: Readonly<Record<string, string>> = { 1: 'in', 2: 'out' };

/** Source: docs/gateways/sendpulse.md 25.5. */
const messageStatuses: Readonly<Record<number, string>> = {
	1: 'new',
	2: 'sent',
	3: 'delivered',
	4: 'opened',
	5: 'redirected',
	6: 'rejected',
};

/** Names of the platforms for a person's name, the best first. Source: docs/gateways/sendpulse.md 25.5. */
const nameOf = (platform: IDataObject): string | null =>
	[platform.name, platform.full_name, platform.display_name, platform.first_name]
		.map(textOf)
		.find((name) => name !== null) ?? null;

/** A contact, the same of every channel. */
export function contactRow(contact: IDataObject, channel: string): IDataObject {
	const platform = recordOf(contact.channel_data);
	return {
		id: givenId(contact.id),
		botId: idOf(contact.bot_id),
		channel,
		name: nameOf(platform),
		phone: idOf(platform.phone),
		username: textOf(platform.username) ?? textOf(platform.user_name),
		statusCode: numberOrNull(contact.status),
		status: wordOf(null, contact.status, contactStatuses),
		tags: Array.isArray(contact.tags) ? contact.tags : [],
		variables: variablesOf(contact.variables),
		lastActivityAt: contact.last_activity_at ?? null,
		automationPausedUntil: contact.automation_paused_until ?? null,
		createdAt: contact.created_at ?? null,
		channelData: platform,
	};
}

/** A message of a chat. */
export function messageRow(message: IDataObject): IDataObject {
	const { text, media } = contentOf(message.data);
	return {
		id: givenId(message.id),
		contactId: idOf(message.contact_id),
		botId: idOf(message.bot_id),
		campaignId: idOf(message.campaign_id),
		direction: entryOf(directions, String(message.direction)) ?? null,
		statusCode: numberOrNull(message.status),
		status: wordOf(null, message.status, messageStatuses),
		text,
		media,
		data: message.data ?? null,
		createdAt: message.created_at ?? null,
	};
}

/** A chat of a bot. */
export function chatRow(chat: IDataObject, channel: string): IDataObject {
	const { contact, inbox_last_message: last, inbox_unread: unread } = chat;
	return {
		contact: contactRow(recordOf(contact), channel),
		lastMessage: isRecord(last) ? messageRow(last) : null,
		unread: numberOrNull(unread),
	};
}
