import { isEmail } from '../core/arguments.mts';
import { DAY } from '../core/dates.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { phoneDigits } from '../books/book.mts';
import { absent } from '../books/lookup.mts';
import { pageOf, cut } from '../core/arguments.mts';

const AUTORESPONDER = 281013;

/** Automation 360 (docs/gateways/sendpulse.md 16): events, and one flow to list. */
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

	/** Times of one flow; the fixtures of the Go SDK give the shape. */
	const flow = () => ({
		id: shape.n(AUTORESPONDER),
		name: 'Order',
		status: 1,
		created: dates.print(clock.now() - DAY),
		changed: dates.print(clock.now() - DAY),
	});

	const one = (call: Call) => {
		if (Number(call.path('id')) !== AUTORESPONDER) throw absent(service, 'Not Found', 404);
		const starts = account.startedEvents.length;
		return {
			autoresponder: flow(),
			flows: [
				{
					id: shape.n(467510),
					main_id: shape.n(AUTORESPONDER),
					af_type: 'maintrigger',
					created: dates.print(clock.now() - DAY),
					last_send: null,
					task: null,
				},
			],
			starts,
			in_queue: 0,
			end_count: starts,
			send_messages: 0,
			conversions: 0,
		};
	};

	return [
		['POST', '/events/name/:name', (call) => start(call, call.path('name'))],
		// The twin of another host, events.sendpulse.com, without a token.
		['POST', '/events/id/:hash/:user', (call) => start(call, call.path('hash')), { isOpen: true }],
		[
			'GET',
			'/a360/autoresponders/list',
			({ query }) => ({ data: cut([flow()], pageOf(query, 'cut')) }),
		],
		['GET', '/a360/autoresponders/:id', one],
	];
};
