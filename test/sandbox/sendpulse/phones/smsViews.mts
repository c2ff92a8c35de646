import type { Message } from '../../framework/message.mts';
import type { Arguments } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import type { SmsCampaign, SmsSender } from './model.mts';

/** "2 for delivered, 12 for not delivered" (OpenAPI); 1 as long as it is on its way (inference). */
const STATUS: Readonly<Record<string, readonly [code: number, explain: string]>> = {
	sent: [1, 'Sent'],
	delivered: [2, 'Delivered'],
	undelivered: [12, 'Not delivered'],
};

const SENDER_STATUS = ['On moderation', 'Active', 'Rejected'] as const;

/** The first letter of this name is Cyrillic on the wire (docs/gateways/sendpulse.md 13). */
const COUNTRY_CODE = '\u0441ountry_code';

/** Reading SMS campaigns (docs/gateways/sendpulse.md 13). */
export const smsCampaignViews = (service: Service, price: number): Endpoint[] => {
	const { account, dates, messages, settings, shape } = service;

	const bound = (query: Arguments, name: string): number | null => {
		const text = query.textOr(name);
		if (text === undefined) return null;
		const at = dates.parseDay(text);
		if (at === null) throw FAILURES.isInvalid(name);
		return at;
	};

	const times = ({ sendAt, createdAt }: SmsCampaign) => ({
		send_date: dates.print(sendAt),
		date_created: dates.print(createdAt),
	});

	const list = ({ query }: Call) => {
		const from = bound(query, 'dateFrom') ?? -Infinity;
		const to = bound(query, 'dateTo') ?? Infinity;
		const found = [...account.smsCampaigns.values()].filter(
			({ sendAt }) => sendAt >= from && sendAt <= to,
		);
		const data = found.map((campaign) => ({
			id: shape.n(campaign.id),
			address_book_id: shape.n(campaign.bookId),
			company_price: campaign.price,
			company_currency: settings.currency,
			...times(campaign),
			sender_mail_address: '',
			sender_mail_name: '',
			external_stat: [],
		}));
		return { result: true, data };
	};

	const showPhone = ({ recipient, status }: Message) => {
		const [code, explain] = STATUS[status] ?? [Number(status), ''];
		return {
			phone: Number(recipient),
			status: code,
			status_explain: explain,
			[COUNTRY_CODE]: 'UA',
			money_spent: price,
		};
	};

	const info = (call: Call) => {
		const campaign = account.smsCampaigns.get(Number(call.path('id')));
		if (!campaign) throw absent(service, 'Campaign not found', 802);
		const phones = campaign.messageIds.flatMap((id) => messages.find(id) ?? []);
		return {
			result: true,
			data: {
				id: shape.n(campaign.id),
				address_book_id: shape.n(campaign.bookId),
				currency: settings.currency,
				company_price: campaign.price,
				...times(campaign),
				sender_name: campaign.sender,
				task_phones_info: phones.map(showPhone),
			},
		};
	};

	return [
		['GET', '/sms/campaigns/list', list],
		['GET', '/sms/campaigns/info/:id', info],
	];
};

/** The sender names of the account. */
export const smsSenderList = ({ account, shape }: Service): Endpoint => {
	const showSender = ({ id, sender, status }: SmsSender) => ({
		id: shape.n(id),
		sender,
		country: 'Ukraine',
		country_code: 'UA',
		status: shape.n(status),
		status_explain: SENDER_STATUS[status],
	});

	return ['GET', '/sms/senders', () => [...account.smsSenders.values()].map(showSender)];
};
