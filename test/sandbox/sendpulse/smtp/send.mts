import { randomInt } from 'node:crypto';

import type { Message } from '../../framework/message.mts';
import { rawOf } from '../core/raw.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { isSmtpEvent } from '../webhooks/smtpEvents.mts';
import { contactKey } from '../books/book.mts';
import type { MailDraft, Person } from './draft.mts';
import { checkSender, readMail } from './draft.mts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

const letters = (length: number): string =>
	Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** An id like `pzkic9-0afezp-fc` (docs/gateways/sendpulse.md 11.1). */
export const newMailId = (): string => `${letters(6)}-${letters(6)}-${letters(2)}`;

/** Sending through the SMTP service (docs/gateways/sendpulse.md 11.1). */
export const smtpSendEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, messages, progress, settings, smtpEvents } = service;

	/** An unsubscribed address gets nothing: its mail ends as undelivered (inference). */
	const scriptOf = (message: Message) => {
		const isOut = account.smtpUnsubscribed.has(contactKey(message.recipient));
		if (isOut) return ['undelivered'];
		const own = settings.smtpOutcomes[message.recipient] ?? settings.smtpOutcome;
		return typeof own === 'function' ? own(message) : own;
	};

	/** What a status tells, and what it does to the list of unsubscribed addresses. */
	const report = (message: Message, status: string): void => {
		const key = contactKey(message.recipient);
		const by = { unsubscribed: 'link', spam_by_user: 'spam' } as const;
		if (status === 'unsubscribed' || status === 'spam_by_user') {
			const entry = { email: message.recipient, comment: '', by: by[status], at: clock.now() };
			account.smtpUnsubscribed.set(key, entry);
		}
		if (status === 'resubscribed') account.smtpUnsubscribed.delete(key);
		if (status === 'opened' || status === 'clicked') {
			(message.details.actions as object[]).push({ status, at: clock.now() });
		}
		if (isSmtpEvent(status)) smtpEvents.mail(status, message);
	};

	const accept = (call: Call, draft: MailDraft, person: Person, sendId: string, id: string) => {
		const at = clock.iso();
		const { from, to, cc, bcc, replyTo, subject, attachments, templateId, problems } = draft;
		const message = messages.add({
			gateway: 'sendpulse',
			id,
			channel: 'smtp',
			recipient: person.email,
			sender: from.email,
			text: draft.text,
			html: draft.html,
			button: null,
			action: null,
			image: null,
			scheduledAt: null,
			status: 'queued',
			history: [{ status: 'queued', at }],
			raw: rawOf(call.exchange),
			receivedAt: at,
			requestId: call.exchange.id,
			details: {
				sendId,
				// The webhook's message_id is an integer of its own (docs/gateways/sendpulse.md 18.3).
				messageNumber: account.nextId(),
				subject,
				from,
				recipientName: person.name ?? '',
				to,
				cc,
				bcc,
				replyTo,
				attachments,
				templateId,
				actions: [],
				decodeProblems: problems,
			},
		});
		progress.start(message, scriptOf(message), report);
	};

	/**
	 * "Each recipient gets a message": one message for every `to`. The answer has one id, which is that
	 * of the first; the others have their own (inference). Copies stand in the details.
	 */
	const send = (call: Call) => {
		if (settings.plan === 'expired') throw FAILURES.smtp.expired();
		if (!settings.smtpUser) throw FAILURES.smtp.noUser();
		const draft = readMail(service, call.body);
		checkSender(service, draft);
		const count = draft.to.length + draft.cc.length + draft.bcc.length;
		if (settings.smtpMaxRecipients !== null && count > settings.smtpMaxRecipients) {
			throw FAILURES.smtp.tooManyRecipients();
		}
		const sendId = newMailId();
		for (const [at, person] of draft.to.entries()) {
			accept(call, draft, person, sendId, at === 0 ? sendId : newMailId());
		}
		return { result: true, id: sendId };
	};

	return [['POST', '/smtp/emails', send]];
};
