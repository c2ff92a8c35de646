import type { Arguments } from '../core/arguments.mts';
import { cut, pageOf } from '../core/arguments.mts';
import { DAY } from '../core/dates.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import type { Subscriber, Website } from './model.mts';

/** Websites with push and their subscribers (docs/gateways/sendpulse.md 12). */
export const pushWebsiteEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, shape } = service;

	const websiteOf = (call: Call): Website => {
		const website = account.websites.get(Number(call.path('id')));
		if (!website) throw absent(service, 'No data', 8);
		return website;
	};

	const show = ({ id, url, addedAt }: Website) => ({
		id: shape.n(id),
		url,
		add_date: dates.print(addedAt),
		status: shape.n(1),
	});

	const subscribersOf = ({ id }: Website): Subscriber[] =>
		[...account.subscribers.values()].filter(({ websiteId }) => websiteId === id);

	const info = (call: Call) => {
		const website = websiteOf(call);
		const all = subscribersOf(website);
		const today = clock.now() - DAY;
		return {
			id: shape.n(website.id),
			url: website.url,
			status: 'active',
			icon: 'https://sendpulse.example/icon.png',
			add_date: dates.print(website.addedAt),
			total_subscribers: all.length,
			unsubscribed: all.filter(({ status }) => status === 6).length,
			subscribers_today: all.filter(({ subscribedAt }) => subscribedAt > today).length,
			active_subscribers: all.filter(({ status }) => status === 1).length,
		};
	};

	const code = (call: Call) => {
		const url = `//web.sendpulse.example/js/push/${websiteOf(call).id}.js`;
		return { script_url: url, script_code: `<script charset="UTF-8" src="${url}" async></script>` };
	};

	const variables = (call: Call) =>
		websiteOf(call).variables.map(({ id, name }) => ({ id: shape.n(id), name, type: 'string' }));

	const showSubscriber = (one: Subscriber) => {
		const { id, browser, lang, os, countryCode, city, status } = one;
		const values = [...one.variables].map(([name, value]) => ({ name, value: String(value) }));
		const place = { os, country_code: countryCode, city };
		const more = { subscription_date: dates.print(one.subscribedAt) };
		return shape.isOlder
			? { id: shape.n(id), browser, lang, variables: values, status: shape.n(status) }
			: { id, browser, lang, ...place, variables: values, ...more, status };
	};

	/** Both dates are days, and both are included. */
	const between = (query: Arguments, all: readonly Subscriber[]): Subscriber[] => {
		const day = (name: string): number | null => {
			const text = query.textOr(name);
			if (text === undefined) return null;
			const at = dates.parseDay(text);
			if (at === null) throw FAILURES.isInvalid(name);
			return at;
		};
		const from = day('subscription_date_from') ?? -Infinity;
		const to = day('subscription_date_to');
		const end = to === null ? Infinity : to + DAY;
		return all.filter(({ subscribedAt }) => subscribedAt >= from && subscribedAt < end);
	};

	const subscribers = (call: Call) => {
		const found = between(call.query, subscribersOf(websiteOf(call)));
		return cut(found, pageOf(call.query, 'cut')).map(showSubscriber);
	};

	const subscriberTotal = (call: Call) => ({
		total: between(call.query, subscribersOf(websiteOf(call))).length,
	});

	const setState = ({ body }: Call) => {
		const id = body.integer('id');
		const state = body.integer('state', { min: 0, max: 1 });
		const subscriber = account.subscribers.get(id);
		if (!subscriber) throw FAILURES.isInvalid('id');
		subscriber.status = state === 1 ? 1 : 0;
		return DONE;
	};

	const list = ({ query }: Call) =>
		cut([...account.websites.values()].map(show), pageOf(query, 'cut'));

	return [
		['GET', '/push/websites/total', () => ({ total: account.websites.size })],
		['GET', '/push/websites', list, { hasSlash: true }],
		['GET', '/push/websites/info/:id', info],
		['GET', '/push/websites/:id/code', code],
		['GET', '/push/websites/:id/variables', variables],
		['GET', '/push/websites/:id/subscriptions', subscribers, { hasSlash: true }],
		['GET', '/push/websites/:id/subscriptions/total', subscriberTotal],
		['POST', '/push/subscriptions/state', setState],
	];
};
