import type { KuponType } from './wire.mts';
import { ERRORS } from './wire.mts';
import { parseSentDate } from './sentDate.mts';

type Values = Readonly<Record<string, string | undefined>>;

/** International form without "+" (docs/gateways/kupon.md 2, `sent_to`); lengths by E.164. */
const PHONE = /^\d{7,15}$/;
const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

/** Channels whose recipient is a phone; push and bot take tokens, bulk a phone or an e-mail. */
const PHONE_TYPES: readonly KuponType[] = [
	'sms',
	'viber',
	'whatsapp',
	'telegram',
	'vk',
	'ok',
	'hlr',
	'voice',
	'mms',
];

/**
 * Types that may do with `html_text` alone (docs/gateways/kupon.md 2, `html_text`); a cascade may consist of such steps
 * (inference).
 */
const HTML_TYPES: readonly KuponType[] = ['email', 'push', 'bulk'];

/** Judges one message; returns the refusal, or null when it is accepted. */
export const checkMessage = (type: KuponType, sender: string, values: Values): string | null =>
	checkRecipient(type, values) ??
	(type === 'bulk' && !/^\d+$/.test(sender) ? ERRORS.noScenario : null) ??
	checkText(type, values) ??
	checkNumbers(values) ??
	checkAddresses(values);

const checkRecipient = (type: KuponType, values: Values): string | null => {
	const recipient = values.sent_to ?? '';
	if (recipient === '') return ERRORS.noRecipient;
	if (type !== 'push' && recipient.includes(',')) return ERRORS.onlyPushList(type);
	if (PHONE_TYPES.includes(type)) return PHONE.test(recipient) ? null : ERRORS.badPhone(recipient);
	if (type === 'email') return EMAIL.test(recipient) ? null : ERRORS.badEmail(recipient);
	if (type === 'bulk' || values.find_token === '1') {
		// find_token looks tokens up by phone or e-mail (docs/gateways/kupon.md 2).
		return recipient.split(',').every((one) => PHONE.test(one) || EMAIL.test(one))
			? null
			: ERRORS.badPhoneOrEmail(recipient);
	}
	return recipient.split(',').every((token) => token.trim() !== '') ? null : ERRORS.noRecipient;
};

const checkText = (type: KuponType, values: Values): string | null => {
	if (type === 'hlr' || values.sent_text) return null;
	return HTML_TYPES.includes(type) && values.html_text ? null : ERRORS.noText;
};

const checkNumbers = (values: Values): string | null => {
	const { sent_date: date, ttl } = values;
	if (date !== undefined && parseSentDate(date, 0) === null) return ERRORS.badDate(date);
	if (ttl !== undefined && !/^[1-9]\d{0,8}$/.test(ttl)) return ERRORS.badTtl(ttl);
	for (const name of ['find_token', 'kannel_status']) {
		const value = values[name];
		if (value !== undefined && value !== '1') return ERRORS.badSwitch(name, value);
	}
	return null;
};

/**
 * Addresses are decoded exactly once, by the form decoder. One that was encoded twice is no address any more, and is refused
 * so that the mistake is seen (docs/gateways/kupon.md 6 and 7).
 */
const checkAddresses = (values: Values): string | null => {
	for (const name of ['callback', 'image']) {
		const value = values[name];
		if (value !== undefined && !isHttpUrl(value)) return ERRORS.badAddress(name, value);
	}
	// A bot command is also an action, so only a visibly encoded address is wrong.
	const { action } = values;
	return action !== undefined && isEncodedUrl(action) ? ERRORS.badAddress('action', action) : null;
};

const isEncodedUrl = (value: string): boolean => /^https?(%3a|%253a)/i.test(value);

const isHttpUrl = (value: string): boolean => /^https?:\/\//i.test(value) && URL.canParse(value);
