import type { Answer, Reply } from './answer.mts';
import { htmlPage } from './answer.mts';
import type { CallbackAttempt } from './callbacks.mts';
import { CallbackSender } from './callbacks.mts';
import type { Clock } from './clock.mts';
import { ClockScope } from './clock.mts';
import type { RecordedRequest } from './exchange.mts';
import { recordOf } from './exchange.mts';
import { playFault } from './faultPlay.mts';
import { FaultBoard } from './faults.mts';
import type { GatewayApp, GatewayDefinition } from './gateway.mts';
import type { Counters } from './listener.mts';
import { Listener } from './listener.mts';
import type { Message } from './message.mts';
import { MessageStore } from './message.mts';
import { Settings } from './settings.mts';

/** What a test holds of one running gateway. */
export type GatewayHandle<S extends object, State> = {
	readonly id: string;
	readonly displayName: string;
	readonly url: string;
	readonly port: number;
	/** Accepted messages in order. */
	readonly messages: readonly Message[];
	readonly requests: readonly RecordedRequest[];
	readonly counters: Readonly<Counters>;
	/** Modes; change them at any time. */
	readonly settings: S;
	readonly faults: FaultBoard;
	/** Every attempt of every status callback. */
	readonly callbacks: readonly CallbackAttempt[];
	readonly state: State;
	/** Gives a message a status now; resolves after the first callback attempt. */
	pushStatus(messageId: string, status: string | number): Promise<void>;
	/** Back to the first state: logs, messages, settings, faults, timers. */
	reset(): Promise<void>;
};

type RunOptions = {
	readonly port: number;
	readonly callbacks: { readonly timeoutMs: number; readonly connections: number };
};

/** One gateway bound to its port. */
export class RunningGateway<S extends object, State> implements GatewayHandle<S, State> {
	readonly definition: GatewayDefinition<S, State>;
	readonly requests: RecordedRequest[] = [];
	readonly faults: FaultBoard;
	readonly modes: Settings<S>;
	readonly #messages = new MessageStore();
	readonly #clock: ClockScope;
	readonly #callbacks: CallbackSender;
	readonly #listener: Listener;
	readonly #app: GatewayApp<State>;

	constructor(definition: GatewayDefinition<S, State>, clock: Clock, options: RunOptions) {
		this.definition = definition;
		this.modes = new Settings(definition.settings);
		this.#clock = new ClockScope(clock);
		this.#callbacks = new CallbackSender({
			gateway: definition.id,
			clock: this.#clock,
			...options.callbacks,
		});
		this.#listener = new Listener(
			options.port,
			() => this.#clock.iso(),
			async (request, isGone) => await this.#serve(request, isGone),
		);
		this.faults = new FaultBoard(this.#listener, this.#clock);
		this.#app = definition.create({
			settings: this.modes.values,
			clock: this.#clock,
			messages: this.#messages,
			callbacks: this.#callbacks,
			counters: this.#listener.counters,
		});
	}

	get id(): string {
		return this.definition.id;
	}

	get displayName(): string {
		return this.definition.displayName;
	}

	get url(): string {
		return this.#listener.url;
	}

	get port(): number {
		return this.#listener.port;
	}

	get messages(): readonly Message[] {
		return this.#messages.list;
	}

	get counters(): Readonly<Counters> {
		return this.#listener.counters;
	}

	get settings(): S {
		return this.modes.values;
	}

	get callbacks(): readonly CallbackAttempt[] {
		return this.#callbacks.log;
	}

	get actions(): NonNullable<GatewayApp<State>['actions']> {
		return this.#app.actions ?? {};
	}

	get state(): State {
		return this.#app.state;
	}

	async pushStatus(messageId: string, status: string | number): Promise<void> {
		const message = this.#messages.find(messageId);
		if (!message) throw new RangeError(`${this.id} has no message ${messageId}`);
		await this.#app.pushStatus(message, String(status));
	}

	async open(): Promise<void> {
		await this.#listener.open();
	}

	async reset(): Promise<void> {
		this.#clock.clear();
		this.#listener.cutConnections();
		await this.faults.clear();
		this.#app.reset();
		this.modes.reset();
		this.#messages.clear();
		this.requests.length = 0;
		this.#callbacks.forget();
		this.#listener.resetCounters();
	}

	async close(): Promise<void> {
		this.#clock.clear();
		this.#listener.cutConnections();
		await this.faults.clear();
		await this.#listener.close();
		this.#callbacks.close();
	}

	async #serve(request: RecordedRequest, isGone: () => boolean): Promise<Reply> {
		this.requests.push(request);
		const work = async (): Promise<Answer> => {
			try {
				const answer = await this.#app.handle(request);
				request.work = recordOf(answer);
				return answer;
			} catch (error) {
				console.error(error);
				return htmlPage(500, 'Internal Server Error');
			}
		};
		const active = this.faults.take(request);
		if (!active) return await work();
		request.fault = active.fault.kind;
		return await playFault(active, { exchange: request, work, lifted: active.lifted, isGone });
	}
}
