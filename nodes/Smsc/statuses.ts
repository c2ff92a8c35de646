import { entryOf, textOrEmpty } from '../shared/text/json';
import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/** Status numbers of status.php and of callbacks. Source: docs/gateways/smsc.md 3.3. */
export const wireStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'-3': 'notFound',
	'-2': 'stopped',
	'-1': 'queued',
	'0': 'sent',
	'1': 'delivered',
	'2': 'read',
	'3': 'expired',
	'4': 'clicked',
	'6': 'spam',
	'20': 'undelivered',
	'22': 'invalidRecipient',
	'23': 'rejected',
	'24': 'insufficientFunds',
	'25': 'unreachable',
};

/** @returns undefined for a number that is not documented */
export const statusOf = (code: unknown): DeliveryStatus | undefined =>
	entryOf(wireStatuses, String(code ?? ''));

/** Why a message was not delivered (`err`). Source: docs/gateways/smsc.md 3.4. */
const deliveryErrors: Readonly<Record<string, string>> = {
	'1': 'The subscriber does not exist',
	'6': 'The subscriber is not in the network',
	'11': 'The subscriber has no SMS service',
	'12': 'The phone or SIM card is faulty',
	'13': 'The subscriber is blocked',
	'21': 'The service is not supported',
	'200': 'Virtual sending',
	'219': 'The SIM card was replaced',
	'220': 'The queue of the operator is full',
	'237': 'The subscriber did not answer',
	'238': 'There is no template',
	'239': 'The IP address is forbidden',
	'240': 'The subscriber is busy',
	'241': 'The text or sound could not be converted',
	'242': 'An answering machine took the call',
	'243': 'There is no contract',
	'244': 'Mailings are forbidden',
	'245': 'No status was received',
	'246': 'The time of sending is restricted',
	'247': 'The limit of messages is exceeded',
	'248': 'There is no route',
	'249': 'The format of the number is wrong',
	'250': 'The number is forbidden by the settings of the account',
	'251': 'The limit of messages to one number is exceeded',
	'252': 'The number is forbidden',
	'253': 'The spam filter stopped it',
	'254': 'The sender name is not registered',
	'255': 'The operator rejected it',
};

/** @returns the meaning of an `err`; null for none, and for 0 */
export function deliveryErrorText(err: unknown): string | null {
	const code = textOrEmpty(err);
	if (code === '' || code === '0') return null;
	return entryOf(deliveryErrors, code) ?? `Delivery error ${code}`;
}

/** Message kinds (`type`). Telegram and WhatsApp have unknown numbers. Source: docs/gateways/smsc.md 3.5. */
const channels: Readonly<Record<string, string>> = {
	'0': 'sms',
	'1': 'flash',
	'2': 'binary',
	'3': 'wapPush',
	'4': 'hlr',
	'5': 'ping',
	'6': 'mms',
	'7': 'call',
	'8': 'email',
	'10': 'viber',
	'12': 'social',
};

/** @returns the channel of a `type`; a number that is not known stays as it is */
export function channelOf(type: unknown): string | null {
	const code = textOrEmpty(type);
	return code === '' ? null : (entryOf(channels, code) ?? code);
}
