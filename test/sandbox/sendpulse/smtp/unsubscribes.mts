import { cut, isEmail, isObject, pageOf } from '../core/arguments.mts';
import { LANGUAGES } from '../core/codes.mts';
import { DAY, isDay } from '../core/dates.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { serviceLetter } from '../core/serviceLetter.mts';
import type { Unsubscribed } from '../account/model.mts';
import { contactKey } from '../books/book.mts';
import { newMailId } from './send.mts';

const RESUBSCRIBES_A_DAY = 5;

/** Who gets no SMTP mail (docs/gateways/sendpulse.md 11.3). */
export const smtpUnsubscribeEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings } = service;

	/** `{emails: […]}` as every client sends it, or the bare array of OpenAPI: a mode. */
	const emailsOf = ({ body, bare }: Call): readonly unknown[] => {
		const isBare = settings.unsubscribeBody !== 'object' && bare !== null;
		const isNamed = settings.unsubscribeBody !== 'array' && body.has('emails');
		const list = isBare ? bare : isNamed ? body.list('emails', FAILURES.smtp.emptyEmails()) : [];
		if (list.length === 0) throw FAILURES.smtp.emptyEmails();
		return list;
	};

	const add = (call: Call) => {
		const entries = emailsOf(call).map((one): Unsubscribed => {
			if (!isObject(one) || !isEmail(one.email)) throw FAILURES.smtp.emptyEmails();
			const comment = typeof one.comment === 'string' ? one.comment : '';
			return { email: one.email, comment, by: 'user', at: clock.now() };
		});
		for (const entry of entries) account.smtpUnsubscribed.set(contactKey(entry.email), entry);
		return DONE;
	};

	const remove = (call: Call) => {
		const emails = emailsOf(call);
		if (!emails.every(isEmail)) throw FAILURES.smtp.emptyEmails();
		for (const email of emails) account.smtpUnsubscribed.delete(contactKey(email));
		return DONE;
	};

	const list = ({ query }: Call) => {
		if (settings.plan === 'forbidden') throw FAILURES.smtp.tariff();
		const page = pageOf(query, 'cut');
		const date = query.textOr('date');
		if (date !== undefined && !isDay(date)) throw FAILURES.isInvalid('date');
		const day = date === undefined ? null : dates.parseDay(date);
		const found = [...account.smtpUnsubscribed.values()].filter(
			({ at }) => day === null || (at >= day && at < day + DAY),
		);
		return cut(found, page).map(({ email, by, at }) => ({
			email,
			unsubscribe_by_link: by === 'link' ? 1 : 0,
			unsubscribe_by_user: by === 'user' ? 1 : 0,
			spam_complaint: by === 'spam' ? 1 : 0,
			date: dates.print(at),
		}));
	};

	/** `result` is the answer itself here, not a success. */
	const search = ({ query }: Call) => {
		if (!query.has('email')) throw FAILURES.smtp.emptySearch();
		const email = query.value('email');
		if (!isEmail(email)) throw FAILURES.smtp.wrongSearch();
		return { result: account.smtpUnsubscribed.has(contactKey(email)) };
	};

	/** Sends a letter that asks the recipient to come back; five in 24 hours. */
	const resubscribe = (call: Call) => {
		const { body } = call;
		if (!settings.smtpUser) throw FAILURES.smtp.noUserToResubscribe();
		const email = body.email('email');
		const sender = body.text('sender');
		const lang = body.wordOr('lang', LANGUAGES) ?? 'en';
		if (!account.smtpUnsubscribed.has(contactKey(email))) throw FAILURES.smtp.notBlocked();
		const since = clock.now() - DAY;
		const recent = account.resubscribeTimes.filter((at) => at > since);
		if (recent.length >= RESUBSCRIBES_A_DAY) throw FAILURES.smtp.fivePerDay();
		account.resubscribeTimes.push(clock.now());
		const details = { lang };
		serviceLetter(service, call, { kind: 'resubscription', recipient: email, sender, details });
		return { result: true, id: newMailId() };
	};

	return [
		['POST', '/smtp/unsubscribe', add],
		['DELETE', '/smtp/unsubscribe', remove],
		['GET', '/smtp/unsubscribe', list],
		['GET', '/smtp/unsubscribe/search', search],
		['POST', '/smtp/resubscribe', resubscribe],
	];
};
