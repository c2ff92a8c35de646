import type { Arguments } from '../core/arguments.mts';
import { isObject } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import { bookOfBody, inEnvelope, isPhone, phonesOf, phonesOfQuery } from './arguments.mts';
import type { SmsCampaign, SmsSender } from './model.mts';
import { smsCampaignViews, smsSenderList } from './smsViews.mts';
import { sendText } from './texting.mts';

const LONGEST_SENDER = 11;

/** Price of one SMS, as in the fixture. */
const PRICE = 0.27;

/** The value of a text of JSON; undefined when it is none. */
const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

const priceOf = (count: number): number => Number((count * PRICE).toFixed(2));

/** SMS campaigns (docs/gateways/sendpulse.md 13). */
export const smsCampaignEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings, shape } = service;

	/** Up to 11 characters; "only IDs with status Active can be used for campaigns" (OpenAPI). */
	const senderOf = (body: Arguments): string => {
		const name = body.text('sender');
		if (name.length > LONGEST_SENDER) throw FAILURES.notGreater('sender', LONGEST_SENDER);
		const isActive = ({ sender, status }: SmsSender) => sender === name && status === 1;
		if (![...account.smsSenders.values()].some(isActive)) throw FAILURES.senderNotValid();
		return name;
	};

	const readCommon = (body: Arguments) => {
		const route = body.mapOr('route') ?? null;
		for (const name of ['stat_link_tracking', 'stat_link_need_protocol']) body.flagOr(name);
		body.flagOr('transliterate');
		const date = body.textOr('date');
		const at = date === undefined ? clock.now() : dates.parse(date);
		if (at === null || (date !== undefined && dates.isPast(at))) throw FAILURES.campaign.badDate();
		return {
			route,
			sender: senderOf(body),
			body: body.text('body'),
			emulate: body.flagOr('emulate') === true,
			sendAt: at,
			isPlanned: date !== undefined,
		};
	};

	/** `emulate` is a dry run: nothing leaves and nothing is paid. */
	const send = ({ exchange }: Call, campaign: SmsCampaign, phones: readonly string[]): void => {
		if (campaign.state !== 'planned') return;
		campaign.state = 'sent';
		const { id, bookId, sender, body, route, isPlanned, sendAt } = campaign;
		for (const phone of campaign.emulate ? [] : phones) {
			const message = sendText(service, {
				channel: 'sms',
				taskId: id,
				phone,
				sender,
				text: body,
				exchange,
				scheduledAt: isPlanned ? new Date(sendAt).toISOString() : null,
				details: { addressBookId: bookId, route },
				outcome: 'delivered',
			});
			campaign.messageIds.push(message.id);
		}
	};

	type Plan = {
		readonly bookId: number;
		readonly phones: readonly string[];
		readonly atSending?: () => readonly string[];
	};

	const create = (call: Call, { bookId, phones, atSending = () => phones }: Plan): SmsCampaign => {
		const common = readCommon(call.body);
		const campaign: SmsCampaign = {
			id: account.nextId(),
			bookId,
			...common,
			price: common.emulate ? 0 : priceOf(phones.length),
			createdAt: clock.now(),
			phones,
			state: 'planned',
			messageIds: [],
		};
		account.smsCampaigns.set(campaign.id, campaign);
		const delay = Math.max(settings.campaignStepMs, campaign.sendAt - clock.now());
		clock.setTimeout(() => send(call, campaign, atSending()), delay);
		return campaign;
	};

	const sendable = (phones: readonly string[]): string[] => [
		...new Set(phones.filter((phone) => isPhone(phone) && !account.smsBlacklist.has(phone))),
	];

	const toBook = (call: Call) => {
		const book = bookOfBody(service, call.body);
		const isDynamic = call.body.flagOr('use_dynamic_list') === true;
		const now = () => sendable([...book.phones.keys()]);
		const plan = { bookId: book.id, phones: now() };
		const { id } = create(call, isDynamic ? { ...plan, atSending: now } : plan);
		return { result: true, campaign_id: shape.n(id) };
	};

	const toPhones = (call: Call) => {
		const all = phonesOf(call.body);
		const phones = sendable(all);
		const { id } = create(call, { bookId: 0, phones });
		const counters = { exceptions: all.length - phones.length, sends: phones.length };
		return { result: true, campaign_id: shape.n(id), counters };
	};

	/** "Only available for campaigns that haven't started" (OpenAPI). */
	const planned = (id: number): SmsCampaign => {
		const campaign = account.smsCampaigns.get(id);
		if (campaign?.state !== 'planned') throw absent(service, 'Campaign not found', 802);
		return campaign;
	};

	const cancel = (call: Call) => {
		planned(Number(call.path('id'))).state = 'cancelled';
		return DONE;
	};

	const remove = ({ body }: Call) => {
		const campaign = planned(body.integer('id'));
		campaign.state = 'cancelled';
		account.smsCampaigns.delete(campaign.id);
		return DONE;
	};

	/** The phones of the query, or the numbers of a book; routes go as a text of JSON. */
	const cost = ({ query }: Call) => {
		query.text('body');
		senderOf(query);
		if (query.has('route') && !isObject(parsed(query.text('route')))) {
			throw FAILURES.isInvalid('route');
		}
		const phones = query.has('phones')
			? phonesOfQuery(query)
			: [...bookOfBody(service, query).phones.keys()];
		return {
			result: true,
			data: { price: priceOf(sendable(phones).length), currency: settings.currency },
		};
	};

	const ofCampaigns: Endpoint[] = [
		['POST', '/sms/campaigns', toBook],
		['POST', '/sms/send', toPhones],
		['PUT', '/sms/campaigns/cancel/:id', cancel],
		['DELETE', '/sms/campaigns', remove],
		['GET', '/sms/campaigns/cost', cost],
		...smsCampaignViews(service, PRICE),
	];
	// The names of senders are a true list.
	return [...inEnvelope(service, ofCampaigns), smsSenderList(service)];
};
