import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Failure } from '../model/failure';
import type { ReadParameter } from './parameterReader';

/** What every message has, whatever the gateway adds to it. */
export interface Message {
	recipient: string;
	/** The user's own id. */
	reference: string | null;
}

/** What the gateway said to one message of a request. */
export type Verdict =
	| { accepted: true; messageId: string | null; groupId: string | null; extra?: IDataObject }
	| { accepted: false; failure: Failure };

/** For a message that the answer does not speak of: it may have been sent. */
export const missingVerdict: Verdict & { accepted: false } = {
	accepted: false,
	failure: {
		kind: 'outcomeUnknown',
		code: null,
		text: 'The answer says nothing about this message',
		hint: 'Look the message up at the gateway before sending it again.',
		httpStatus: null,
	},
};

/** What a message may need beside the row's parameters. */
export interface Setting {
	/** The workflow's IANA time zone, in which a date without offset is meant. */
	timeZone: string;
	credentials: ICredentialDataDecryptedObject;
}

/**
 * One way of putting many rows into few requests: how rows become messages, messages requests, and answers verdicts.
 * Operations that take lists without sending anything (status queries, contacts, blacklists) are routes as well.
 */
export interface Route<M extends Message> {
	/**
	 * true: the call sends a message or spends money, so each row goes out at most once in an execution and a call with
	 * an open outcome is never repeated. false: the call may be made again.
	 */
	sends: boolean;
	/** How many messages one request can carry, as the user set it. */
	listSize(read: ReadParameter): number;
	/**
	 * Makes a message of one row's parameters.
	 *
	 * @throws InputProblem when a value cannot be sent
	 */
	message(read: ReadParameter, setting: Setting): M;
	/** Equal for messages that can share a request. */
	groupKey(message: M): string;
	/** Equal for messages that say the same; used to drop duplicates to one recipient. */
	contentKey(message: M): string;
	/** The request without address and credentials: method, `url` as the path, headers and body. */
	request(messages: M[]): IHttpRequestOptions;
	/** One verdict a message, in their order. */
	verdicts(messages: M[], body: unknown): Verdict[];
	/** Fields of an accepted row beside the common ones of a message. */
	describe?(message: M): IDataObject;
	/** The whole accepted row, for rows that are no messages. */
	row?(message: M, verdict: Verdict & { accepted: true }): IDataObject;
}
