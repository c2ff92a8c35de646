/** Valid input for every operation of a gateway, and what the operation does in the world. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { FailureKind } from '../../../nodes/shared/model/failure.ts';
import type { AnswerRecord, Exchange } from '../../sandbox/framework/exchange.mts';
import type { Sandbox } from '../../sandbox/index.mts';

/**
 * What making a call twice does, as the gateway's documents have it. The matrix derives from it what has to happen when
 * nobody knows whether a call arrived.
 */
export type Effect =
	/** It calls nobody. */
	| 'local'
	/** It changes nothing. */
	| 'read'
	/** It changes something, and the second time changes nothing more. effects.test.mts tries it. */
	| 'again'
	/** A second one makes a second thing, or fails because that is there. */
	| 'once'
	/** It sends a message or spends money. */
	| 'send';

export interface Sample {
	effect: Effect;
	/** Parameters beside `resource` and `operation`. */
	parameters: INodeParameters;
	/** Parameters with which an operation that sends nothing by itself does send. */
	sendsIf?: INodeParameters;
	/** Puts into the sandbox what the operation works on, and gives the parameters that depend on it. */
	prepare?(sandbox: Sandbox): Promise<INodeParameters | void> | INodeParameters | void;
	/** The binary data of the item. */
	binary?: INodeExecutionData['binary'];
	/** Messages that it puts into the sandbox's ledger at once; if missing, the sandbox's log of work is the ledger. */
	messages?: number;
	/** Which request is the operation's own, where it makes others beside it. */
	own?(request: Exchange): boolean;
	/** It reads a list, for which the gateway has an error that means "none". */
	emptyList?: true;
	/** The second call is refused, since the first has left nothing to do: by its HTTP status, or inside HTTP 200. */
	secondRefused?: 'status' | 'body';
	/** What it does passes by itself, so that no state of the account tells of it. */
	passing?: true;
	/** Calls that it makes before its own one, whatever becomes of them. */
	before?: number;
	/** Calls that it makes before its own one, which is not made when they fail. */
	first?: number;
	/** Calls that it makes after its own one. */
	after?: number;
	/** An answer without a body says that it was done. */
	silent?: true;
	/** The gateway's own answer has no body, of which nothing can be cut off. */
	bodiless?: true;
	/** After HTTP 404 it makes the call at another path. */
	otherPath?: true;
	/** After an open outcome the node asks the gateway, so that an accepted message is shown as accepted. */
	asksBack?: true;
}

/** An answer by which a gateway says no. */
export interface Refusal {
	name: string;
	says: string;
	status?: number;
	body: string | object;
	/** What it means, by the operation where that differs; `nothing`: that there is nothing to list. */
	kind: FailureKind | ((operation: string, sample: Sample) => FailureKind | 'nothing');
	/** Tries that it is worth, with no wait between them; one, if missing. n8n itself makes a call again that got HTTP 401: two. */
	tries?: number;
}

export interface Variant {
	parameters: INodeParameters;
	/** Calls that it costs beside the operation's own. */
	calls: number;
	/** What its credential keeps from everybody. */
	secrets: string[];
}

export interface GatewaySamples {
	/** Parameters of every operation, such as the choice of a credential. */
	common?: INodeParameters;
	/** By `<resource>.<operation>`. */
	operations: Record<string, Sample>;
	/** Another way into the account, which is tried with one operation of each transport class. */
	variants?: Record<string, Variant>;
	refusals: Refusal[];
	/** Whether the gateway itself says that it did what was asked. */
	accepts(answer: AnswerRecord): boolean;
	/** Requests that prepare the way for others, such as those for a token. */
	beside?(request: Exchange): boolean;
}

/** A resource locator as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A small file under the name `data`. */
export const file = {
	data: {
		data: Buffer.from('%PDF-1.4 счёт').toString('base64'),
		mimeType: 'application/pdf',
		fileName: 'счёт.pdf',
	},
};

export const textOf = ({ body }: AnswerRecord): string => body?.toString('utf8') ?? '';
