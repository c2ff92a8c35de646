import type { Message } from '../framework/message.mts';
import type { Call, Desk } from './desk.mts';
import type { Order } from './delivery.mts';
import type { Schedule } from './state.mts';
import { STATUS } from './wire.mts';

/** One message to one recipient, judged and paid. */
type Draft = {
	readonly channel: 'sms' | 'viber' | 'email' | 'flashcall';
	/** The next free one unless given. */
	readonly id?: string;
	readonly recipient: string;
	/** The name the recipient sees. */
	readonly sender: string;
	readonly senderId: string | null;
	readonly text: string;
	readonly html?: string;
	readonly button?: string;
	readonly action?: string;
	readonly image?: string;
	readonly parts?: number;
	readonly schedule?: Schedule;
	readonly details?: Readonly<Record<string, unknown>>;
	/** The wire form of this one message's own parameters, where a request holds many. */
	readonly raw?: Readonly<Record<string, string>>;
};

/** Stores an accepted message and starts its delivery. */
export const accept = (
	{ context, state, delivery }: Desk,
	{ exchange, params, record }: Call,
	draft: Draft,
	order: Partial<Order> = {},
): Message => {
	const { clock, messages } = context;
	const scheduledAt = draft.schedule?.at ?? null;
	const message = messages.add({
		gateway: 'smsby',
		id: draft.id ?? state.nextId(),
		channel: draft.channel,
		recipient: draft.recipient,
		sender: draft.sender,
		text: draft.text,
		html: draft.html ?? null,
		button: draft.button ?? null,
		action: draft.action ?? null,
		image: draft.image ?? null,
		...(draft.parts === undefined ? {} : { parts: draft.parts }),
		scheduledAt: scheduledAt === null ? null : new Date(scheduledAt).toISOString(),
		status: STATUS.new,
		history: [{ status: STATUS.new, at: clock.iso() }],
		raw: draft.raw ?? params.raw,
		receivedAt: clock.iso(),
		requestId: exchange.id,
		details: {
			method: record.method,
			version: record.version,
			verb: exchange.method,
			sources: record.sources,
			repeatedParameters: params.repeated,
			ignoredParameters: record.ignored,
			warnings: record.warnings,
			decodeProblems: params.decodeProblems,
			senderId: draft.senderId,
			schedule: draft.schedule?.wire ?? null,
			...draft.details,
		},
	});
	delivery.start(message, {
		dueAt: Math.max(order.dueAt ?? clock.now(), scheduledAt ?? 0),
		bulk: order.bulk ?? null,
		forward: order.forward ?? null,
	});
	return message;
};
