import type { SmsSender, ViberSender } from '../phones/model.mts';
import type { Subscriber, Website } from '../push/model.mts';
import type { Domain, Sender, Template } from './model.mts';

/** What an account has before anyone calls the API: things made in the web interface only. */

const FIRST_SENDER = 'news@shop.example';

export const firstSenders = (): [string, Sender][] => [
	[
		FIRST_SENDER,
		{ email: FIRST_SENDER, name: 'Shop', status: 'Active', code: null, codeSentAt: null },
	],
];

export const firstDomains = (): [string, Domain][] => [
	['shop.example', { id: 501, name: 'shop.example', isActive: true }],
];

/** The gallery of the service; ids as in the fixtures of the Go SDK. */
export const firstTemplates = (now: number): [number, Template][] => [
	[
		775667,
		{
			id: 'c7a94d4f8395ae5a4183423309d5e99b',
			realId: 775667,
			name: "Valentine's Day: sweet",
			slug: 'sweet-valentines-day',
			owner: 'sendpulse',
			lang: 'en',
			html: '<p>Hello {{name}}</p>',
			createdAt: now,
			isStructure: true,
			isProcessing: false,
		},
	],
];

export const firstWebsites = (now: number): [number, Website][] => [
	[
		53,
		{
			id: 53,
			url: 'www.test-site.com',
			addedAt: now,
			variables: [{ id: 97, name: 'uname' }],
			lastTaskAt: null,
		},
	],
];

const subscriber = (id: number, now: number, rest: Partial<Subscriber>): [number, Subscriber] => [
	id,
	{
		id,
		websiteId: 53,
		browser: 'Firefox',
		lang: 'en',
		os: 'Linux',
		countryCode: 'UA',
		city: 'Dnipro',
		variables: new Map(),
		subscribedAt: now,
		status: 1,
		...rest,
	},
];

export const firstSubscribers = (now: number): [number, Subscriber][] => [
	subscriber(311003743, now, { variables: new Map([['uname', 'Anna']]) }),
	subscriber(311008277, now, {
		browser: 'Opera',
		lang: 'ru',
		countryCode: 'RU',
		variables: new Map([['uname', 'Boris']]),
	}),
	subscriber(311009001, now, { browser: 'Chrome', status: 0 }),
];

/** Names, one of every status (docs/gateways/sendpulse.md 13). */
export const firstSmsSenders = (): [number, SmsSender][] => [
	[4786, { id: 4786, sender: 'iQA', status: 1 }],
	[18021, { id: 18021, sender: 'apicheck', status: 2 }],
	[18027, { id: 18027, sender: 'rejectit', status: 0 }],
];

export const firstViberSenders = (): [number, ViberSender][] => [
	[2222, { id: 2222, name: 'Foxkids', status: 'verified' }],
	[2223, { id: 2223, name: 'Newcomer', status: 'pending' }],
];
