import { isObject } from '../core/arguments.mts';
import type { Arguments } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Body } from './bodies.mts';
import { BodyReader, needText } from './bodies.mts';
import type { Channel } from './channels.mts';
import { Desk } from './desk.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { Bot, BotContact } from './model.mts';
import { readTemplate } from './templates.mts';

const DAY = 24 * 60 * 60_000;
const MINUTES = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

type Values = Readonly<Record<string, unknown>>;

/** Campaigns of a bot (docs/gateways/sendpulse.md 25.4); live chat has none. */
export const chatbotCampaignEndpoints = (service: Service, channel: Channel): Endpoint[] => {
	const desk = new Desk(service, channel);
	const { prefix, name } = channel;
	if (name === 'livechat') return [];

	/** Elements of Telegram and Messenger differ from those of a send. */
	const asSend = (element: Values): Values => {
		if (name === 'telegram' && isObject(element.message)) {
			return { type: element.type, ...element.message };
		}
		if (name === 'messenger' && isObject(element.data)) return { ...element, ...element.data };
		return element;
	};

	const readMessages = (body: Arguments): Body[] => {
		const list = body.value('messages');
		if (!Array.isArray(list) || list.length === 0) throw CHATBOT_FAILURES.missing('messages');
		const reader = new BodyReader(name, service.settings.chatbotTextLimit);
		return list.map((one: unknown, at) => {
			if (!isObject(one)) throw CHATBOT_FAILURES.wrong(`messages.${at}`);
			return reader.read(asSend(one), `messages.${at}`);
		});
	};

	const readTime = (body: Arguments): string | null => {
		if (!body.has('send_at')) return null;
		const text = body.value('send_at');
		if (typeof text !== 'string' || !MINUTES.test(text)) throw CHATBOT_FAILURES.wrong('send_at');
		return text;
	};

	/** `{type, expressions: [{type, expressions: [{operator, field, value}]}]}`; only tags are named. */
	const readFilter = (body: Arguments): ((contact: BotContact) => boolean) => {
		const filter = body.value('filter');
		if (filter === undefined) return () => true;
		const judge = (value: unknown, contact: BotContact): boolean => {
			if (!isObject(value)) throw CHATBOT_FAILURES.wrong('filter');
			if (Array.isArray(value.expressions)) {
				const all = value.expressions.map((one: unknown) => judge(one, contact));
				return value.type === 'or' ? all.includes(true) : !all.includes(false);
			}
			const { operator, field, value: wanted } = value;
			if (operator !== 'eq' || field !== 'tags' || typeof wanted !== 'string') {
				throw CHATBOT_FAILURES.wrong('filter');
			}
			return contact.tags.has(wanted);
		};
		return (contact) => judge(filter, contact);
	};

	const isReached = ({ status, lastInboundAt }: BotContact): boolean => {
		if (status !== 1) return false;
		if (name !== 'whatsapp' && name !== 'instagram') return true;
		return lastInboundAt !== null && desk.now - lastInboundAt < DAY;
	};

	const create = (
		call: Call,
		bot: Bot,
		bodies: readonly Body[],
		reached: readonly BotContact[],
	) => {
		const { body } = call;
		const title = needText(body, 'title');
		const sendAt = readTime(body);
		const id = desk.chatbots.nextId();
		const campaign = {
			id,
			botId: bot.id,
			title,
			sendAt,
			messages: bodies.map(({ data }) => data),
			recipients: reached.map((contact) => contact.id),
			createdAt: desk.now,
		};
		desk.chatbots.campaigns.set(id, campaign);
		// The zone of send_at is open, so a planned campaign stays planned here.
		for (const contact of sendAt === null ? reached : []) {
			for (const one of bodies) desk.send(call, contact, one, { campaignId: id });
		}
		return desk.answer(desk.views.campaign(campaign));
	};

	const send = (call: Call) => {
		const bot = desk.bot(call.body);
		const bodies = readMessages(call.body);
		const fits = readFilter(call.body);
		for (const key of ['message_tag', 'message_notification_type']) call.body.value(key);
		const reached = desk.contactsOf(bot).filter((contact) => isReached(contact) && fits(contact));
		return create(call, bot, bodies, reached);
	};

	const sendTemplate = (call: Call) => {
		const bot = desk.bot(call.body);
		const value = call.body.value('template');
		if (!isObject(value)) throw CHATBOT_FAILURES.missing('template');
		const text = readTemplate(desk.chatbots, bot.id, value);
		const reached = desk.contactsOf(bot).filter(({ status }) => status === 1);
		return create(
			call,
			bot,
			[{ text, file: null, isTagged: true, data: { template: value } }],
			reached,
		);
	};

	return [
		['POST', `${prefix}/campaigns/send`, send],
		...(name === 'whatsapp'
			? ([['POST', `${prefix}/campaigns/sendTemplate`, sendTemplate]] satisfies Endpoint[])
			: []),
	];
};
