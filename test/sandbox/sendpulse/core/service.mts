import type { Answer } from '../../framework/answer.mts';
import type { ClockScope } from '../../framework/clock.mts';
import type { Exchange } from '../../framework/exchange.mts';
import type { MessageStore } from '../../framework/message.mts';
import type { Account } from '../account/account.mts';
import type { SendPulseSettings } from '../settings.mts';
import type { ChatEvents } from '../webhooks/chatEvents.mts';
import type { BulkEvents } from '../webhooks/bulkEvents.mts';
import type { SmtpEvents } from '../webhooks/smtpEvents.mts';
import type { Arguments } from './arguments.mts';
import type { BodyFormat } from './body.mts';
import type { Dates } from './dates.mts';
import type { Progress } from './progress.mts';
import type { Shape } from './shape.mts';

/** What every part of the simulated service works with. */
export type Service = {
	readonly settings: SendPulseSettings;
	readonly clock: ClockScope;
	readonly messages: MessageStore;
	readonly account: Account;
	readonly shape: Shape;
	readonly dates: Dates;
	readonly progress: Progress;
	readonly events: BulkEvents;
	readonly smtpEvents: SmtpEvents;
	readonly chatEvents: ChatEvents;
};

/** One call as an endpoint sees it. */
export type Call = {
	readonly exchange: Exchange;
	readonly query: Arguments;
	readonly body: Arguments;
	/** The elements of a body that is a bare JSON array, otherwise null. */
	readonly bare: readonly unknown[] | null;
	/** A decoded part of the path. */
	path(name: string): string;
};

export type Options = {
	/** Media types of the body; JSON by default. */
	readonly body?: BodyFormat;
	/** No token is asked for. */
	readonly isOpen?: boolean;
	/** The same with a slash at the end: only where documents or clients show it (docs/gateways/sendpulse.md 1.5). */
	readonly hasSlash?: boolean;
};

/** Method, path pattern, work: its result is the JSON of the answer, or the whole answer. */
export type Endpoint = readonly [
	method: string,
	pattern: string,
	work: (call: Call) => unknown,
	options?: Options,
];

/** The success of calls which have nothing else to say. */
export const DONE = { result: true } as const;

export const isAnswer = (value: unknown): value is Answer =>
	typeof value === 'object' &&
	value !== null &&
	'body' in value &&
	'headers' in value &&
	'status' in value;
