import { createHash } from 'node:crypto';

import { idOf, isRecord, recordOf } from '../../../shared/text/json';
import { momentMs } from '../report';
import type { Sighting } from './memory';

type Values = Readonly<Record<string, unknown>>;

/** A message of a chat. */
export interface ListedMessage extends Sighting {
	message: Values;
}

/** A chat as the list of a bot's chats has it. */
export interface ListedChat {
	contactId: string;
	contact: Values;
	/** Of either direction; null where there is none, or none with a moment. */
	last: ListedMessage | null;
	row: Values;
}

/** Source: docs/gateways/sendpulse.md 18.4.5 and 25.5. */
const incoming: readonly string[] = ['1', 'in', 'incoming', 'inbound'];

/** A note that an operator makes for colleagues. Source: docs/gateways/sendpulse.md 25.5. */
const note = '6';

export const isIncoming = ({ direction, type }: Values): boolean =>
	incoming.includes((idOf(direction) ?? '').toLowerCase()) && idOf(type) !== note;

/** What has no id is told by all that it says. */
export const identity = (message: Values): string =>
	idOf(message.id) ??
	createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 16);

/** The moment of a row, of either direction; null where it tells none. */
export const momentOf = (message: Values): number | null => momentMs(message.created_at);

/** @returns null for what is no message, or has no moment */
function listedMessage(value: unknown): ListedMessage | null {
	if (!isRecord(value)) return null;
	const at = momentOf(value);
	return at === null ? null : { id: identity(value), at, message: value };
}

/** The same for messages that a customer has written, and for no others. */
export const incomingMessage = (value: unknown): ListedMessage | null =>
	isRecord(value) && isIncoming(value) ? listedMessage(value) : null;

/** Source: docs/gateways/sendpulse.md 18.4.5. */
export function listedChat(row: Values): ListedChat | null {
	const contact = recordOf(row.contact);
	const contactId = idOf(contact.id) ?? idOf(recordOf(row.inbox_last_message).contact_id);
	if (contactId === null) return null;
	const last = listedMessage(row.inbox_last_message);
	return { contactId, contact: { ...contact, id: contactId }, last, row };
}
