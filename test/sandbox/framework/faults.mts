import type { ClockScope } from './clock.mts';
import type { Exchange } from './exchange.mts';

/** Whether the gateway has done its work when the fault strikes. */
export type When = 'before' | 'after';

type Kinds = {
	/** The port refuses connections until lifted. */
	refuse: object;
	/** No answer until lifted (then the exchange goes on) or closed. */
	hang: {
		when?: When;
		/** Told of each exchange as soon as it is held back. */
		onHeld?: (exchange: Exchange) => void;
	};
	/** The connection is reset by the peer. */
	reset: { when?: When };
	/** Any status; without a body a web server's HTML page. `retryAfter` sets that header. */
	status: {
		status: number;
		body?: string | object;
		headers?: Record<string, string>;
		retryAfter?: string | number;
		when?: When;
	};
	/** The gateway's answer under another HTTP status. */
	wrongStatus: { status: number };
	/** 200 and no body. */
	empty: { when?: When };
	/** The gateway's answer cut after `bytes` (default: half of it). */
	truncated: { bytes?: number };
	/** 200 with bytes that are no text in any charset. */
	garbage: { when?: When };
	/** The gateway's answer under another label. */
	wrongContentType: { contentType?: string };
	/** The gateway's answer re-encoded while the label says otherwise. */
	wrongCharset: { charset?: string; label?: string };
	redirect: { location: string; status?: number; when?: When };
	/** A JSON answer of that many bytes (default 50 MB), streamed. */
	huge: { bytes?: number; when?: When };
	/** Real milliseconds of silence before the answer. */
	slow: { delayMs: number; when?: When };
};

export type FaultKind = keyof Kinds;

/** What a fault applies to and for how long. Without any of these: every request until lifted. */
type Scope = {
	path?: string;
	method?: string;
	/** Bytes, as UTF-8 text, that the query or the body must contain as they stood on the wire. */
	contains?: string;
	match?: (exchange: Exchange) => boolean;
	/** How many requests it strikes. */
	times?: number;
	/** Virtual milliseconds after which it is lifted. */
	forMs?: number;
};

export type FaultOf<K extends FaultKind> = { kind: K } & Kinds[K] & Scope;
export type Fault = { [K in FaultKind]: FaultOf<K> }[FaultKind];

/** A fault that has been set. */
export class ActiveFault {
	readonly id: number;
	readonly fault: Fault;
	readonly lifted: Promise<void>;
	hits = 0;
	isLifted = false;
	readonly #release: () => void;
	readonly #onLift: (self: ActiveFault) => Promise<void>;

	constructor(id: number, fault: Fault, onLift: (self: ActiveFault) => Promise<void>) {
		let release = (): void => undefined;
		this.id = id;
		this.fault = fault;
		this.lifted = new Promise((resolve) => (release = resolve));
		this.#release = release;
		this.#onLift = onLift;
	}

	/** Ends the fault; exchanges it holds go on. */
	async lift(): Promise<void> {
		if (this.isLifted) return;
		this.isLifted = true;
		await this.#onLift(this);
		this.#release();
	}

	applies(exchange: Exchange): boolean {
		const { path, method, contains, match, times } = this.fault;
		if (times !== undefined && this.hits >= times) return false;
		if (path !== undefined && path !== exchange.path) return false;
		if (method !== undefined && method.toUpperCase() !== exchange.method) return false;
		if (contains !== undefined && !carries(exchange, contains)) return false;
		return match === undefined || match(exchange);
	}
}

const carries = (exchange: Exchange, contains: string): boolean =>
	exchange.body.includes(contains) ||
	exchange.query.includes(Buffer.from(contains).toString('latin1'));

const REQUEST_SCOPE = ['path', 'method', 'contains', 'match', 'times'] as const;

type Port = { open(): Promise<void>; close(): Promise<void> };

/** The faults of one gateway; the first set that applies strikes. */
export class FaultBoard {
	readonly #active: ActiveFault[] = [];
	readonly #port: Port;
	readonly #clock: ClockScope;
	#id = 0;

	constructor(port: Port, clock: ClockScope) {
		this.#port = port;
		this.#clock = clock;
	}

	/** Faults that are set, spent ones included until lifted. */
	get list(): readonly ActiveFault[] {
		return this.#active;
	}

	/** Sets a fault. Await it: `refuse` has to close the port first. */
	async add(fault: Fault): Promise<ActiveFault> {
		if (fault.kind === 'refuse' && REQUEST_SCOPE.some((name) => fault[name] !== undefined)) {
			throw new TypeError('A refused connection has no request: refuse takes only forMs');
		}
		const active = new ActiveFault(++this.#id, fault, async (self) => await this.#remove(self));
		this.#active.push(active);
		if (fault.forMs !== undefined) {
			this.#clock.setTimeout(async () => await active.lift(), fault.forMs);
		}
		if (fault.kind === 'refuse') await this.#port.close();
		return active;
	}

	/** Lifts all faults. */
	async clear(): Promise<void> {
		for (const active of [...this.#active]) await active.lift();
	}

	/** The fault that strikes this exchange, counted. */
	take(exchange: Exchange): ActiveFault | null {
		const active = this.#active.find((one) => one.fault.kind !== 'refuse' && one.applies(exchange));
		if (!active) return null;
		active.hits++;
		return active;
	}

	async #remove(active: ActiveFault): Promise<void> {
		this.#active.splice(this.#active.indexOf(active), 1);
		const stillRefusing = this.#active.some(({ fault }) => fault.kind === 'refuse');
		if (active.fault.kind === 'refuse' && !stillRefusing) await this.#port.open();
	}
}
