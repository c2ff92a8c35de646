/**
 * Message types and what serves each of them. Source: docs/gateways/kupon.md 2. Button, action and picture are documented
 * without a word about types, so every type has them.
 */
interface MessageType {
	value: string;
	name: string;
	recipient: 'phone' | 'email' | 'token';
	text: boolean;
	html: boolean;
}

const type = (
	value: string,
	name: string,
	recipient: MessageType['recipient'],
	parts: { text?: boolean; html?: boolean } = {},
): MessageType => ({ value, name, recipient, text: true, html: false, ...parts });

export const messageTypes: readonly MessageType[] = [
	type('bot', 'Bot', 'token'),
	type('email', 'E-Mail', 'email', { html: true }),
	type('hlr', 'HLR Lookup', 'phone', { text: false }),
	type('mms', 'MMS', 'phone'),
	type('ok', 'Odnoklassniki', 'phone'),
	type('push', 'Push', 'token', { html: true }),
	type('sms', 'SMS', 'phone'),
	type('telegram', 'Telegram', 'phone'),
	type('viber', 'Viber', 'phone'),
	type('vk', 'VK', 'phone'),
	type('voice', 'Voice', 'phone'),
	type('whatsapp', 'WhatsApp', 'phone'),
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
export const textlessTypes = values(({ text }) => !text);
export const htmlTypes = [...values(({ html }) => html), otherType];
export const findTokenTypes = [...tokenTypes, otherType];
