import { entryOf } from '../../shared/text/json';
import type { DeliveryStatus } from '../../shared/model/deliveryStatus';

/** The event of a message that a person has written. */
export const incomingTitle = 'incoming_message';

/** The event of a message that the bot or an operator has sent. */
const outgoingTitle = 'outgoing_message';

interface ChatTitle {
	displayName: string;
	/** `unknown` for events that say nothing about a message or a subscription. */
	status: DeliveryStatus;
}

/** What the dashboard offers. Source: docs/gateways/sendpulse.md 18.4.2, "title". */
export const chatTitles: Readonly<Record<string, ChatTitle>> = {
	bot_block: { displayName: 'Bot Blocked', status: 'unsubscribed' },
	open_chat: { displayName: 'Chat Opened', status: 'unknown' },
	run_custom_flow: { displayName: 'Flow Started', status: 'unknown' },
	incoming_message: { displayName: 'Incoming Message', status: 'inbound' },
	link_click: { displayName: 'Link Clicked', status: 'clicked' },
	outgoing_message: { displayName: 'Outgoing Message', status: 'sent' },
	new_subscriber: { displayName: 'Subscribed', status: 'subscribed' },
	unsubscribe: { displayName: 'Unsubscribed', status: 'unsubscribed' },
};

/** Other names for the same event, which one consumer lists. Source: docs/gateways/sendpulse.md 18.4.2, "title". */
const sameTitle: Readonly<Record<string, string>> = {
	bot_blocked: 'bot_block',
	bot_unsubscribe: 'unsubscribe',
	opened_live_chat: 'open_chat',
	outbound_message: outgoingTitle,
};

/** @returns the one name of an event; a name that nobody knows stays as it came */
export const titleId = (title: string): string => entryOf(sameTitle, title) ?? title;

/** The statuses of the titles, by every name that a title has. */
export const chatStatuses: Readonly<Record<string, DeliveryStatus>> = Object.fromEntries(
	[...Object.keys(chatTitles), ...Object.keys(sameTitle)].map((title) => [
		title,
		chatTitles[titleId(title)]?.status ?? 'unknown',
	]),
);

/** @returns `unknown` also for a name that nobody knows */
export const chatStatus = (title: string): DeliveryStatus =>
	entryOf(chatStatuses, title) ?? 'unknown';
