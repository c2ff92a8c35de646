import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';

import type { DecodedCallback, ParsedReport } from './deliveryReport';
import type { DeliveryStatus } from './deliveryStatus';
import type { Failure } from './failure';

/** How much a gateway takes at once. The credential can change the first two. */
export interface GatewayLimits {
	/** Requests in flight at the same time. */
	concurrent: number;
	/** Requests started within any second; 0 means no limit. */
	perSecond: number;
	/** Messages in one request of a list method. */
	listSize: number;
}

/**
 * Says who sent a callback. `verified` is true only when a signature covers the fields. `reason` is for n8n's log and for a
 * person who tests: words of our own, never of the call.
 */
export type Authentication =
	| { accepted: true; verified: boolean }
	| { accepted: false; reason?: string };

/** The parts of a gateway that name its credential type. */
export type CredentialChoice = Pick<Gateway, 'credential' | 'chosenCredential'>;

/** @returns the name of the credential type that a node uses */
export const credentialName = (
	{ credential, chosenCredential }: CredentialChoice,
	node: Pick<INode, 'parameters'>,
): string => chosenCredential?.(node.parameters) ?? credential;

/** How answers are read: those of a gateway, or those of calls that answer in a way of their own. */
export interface AnswerReader {
	/** Takes what nobody may see out of an answer's text, before anything reads or quotes it; in linear time. */
	clean?(text: string): string;
	/** Reads an answer's text. @throws when it is not what the gateway documents, such as a truncated document. */
	parse(text: string): unknown;
	/**
	 * Recognises a refusal in an answer that `parse` could read.
	 *
	 * @returns null when the gateway did what was asked
	 */
	readFailure(httpStatus: number, body: unknown): Failure | null;
	/** Says that the gateway did what was asked, although the answer's HTTP status is one of an error. */
	accepts?(httpStatus: number, body: unknown): boolean;
	/**
	 * Of a call that must not be made twice: whether an answer names what was accepted. Beside an HTTP status of an error nobody knows
	 * then whether it was.
	 */
	namesAccepted?(body: unknown): boolean;
	/** For a call that a gateway may have at another path: made there after HTTP 404. */
	otherPath?: {
		/** @param url the address of the call, or its path */
		of(url: string): string;
		/** What the rows of a call that was made there tell beside the usual. */
		tells: IDataObject;
	};
}

/**
 * Everything the shared code has to know about one gateway. Its node, its trigger and the contract tests all
 * work from this object, so a new gateway is one folder with one of these.
 */
export interface Gateway extends AnswerReader {
	/** Short lower-case name, also the `gateway` field of every output row. */
	id: string;
	displayName: string;
	/** Name of the credential type. */
	credential: string;
	/** The credential type that the node's parameters choose, where there are several; `credential` is then the usual one. */
	chosenCredential?(parameters: INodeParameters): string;
	limits: GatewayLimits;
	/** Address in front of the API paths, without a trailing slash. */
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	/** Addresses of the same account that are tried, in this order, when no connection to `baseUrl` can be made. */
	backupUrls?(credentials: ICredentialDataDecryptedObject): string[];
	/** Every status of the wire, by its word or number. */
	statuses: Readonly<Record<string, DeliveryStatus>>;
	callbacks: {
		/** Bytes of the largest body that the gateway may send, several times what its documents speak of. */
		largestBody: number;
		/** The credential field whose value `authenticate` gets; the Callback Secret, if missing. */
		secretField?: { name: string; label: string };
		/** The body with which the gateway wants a call answered, else it repeats it; `OK`, if missing. */
		acknowledgement?: string;
		/** @returns whether `authenticate` needs to see no more than the URL of this call, whose body was not read yet */
		isProvenByUrl(head: DecodedCallback): boolean;
		authenticate(callback: DecodedCallback, secret: string): Authentication;
		/** A body that is not what its content type says is read all the same, as text. */
		takesAnyBody?: true;
		/** Names of query parameters that the node itself puts into the callback URL, secrets among them. */
		ownParameters?: readonly string[];
		/** @returns the reports in the callback; an empty list when it carries none that can be read */
		parse(callback: DecodedCallback): ParsedReport[];
	};
	/** Values that must never be printed. */
	secrets(credentials: ICredentialDataDecryptedObject): string[];
}

/** Of a gateway without a trigger: nobody is believed. */
export const noCallbacks: Gateway['callbacks'] = {
	largestBody: 0,
	isProvenByUrl: () => true,
	authenticate: () => ({ accepted: false }),
	parse: () => [],
};
