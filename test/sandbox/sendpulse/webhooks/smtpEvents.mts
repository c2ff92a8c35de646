import type { ClockScope } from '../../framework/clock.mts';
import type { Message } from '../../framework/message.mts';
import type { SendPulseSettings } from '../settings.mts';
import { bounceFields } from './bulkEvents.mts';
import type { Outbox } from './outbox.mts';

/** Statuses of an SMTP mail which are also the events of its webhook (docs/gateways/sendpulse.md 18.3). */
export const SMTP_EVENTS = [
	'delivered',
	'undelivered',
	'opened',
	'clicked',
	'unsubscribed',
	'resubscribed',
	'spam_by_user',
	'soft_bounces',
	'hard_bounces',
] as const;

export type SmtpEvent = (typeof SMTP_EVENTS)[number];

export const isSmtpEvent = (word: string): word is SmtpEvent =>
	SMTP_EVENTS.some((event) => event === word);

/** Names of the skills table (docs/gateways/sendpulse.md 21.9). */
const SKILLS_NAMES: Readonly<Partial<Record<SmtpEvent, string>>> = {
	soft_bounces: 'soft_bounced',
	hard_bounces: 'hard_bounced',
	spam_by_user: 'spam',
};

/** The events of the SMTP service; their webhook exists in the dashboard only. */
export class SmtpEvents {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;
	readonly #outbox: Outbox;

	constructor(settings: SendPulseSettings, clock: ClockScope, outbox: Outbox) {
		this.#settings = settings;
		this.#clock = clock;
		this.#outbox = outbox;
	}

	/** Puts an event about a mail in line, if the dashboard has a webhook for it. */
	mail(event: SmtpEvent, { id, recipient, sender, details }: Message): void {
		// An integer that does not equal the id of the API (docs/gateways/sendpulse.md 18.3).
		const number = Number(details.messageNumber);
		const isBounce = event === 'soft_bounces' || event === 'hard_bounces';
		const who = isBounce
			? { task_id: number, email: recipient }
			: { message_id: number, recipient };
		const subject = details.subject;
		this.emit(event, { ...who, sender, subject, ...responseFields(event) }, id);
	}

	/** Any event; `event` and `timestamp` are added. */
	emit(event: SmtpEvent, fields: Readonly<Record<string, unknown>>, messageId?: string): void {
		const { smtpWebhookUrl, smtpWebhookEvents, smtpEventNames } = this.#settings;
		if (smtpWebhookUrl === '' || smtpWebhookEvents?.includes(event) === false) return;
		const name = smtpEventNames === 'skills' ? (SKILLS_NAMES[event] ?? event) : event;
		const timestamp = Math.floor(this.#clock.now() / 1000);
		const payload = { timestamp, ...fields, event: name };
		this.#outbox.add(smtpWebhookUrl, { payload, messageId: messageId ?? null });
	}
}

/** The example of docs/gateways/sendpulse.md 18.3 has the code of a delivered mail as a string, that of a bounce as an integer. */
const responseFields = (event: SmtpEvent): object => {
	if (event === 'hard_bounces') return bounceFields(event, 550);
	if (event === 'soft_bounces') return bounceFields(event, 452);
	if (event !== 'delivered' && event !== 'undelivered') return {};
	const isDelivered = event === 'delivered';
	return {
		smtp_server_response_code: isDelivered ? '250' : '550',
		smtp_server_response_subcode: '',
		smtp_server_response: isDelivered ? '250 OK' : '550 Mailbox unavailable',
	};
};
