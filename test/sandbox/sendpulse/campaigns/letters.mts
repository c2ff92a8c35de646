import type { Message } from '../../framework/message.mts';
import { CONTACT, LETTER } from '../core/codes.mts';
import { linksOf, plainText, substitute } from '../core/encoding.mts';
import type { Service } from '../core/service.mts';
import { contactKey } from '../books/book.mts';
import type { Recipient } from './audience.mts';
import type { Campaign } from './campaign.mts';

/** Events by delivery code (docs/gateways/sendpulse.md 5.7, 18.2); which codes are hard is inference. */
const HARD: readonly number[] = [6, 8, 16];
const SOFT: readonly number[] = [7, 9, 10, 12, 17];

/** Event names stand for codes, so that `pushStatus(id, 'open')` works. */
const CODES: Readonly<Record<string, number>> = {
	delivered: LETTER.delivered,
	open: LETTER.opened,
	redirect: LETTER.clicked,
	unsubscribe: LETTER.unsubscribed,
	spam: LETTER.spam,
	hard_bounces: 6,
	soft_bounces: 7,
};

/** The delivery code a status word means. */
export const letterCode = (status: string): string => String(CODES[status] ?? status);

/** Puts the letter of one recipient among the messages and starts its way. */
export const sendLetter = (service: Service, campaign: Campaign, recipient: Recipient): Message => {
	const { clock, messages, progress, settings } = service;
	const { contact, bookId } = recipient;
	const values = new Map<string, unknown>([...contact.variables, ['email', contact.email]]);
	const html = substitute(campaign.html, values);
	const at = clock.iso();
	const message = messages.add({
		gateway: 'sendpulse',
		id: `${campaign.id}-${campaign.messageIds.length + 1}`,
		channel: 'email',
		recipient: contact.email,
		sender: campaign.senderEmail,
		text: plainText(html),
		html,
		button: null,
		action: null,
		image: null,
		scheduledAt: campaign.sendAt === null ? null : new Date(campaign.sendAt).toISOString(),
		status: String(LETTER.sent),
		history: [{ status: String(LETTER.sent), at }],
		raw: campaign.raw,
		receivedAt: at,
		requestId: campaign.requestId,
		details: {
			campaignId: campaign.id,
			bookId,
			subject: substitute(campaign.subject, values),
			senderName: campaign.senderName,
			to: [{ email: contact.email }],
			cc: [],
			bcc: [],
			attachments: campaign.attachments,
			amp: campaign.amp,
			isTest: campaign.isTest,
			variables: Object.fromEntries(contact.variables),
			clicks: [] as string[],
			decodeProblems: campaign.decodeProblems,
		},
	});
	campaign.messageIds.push(message.id);
	// A letter takes a contact from 0 to 1 (docs/gateways/sendpulse.md 24, inferred).
	if (contact.status === CONTACT.isNew) contact.status = CONTACT.active;
	const own = settings.letterOutcomes[contact.email] ?? settings.letterOutcome;
	const script = typeof own === 'function' ? own(message) : own;
	progress.start(message, script, (changed, status) => report(service, campaign, changed, status));
	return message;
};

/** What a new status of a letter does and tells. */
const report = (service: Service, campaign: Campaign, message: Message, status: string): void => {
	const { events } = service;
	const code = Number(status);
	const bookId = Number(message.details.bookId);
	if (code === LETTER.delivered) events.letter('delivered', message);
	else if (code === LETTER.opened && campaign.stats.opens) events.letter('open', message);
	else if (code === LETTER.clicked && campaign.stats.clicks) click(service, message);
	else if (code === LETTER.spam) events.letter('spam', message);
	else if (code === LETTER.unsubscribed) {
		leaveEverything(service, message.recipient);
		events.unsubscribed(message, bookId);
	} else if (HARD.includes(code)) events.bounced('hard_bounces', message, 550);
	else if (SOFT.includes(code)) events.bounced('soft_bounces', message, 452);
};

const click = ({ events }: Service, message: Message): void => {
	const [link = 'https://shop.example/'] = linksOf(message.html ?? '');
	(message.details.clicks as string[]).push(link);
	events.letter('redirect', message, { link_url: link, link_id: '1' });
};

/** The events of docs/gateways/sendpulse.md 18.2 carry `from_all: "1"`: the address leaves every book. */
const leaveEverything = ({ account }: Service, email: string): void => {
	for (const { contacts } of account.books.values()) {
		const contact = contacts.get(contactKey(email));
		if (contact) contact.status = CONTACT.unsubscribedFromAll;
	}
};
