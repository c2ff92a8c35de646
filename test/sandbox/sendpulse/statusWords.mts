import type { Message } from '../framework/message.mts';
import type { Deed, StatusWord } from '../framework/statusWord.mts';
import { LETTER_STATUS } from './core/codes.mts';

const LETTER_DEEDS: Readonly<Record<string, Deed>> = {
	2: 'deliver',
	3: 'read',
	4: 'click',
	8: 'fail',
};

/** Delivery codes of a campaign letter (docs/gateways/sendpulse.md 5.7). */
const letterWords: readonly StatusWord[] = Object.entries(LETTER_STATUS).map(([status, word]) => ({
	status,
	word: word.toLowerCase(),
	...(LETTER_DEEDS[status] ? { deed: LETTER_DEEDS[status] } : {}),
}));

/** Events of the SMTP service (docs/gateways/sendpulse.md 18.3). */
const mailWords: readonly StatusWord[] = [
	{ status: 'queued', word: 'queued' },
	{ status: 'delivered', word: 'delivered', deed: 'deliver' },
	{ status: 'opened', word: 'opened', deed: 'read' },
	{ status: 'clicked', word: 'clicked', deed: 'click' },
	{ status: 'undelivered', word: 'not delivered', deed: 'fail' },
	{ status: 'soft_bounces', word: 'bounced for now' },
	{ status: 'hard_bounces', word: 'bounced' },
	{ status: 'spam_by_user', word: 'marked as spam' },
	{ status: 'unsubscribed', word: 'unsubscribed' },
	{ status: 'resubscribed', word: 'subscribed again' },
];

/** Statuses of texts and pushes (docs/gateways/sendpulse.md 12 to 14). */
const textWords: readonly StatusWord[] = [
	{ status: 'sent', word: 'sent' },
	{ status: 'delivered', word: 'delivered', deed: 'deliver' },
	{ status: 'undelivered', word: 'not delivered', deed: 'fail' },
];
const viberWords: readonly StatusWord[] = [
	...textWords,
	{ status: 'read', word: 'read', deed: 'read' },
	{ status: 'redirected', word: 'clicked', deed: 'click' },
];
const pushWords: readonly StatusWord[] = [
	{ status: 'sent', word: 'sent' },
	{ status: 'delivered', word: 'delivered', deed: 'deliver' },
	{ status: 'redirect', word: 'clicked', deed: 'click' },
];

/** Statuses of a chatbot message (docs/gateways/sendpulse.md 25.5). */
const chatbotWords: readonly StatusWord[] = [
	{ status: '1', word: 'new' },
	{ status: '2', word: 'sent' },
	{ status: '3', word: 'delivered', deed: 'deliver' },
	{ status: '4', word: 'opened', deed: 'read' },
	{ status: '5', word: 'clicked', deed: 'click' },
	{ status: '6', word: 'rejected', deed: 'fail' },
];

const byChannel: Readonly<Record<string, readonly StatusWord[]>> = {
	email: letterWords,
	smtp: mailWords,
	viber: viberWords,
	push: pushWords,
	sms: textWords,
	chatbot: chatbotWords,
};

/** The statuses a message of its channel can have. */
export const statusWords = ({ channel }: Message): readonly StatusWord[] =>
	byChannel[channel] ?? [];
