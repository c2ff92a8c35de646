import { json } from '../../framework/answer.mts';
import { isObject } from '../core/arguments.mts';
import type { Arguments } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { needText } from './bodies.mts';
import type { Channel } from './channels.mts';
import { Desk } from './desk.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { BotContact, BotVariable, VariableValue } from './model.mts';
import { newContact } from './send.mts';

const MINUTE = 60_000;

const isValue = (value: unknown): value is VariableValue =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Contacts of one channel: read, tags, variables, automation (docs/gateways/sendpulse.md 25.2). */
export const chatbotContactEndpoints = (service: Service, channel: Channel): Endpoint[] => {
	const desk = new Desk(service, channel);
	const { prefix, name } = channel;
	const at = `${prefix}/contacts`;
	const show = (contacts: readonly BotContact[]) =>
		desk.answer(contacts.map((contact) => desk.views.contact(contact)));

	/** A call that changes one contact and acknowledges. */
	const change =
		(work: (contact: BotContact, body: Arguments) => void) =>
		({ body }: Call) => {
			work(desk.contact(body), body);
			return desk.done();
		};

	const variableOf = (values: Arguments, botId: string): BotVariable => {
		const id = values.value('variable_id');
		const wanted = values.value('variable_name');
		if (id === undefined && wanted === undefined) throw CHATBOT_FAILURES.missing('variable_name');
		const variable = [...desk.chatbots.variables.values()].find(
			(one) => one.botId === botId && (id === undefined ? one.name === wanted : one.id === id),
		);
		// Whether an unknown name makes a variable is open; here it does not.
		if (!variable) throw CHATBOT_FAILURES.wrong(id === undefined ? 'variable_name' : 'variable_id');
		return variable;
	};

	const textsOf = (body: Arguments, field: string): string[] => {
		const list = body.value(field);
		if (!Array.isArray(list) || list.length === 0) throw CHATBOT_FAILURES.missing(field);
		if (!list.every((one) => typeof one === 'string' && one !== ''))
			throw CHATBOT_FAILURES.wrong(field);
		return list as string[];
	};

	const setVariables = change((contact, body) => {
		const list = body.value('variables');
		if (!Array.isArray(list) || list.length === 0) throw CHATBOT_FAILURES.missing('variables');
		const all = list.map((one: unknown) => {
			if (!isObject(one) || !isValue(one.variable_value)) throw CHATBOT_FAILURES.wrong('variables');
			return [variableOf(body.within(one), contact.botId).name, one.variable_value] as const;
		});
		for (const [key, value] of all) contact.variables.set(key, value);
	});

	const byTag = ({ query }: Call) => {
		const tag = needText(query, 'tag');
		const found = desk.contactsOf(desk.bot(query)).filter(({ tags }) => tags.has(tag));
		return show(desk.page(found, query));
	};

	const byVariable = ({ query }: Call) => {
		const value = needText(query, 'variable_value');
		const id = query.textOr('variable_id');
		const owner = id === undefined ? undefined : desk.chatbots.variables.get(id);
		const bot = id === undefined ? desk.bot(query) : desk.chatbots.bots.get(owner?.botId ?? '');
		if (!bot) throw CHATBOT_FAILURES.wrong('variable_id');
		const { name: key } = variableOf(query, bot.id);
		const found = desk
			.contactsOf(bot)
			.filter(
				(contact) => contact.variables.has(key) && String(contact.variables.get(key)) === value,
			);
		return show(desk.page(found, query));
	};

	const pause = change((contact, body) => {
		const minutes = body.value('minutes');
		if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1) {
			throw CHATBOT_FAILURES.wrong('minutes');
		}
		contact.pausedUntil = desk.now + minutes * MINUTE;
	});

	const readPause = ({ query }: Call) => {
		const { pausedUntil } = desk.contact(query);
		const left = pausedUntil === null ? 0 : Math.max(0, pausedUntil - desk.now);
		return desk.answer({ minutes: Math.ceil(left / MINUTE) });
	};

	/** These two take the contact from the query, and their answer has no envelope. */
	const mark =
		(isRead: boolean) =>
		({ query }: Call) => {
			const contact = desk.contact(query);
			contact.unread = isRead ? 0 : Math.max(1, contact.unread);
			return json({ count: 1 });
		};

	const assign = change((contact, body) => {
		const operator = body.value('operator_id');
		if (typeof operator !== 'number') throw CHATBOT_FAILURES.missing('operator_id');
		contact.operatorId = operator;
	});

	const create = ({ body }: Call) => {
		const bot = desk.bot(body);
		const phone = needText(body, 'phone');
		if (!/^\d{7,15}$/.test(phone)) throw CHATBOT_FAILURES.wrong('phone');
		const isKnown = desk.contactsOf(bot).some((contact) => contact.phone === phone);
		// What a number that is a contact already gets is inference.
		if (isKnown) throw CHATBOT_FAILURES.invalid('phone', 'The phone has already been taken.');
		const tags = body.has('tags') ? textsOf(body, 'tags') : [];
		const list = body.value('variables') ?? [];
		if (!Array.isArray(list)) throw CHATBOT_FAILURES.wrong('variables');
		const variables = list.map((one: unknown) => {
			if (!isObject(one) || typeof one.name !== 'string' || !isValue(one.value)) {
				throw CHATBOT_FAILURES.wrong('variables');
			}
			return [one.name, one.value] as const;
		});
		const contact = newContact(desk, bot.id, phone, body.textOr('name') ?? '');
		for (const tag of tags) desk.chatbots.addTag(contact, tag, desk.now);
		for (const [key, value] of variables) contact.variables.set(key, value);
		// Seen without an envelope, and with status 0 while it is fresh.
		return json({ ...desk.views.contact(contact), status: 0 });
	};

	const byPhone = ({ query }: Call) => {
		const phone = needText(query, 'phone');
		const contact = desk.contactsOf(desk.bot(query)).find((one) => one.phone === phone);
		if (!contact) throw CHATBOT_FAILURES.absent();
		return desk.answer(desk.views.contact(contact));
	};

	const byTelegramId = ({ query }: Call) => {
		const id = Number(needText(query, 'telegram_id'));
		const contact = desk.contactsOf(desk.bot(query)).find((one) => one.telegramId === id);
		if (!contact) throw CHATBOT_FAILURES.absent();
		return desk.answer(desk.views.contact(contact));
	};

	const rename = change((contact, body) => {
		contact.name = needText(body, 'name');
	});

	const own: Readonly<Record<string, Endpoint[]>> = {
		telegram: [['GET', `${at}/getByTelegramId`, byTelegramId]],
		whatsapp: [
			['POST', at, create],
			['GET', `${at}/getByPhone`, byPhone],
			['POST', `${at}/setName`, rename],
		],
		livechat: [['POST', `${at}/setName`, rename]],
	};
	const post = (path: string, work: (call: Call) => unknown): Endpoint => [
		'POST',
		`${at}/${path}`,
		work,
	];
	return [
		['GET', `${at}/get`, ({ query }) => desk.answer(desk.views.contact(desk.contact(query, 'id')))],
		['GET', `${at}/getByTag`, byTag],
		['GET', `${at}/getByVariable`, byVariable],
		['PUT', `${at}/mark-read`, mark(true)],
		['PUT', `${at}/mark-unread`, mark(false)],
		post('setVariable', setVariables),
		post(
			'deleteVariable',
			change((contact, body) => {
				contact.variables.delete(variableOf(body, contact.botId).name);
			}),
		),
		post(
			'setTag',
			change((contact, body) => {
				for (const tag of textsOf(body, 'tags')) desk.chatbots.addTag(contact, tag, desk.now);
			}),
		),
		post(
			'deleteTag',
			change((contact, body) => contact.tags.delete(needText(body, 'tag'))),
		),
		post(
			'disable',
			change((contact) => (contact.status = 3)),
		),
		post(
			'enable',
			change((contact) => (contact.status = 1)),
		),
		post(
			'delete',
			change(({ id }) => desk.chatbots.contacts.delete(id)),
		),
		['GET', `${at}/getPauseAutomation`, readPause],
		post('setPauseAutomation', pause),
		post(
			'deletePauseAutomation',
			change((contact) => (contact.pausedUntil = null)),
		),
		post(
			'openChat',
			change((contact) => (contact.isChatOpened = true)),
		),
		post(
			'closeChat',
			change((contact) => (contact.isChatOpened = false)),
		),
		post('operators/assign', assign),
		post(
			'operators/unAssign',
			change((contact) => (contact.operatorId = null)),
		),
		...(own[name] ?? []),
	];
};
