import type { EventFields, EventKind } from './event';

/** Which fields SMSC signs, in their order. Source: docs/gateways/smsc.md 16. */
export const signedFields: Readonly<Record<EventKind, readonly string[]>> = {
	status: ['id', 'phone', 'status'],
	inbound: ['phone', 'mes', 'to'],
	call: ['phone', 'ts'],
};

export const eventKinds = Object.keys(signedFields) as EventKind[];

/** A subscriber's number, a short code such as 900, a name such as a bank's, a nickname such as `@ann`. */
const sender = /^[^:\p{Cc}]{1,64}$/u;

/** A number of the user's own, or a bot. No status looks like it, so that no message can pass for a status or the reverse. */
const receiver = /^(?:\+?\d{3,15}|@[^:\s]{1,64})$/;

const shapes: Readonly<Record<EventKind, (parts: string[]) => boolean>> = {
	status: ([id = '', phone = '', status = '', ...others]) =>
		others.length === 0 &&
		/^[\w.-]{1,40}$/.test(id) &&
		/^[^\s]{1,254}$/.test(phone) &&
		/^-?\d{1,2}$/.test(status),
	inbound: (parts) =>
		parts.length >= 3 &&
		sender.test(parts[0] ?? '') &&
		parts.slice(1, -1).join(':') !== '' &&
		receiver.test(parts.at(-1) ?? ''),
	call: ([phone = '', ts = '', ...others]) =>
		others.length === 0 && /^\+?\d{5,15}$/.test(phone) && /^\d{9,11}$/.test(ts),
};

/**
 * The kind of event that the signed text of these fields belongs to. A signature covers a text in which colons stand
 * between the values, so whoever holds one could cut the text elsewhere, or call the values by the names of another event.
 * Each text has therefore one reading at most: colons stand in a message's own text only, and the last value tells a status
 * from a message.
 *
 * @param form whose fields are joined
 * @returns null for the text of an event that is not known
 */
export function signedKind(fields: EventFields, form: EventKind): EventKind | null {
	const parts = signedFields[form]
		.map((name) => fields.get(name)?.text ?? '')
		.join(':')
		.split(':');
	return eventKinds.find((kind) => shapes[kind](parts)) ?? null;
}
