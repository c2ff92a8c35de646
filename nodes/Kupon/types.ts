/**
 * Message types and what serves each of them. Source: seed 000, "Типы сообщений при отправке через API" and the
 * parameter list; notes kupon.md section 2. The gateway documents the parameters without a table of types, so
 * buttons, actions and pictures are offered for every channel that can show them.
 */
interface MessageType {
	value: string;
	name: string;
	recipient: 'phone' | 'email' | 'token';
	text: boolean;
	html: boolean;
	/** Button, action and picture. */
	rich: boolean;
}

const type = (
	value: string,
	name: string,
	recipient: MessageType['recipient'],
	parts: { text?: boolean; html?: boolean; rich?: boolean } = {},
): MessageType => ({ value, name, recipient, text: true, html: false, rich: false, ...parts });

export const messageTypes: readonly MessageType[] = [
	type('bot', 'Bot', 'token', { rich: true }),
	type('email', 'E-Mail', 'email', { html: true, rich: true }),
	type('hlr', 'HLR Lookup', 'phone', { text: false }),
	type('mms', 'MMS', 'phone', { rich: true }),
	type('ok', 'Odnoklassniki', 'phone', { rich: true }),
	type('push', 'Push', 'token', { html: true, rich: true }),
	type('sms', 'SMS', 'phone'),
	type('telegram', 'Telegram', 'phone', { rich: true }),
	type('viber', 'Viber', 'phone', { rich: true }),
	type('vk', 'VK', 'phone', { rich: true }),
	type('voice', 'Voice', 'phone'),
	type('whatsapp', 'WhatsApp', 'phone', { rich: true }),
];

/** Chosen when the user types the name of a channel that this list does not have yet. */
export const otherType = 'other';

/** The virtual type that starts a cascade. */
export const cascadeType = 'bulk';

const values = (matches: (entry: MessageType) => boolean): string[] =>
	messageTypes.filter(matches).map(({ value }) => value);

export const phoneTypes = values(({ recipient }) => recipient === 'phone');
export const tokenTypes = values(({ recipient }) => recipient === 'token');
export const emailTypes = values(({ recipient }) => recipient === 'email');
export const textTypes = [...values(({ text }) => text), otherType];
export const htmlTypes = [...values(({ html }) => html), otherType];
export const richTypes = [...values(({ rich }) => rich), otherType];
export const findTokenTypes = [...tokenTypes, otherType];
