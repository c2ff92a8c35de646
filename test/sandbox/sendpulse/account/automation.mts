import { isEmail } from '../core/arguments.mts';
import { DAY } from '../core/dates.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { phoneDigits } from '../books/book.mts';
import { absent } from '../books/lookup.mts';
import { pageOf, cut } from '../core/arguments.mts';

type Flow = {
	readonly id: number;
	readonly name: string;
	/** 1 active, 0 off. */
	readonly status: 0 | 1;
	readonly elements: readonly { readonly id: number; readonly type: string }[];
};

const FLOWS: readonly Flow[] = [
	{
		id: 281_013,
		name: 'Order',
		status: 1,
		elements: [
			{ id: 467_510, type: 'maintrigger' },
			{ id: 467_511, type: 'email' },
			{ id: 467_512, type: 'sms' },
		],
	},
	{ id: 281_014, name: 'Добро пожаловать', status: 0, elements: [] },
];

/** Counters by the kind of an element (docs/gateways/sendpulse.md 16). */
const COUNTERS: Readonly<Record<string, readonly string[]>> = {
	'main-trigger': ['executed', 'deleted'],
	email: ['sent', 'delivered', 'opened', 'clicked', 'errors', 'unsubscribed', 'marked_as_spam'],
	push: ['sent', 'delivered', 'clicked', 'errors'],
	sms: ['executed', 'sent', 'delivered', 'opened', 'clicked', 'errors'],
	goal: ['executed', 'sent', 'delivered', 'opened', 'clicked', 'errors'],
	messenger: ['executed', 'sent'],
	filter: ['executed'],
	trigger: ['executed'],
	action: ['executed'],
};

/** Automation 360 (docs/gateways/sendpulse.md 16): events, flows and their counters. */
export const automationEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings, shape } = service;

	/** `email` or `phone`, any variables beside them, and perhaps an `automation_id`. */
	const start = (call: Call, name: string) => {
		const { body, exchange } = call;
		const { eventNames } = settings;
		// What an event nobody defined is answered with is not published (inference).
		if (eventNames?.includes(name) === false) throw absent(service, 'Event not found', 404);
		const email = body.value('email');
		const phone = body.value('phone');
		if (!body.has('email') && !body.has('phone')) throw FAILURES.missing('email');
		if (email !== undefined && !isEmail(email)) throw FAILURES.isInvalid('email');
		const digits = phone === undefined ? null : phoneDigits(phone);
		if (phone !== undefined && digits === null) throw FAILURES.isInvalid('phone');
		const automationId = body.integerOr('automation_id') ?? null;
		const variables = Object.fromEntries(body.unread().map((one) => [one, body.value(one)]));
		account.startedEvents.push({
			name,
			email: email ?? null,
			phone: digits,
			automationId,
			variables,
			at: clock.iso(),
			requestId: exchange.id,
		});
		return DONE;
	};

	const flow = ({ id, name, status }: Flow) => ({
		id: shape.n(id),
		name,
		status,
		main_data: {
			id: shape.n(id + 1),
			type: 'event',
			automation_name: name,
			address_book_id: null,
			sender_email_address: 'news@shop.example',
		},
		created: dates.print(clock.now() - DAY),
		changed: dates.print(clock.now() - DAY),
	});

	const flowOf = (call: Call): Flow => {
		const found = FLOWS.find(({ id }) => id === Number(call.path('id')));
		if (!found) throw absent(service, 'Not Found', 404);
		return found;
	};

	/** Events start the first flow; the fixtures of the Go SDK give the shape. */
	const one = (call: Call) => {
		const found = flowOf(call);
		const starts = found === FLOWS[0] ? account.startedEvents.length : 0;
		const { main_data: _, ...autoresponder } = flow(found);
		return {
			autoresponder,
			flows: found.elements.map(({ id, type }) => ({
				id: shape.n(id),
				main_id: shape.n(found.id),
				af_type: type,
				created: dates.print(clock.now() - DAY),
				last_send: null,
				task: null,
			})),
			starts,
			in_queue: 0,
			end_count: starts,
			send_messages: 0,
			conversions: 0,
		};
	};

	/** Counters of an element; which ones depends on its kind. */
	const statistics = (call: Call) => {
		const kind = call.path('kind');
		const counters = COUNTERS[kind];
		const id = Number(call.path('id'));
		const wanted = kind === 'main-trigger' ? 'maintrigger' : kind;
		const isThere = FLOWS.some(({ elements }) =>
			elements.some((element) => element.id === id && element.type === wanted),
		);
		if (!counters || !isThere) throw absent(service, 'Not Found', 404);
		const values = counters.map((name) => [
			name,
			name === 'opened' && kind === 'sms' ? null : shape.n(2),
		]);
		const first = { flow_id: shape.n(id) };
		const last = kind === 'main-trigger' ? {} : { last_send: dates.now() };
		return { data: { ...first, ...Object.fromEntries(values), ...last } };
	};

	const conversions = (call: Call) => {
		const starts = flowOf(call) === FLOWS[0] ? account.startedEvents.length : 0;
		return {
			data: {
				total_conversions: shape.n(starts),
				maintrigger_conversions: shape.n(starts),
				goal_conversions: shape.n(0),
				maintrigger: { id: shape.n(467_510), conversions: shape.n(starts) },
				goals: [],
			},
		};
	};

	return [
		['POST', '/events/name/:name', (call) => start(call, call.path('name'))],
		// The twin of another host, events.sendpulse.com, without a token.
		['POST', '/events/id/:hash/:user', (call) => start(call, call.path('hash')), { isOpen: true }],
		[
			'GET',
			'/a360/autoresponders/list',
			({ query }) => ({ data: cut(FLOWS.map(flow), pageOf(query, 'cut')) }),
		],
		['GET', '/a360/autoresponders/:id', one],
		['GET', '/a360/autoresponders/:id/conversions', conversions],
		['GET', '/a360/stats/:kind/:id/group-stat', statistics],
	];
};
