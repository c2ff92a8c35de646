import type { Arguments } from '../core/arguments.mts';
import { wholeNumber } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';
import type { Contact } from '../books/book.mts';
import { contactKey, findContact, isActive } from '../books/book.mts';
import type { Audience, Campaign } from './campaign.mts';

const MOST_BOOKS = 10;

/** A contact and the book it was found in. */
export type Recipient = { readonly contact: Contact; readonly bookId: number };

const readBookIds = ({ account }: Service, body: Arguments): number[] => {
	const value = body.value('list_id');
	if (!Array.isArray(value) && wholeNumber(value) === null) {
		throw FAILURES.mustBe('list_id', 'integer');
	}
	const ids = Array.isArray(value) ? [...body.integers('list_id')] : [Number(value)];
	if (ids.length > MOST_BOOKS) throw FAILURES.tooManyItems('list_id', MOST_BOOKS);
	if (!ids.every((id) => account.books.has(id))) throw FAILURES.campaign.noBook();
	return [...new Set(ids)];
};

/**
 * `list_id` (one or up to ten) or `segment_id`. A test has a single list: "if is_test is true … only one
 * list_id can be used" (OpenAPI).
 */
export const readAudience = (service: Service, body: Arguments, isTest: boolean): Audience => {
	if (!body.has('list_id') && !body.has('segment_id')) throw FAILURES.campaign.noBookId();
	const segmentId = body.integerOr('segment_id') ?? null;
	if (segmentId !== null && !service.account.segments.has(segmentId)) {
		throw FAILURES.isInvalid('segment_id');
	}
	const bookIds = body.has('list_id') ? readBookIds(service, body) : [];
	const isNarrow = isTest || segmentId !== null;
	if (isNarrow && bookIds.length > 1) throw FAILURES.isInvalid('list_id');
	return { bookIds, segmentId };
};

/** Whom a campaign would reach now: active contacts, each address once, without the blacklist. */
export const recipientsOf = ({ account }: Service, audience: Audience): Recipient[] => {
	const segment =
		audience.segmentId === null ? undefined : account.segments.get(audience.segmentId);
	const inSegment = segment && new Set(segment.map(contactKey));
	const bookIds = audience.bookIds.length > 0 ? audience.bookIds : [...account.books.keys()];
	const found = new Map<string, Recipient>();
	for (const bookId of bookIds) {
		for (const [key, contact] of account.books.get(bookId)?.contacts ?? []) {
			const isWanted = !inSegment || inSegment.has(key);
			const isOut = !isActive(contact) || account.blacklist.has(key) || found.has(key);
			if (isWanted && !isOut) found.set(key, { contact, bookId });
		}
	}
	return [...found.values()];
};

/** Without `use_dynamic_list`, contacts added after the creation are left out. */
export const recipientsOfCampaign = (service: Service, campaign: Campaign): Recipient[] =>
	recipientsOf(service, campaign).filter(
		({ contact }) => campaign.isDynamic || campaign.snapshot.has(contactKey(contact.email)),
	);

/** The sender's own entry, for the letter of a test. */
export const testRecipient = (
	{ account, clock }: Service,
	{ senderEmail, bookIds }: Campaign,
): Recipient => {
	const [bookId = 0] = bookIds;
	const book = account.books.get(bookId);
	const known = book && findContact(book, senderEmail);
	const contact: Contact = known ?? {
		email: senderEmail,
		phone: '',
		status: 1,
		variables: new Map(),
		addedAt: clock.now(),
		source: '',
		tags: new Set(),
	};
	return { contact, bookId };
};
