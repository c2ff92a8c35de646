import { json } from '../../framework/answer.mts';
import type { Answer } from '../../framework/answer.mts';
import { isObject } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Body } from './bodies.mts';
import { BodyReader, needText } from './bodies.mts';
import type { Channel } from './channels.mts';
import { Desk } from './desk.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { BotContact, ChatMessage } from './model.mts';
import { readTemplate } from './templates.mts';

/** SendPulse's own calls for texts take this many characters (docs/gateways/sendpulse.md 25.3). */
const LONGEST_SEND_TEXT = 1024;

/** Sends of one channel (docs/gateways/sendpulse.md 25.2, 25.3). */
export const chatbotSendEndpoints = (service: Service, channel: Channel): Endpoint[] => {
	const desk = new Desk(service, channel);
	const { prefix, name, isList } = channel;
	const reader = () => new BodyReader(name, service.settings.chatbotTextLimit);

	/** What the channel answers: a message with an id on two of them, elsewhere anything. */
	const sent = (messages: readonly ChatMessage[]): Answer => {
		const [first] = messages;
		if (!first) return desk.done();
		if (name === 'whatsapp') return desk.answer(desk.views.sentByWhatsApp(first));
		if (name === 'livechat') return json({ ...desk.views.message(first), type: 'text' });
		return desk.done();
	};

	const readAll = ({ body }: Call): Body[] => {
		if (!isList) return [reader().read(body.value('message'), 'message')];
		const list = body.value('messages');
		if (!Array.isArray(list) || list.length === 0) throw CHATBOT_FAILURES.missing('messages');
		return list.map((one, at) => reader().read(one, `messages.${at}`));
	};

	const send = (call: Call): Answer => {
		const contact = desk.contact(call.body);
		const bodies = readAll(call);
		desk.checkReach(contact, 'contact_id');
		for (const { isTagged } of bodies) desk.checkWindow(contact, 'contact_id', isTagged);
		return sent(bodies.map((body) => desk.send(call, contact, body)));
	};

	const sendText = (call: Call): Answer => {
		const { body } = call;
		const contact = desk.contact(body);
		const text = needText(body, 'text');
		const limit = service.settings.chatbotTextLimit ?? LONGEST_SEND_TEXT;
		if ([...text].length > limit) throw CHATBOT_FAILURES.tooLong('text', limit);
		const type = name === 'messenger' ? needText(body, 'message_type') : null;
		const isTagged = type === 'MESSAGE_TAG';
		if (type !== null && type !== 'RESPONSE' && !isTagged)
			throw CHATBOT_FAILURES.wrong('message_type');
		if (isTagged) needText(body, 'message_tag');
		desk.checkReach(contact, 'contact_id');
		desk.checkWindow(contact, 'contact_id', isTagged);
		return sent([desk.send(call, contact, { text, file: null, isTagged, data: { text } })]);
	};

	/** Digits with the country code; whether a plus is taken is open, so it is not. */
	const phoneOf = ({ body }: Call): string => {
		const phone = needText(body, 'phone');
		if (!/^\d{7,15}$/.test(phone)) throw CHATBOT_FAILURES.wrong('phone');
		return phone;
	};

	const byPhone = (call: Call): BotContact | undefined => {
		const bot = desk.bot(call.body);
		const phone = phoneOf(call);
		return desk.contactsOf(bot).find((contact) => contact.phone === phone);
	};

	/** "The contact must already be active"; what a number nobody has gets is inference. */
	const sendByPhone = (call: Call): Answer => {
		const contact = byPhone(call);
		const body = reader().read(call.body.value('message'), 'message');
		if (!contact) throw CHATBOT_FAILURES.notActive('phone');
		desk.checkReach(contact, 'phone');
		desk.checkWindow(contact, 'phone');
		return sent([desk.send(call, contact, body)]);
	};

	const templateBody = (call: Call, botId: string): Body => {
		const value = call.body.value('template');
		if (!isObject(value)) throw CHATBOT_FAILURES.missing('template');
		const text = readTemplate(desk.chatbots, botId, value);
		return { text, file: null, isTagged: true, data: { template: value } };
	};

	/** A template goes outside the 24 hours as well. */
	const sendTemplate = (call: Call): Answer => {
		const contact = desk.contact(call.body);
		const body = templateBody(call, contact.botId);
		desk.checkReach(contact, 'contact_id');
		return sent([desk.send(call, contact, body)]);
	};

	/** A number that is no contact yet becomes one. */
	const sendTemplateByPhone = (call: Call): Answer => {
		const bot = desk.bot(call.body);
		const body = templateBody(call, bot.id);
		const contact = byPhone(call) ?? newContact(desk, bot.id, phoneOf(call), '');
		desk.checkReach(contact, 'phone');
		return sent([desk.send(call, contact, body)]);
	};

	const react = (call: Call): Answer => {
		const message = desk.chatbots.chat.get(needText(call.body, 'message_id'));
		if (!message) throw CHATBOT_FAILURES.absent();
		return desk.answer(needText(call.body, 'reaction') !== '');
	};

	const reactOnTelegram = (call: Call): Answer => {
		desk.contact(call.body);
		const { body } = call;
		if (body.value('message_id') === undefined) throw CHATBOT_FAILURES.missing('message_id');
		const reaction = body.value('reaction');
		if (!isObject(reaction) || reaction.type !== 'emoji' || typeof reaction.emoji !== 'string') {
			throw CHATBOT_FAILURES.wrong('reaction');
		}
		return desk.done();
	};

	const typing = (call: Call): Answer => {
		desk.contact(call.body);
		return desk.done();
	};

	const own: Readonly<Record<string, Endpoint[]>> = {
		telegram: [
			['POST', `${prefix}/contacts/sendText`, sendText],
			['POST', `${prefix}/contacts/react`, reactOnTelegram],
		],
		messenger: [
			['POST', `${prefix}/contacts/sendText`, sendText],
			['POST', `${prefix}/contacts/sendTyping`, typing],
		],
		whatsapp: [
			['POST', `${prefix}/contacts/sendTyping`, typing],
			['POST', `${prefix}/contacts/sendByPhone`, sendByPhone],
			['POST', `${prefix}/contacts/sendTemplate`, sendTemplate],
			['POST', `${prefix}/contacts/sendTemplateByPhone`, sendTemplateByPhone],
			['PUT', `${prefix}/chats/react`, react],
		],
	};
	return [['POST', `${prefix}/contacts/send`, send], ...(own[name] ?? [])];
};

/** A contact that the API makes: on WhatsApp only. */
export const newContact = (desk: Desk, botId: string, phone: string, name: string): BotContact => {
	const contact: BotContact = {
		id: desk.chatbots.nextId(),
		botId,
		status: 1,
		name,
		phone,
		telegramId: null,
		tags: new Set(),
		variables: new Map(),
		isChatOpened: false,
		lastInboundAt: null,
		pausedUntil: null,
		operatorId: null,
		unread: 0,
		createdAt: desk.now,
	};
	desk.chatbots.contacts.set(contact.id, contact);
	return contact;
};
