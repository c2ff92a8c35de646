import type { Message } from '../../framework/message.mts';
import type { Arguments } from '../core/arguments.mts';
import { cut, pageOf, wholeNumber } from '../core/arguments.mts';
import { LETTER, LETTER_STATUS } from '../core/codes.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { LETTER_PRICE } from '../account/tariff.mts';
import { contactKey } from '../books/book.mts';
import { absent } from '../books/lookup.mts';
import type { Campaign } from './campaign.mts';
import { isUnderWay } from './state.mts';

const tally = (names: readonly string[]): [string, number][] => {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts];
};

const reached = (letters: readonly Message[], ...codes: number[]): number =>
	letters.filter(({ history }) => history.some(({ status }) => codes.includes(Number(status))))
		.length;

/** The campaign of the path; 802 when there is none (docs/gateways/sendpulse.md 5.3). */
export const campaignOf = (service: Service, call: Call): Campaign => {
	const campaign = service.account.campaigns.get(Number(call.path('id')));
	if (!campaign) throw absent(service, 'Campaign not found', 802);
	return campaign;
};

/** Reading campaigns and their statistics (docs/gateways/sendpulse.md 5.2, 5.3, 5.6, 4). */
export const campaignReadEndpoints = (service: Service): Endpoint[] => {
	const { account, dates, messages, settings, shape } = service;
	const n = (value: number) => shape.n(value);

	const lettersOf = ({ messageIds }: Campaign): Message[] =>
		messageIds.flatMap((id) => messages.find(id) ?? []);

	const clicksOf = (campaign: Campaign): [string, number][] =>
		tally(lettersOf(campaign).flatMap(({ details }) => details.clicks as string[]));

	const detailStatistics = (campaign: Campaign) => ({
		general: tally(lettersOf(campaign).map(({ status }) => status)).map(([code, count]) => ({
			code: Number(code),
			count,
			explain: LETTER_STATUS[Number(code)] ?? '',
		})),
		clicks: clicksOf(campaign).map(([url, count]) => ({ url, count })),
	});

	const listStatistics = (campaign: Campaign) => {
		const letters = lettersOf(campaign);
		return {
			sent: letters.length,
			delivered: reached(letters, LETTER.delivered),
			opening: reached(letters, LETTER.opened),
			link_redirected: reached(letters, LETTER.clicked),
			unsubscribe: reached(letters, LETTER.unsubscribed),
			error: reached(letters, 6, 7, 8, 9, 10, 12, 16, 17, 18, 20),
		};
	};

	/** Several lists stand as an array (inference); the body is plain HTML here, not base64. */
	const messageOf = (campaign: Campaign, withBody: boolean) => ({
		sender_name: campaign.senderName,
		sender_email: campaign.senderEmail,
		subject: campaign.subject,
		...(withBody ? { body: campaign.html } : {}),
		...(shape.isOlder ? {} : { preheader: '' }),
		attachments: campaign.attachments.map(({ name }) => name).join(', '),
		list_id: campaign.bookIds.length > 1 ? campaign.bookIds.map(n) : n(campaign.bookIds[0] ?? 0),
	});

	const show = (campaign: Campaign, withBody: boolean) => {
		const count = Math.max(campaign.snapshot.size, campaign.messageIds.length);
		const core = {
			id: n(campaign.id),
			name: campaign.name,
			message: messageOf(campaign, withBody),
			status: n(campaign.status),
			all_email_qty: count,
			tariff_email_qty: n(count),
			paid_email_qty: n(0),
			overdraft_price: 0,
			overdraft_currency: settings.currency,
		};
		if (shape.isOlder) return core;
		return {
			...core,
			company_price: Number((count * LETTER_PRICE).toFixed(4)),
			send_date: dates.print(campaign.sendAt ?? campaign.createdAt),
			permalink: `https://sendpulse.example/c/${campaign.id}`,
			is_sms: false,
			is_viber: false,
			external_stat: {
				check_open_email: campaign.stats.opens,
				check_redirect_link: campaign.stats.clicks,
			},
			statistics: withBody ? detailStatistics(campaign) : listStatistics(campaign),
		};
	};

	/** `status[]=3&status[]=26`: the encoding of the array is an assumption (docs/gateways/sendpulse.md 5.2). */
	const wantedStatuses = (query: Arguments): readonly number[] | null => {
		const value = query.value('status');
		if (value === undefined) return null;
		if (!Array.isArray(value)) throw FAILURES.mustBe('status', 'array');
		const codes = value.map(wholeNumber);
		if (codes.includes(null)) throw FAILURES.isInvalid('status');
		return codes as number[];
	};

	const isPlanned = (campaign: Campaign): boolean =>
		isUnderWay(campaign) && campaign.sendAt !== null && !dates.isPast(campaign.sendAt);

	const list = ({ query }: Call) => {
		const page = pageOf(query, 'cut');
		const order = query.wordOr('order', ['asc', 'desc']) ?? 'asc';
		const statuses = wantedStatuses(query);
		const planned = query.flagOr('planed', FAILURES.isInvalid('planed')) === true;
		const found = [...account.campaigns.values()].filter(
			(campaign) =>
				(statuses === null || statuses.includes(campaign.status)) &&
				(!planned || isPlanned(campaign)),
		);
		if (order === 'desc') found.reverse();
		return cut(found, page).map((campaign) => show(campaign, shape.isOlder));
	};

	const countries = (call: Call) => {
		const opened = reached(lettersOf(campaignOf(service, call)), LETTER.opened, LETTER.clicked);
		return shape.map(opened > 0 ? [[settings.openCountry, opened] as const] : []);
	};

	const referrals = (call: Call) =>
		clicksOf(campaignOf(service, call)).map(([link, count]) => ({ link, count }));

	const recipient = (call: Call) => {
		const campaign = campaignOf(service, call);
		const key = contactKey(call.path('email'));
		const letter = lettersOf(campaign).find((one) => contactKey(one.recipient) === key);
		if (!letter) throw absent(service, 'Email address not found', 502);
		const code = Number(letter.status);
		return {
			[settings.sentDateName]: dates.print(Date.parse(letter.receivedAt)),
			global_status: n(LETTER.sent),
			global_status_explain: LETTER_STATUS[LETTER.sent],
			detail_status: n(code),
			detail_status_explain: LETTER_STATUS[code] ?? '',
		};
	};

	return [
		['GET', '/campaigns', list],
		['GET', '/campaigns/:id', (call) => show(campaignOf(service, call), true)],
		['GET', '/campaigns/:id/countries', countries],
		['GET', '/campaigns/:id/referrals', referrals],
		['GET', '/campaigns/:id/email/:email', recipient],
	];
};
