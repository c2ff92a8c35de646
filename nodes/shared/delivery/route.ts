import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { ReadParameter, Setting } from '../input/parameterReader';
import type { TextCounting } from '../text/textParts';
import type { Pace } from '../transport/paces';
import { type Failure, lackingHint, repeatHint, unsaidFailure } from '../model/failure';
import { type Effect, isChange, isOnce } from '../model/effect';
import type { AnswerReader, Gateway } from '../model/gateway';
import { idOf } from '../text/json';

/** What every message has, whatever the gateway adds to it. */
export interface Message {
	recipient: string;
	/** The user's own id. */
	reference: string | null;
}

/** The messages of a request: one at least. */
export type Messages<M extends Message> = [M, ...M[]];

/** What the gateway said to one message of a request. */
export type Verdict =
	| { accepted: true; messageId: string | null; groupId: string | null; extra?: IDataObject }
	| {
			accepted: false;
			failure: Failure;
			/** It holds for this message, whatever else the request carries, so that asking again in halves would tell no more. */
			settled?: true;
	  };

/** For a message that the answer does not speak of: it may have been sent. */
export const missingVerdict: Verdict & { accepted: false } = {
	accepted: false,
	failure: {
		kind: 'outcomeUnknown',
		code: null,
		text: 'The answer says nothing about this message',
		hint: 'Look the message up in your account at the gateway before you send it again.',
		httpStatus: null,
	},
};

/** @returns the verdict of a route, where it has none on a row that is no message in the words for one */
export function verdictOf(
	{ effect, row }: Pick<Route<never>, 'effect' | 'row'>,
	verdict: Verdict = missingVerdict,
): Verdict {
	if (verdict !== missingVerdict || !row || !isChange(effect)) return verdict;
	const hint = 'Look it up in your account at the gateway before you do it again.';
	return { accepted: false, failure: unsaidFailure(repeatHint(effect, hint)) };
}

/** The same for a row that only asks. */
export const silentVerdict: Verdict & { accepted: false } = {
	accepted: false,
	failure: {
		...missingVerdict.failure,
		kind: 'unknown',
		hint: 'Ask again later, with fewer items in one request.',
	},
};

/** The same for rows that ask by an ID: with one of them in a request, it can be the ID. @param asked rows in the request */
export const silentAbout = (asked: number): Verdict & { accepted: false } =>
	asked > 1
		? silentVerdict
		: { accepted: false, failure: { ...silentVerdict.failure, hint: lackingHint('ID') } };

/** @returns whether an answer about one message names another one, whose status must not be given to it */
export const namesAnother = (named: unknown, asked: string): boolean => {
	const id = idOf(named);
	return id !== null && id.toLowerCase() !== asked.toLowerCase();
};

/** Every message of a request was accepted, and none of them got an id. */
export const sharedVerdict = (messages: readonly unknown[]): Verdict[] =>
	messages.map(() => ({ accepted: true, messageId: null, groupId: null }));

/** Asks a gateway what became of messages whose sending got no answer. */
export interface Inquiry<M extends Message> {
	/** For a call that answers in a way of its own. */
	answer?: AnswerReader;
	/** @returns null when there is no way to ask about these */
	request(messages: M[]): IHttpRequestOptions | null;
	/**
	 * One verdict a message: accepted if the gateway knows it, else the failure that the row gets.
	 *
	 * @param body undefined when the gateway could not be asked
	 * @param failure why the outcome is open
	 */
	verdicts(messages: M[], body: unknown, failure: Failure): Verdict[];
}

/** How a gateway is asked what became of messages that it has accepted. */
export interface StatusInquiry {
	gateway: Gateway;
	/** Resource and operation that tell the same later, as the editor names them. */
	later: string;
	/** For calls that answer in a way of their own. */
	answer?: AnswerReader;
	/** How many messages one call asks about. */
	listSize: number;
	/** The option that says how long to wait, where the operation has another of the usual name. */
	secondsName?: string;
	/** Rows with different ones cannot share a call. */
	groupKey?(row: IDataObject): string;
	/** Of calls of which the gateway takes a number within a time only. */
	pace?(rows: IDataObject[]): Pace;
	/** Tells which message a row is about; null for a row that cannot be asked about. */
	key(row: IDataObject): string | null;
	/** The request without address and credentials. */
	request(rows: IDataObject[]): IHttpRequestOptions;
	/** What is known of each row, in their order: `status`, `final`, `success` and what else the gateway tells. */
	states(rows: IDataObject[], body: unknown): Array<IDataObject | undefined>;
}

/**
 * One way of putting many rows into few requests: how rows become messages, messages requests, and answers verdicts.
 * Operations that take lists without sending anything (status queries, contacts, blacklists) are routes as well.
 */
export interface Route<M extends Message> {
	/** For calls that answer in a way of their own. */
	answer?: AnswerReader;
	/** Values of this execution that must never be printed, beside those of the credential. */
	secrets?: readonly string[];
	/** What its calls do. Of `once` and `send` each row goes out at most once in an execution. */
	effect: Effect;
	/**
	 * Asks or decides what must be known before rows are read, once for all of them, outside the account's limits, which its
	 * calls hold by themselves. An AI agent that calls the tool itself gets the route as it is.
	 *
	 * @returns the route for these rows
	 */
	before?(context: IExecuteFunctions): Promise<PreparedRoute<M>>;
	/** Present where the operation can wait for the final statuses of what it has sent. */
	finalStatus?: StatusInquiry;
	/** How many messages one request can carry, as the user set it. */
	listSize(read: ReadParameter): number;
	/**
	 * Makes a message of one row's parameters.
	 *
	 * @throws InputProblem when a value cannot be sent
	 */
	message(read: ReadParameter, setting: Setting): M;
	/** Requests in flight at most, where this call may take fewer than others of the gateway. */
	concurrent?: number;
	/** Of a call of which the gateway takes a number within a time only. */
	pace?(messages: Messages<M>): Pace | undefined;
	/**
	 * Of a route that does not send: the recipients that a row's one stands for, where the gateway takes each in a call of its
	 * own. The row is accepted when all of them are.
	 */
	parts?(message: M): readonly string[];
	/** Parts of a row can be one thing at the gateway: one that is not found after another was done is done as well. */
	partsShareOne?: true;
	/**
	 * Messages that have a key in common are carried out one after the other, in the order of the input, because the later
	 * one depends on what the earlier one did.
	 */
	orderKeys?(message: M): readonly string[];
	/** Why each call carries one message, as a clause for the hint that counts the calls. */
	oneACall?: string;
	/** Equal for messages that can share a request. */
	groupKey(message: M): string;
	/** One bad recipient makes the gateway refuse a request with all its messages. */
	refusedAsWhole?: true;
	/**
	 * Answers, statuses or the gateway itself tell the messages of a request apart by their recipients, so that two different
	 * messages to one recipient go in two requests. `once`: two equal ones as well, because a recipient can stand in a request
	 * only once.
	 */
	toldApartByRecipient?: true | 'once';
	/**
	 * Messages whose first keys are equal stand side by side in their requests, among them those whose second ones are, and so on; in
	 * the order of the input, if missing.
	 */
	togetherKeys?: ReadonlyArray<(message: M) => string>;
	/** Equal for messages that say the same; used to drop duplicates to one recipient. */
	contentKey(message: M): string;
	/** The request without address and credentials: method, `url` as the path, headers and body. */
	request(messages: Messages<M>): IHttpRequestOptions | Promise<IHttpRequestOptions>;
	/** One verdict a message, in their order. */
	verdicts(messages: M[], body: unknown): Verdict[];
	/** Present where the gateway can be asked about a message whose outcome is open. */
	inquiry?: Inquiry<M>;
	/** The text that goes as an SMS, for operations that send one, and how the gateway counts its parts. */
	sms?: { text(message: M): string | undefined; counting?: TextCounting };
	/** Names of parameters that a dry run does not show, such as the password of an account that is made. */
	withheld?: readonly string[];
	/** Present where the gateway tells a price beforehand: how to ask for that of a request, and what it answers. */
	price?: {
		request(messages: Messages<M>): IHttpRequestOptions | Promise<IHttpRequestOptions>;
		read(messages: Messages<M>, body: unknown): IDataObject;
	};
	/** Present where another operation sends the same in lists. */
	many?: { operation: string; listSize: number };
	/** What a refusal of its request means for a message, where the answer alone does not tell. */
	explain?(message: M, failure: Failure): Failure;
	/** Fields of an accepted row beside the common ones of a message. */
	describe?(message: M): IDataObject;
	/** The whole accepted row, for rows that are no messages. */
	row?(message: M, verdict: Verdict & { accepted: true }): IDataObject;
}

/** A route for which nothing has to be asked any more. */
export type PreparedRoute<M extends Message> = Omit<Route<M>, 'before'>;

/** @returns the route for the rows of this run */
export const prepared = async <M extends Message>(
	context: IExecuteFunctions,
	route: Route<M>,
): Promise<PreparedRoute<M>> => (await route.before?.(context)) ?? route;

/** @returns one verdict a message; an answer that the route cannot read says nothing about any of them */
export function readVerdicts<M extends Message>(
	route: Pick<Route<M>, 'verdicts'>,
	messages: M[],
	body: unknown,
): Verdict[] {
	try {
		return route.verdicts(messages, body);
	} catch {
		return messages.map(() => missingVerdict);
	}
}

/** @returns how the answer to a call with these messages is read */
export function readerOf<M extends Message>(
	gateway: Gateway,
	route: Pick<Route<M>, 'answer' | 'effect' | 'verdicts'>,
	messages: M[],
): AnswerReader {
	const { answer = gateway, effect } = route;
	if (!isOnce(effect)) return answer;
	return {
		...answer,
		namesAccepted: (body) =>
			readVerdicts(route, messages, body).some(
				(verdict) => verdict.accepted && (verdict.messageId ?? verdict.groupId) !== null,
			),
	};
}

/** A row of the input on its way to the gateway. */
export interface Row<M extends Message> {
	index: number;
	message: M;
	/** Hash of its Send Once Key. */
	onceKey?: string;
	/** Rows with keys of their own that its message stands for as well. */
	merged?: Array<Row<M>>;
}

/** @param rows of a packet, which has one at least */
export const messagesOf = <M extends Message>(rows: Array<Row<M>>): Messages<M> =>
	rows.map(({ message }) => message) as Messages<M>;

/** A row that the gateway took. */
export interface AcceptedRow {
	state: 'accepted';
	messageId: string | null;
	groupId: string | null;
	extra?: IDataObject;
	raw?: unknown;
}

/** What became of a row. */
export type RowResult =
	| (AcceptedRow & {
			/** An earlier execution sent it under the row's Send Once Key. */
			alreadySent?: true;
			/** Of a dry run: what the row shows instead of an answer. */
			rehearsal?: IDataObject;
	  })
	| { state: 'failed'; failure: Failure; raw?: unknown };

/** Of many rows, each at its index; undefined where nothing was tried. */
export type RowResults = Array<RowResult | undefined>;

/** @returns room for the results of all items: they come in any order, and an array that grows by leaps is slow */
export const resultsFor = (items: readonly unknown[]): RowResults =>
	new Array<RowResult | undefined>(items.length);
