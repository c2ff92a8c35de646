import { CHANNELS } from './channels.mts';
import type { Bot, BotContact, BotVariable, Flow, Template, Trigger } from './model.mts';

/** What the chatbot account has before anyone calls: made in the panel, or by people who write to a bot. */

const DAY = 24 * 60 * 60_000;

/** A seeded id: a letter of its kind and the number of its bot, 1 to 7 in the order of `CHANNELS`. */
export const seedId = (kind: string, number: number): string =>
	`5f${`${kind}${number}`.padStart(22, '0')}`;

const numbered = CHANNELS.map((channel, at) => ({ channel, number: at + 1 }));

export const firstBots = (now: number): Bot[] =>
	numbered.map(({ channel, number }) => ({
		id: seedId('', number),
		channel: channel.name,
		name: `Shop ${channel.name}`,
		status: 3,
		accessToken: `11020154${number}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw${number}`,
		createdAt: now - 30 * DAY,
	}));

type Seeded = Pick<BotContact, 'name' | 'status' | 'lastInboundAt'> & { readonly kind: string };

/** Active; unsubscribed; blocked the bot; active, but silent for two days. */
const people = (now: number): Seeded[] => [
	{ kind: 'a', name: 'Анна', status: 1, lastInboundAt: now },
	{ kind: 'b', name: 'Bob', status: 2, lastInboundAt: now },
	{ kind: 'c', name: 'Clara', status: 4, lastInboundAt: now },
	{ kind: 'd', name: 'Dan', status: 1, lastInboundAt: now - 2 * DAY },
];

export const firstContacts = (now: number): BotContact[] =>
	numbered.flatMap(({ channel, number }) =>
		people(now).map(
			({ kind, name, status, lastInboundAt }, at): BotContact => ({
				id: seedId(kind, number),
				botId: seedId('', number),
				status,
				name,
				phone: channel.name === 'whatsapp' ? `38050111223${at}` : null,
				telegramId: channel.name === 'telegram' ? 222 + at : null,
				tags: new Set(kind === 'a' ? ['vip'] : []),
				variables: new Map(kind === 'a' ? [['city', 'Riga']] : []),
				isChatOpened: true,
				lastInboundAt,
				pausedUntil: null,
				operatorId: null,
				unread: 0,
				createdAt: now - 20 * DAY,
			}),
		),
	);

export const firstFlows = (now: number): Flow[] =>
	numbered.flatMap(({ number }): Flow[] => [
		{
			id: seedId('e', number),
			botId: seedId('', number),
			name: 'Welcome',
			status: 1,
			createdAt: now,
		},
		{
			id: seedId('e1', number),
			botId: seedId('', number),
			name: 'Old sale',
			status: 2,
			createdAt: now,
		},
	]);

export const firstTriggers = (now: number): Trigger[] =>
	numbered.map(({ number }) => ({
		id: seedId('f', number),
		botId: seedId('', number),
		flowId: seedId('e', number),
		name: 'Start',
		type: 4,
		status: 1,
		keywords: ['start', 'старт'],
		createdAt: now,
	}));

export const firstVariables = (now: number): BotVariable[] =>
	numbered.flatMap(({ number }): BotVariable[] => [
		{
			id: seedId('9', number),
			botId: seedId('', number),
			name: 'city',
			valueType: 1,
			createdAt: now,
		},
		{
			id: seedId('91', number),
			botId: seedId('', number),
			name: 'orders',
			valueType: 2,
			createdAt: now,
		},
	]);

const WHATSAPP_BOT = seedId('', 2);

const template = (
	number: number,
	now: number,
	rest: Pick<Template, 'name' | 'language' | 'components'> & Partial<Template>,
): Template => ({
	id: seedId('8', number),
	botId: WHATSAPP_BOT,
	category: 'UTILITY',
	status: 'APPROVED',
	createdAt: now,
	...rest,
});

/** The components are described as the platform does it (Meta's documents of message templates). */
export const firstTemplates = (now: number): Template[] => [
	template(1, now, {
		name: 'order_paid',
		language: 'en',
		components: [
			{ type: 'BODY', text: 'Hello {{1}}, your order {{2}} is paid.' },
			{ type: 'FOOTER', text: 'Shop' },
		],
	}),
	template(2, now, {
		name: 'order_paid',
		language: 'uk',
		components: [{ type: 'BODY', text: 'Вітаємо, {{1}}! Замовлення {{2}} оплачено.' }],
	}),
	template(3, now, {
		name: 'sale',
		language: 'en',
		category: 'MARKETING',
		components: [
			{ type: 'HEADER', format: 'IMAGE' },
			{ type: 'BODY', text: 'Sale for {{name}}' },
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}' },
					{ type: 'QUICK_REPLY', text: 'Stop' },
				],
			},
		],
	}),
	template(4, now, {
		name: 'plain',
		language: 'en',
		components: [{ type: 'BODY', text: 'We are open.' }],
	}),
	template(6, now, {
		name: 'invoice',
		language: 'en',
		components: [
			{ type: 'HEADER', format: 'DOCUMENT' },
			{ type: 'BODY', text: 'Your invoice' },
		],
	}),
	template(5, now, {
		name: 'refused',
		language: 'en',
		status: 'REJECTED',
		components: [{ type: 'BODY', text: 'Win {{1}}' }],
	}),
];
