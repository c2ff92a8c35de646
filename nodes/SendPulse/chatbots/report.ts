import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { DeliveryReport } from '../../shared/model/deliveryReport';
import { outcomeOf } from '../../shared/model/deliveryStatus';
import { idOf, isRecord } from '../../shared/text/json';
import { variablesOf } from '../values';
import { channelId } from './channels';
import { type ChatMedia, contentOf } from './message';
import { chatStatus, incomingTitle, titleId } from './titles';

/** Seconds since 1970 stay below it for three thousand years, milliseconds have been above it since 1973. */
const leastMilliseconds = 1e11;

/**
 * Reads a moment: seconds or milliseconds since 1970, as a number or as text, or a date in ISO form. Source:
 * docs/gateways/sendpulse.md 18.4.2, "date".
 *
 * @returns milliseconds since 1970, or null when it is none of these
 */
export function momentMs(value: unknown): number | null {
	const text = (idOf(value) ?? '').trim().slice(0, 40);
	if (text === '') return null;
	const number = Number(text);
	if (Number.isNaN(number)) {
		const date = Date.parse(text);
		return Number.isNaN(date) ? null : date;
	}
	const ms = number > leastMilliseconds ? number : number * 1000;
	return ms > 0 && !Number.isNaN(new Date(ms).getTime()) ? ms : null;
}

/** The same as ISO 8601. */
function isoMoment(value: unknown): string | null {
	const ms = momentMs(value);
	return ms === null ? null : new Date(ms).toISOString();
}

/** What a chatbot's event says beside the shape that all gateways share. */
interface ChatFields {
	/** The event's title as it came. */
	event: string | null;
	bot: { id: string | null; name: string | null };
	contact: {
		id: string | null;
		name: string | null;
		username: string | null;
		phone: string | null;
		email: string | null;
		tags: string[];
		variables: IDataObject;
	};
	media: ChatMedia | null;
}

/** A report of a chatbot, the same whether it was pushed or asked for. */
type ChatReport = Omit<DeliveryReport, 'gateway' | 'verified'> & ChatFields;

/** What happened, in the words of an event. */
interface ChatEvent {
	service: string;
	title: string | null;
	bot: Readonly<Record<string, unknown>>;
	contact: Readonly<Record<string, unknown>>;
	/** SendPulse's own id of the message. */
	id: string | null;
	/** The object of the platform; undefined for what is no message. */
	data: unknown;
	/** A text of the message that stands beside that object. */
	text: string | null;
	date: unknown;
	/** Everything as it came. */
	raw: Readonly<Record<string, unknown>>;
}

const digest = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex');

/** Source: docs/gateways/sendpulse.md 18.4.4. */
function dedupeKey(event: ChatEvent, platformId: string | null): string {
	const { service, title, bot, contact, id, date, raw } = event;
	const who = ['chat', channelId(service), idOf(bot.id), idOf(contact.id), titleId(title ?? '')];
	const message = platformId ?? id;
	if (message !== null) return JSON.stringify([...who, message]);
	const at = momentMs(date);
	// Two events of one second may differ in nothing but what happened; without a date only the whole can tell.
	const rest = at === null ? raw : raw.info;
	return JSON.stringify([...who, at, digest(rest ?? null)]);
}

const textOf = (values: unknown[]): string | null => {
	for (const value of values) {
		const text = idOf(value);
		if (text !== null) return text;
	}
	return null;
};

/** Events have a contact's data beside its id, lists have them in `channel_data`. Source: docs/gateways/sendpulse.md 18.4.2, "contact". */
function contactOf(contact: ChatEvent['contact']): ChatFields['contact'] {
	const platform = isRecord(contact.channel_data) ? contact.channel_data : {};
	const { first_name: first, last_name: last } = platform;
	const both = [first, last].map(idOf).filter((part) => part !== null);
	const { tags } = contact;
	return {
		id: idOf(contact.id),
		name: textOf([
			contact.name,
			contact.full_name,
			platform.name,
			platform.full_name,
			platform.display_name,
			both.join(' '),
		]),
		username: textOf([contact.username, platform.username, platform.user_name]),
		phone: textOf([contact.phone, platform.phone]),
		email: textOf([contact.email, platform.email]),
		tags: Array.isArray(tags) ? tags.map(idOf).filter((tag) => tag !== null) : [],
		variables: variablesOf(contact.variables),
	};
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/**
 * The customer's last message stands in for one whose text is nowhere else. In an event of another kind it is not what the event is
 * about, and for a file it is the file's address. Source: docs/gateways/sendpulse.md 18.4.3.
 */
function lastMessage({ title, contact }: ChatEvent): string | null {
	return titleId(title ?? '') === incomingTitle ? idOf(contact.last_message) : null;
}

/** Makes the report of an event. */
export function chatReport(event: ChatEvent): ChatReport {
	const { service, title, bot, contact, id, date, raw } = event;
	const content = contentOf(event.data);
	const status = chatStatus(title ?? '');
	const last = lastMessage(event);
	const file = last !== null && isAddress(last) ? last : null;
	const { media } = content;
	return {
		status,
		...outcomeOf(status),
		messageId: content.platformId ?? id,
		groupId: null,
		// What sends to this contact again.
		recipient: idOf(contact.id),
		reference: null,
		channel: service === '' ? null : channelId(service),
		occurredAt: isoMoment(date),
		dedupeKey: dedupeKey(event, content.platformId),
		code: title,
		text: content.text ?? event.text ?? (media === null ? last : null),
		correlation: {},
		event: title,
		bot: { id: idOf(bot.id), name: idOf(bot.name) },
		contact: contactOf(contact),
		media: media === null ? null : { ...media, url: absolute(media.url) ?? file ?? media.url },
		raw: raw as IDataObject,
	};
}

/** Live chat gives a path without its host. */
const absolute = (url: string | null): string | null =>
	url !== null && isAddress(url) ? url : null;

type Values = Readonly<Record<string, unknown>>;

/** Events of mail have a name as `event`; these have a bot and a contact. Source: docs/gateways/sendpulse.md 18.4.2. */
export const isChatEvent = (event: Values): boolean =>
	event.event === undefined && (isRecord(event.bot) || isRecord(event.contact));

/** Reads one event of a bot's webhook. @param event without what must not show */
export function readChatEvent(event: Values): ChatReport {
	const { bot, contact, info } = event;
	const message = isRecord(info) && isRecord(info.message) ? info.message : {};
	return chatReport({
		service: idOf(event.service) ?? '',
		title: idOf(event.title),
		bot: isRecord(bot) ? bot : {},
		contact: isRecord(contact) ? contact : {},
		id: idOf(message.id),
		data: message.channel_data ?? message.message,
		text: idOf(message.text),
		date: event.date,
		raw: event,
	});
}
