/**
 * What serves which message type, written down from the gateway's parameter list (docs/gateways/kupon.md 2) and not from the
 * node.
 */

const phoneTypes = [
	'sms',
	'viber',
	'whatsapp',
	'telegram',
	'vk',
	'ok',
	'hlr',
	'voice',
	'mms',
] as const;

/** "sent_to": phone, e-mail address, or tokens; "other" is a channel that the node does not know. */
const recipientOf = (type: string): [typed: string, sent: string] => {
	if (phoneTypes.some((phoneType) => phoneType === type)) {
		return ['+7 (900) 111-22-33', '79001112233'];
	}
	if (type === 'email') return [' ann@example.com ', 'ann@example.com'];
	if (type === 'push') return ['token-1, token-2\ntoken-3', 'token-1,token-2,token-3'];
	return [' chat:42 ', 'chat:42'];
};

export const messageTypes = [
	'sms',
	'push',
	'viber',
	'whatsapp',
	'telegram',
	'vk',
	'ok',
	'email',
	'hlr',
	'voice',
	'mms',
	'bot',
	'other',
].map((type) => ({
	type,
	recipient: recipientOf(type)[0],
	sentTo: recipientOf(type)[1],
	/** Everything but a lookup says something. */
	text: type !== 'hlr',
	/** "html_text … используется при отправке Email и Push". */
	html: ['email', 'push', 'other'].includes(type),
	/** "find_token … для сообщений, доставляемых по специальным токенам (Bot, Push)". */
	findToken: ['bot', 'push', 'other'].includes(type),
}));
