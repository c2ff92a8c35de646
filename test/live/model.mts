/** The words of the live check: what is asked of a real gateway, by what means, and what came of it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CredentialData } from '../engine/harness/index.mts';
import type { GatewayId } from '../sandbox/index.mts';

/** How far a check goes: it changes nothing; it makes something and removes it; it sends. Each includes those before it. */
export const levels = ['read', 'write', 'send'] as const;
export type Level = (typeof levels)[number];

/** What became of one fact. What stands in it may hold data of the account: it is masked before anybody else sees it. */
export type Verdict =
	/** `seen` where the fact was a question, or leaves a choice. */
	| { readonly kind: 'confirmed'; readonly seen?: string }
	| { readonly kind: 'contradicted'; readonly expected: string; readonly seen: string }
	| { readonly kind: 'open'; readonly why: string };

/** One verdict for each fact of a check. */
export type Verdicts = Readonly<Record<string, Verdict>>;

export interface Check {
	/** Ids of the facts in `docs/gateways/<gateway>.md` that it settles: `smsc/balance-json`. */
	readonly facts: readonly string[];
	readonly level: Level;
	/** What it does, for the plan that the user agrees to: "Adds a contact and removes it". */
	readonly does: string;
	/** May throw: its facts are open then, with the reason. A fact without a verdict is open too. */
	run(world: World): Promise<Verdicts>;
}

/** What a check can do. */
export interface World {
	/**
	 * Runs an operation of the shipped node in n8n's engine.
	 *
	 * @param rows json of the input items; one empty item without it
	 */
	node(
		resource: string,
		operation: string,
		parameters?: INodeParameters,
		rows?: IDataObject[],
	): Promise<NodeResult>;
	/** Asks the API itself. @throws NoAnswer when the connection breaks */
	raw(request: RawRequest): Promise<RawAnswer>;
	/** A name that nobody else has and that tells where it comes from: `n8nlive-4f1a9c-group`, or shorter for a short field. */
	name(word: string, longest?: number): string;
	/**
	 * Writes down what the very next call makes, so that it can be removed even after a crash. To be called before that call.
	 *
	 * @param kind one of the gateway's `removers`
	 * @param name by which it can be found again when its id never came
	 */
	made(kind: string, name: string): Made;
	/** Whom the user has named. Nobody else ever gets a message. */
	readonly recipients: { readonly phones: readonly string[]; readonly emails: readonly string[] };
	/** Only if the user has given a public address. */
	readonly callbacks: Receiver | undefined;
	/**
	 * Asks the user before money goes.
	 *
	 * @param what is sent: "1 SMS to the number you named"
	 * @param price as the gateway told it; unknown if missing
	 * @throws Declined
	 */
	spend(what: string, price?: { amount: string; currency?: string }): Promise<void>;
	/** What the user has entered, by the names of the gateway's `access`. */
	readonly access: Access;
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits, unless the user stops the check meanwhile. */
	wait(ms: number): Promise<void>;
}

export interface NodeResult {
	/** Of the first output. */
	readonly rows: IDataObject[];
	/** What the node stopped with. */
	readonly failure: { readonly message: string; readonly description?: string } | undefined;
	/** What went over the wire meanwhile. */
	readonly exchanges: readonly Exchange[];
}

export interface RawRequest {
	/** `POST`, if missing. */
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** From the host on, beginning with a slash; may have a query. */
	path: string;
	query?: Record<string, string>;
	/** One of three bodies: a form in UTF-8, JSON, or bytes of a type. */
	form?: Record<string, string>;
	json?: unknown;
	body?: { type: string; bytes: Buffer };
	headers?: Record<string, string>;
	/** Without what the gateway's `authenticate` adds. */
	bare?: true;
}

export interface RawAnswer {
	status: number;
	/** Names in lower case; the last one of several. */
	headers: Record<string, string>;
	body: Buffer;
	/** The body read as UTF-8. */
	text: string;
	/** `undefined` if the text is no JSON. */
	json: unknown;
}

/** Names as they were written, in order; several of one name are several entries. */
export type WireHeaders = ReadonlyArray<readonly [name: string, value: string]>;

/** One request to the gateway, and what came back. Secrets stand in it: it stays in memory until it is redacted. */
export interface Exchange {
	readonly request: {
		readonly method: string;
		/** Path and query as they were written. */
		readonly path: string;
		readonly query: string;
		readonly headers: WireHeaders;
		readonly body: Buffer;
	};
	/** None, if the connection broke. */
	readonly answer:
		| { readonly status: number; readonly headers: WireHeaders; readonly body: Buffer }
		| undefined;
	/** ISO 8601 */
	readonly at: string;
	readonly by: 'node' | 'raw';
}

/** Something that a check makes, from before it is there. */
export interface Made {
	readonly name: string;
	/** Adds the id that the gateway has given it. */
	is(id: string | number): void;
	/** The check has removed it itself, and the gateway said so. */
	gone(): void;
	/** Removes it now. What fails, and what a check leaves, is removed at the end. */
	remove(): Promise<void>;
}

/** One call to the address that the user gave. */
export interface Received {
	readonly at: string;
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly headers: WireHeaders;
	readonly body: Buffer;
	/** What the shipped trigger made of it, in the engine; `undefined` without `trigger`. */
	readonly verified:
		| {
				readonly status: number | undefined;
				readonly started: boolean;
				readonly rows: IDataObject[];
		  }
		| undefined;
	/** What we answered. */
	readonly answered: number;
}

/** Listens for the gateway's callbacks. */
export interface Receiver {
	/** The public address that leads here. */
	readonly address: string;
	readonly received: readonly Received[];
	/** The next one that fits, or one that is there already; `undefined` if none comes within `ms`. */
	wait(fits: (one: Received) => boolean, ms: number): Promise<Received | undefined>;
	/** Answers the next calls with this HTTP status, whatever the trigger says. */
	answerNext(status: number, calls: number): void;
}

/** What the user enters, by name. Never stored. */
export type Access = Readonly<Record<string, string>>;

export interface AccessField {
	readonly name: string;
	/** The environment variable: `LIVE_SMSC_PASSWORD`. */
	readonly variable: string;
	/** What the prompt asks for. */
	readonly says: string;
	/** Typed without an echo, and masked wherever it stands. */
	readonly secret: boolean;
	/** May stay empty. */
	readonly optional?: true;
	/** Asked for only when callbacks are listened for. */
	readonly forCallbacks?: true;
}

/** At most so many requests of a kind within some time, as the gateway's document says. */
export interface Pace {
	/** Requests with the same answer are of one kind; `undefined`: the rule is about others. */
	kind(request: Exchange['request']): string | undefined;
	readonly most: number;
	readonly withinMs: number;
}

/**
 * Removes what a check made, if it is there and is ours. The id is missing if the answer that had it never came.
 *
 * @returns `absent` if it is not there, which a list that lags may say too early
 * @throws Error or NoAnswer if that could not be found out: it is tried again, and at the next start
 */
export type Remover = (
	world: World,
	one: { readonly name: string; readonly id?: string },
) => Promise<'absent' | void>;

/** What the live check has to know of a gateway, once. */
export interface LiveGateway {
	readonly id: GatewayId;
	readonly displayName: string;
	/** Where accounts live; the first one without `--host`. */
	readonly hosts: readonly string[];
	readonly access: readonly AccessField[];
	/** The stored credential that points at `url`. */
	credential(access: Access, url: string): CredentialData;
	/** Parameters that every run of the node has. */
	parameters?(access: Access): INodeParameters;
	/** Adds the credential to a request of `World.raw`; may ask for a token first, by `raw` with `bare`. */
	authenticate(
		request: RawRequest,
		access: Access,
		raw: World['raw'],
	): RawRequest | Promise<RawRequest>;
	/** Which account it is: a login or a key. Only a sum of it is kept. */
	account(access: Access): string;
	readonly paces: readonly Pace[];
	/** Who would get a message by this request; none if it sends nothing. `'?'` for somebody who cannot be told, such as a group. */
	recipients(request: Exchange['request']): string[];
	/** How what `World.made` noted is found and removed, by its kind. */
	readonly removers: Readonly<Record<string, Remover>>;
	/** Milliseconds after which a list shows what was made: an `absent` counts only later. */
	readonly lagMs: number;
	/** Name of the trigger that verifies callbacks; none if the gateway calls nobody. */
	readonly trigger?: string;
	readonly checks: readonly Check[];
}

/** Begins the name of everything that a live check makes. */
export const PREFIX = 'n8nlive';

/** The connection broke, before or after the gateway had the request. */
export class NoAnswer extends Error {}

/** The user said no. */
export class Declined extends Error {}
