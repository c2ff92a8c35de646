import type { Answer } from './answer.mts';
import type { CallbackSender } from './callbacks.mts';
import type { ClockScope } from './clock.mts';
import type { Exchange } from './exchange.mts';
import type { Counters } from './listener.mts';
import type { Message, MessageStore } from './message.mts';
import type { SettingsSchema } from './settings.mts';
import type { StatusWord } from './statusWord.mts';

/** What the framework lends to a gateway while it runs. */
export type GatewayContext<S extends object> = {
	/** The live settings; read them at every request. */
	readonly settings: S;
	/** Virtual time; its timers die with a reset. */
	readonly clock: ClockScope;
	readonly messages: MessageStore;
	readonly callbacks: CallbackSender;
	/** Live counters, for gateways which refuse by concurrency. */
	readonly counters: Readonly<Counters>;
};

/** A gateway at work. `State` is whatever else its tests want to look at (contacts, books …). */
export type GatewayApp<State> = {
	/** Does the work of one request. A thrown error becomes an HTML 500. */
	handle(exchange: Exchange): Answer | Promise<Answer>;
	/** Sets the status of a message now and reports it; resolves after the first callback attempt. */
	pushStatus(message: Message, status: string): Promise<void>;
	/** Forgets what the gateway keeps beyond messages and settings. */
	reset(): void;
	readonly state: State;
	/** What the world does to this gateway (an SMS comes in …), for `POST /actions/:gateway/:action`. */
	readonly actions?: Readonly<Record<string, GatewayAction>>;
};

/** Takes the JSON object of a control call, gives what is answered; throws when the input is wrong. */
export type GatewayAction = (input: Readonly<Record<string, unknown>>) => unknown;

/** A POST to a gateway, with a form or a JSON body. */
export type ExampleRequest = {
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly form?: Readonly<Record<string, string>>;
	readonly json?: object;
};

/** Everything the sandbox needs to know about one gateway. */
export type GatewayDefinition<S extends object, State = undefined> = {
	readonly id: string;
	readonly displayName: string;
	/** The port of the command line; `startSandbox` takes any free one. */
	readonly port: number;
	readonly settings: SettingsSchema<S>;
	/** What a client has to present to be let in, for people to read. */
	credentials(settings: S): Readonly<Record<string, string>>;
	/** A request that sends one message, for people to try. */
	example?(settings: S): ExampleRequest;
	/** Every status the message can have, in plain words, for the inbox page. */
	statusWords(message: Message): readonly StatusWord[];
	create(context: GatewayContext<S>): GatewayApp<State>;
};
