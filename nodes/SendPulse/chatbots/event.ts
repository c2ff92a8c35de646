import { idOf, isRecord } from '../../shared/text/json';
import { chatReport, type ChatReport } from './report';

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
