import { json } from '../../framework/answer.mts';
import { isMap } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { needText } from './bodies.mts';
import type { Channel } from './channels.mts';
import { Desk } from './desk.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { BotContact, Trigger } from './model.mts';
import { chatbotDate } from './views.mts';

/** Bots, flows, triggers, chats, variables, tags, templates and notes of one channel (docs/gateways/sendpulse.md 25.2). */
export const chatbotListEndpoints = (service: Service, channel: Channel): Endpoint[] => {
	const desk = new Desk(service, channel);
	const { prefix, name } = channel;
	const { chatbots, views } = desk;

	/** The rows of the bot that the call names, a page of them. */
	const ofBot = <T extends { readonly botId: string }>(
		{ query }: Call,
		rows: Iterable<T>,
		show: (row: T) => object,
	) => {
		const bot = desk.bot(query);
		const own = [...rows].filter(({ botId }) => botId === bot.id);
		return desk.answer(desk.page(own, query).map(show));
	};

	const bots = ({ query }: Call) => {
		const own = [...chatbots.bots.values()].filter((bot) => bot.channel === name);
		return desk.answer(desk.page(own, query).map((bot) => views.bot(bot)));
	};

	const statistics = ({ query }: Call) => {
		const contacts = desk.contactsOf(desk.bot(query));
		const ids = new Set(contacts.map(({ id }) => id));
		const sent = [...chatbots.chat.values()].filter(
			({ contactId, direction }) => direction === 2 && ids.has(contactId),
		);
		return json({
			data: {
				subscribedTotalCount: contacts.length,
				subscribedActiveCount: contacts.filter(({ status }) => status === 1).length,
				outgoingMessagesTotalCount: sent.length,
			},
		});
	};

	const account = () => {
		const plan = {
			code: 'messengersTest',
			max_bots: 3,
			max_contacts: -1,
			max_messages: 10_000,
			max_tags: 10,
			max_variables: 10,
			branding: false,
			is_exceeded: false,
			is_expired: false,
			expired_at: null,
		};
		const statistics = { messages: chatbots.chat.size, bots: 1, contacts: 4, variables: 2 };
		return desk.answer({ [service.settings.chatbotPlanKey]: plan, statistics });
	};

	const trigger = ({ id, botId, flowId, createdAt, ...rest }: Trigger) => ({
		id,
		bot_id: botId,
		flow_id: flowId,
		...rest,
		execution: null,
		created_at: chatbotDate(createdAt),
	});

	const run = (contact: BotContact, flowId: string, call: Call) => {
		const flow = chatbots.flows.get(flowId);
		if (flow?.botId !== contact.botId) throw CHATBOT_FAILURES.absent();
		if (flow.status !== 1) throw CHATBOT_FAILURES.invalid('flow_id', 'The flow is not active.');
		const data = call.body.value('external_data') ?? {};
		if (!isMap(data)) throw CHATBOT_FAILURES.wrong('external_data');
		desk.checkReach(contact, 'contact_id');
		chatbots.runs.push({
			contactId: contact.id,
			flowId,
			externalData: data,
			requestId: call.exchange.id,
		});
		return desk.done();
	};

	const runFlow = (call: Call) =>
		run(desk.contact(call.body), needText(call.body, 'flow_id'), call);

	const runByTrigger = (call: Call) => {
		const contact = desk.contact(call.body);
		const keyword = needText(call.body, 'trigger_keyword').toLowerCase();
		const found = [...chatbots.triggers.values()].find(
			({ botId, status, keywords }) =>
				botId === contact.botId && status === 1 && keywords.includes(keyword),
		);
		if (!found) throw CHATBOT_FAILURES.absent();
		return run(contact, found.flowId, call);
	};

	/** Those who have written or been written to, the latest first. */
	const chats = ({ query }: Call) => {
		const latest = (contact: BotContact) =>
			chatbots.chatOf(contact.id).at(-1)?.createdAt ?? Number.NEGATIVE_INFINITY;
		const own = desk
			.contactsOf(desk.bot(query))
			.filter(({ id }) => chatbots.chatOf(id).length > 0)
			.toSorted((one, other) => latest(other) - latest(one));
		return desk.answer(desk.page(own, query).map((contact) => views.chat(contact)));
	};

	const messages = ({ query }: Call) => {
		const contact = desk.contact(query);
		const order = query.wordOr('order', ['asc', 'desc']) ?? 'asc';
		const all = chatbots.chatOf(contact.id);
		const ordered = order === 'asc' ? all : all.toReversed();
		const page = name === 'messenger' ? desk.page(ordered, query) : desk.pageAfter(ordered, query);
		return desk.answer(page.map((message) => views.message(message)));
	};

	const tag = (row: {
		readonly id: string;
		readonly name: string;
		readonly botId: string;
		readonly createdAt: number;
	}) => ({
		id: row.id,
		name: row.name,
		contact_count: [...chatbots.contacts.values()].filter(
			(contact) => contact.botId === row.botId && contact.tags.has(row.name),
		).length,
		created_at: chatbotDate(row.createdAt),
	});

	/** A note of an operator is a message of type 6, and its answer has no envelope. */
	const createNote = (call: Call) => {
		const contact = desk.contact(call.body);
		desk.bot(call.body);
		const text = needText(call.body, 'text');
		const id = chatbots.nextId();
		const note = {
			id,
			contactId: contact.id,
			botId: contact.botId,
			campaignId: null,
			data: { text },
			direction: 2,
			status: 1,
			type: 6,
			createdAt: desk.now,
		} as const;
		chatbots.chat.set(id, note);
		return json(views.message(note));
	};

	/** Notes are messages of type 6 (docs/gateways/sendpulse.md 25.2). */
	const notes = ({ query }: Call) => {
		const { id: botId } = desk.bot(query);
		const { id: contactId } = desk.contact(query);
		const own = [...chatbots.chat.values()].filter(
			(one) => one.type === 6 && one.botId === botId && one.contactId === contactId,
		);
		return desk.answer(own.map((note) => views.message(note)));
	};

	const templates: Endpoint[] = [
		[
			'GET',
			`${prefix}/templates`,
			({ query }) => {
				const bot = desk.bot(query);
				const own = [...chatbots.templates.values()].filter(({ botId }) => botId === bot.id);
				return desk.answer(
					own.map(({ botId, createdAt, ...rest }) => ({
						...rest,
						bot_id: botId,
						namespace: 'shop',
						rejected_reason: rest.status === 'REJECTED' ? 'INVALID_FORMAT' : null,
						created_at: chatbotDate(createdAt),
					})),
				);
			},
		],
	];

	return [
		['GET', `${prefix}/bots`, bots],
		['GET', `${prefix}/bots/statistics`, statistics],
		['GET', `${prefix}/account`, account],
		[
			'GET',
			`${prefix}/flows`,
			(call) => ofBot(call, chatbots.flows.values(), (one) => views.flow(one)),
		],
		['GET', `${prefix}/triggers`, (call) => ofBot(call, chatbots.triggers.values(), trigger)],
		['POST', `${prefix}/flows/run`, runFlow],
		['POST', `${prefix}/flows/runByTrigger`, runByTrigger],
		['GET', `${prefix}/chats`, chats],
		['GET', `${prefix}/chats/messages`, messages],
		[
			'GET',
			`${prefix}/variables`,
			(call) =>
				ofBot(call, chatbots.variables.values(), (one) => ({
					id: one.id,
					bot_id: one.botId,
					name: one.name,
					description: null,
					type: 1,
					value_type: one.valueType,
					status: 1,
					created_at: chatbotDate(one.createdAt),
				})),
		],
		['GET', `${prefix}/tags`, (call) => ofBot(call, chatbots.tags.values(), tag)],
		['GET', `${prefix}/contacts/notes`, notes],
		['POST', `${prefix}/contacts/createNote`, createNote],
		...(name === 'whatsapp' ? templates : []),
	];
};

/** The reading calls over all channels (docs/gateways/sendpulse.md 25.2). */
export const allChannelEndpoints = (service: Service, first: Channel): Endpoint[] => {
	const desk = new Desk(service, first);
	const { chatbots, views } = desk;

	const account = () =>
		desk.answer({
			tariff: { code: 'messengersTest', max_bots: 3, max_contacts: -1 },
			statistics: { bots: chatbots.bots.size, contacts: chatbots.contacts.size },
			services: [3, 4, 5, 1, 7, 6, 8],
		});

	const dialogs = ({ query }: Call) => {
		const order = query.wordOr('order', ['asc', 'desc']) ?? 'desc';
		const latest = ({ id, createdAt }: BotContact) =>
			chatbots.chatOf(id).at(-1)?.createdAt ?? createdAt;
		const all = [...chatbots.contacts.values()]
			.filter(({ id }) => chatbots.chatOf(id).length > 0)
			.toSorted((one, other) => latest(other) - latest(one));
		const ordered = order === 'desc' ? all : all.toReversed();
		const page = desk.pageAfter(ordered, query);
		return desk.answer({
			list: page.map((contact) => views.dialog(contact)),
			sort: 'updated_at',
			total: all.length,
			size: page.length,
			search_after: page.at(-1)?.id ?? null,
			order,
		});
	};

	return [
		[
			'GET',
			'/chatbots/bots',
			() => desk.answer([...chatbots.bots.values()].map((bot) => views.botWithToken(bot))),
		],
		['GET', '/chatbots/account', account],
		['GET', '/chatbots/dialogs', dialogs],
	];
};
