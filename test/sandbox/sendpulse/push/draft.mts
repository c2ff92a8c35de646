import { parseJson } from '../../framework/fields.mts';
import type { Arguments } from '../core/arguments.mts';
import { isObject } from '../core/arguments.mts';
import { fromBase64 } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';
import type { Filter } from './filter.mts';
import { readFilter } from './filter.mts';
import type { Subscriber, Website } from './model.mts';

const LONGEST_TTL = 86_400;
const MOST_BUTTONS = 2;
/** "Five hours" when nothing is said (the older document). */
const STRETCH = 5 * 60 * 60;

type Button = { readonly text: string; readonly link: string };
type Picture = { readonly name: string; readonly bytes: number; readonly base64: string };

/** A push campaign as the client described it, found right. */
export type PushDraft = {
	readonly website: Website;
	readonly title: string;
	readonly body: string;
	readonly link: string;
	readonly ttl: number;
	readonly stretchTime: number;
	readonly sendAt: number | null;
	readonly buttons: readonly Button[];
	readonly image: Picture | null;
	readonly icon: Picture | null;
	readonly fits: (subscriber: Subscriber) => boolean;
};

/** OpenAPI says JSON in a string, the Go SDK sends objects: a mode (docs/gateways/sendpulse.md 21.13). */
const structure = ({ settings }: Service, body: Arguments, name: string): unknown => {
	if (!body.has(name)) return undefined;
	const value = body.value(name);
	if (typeof value !== 'string') {
		if (settings.pushFields === 'any') return value;
		throw FAILURES.mustBe(name, 'string');
	}
	const parsed = parseJson(value);
	if (parsed === undefined) throw FAILURES.isInvalid(name);
	return parsed;
};

const readButtons = (service: Service, body: Arguments): Button[] => {
	const value = structure(service, body, 'buttons') ?? [];
	const isButton = (one: unknown): one is Button =>
		isObject(one) && typeof one.text === 'string' && typeof one.link === 'string';
	if (!Array.isArray(value) || !value.every(isButton)) throw FAILURES.isInvalid('buttons');
	if (value.length > MOST_BUTTONS) throw FAILURES.tooManyItems('buttons', MOST_BUTTONS);
	return value.map(({ text, link }) => ({ text, link }));
};

const readPicture = (service: Service, body: Arguments, name: 'image' | 'icon'): Picture | null => {
	const value = structure(service, body, name);
	if (value === undefined) return null;
	const bytes = isObject(value) && typeof value.data === 'string' ? fromBase64(value.data) : null;
	if (bytes === null || !isObject(value) || typeof value.name !== 'string') {
		throw FAILURES.isInvalid(name);
	}
	return { name: value.name, bytes: bytes.length, base64: bytes.toString('base64') };
};

const readRegions = (service: Service, body: Arguments): readonly unknown[] | null => {
	const value = structure(service, body, 'filter_region');
	if (value === undefined) return null;
	if (!Array.isArray(value)) throw FAILURES.isInvalid('filter_region');
	return value;
};

const readDate = ({ dates }: Service, body: Arguments, name: string): number | null => {
	const text = body.textOr(name);
	if (text === undefined) return null;
	const at = dates.parseDay(text);
	if (at === null) throw FAILURES.isInvalid(name);
	return at;
};

/** Whom the filters leave; `filter_url` cannot be told from subscribers and is only checked. */
const readFilters = (service: Service, body: Arguments): PushDraft['fits'] => {
	const lang = body.textOr('filter_lang');
	const browsers = body.textOr('filter_browser')?.split(',');
	const regions = readRegions(service, body);
	structure(service, body, 'filter_url');
	const from = readDate(service, body, 'filter_subscription_date_from') ?? -Infinity;
	const to = readDate(service, body, 'filter_subscription_date_to') ?? Infinity;
	const wanted = body.mapOr('filter');
	const filter: Filter = wanted ? readFilter(wanted) : () => true;
	return (one) =>
		(lang === undefined || one.lang === lang) &&
		(browsers === undefined || browsers.includes(one.browser)) &&
		(regions === null || regions.includes(one.countryCode)) &&
		one.subscribedAt >= from &&
		one.subscribedAt <= to &&
		filter(one.variables);
};

/** Reads the arguments of `POST /push/tasks` (docs/gateways/sendpulse.md 12). */
export const readPush = (service: Service, body: Arguments): PushDraft => {
	const { account, dates } = service;
	const title = body.text('title');
	const website = account.websites.get(body.integer('website_id'));
	const text = body.text('body');
	const ttl = body.integer('ttl', { min: 0, max: LONGEST_TTL });
	if (!website) throw FAILURES.isInvalid('website_id');
	const sendDate = body.textOr('send_date');
	const sendAt = sendDate === undefined ? null : dates.parse(sendDate);
	if (sendDate !== undefined && (sendAt === null || dates.isPast(sendAt))) {
		throw FAILURES.campaign.badDate();
	}
	return {
		website,
		title,
		body: text,
		link: body.textOr('link') ?? website.url,
		ttl,
		stretchTime: body.integerOr('stretch_time', { min: 0 }) ?? STRETCH,
		sendAt,
		buttons: readButtons(service, body),
		image: readPicture(service, body, 'image'),
		icon: readPicture(service, body, 'icon'),
		fits: readFilters(service, body),
	};
};
