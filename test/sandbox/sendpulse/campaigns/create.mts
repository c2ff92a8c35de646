import type { Arguments } from '../core/arguments.mts';
import { isEmail } from '../core/arguments.mts';
import { CAMPAIGN } from '../core/codes.mts';
import { rawOf } from '../core/raw.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { contactKey } from '../books/book.mts';
import { LETTER_PRICE, lettersLeft } from '../account/tariff.mts';
import { readAudience, recipientsOf } from './audience.mts';
import type { Audience, Campaign } from './campaign.mts';
import { readAttachments, readContent, readStats } from './content.mts';
import type { CampaignLife } from './life.mts';

const HOUR = 60 * 60_000;

/** An active sender: "Sender is not valid" while it waits for its code (docs/gateways/sendpulse.md 5.1). */
export const readSender = ({ account }: Service, email: unknown): string => {
	if (!isEmail(email)) throw FAILURES.isInvalid('sender_email');
	const sender = account.senders.get(contactKey(email));
	if (!sender) throw FAILURES.campaign.noSender();
	if (sender.status !== 'Active') throw FAILURES.senderNotValid();
	return sender.email;
};

/** `Y-m-d H:i:s` of the account, not in the past. */
export const readSendDate = ({ dates }: Service, body: Arguments): number | null => {
	if (!body.has('send_date')) return null;
	const text = body.value('send_date');
	const at = typeof text === 'string' ? dates.parse(text) : null;
	if (at === null || dates.isPast(at)) throw FAILURES.campaign.badDate();
	return at;
};

/** `POST /campaigns` (docs/gateways/sendpulse.md 5.1). */
export const campaignCreateEndpoints = (service: Service, life: CampaignLife): Endpoint[] => {
	const { account, clock, settings, shape } = service;

	const readDraft = (call: Call): Campaign => {
		const { body } = call;
		if (!body.has('sender_name') || !body.has('sender_email')) {
			throw FAILURES.campaign.senderMissing();
		}
		const isTest = body.flagOr('is_test') ?? false;
		const senderName = body.text('sender_name');
		const senderEmail = readSender(service, body.value('sender_email'));
		const subject = body.text('subject', FAILURES.campaign.noSubject());
		const content = readContent(service, body);
		const audience = readAudience(service, body, isTest);
		const isDraft = body.wordOr('type', ['draft']) === 'draft';
		return {
			...audience,
			id: 0,
			name: body.textOr('name') ?? subject,
			senderName,
			senderEmail,
			subject,
			...content,
			attachments: readAttachments(body),
			stats: readStats(body),
			isTest,
			isDynamic: body.flagOr('use_dynamic_list') ?? false,
			status: isDraft ? CAMPAIGN.draft : CAMPAIGN.creating,
			createdAt: clock.now(),
			sendAt: readSendDate(service, body),
			snapshot: new Set(
				recipientsOf(service, audience).map(({ contact }) => contactKey(contact.email)),
			),
			messageIds: [],
			raw: rawOf(call.exchange),
			requestId: call.exchange.id,
			decodeProblems: content.problems,
		};
	};

	/** Four an hour, of whatever kind; they count when they are created. */
	const checkHour = (): void => {
		const { campaignsPerHour } = settings;
		const since = clock.now() - HOUR;
		const recent = [...account.campaigns.values()].filter(({ createdAt }) => createdAt > since);
		if (campaignsPerHour !== null && recent.length >= campaignsPerHour) {
			throw FAILURES.campaign.tooMany(campaignsPerHour);
		}
	};

	/** Drafts and tests do not reach the book, so they do not make it wait (inference). */
	const checkPause = ({ bookIds }: Audience): void => {
		const { bookPauseMinutes } = settings;
		if (bookPauseMinutes === null) return;
		const since = clock.now() - bookPauseMinutes * 60_000;
		const isTooSoon = bookIds.some((id) => (account.books.get(id)?.lastCampaignAt ?? -1) > since);
		if (isTooSoon) throw FAILURES.campaign.waitForBook();
	};

	/** 708 beyond the plan's limit, 707 when the rest after the tariff costs more than there is. */
	const checkMoney = (count: number): void => {
		if (settings.plan === 'forbidden') throw FAILURES.tariffForbids();
		if (count > settings.maxEmailsPerTask) throw FAILURES.campaign.overPlan();
		const paid = count - Math.min(count, lettersLeft(service));
		if (paid * LETTER_PRICE > settings.balance) throw FAILURES.campaign.noMoney();
	};

	const create = (call: Call) => {
		const draft = readDraft(call);
		const reachesBooks = draft.status !== CAMPAIGN.draft && !draft.isTest;
		checkHour();
		if (reachesBooks) checkPause(draft);
		const count = draft.isTest ? 1 : draft.snapshot.size;
		checkMoney(count);
		const campaign: Campaign = { ...draft, id: account.nextId() };
		account.campaigns.set(campaign.id, campaign);
		for (const id of reachesBooks ? campaign.bookIds : []) {
			const book = account.books.get(id);
			if (book) book.lastCampaignAt = clock.now();
		}
		life.start(campaign);
		const covered = Math.min(count, lettersLeft(service));
		account.lettersUsed += reachesBooks ? covered : 0;
		return {
			id: shape.n(campaign.id),
			status: shape.n(campaign.status),
			count: shape.n(count),
			tariff_email_qty: shape.n(covered),
			...(shape.isOlder ? { paid_email_qty: String(count - covered) } : {}),
			overdraft_price: String(LETTER_PRICE),
			// The server's spelling.
			ovedraft_currency: settings.currency,
		};
	};

	return [['POST', '/campaigns', create]];
};
