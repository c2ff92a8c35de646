/** What a gateway brings along to be held to the contract. One table a gateway, in `<gateway>.table.mts`. */
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import type { Gateway } from '../../nodes/shared/model/gateway.ts';
import type { DeliveryStatus } from '../../nodes/shared/model/deliveryStatus.ts';
import type { FailureKind } from '../../nodes/shared/model/failure.ts';
import { fieldsOf, operationsOf } from '../browser/operations.mts';
import type { CredentialData, CredentialSource } from '../engine/harness/index.mts';
import type { Sandbox } from '../sandbox/index.mts';

/** The Callback Secret of every table, with characters that percent-encoding, forms, JSON and charsets each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';

/** The part of a sandbox gateway that every one of them has. */
export type SandboxGateway = Pick<
	Sandbox['kupon'],
	'url' | 'messages' | 'requests' | 'counters' | 'faults' | 'reset'
>;

/** One operation that sends: its fields read `$json.recipient`, `$json.text` and `$json.reference`. */
export interface SendingOperation {
	name: string;
	parameters: INodeParameters;
	/** Rows that share a request; 1 when each row has its own. */
	listSize: number;
	/** The gateway says no to a request as a whole, so that its rows fail together where the node stops. */
	refusedAsWhole?: true;
	/** How a row says who sends, by `$json.sender`, and two senders as the row has them and as the message arrives with them. */
	senders?: {
		parameters: INodeParameters;
		values: ReadonlyArray<readonly [given: string, arrives: string]>;
	};
}

/** An operation that asks what became of messages. */
interface InquiringOperation {
	/** `<resource>.<operation>` */
	name: string;
	/** Name of the sending operation whose rows it gets. */
	after: string;
	/** Parameters that read the rows of that operation. */
	parameters: INodeParameters;
	/** How many messages one call asks about; one, if missing. */
	listSize?: number;
	/** One input item for all of them, since the messages have one ID in common. */
	asksForGroup?: true;
	/** Three statuses of the wire, all different. */
	statuses: readonly [string, string, string];
}

/** Two operations of which one undoes what the other does. */
interface Opposites {
	/** `<resource>.<operation>` */
	add: string;
	remove: string;
	/** What the account has, of which the sample's input becomes one, or is one until it is removed. */
	members(sandbox: Sandbox): unknown[];
}

/** What a gateway is held to its promises with, beside its samples. */
export interface Promises {
	/** Answers with HTTP 200 in the form of the gateway that refuse nothing and name no message. */
	nameless: string[];
	/** An instant as it has to stand on the wire: 4 March 2031, 10:06 UTC. */
	instant: RegExp;
	/** Options that name the zone of the account, where the credential or the gateway does not know it. */
	zoneOptions?: INodeParameters;
	/** None, where the gateway has no query for a status. */
	inquiries: InquiringOperation[];
	/** None, where the gateway has nothing that can be taken back. */
	opposites: Opposites[];
	/** Parts of the sandbox's state that say what was asked and not what the account has. */
	logs?: string[];
}

/** One HTTP call that a gateway makes to a trigger. */
export interface CallbackCall {
	method: 'GET' | 'POST';
	/** Query string without `?`. */
	query?: string;
	headers?: Record<string, string>;
	body?: Buffer;
}

export interface ContractTable {
	gateway: Gateway;
	node: new () => INodeType;
	/** It may come later than the first message; see `withTrigger`. */
	trigger?: new () => INodeType;
	credentialTypes: Record<string, CredentialSource>;
	/** The credentials for the gateway's address, with every secret that `secrets` lists. */
	credentials(gateway: { url: string }): CredentialData;
	secrets: string[];
	sandbox(sandbox: Sandbox): SandboxGateway;
	/** Brings the sandbox, freshly reset, into a mode that the suite can work with. */
	prepare?(sandbox: Sandbox): void;
	/** A recipient for a row number, distinct for distinct numbers. */
	recipient(row: number): string;
	/** What can never be a recipient of this gateway. */
	impossibleRecipient: string;
	/** The most used operations, as `<resource>.<operation>`: n8n's editor shows what they put out before they have run. */
	previews: string[];
	sending: SendingOperation[];
	promises: Promises;
	/** Makes the gateway refuse one recipient when it is asked to send. */
	refuse(sandbox: Sandbox, recipient: string): void;
	/** Answers of the wire and what they mean; null is "no failure". */
	answers: Array<{ says: string; httpStatus: number; text: string; kind: FailureKind | null }>;
	/** Every status of the gateway's documents. */
	statuses: Record<string, DeliveryStatus>;
	/** The same. */
	callbacks?: {
		/** The trigger's parameters that choose every status; `statuses` with all of them, if missing. */
		everyStatus?: INodeParameters;
		/** A genuine call for a status of the wire. */
		genuine(status: string, messageId: string): CallbackCall;
		/** The body that the gateway wants as an answer; `OK`, if missing. */
		acknowledgement?: string;
		final: string;
		intermediate: string;
		inbound: string | null;
		/** Genuine calls about what the trigger has fields of its own for. */
		others?: CallbackCall[];
		/** Calls that must start nothing, and are answered 401. */
		forged(genuine: CallbackCall): Record<string, CallbackCall>;
		/**
		 * Calls with a right secret or signature of which `parse` makes nothing, or an event that nobody knows: a report with status
		 * `unknown`.
		 */
		unknown(genuine: CallbackCall): Record<string, CallbackCall>;
		/**
		 * Calls with a right secret or signature that carry nothing at all, or whose body is not what their content type says,
		 * answered 400.
		 */
		malformed(genuine: CallbackCall): Record<string, CallbackCall>;
	};
}

/** A table of a gateway whose trigger is there. */
type TriggerTable = ContractTable & Required<Pick<ContractTable, 'trigger' | 'callbacks'>>;

export const hasTrigger = (table: ContractTable): table is TriggerTable =>
	table.trigger !== undefined && table.callbacks !== undefined;

/** @throws Error that says what the table lacks */
export function withTrigger(table: ContractTable): TriggerTable {
	if (hasTrigger(table)) return table;
	throw new Error(lackOfTrigger(table));
}

/** What has to be done before a gateway's trigger can be tried. */
export const lackOfTrigger = ({ gateway, trigger }: ContractTable): string =>
	`${gateway.displayName} has no ${trigger ? 'callbacks' : 'trigger'} in test/contract/${gateway.id}.table.mts yet: write its callback.ts and its trigger, and list both there`;

/** The operations, as `<resource> <operation>`, whose collection of options has one of that name. */
export function operationsWith({ node: Node }: ContractTable, option: string): string[] {
	const { description } = new Node();
	return operationsOf(description)
		.filter((one) =>
			fieldsOf(description, one).some(({ options = [] }) =>
				(options as INodeProperties[]).some(({ name }) => name === option),
			),
		)
		.map(({ resource, operation }) => `${resource} ${operation}`)
		.sort();
}

/** Input rows for `SendingOperation`. */
export const inputRows = (table: ContractTable, count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, row) => ({
		json: {
			recipient: table.recipient(row),
			text: `Ваш заказ № ${row} готов`,
			reference: `order-${row}`,
			customer: `Клиент ${row}`,
		} satisfies IDataObject,
	}));
