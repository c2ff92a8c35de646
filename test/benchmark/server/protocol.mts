/** What the benchmark and its server tell each other. */

export interface Counters {
	requests: number;
	inFlight: number;
	maxInFlight: number;
}

/** A request as it came; the body byte for byte in latin1. */
export interface RecordedCall {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

export interface Order {
	id: number;
	/** Milliseconds before each answer. */
	latencyMs?: number;
	/** Starts or ends keeping the requests. */
	record?: boolean;
	/** Asks for the requests that were kept. */
	calls?: boolean;
	/** Sets the counters to zero once they are told. */
	reset?: boolean;
}

export interface Reply {
	id: number;
	counters: Counters;
	calls: RecordedCall[] | null;
}

export type Report = { port: number } | Reply;
