import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** A field of the form, alone or with its reading. */
export type FormField = INodeProperties | { field: INodeProperties };

/** The fields as n8n's form has them. */
export const formOf = (fields: readonly FormField[]): INodeProperties[] =>
	fields.map((one) => ('field' in one ? one.field : one));

/** The fields that a collection offers; none of another field. */
export const entriesOf = ({ type, options = [] }: INodeProperties): INodeProperties[] =>
	type === 'collection' ? (options as INodeProperties[]) : [];

/** One operation of a resource: the entry of its dropdown and its fields. */
export interface Operation {
	value: string;
	name: string;
	/** The sentence in n8n's list of actions, e.g. `Send a message`. */
	action: string;
	/** What the action leaves open. */
	description?: string;
	/** Its call, item by item. Of an operation with `execute` only an AI agent that calls the tool itself takes it. */
	routing?: INodePropertyRouting;
	/**
	 * Says what an item's call changes. Items whose requests name the same, however it is spelled in the input, go one after the other, in
	 * the order of the input: the later one builds on what the earlier one has left, or is to have the last word.
	 */
	changes?: FormField;
	/** Carries it out for all input items at once. */
	execute?(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
	/** Takes the HTTP call that wakes an execution which sleeps in it. */
	webhook?(context: IWebhookFunctions): Promise<IWebhookResponseData>;
	/**
	 * Left out of AI agents' tools: because these have one item at a time, or for the reason given, as a sentence. Its
	 * routing tells so, if it is set there all the same.
	 */
	notForTools?: boolean | string;
	fields: FormField[];
}

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

/** How an operation is carried out: by n8n for all items at once, and where an AI agent calls the tool itself. */
export type CarriedOut = Required<Pick<Operation, 'execute' | 'routing'>>;

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

const withConditions = (show: Show, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { ...show, ...field.displayOptions?.show },
	},
});

/** Adds conditions to fields, beside the ones that they already have. */
export const showFor = <F extends FormField>(show: Show, fields: readonly F[]): F[] =>
	fields.map((one) =>
		'field' in one
			? { ...one, field: withConditions(show, one.field) }
			: (withConditions(show, one) as F),
	);
