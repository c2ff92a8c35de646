import type { Message } from '../../framework/message.mts';
import type { Arguments } from '../core/arguments.mts';
import { cut, pageOf } from '../core/arguments.mts';
import { DAY, isDay } from '../core/dates.mts';
import { linksOf } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';

const IP = '127.0.0.1';
const LARGEST_INFO = 500;
const LARGEST_BOUNCES = 1000;

type Said = {
	readonly code: number;
	readonly explain: string;
	readonly subcode: string;
	readonly data: string;
};

/** What the other server said; 0 as long as it has said nothing (inference). */
const SAID: Readonly<Record<string, Said>> = {
	hard_bounces: { code: 550, explain: 'Bounced', subcode: '5.1.1', data: '550 5.1.1 No such user' },
	soft_bounces: { code: 452, explain: 'Bounced', subcode: '4.2.2', data: '452 4.2.2 Mailbox full' },
	undelivered: { code: 550, explain: 'Undelivered', subcode: '', data: '550 Rejected' },
	delivered: { code: 250, explain: 'Delivered', subcode: '', data: '250 2.0.0 OK' },
};

const NOTHING: Said = { code: 0, explain: 'Queued', subcode: '', data: '' };

type Action = { readonly status: string; readonly at: number };

const BOUNCES: readonly string[] = ['hard_bounces', 'soft_bounces'];

/** Reading SMTP mail (docs/gateways/sendpulse.md 11.2). */
export const smtpReadEndpoints = (service: Service): Endpoint[] => {
	const { clock, dates, messages, settings, shape } = service;

	const mails = (): Message[] => messages.list.filter(({ channel }) => channel === 'smtp');

	const said = ({ history }: Message): Said => {
		const last = history.findLast(({ status }) => SAID[status] !== undefined);
		return (last && SAID[last.status]) ?? NOTHING;
	};

	/** `country=off` leaves the geography out. */
	const tracking = ({ html, details }: Message, hasCountry: boolean) => {
		const actions = details.actions as readonly Action[];
		const clicks = actions.filter(({ status }) => status === 'clicked');
		const opens = actions.filter(({ status }) => status === 'opened');
		const where = hasCountry ? { country: 'Ukraine' } : {};
		const agent = { browser: 'Firefox 64.0', os: 'Linux' };
		const [url = 'https://shop.example/'] = linksOf(html ?? '');
		return {
			click: clicks.length,
			open: opens.length,
			link: clicks.map(({ at }) => ({
				url,
				...agent,
				screen_resolution: '1920x1080',
				ip: IP,
				...where,
				action_date: dates.print(at),
			})),
			client_info: opens.map(({ at }) => ({
				...agent,
				ip: IP,
				...where,
				action_date: dates.print(at),
			})),
		};
	};

	const show = (message: Message, hasCountry = true) => {
		const { code, explain, subcode, data } = said(message);
		const size = Buffer.byteLength(message.html ?? '') + Buffer.byteLength(message.text);
		return {
			id: message.id,
			sender: message.sender,
			total_size: shape.n(size),
			sender_ip: IP,
			smtp_answer_code: shape.n(code),
			...(shape.isOlder ? {} : { smtp_answer_code_explain: explain }),
			smtp_answer_subcode: subcode,
			smtp_answer_data: data,
			used_ip: '5.104.224.87',
			recipient: message.recipient,
			subject: message.details.subject,
			send_date: dates.print(Date.parse(message.receivedAt)),
			tracking: tracking(message, hasCountry),
		};
	};

	const checkTariff = (): void => {
		if (settings.plan === 'forbidden') throw FAILURES.smtp.tariff();
	};

	/** A date of the account, `YYYY-MM-DD` (docs/gateways/sendpulse.md 11.2); both days belong to what is asked for. */
	const bound = (query: Arguments, name: 'from' | 'to'): number | null => {
		const text = query.textOr(name);
		if (text === undefined) return null;
		const at = isDay(text) ? dates.parseDay(text) : null;
		if (at === null) throw FAILURES.isInvalid(name);
		return name === 'to' ? at + DAY - 1 : at;
	};

	const list = ({ query }: Call) => {
		checkTariff();
		const page = pageOf(query, 'cut');
		const from = bound(query, 'from') ?? -Infinity;
		const to = bound(query, 'to') ?? Infinity;
		const sender = query.textOr('sender');
		const recipient = query.textOr('recipient');
		const hasCountry = query.textOr('country') !== 'off';
		const found = mails().filter((mail) => {
			const at = Date.parse(mail.receivedAt);
			const isSender = sender === undefined || mail.sender === sender;
			const isRecipient = recipient === undefined || mail.recipient === recipient;
			return isSender && isRecipient && at >= from && at <= to;
		});
		return cut(found, page).map((mail) => show(mail, hasCountry));
	};

	const total = () => {
		if (!settings.smtpUser) throw FAILURES.smtp.noUser();
		checkTariff();
		return { total: mails().length };
	};

	const find = (id: string): Message | undefined => {
		const mail = messages.find(id);
		return mail?.channel === 'smtp' ? mail : undefined;
	};

	const one = (call: Call) => {
		const mail = find(call.path('id'));
		if (!mail) throw FAILURES.smtp.noEmail();
		return show(mail);
	};

	/** Up to 500 ids; those nobody knows are left out. */
	const info = ({ body }: Call) => {
		const ids = body.has('emails') ? body.list('emails', FAILURES.smtp.noEmailIds()) : [];
		const isRight = ids.length > 0 && ids.every((id) => typeof id === 'string');
		if (!isRight || ids.length > LARGEST_INFO) throw FAILURES.smtp.noEmailIds();
		const found = ids.flatMap((id) => find(id) ?? []);
		if (found.length === 0) throw FAILURES.smtp.noneOfEmails();
		return found.map((mail) => show(mail));
	};

	const bouncedAt = ({ history }: Message): number | null => {
		const bounce = history.findLast(({ status }) => BOUNCES.includes(status));
		return bounce ? Date.parse(bounce.at) : null;
	};

	const bouncesBetween = (from: number, to: number): Message[] =>
		mails().filter((mail) => {
			const at = bouncedAt(mail);
			return at !== null && at >= from && at < to;
		});

	/** The last 24 hours, or the day of `date`. */
	const bounces = ({ query }: Call) => {
		const { limit, offset } = pageOf(query, 'cut');
		const date = query.textOr('date');
		const day = date === undefined ? null : dates.parseDay(date);
		if (date !== undefined && (day === null || date.length !== 10))
			throw FAILURES.isInvalid('date');
		const from = day ?? clock.now() - DAY;
		const found = bouncesBetween(from, from + DAY + (day === null ? 1 : 0));
		const emails = cut(found, { limit, offset }).map((mail) => {
			const { code, subcode, data } = said(mail);
			return {
				email_to: mail.recipient,
				sender: mail.sender,
				send_date: dates.print(Date.parse(mail.receivedAt)),
				subject: mail.details.subject,
				smtp_answer_code: code,
				smtp_answer_subcode: subcode,
				smtp_answer_data: data,
			};
		});
		return { total: found.length, emails, request_limit: LARGEST_BOUNCES, found: emails.length };
	};

	const bounceTotal = () => {
		const now = clock.now();
		return { total: bouncesBetween(now - DAY, now + 1).length };
	};

	return [
		['GET', '/smtp/emails', list],
		['GET', '/smtp/emails/total', total],
		['GET', '/smtp/emails/:id', one],
		['POST', '/smtp/emails/info', info],
		['GET', '/smtp/bounces/day', bounces],
		['GET', '/smtp/bounces/day/total', bounceTotal],
	];
};
