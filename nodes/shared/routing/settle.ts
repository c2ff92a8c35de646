import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../model/gateway';
import type { Effect } from '../model/effect';
import {
	type Failure,
	isNotUnderstood,
	lackingFailure,
	repeatHint,
	unsaidFailure,
} from '../model/failure';
import { failureDetails, failureText } from '../model/failedRow';
import { isRecord, recordOf } from '../text/json';
import { readAnswer, whatCame } from '../transport/readAnswer';
import { redactor } from '../text/redact';
import { secretsOf } from '../transport/line';
import { optionsIn } from '../input/read';
import { itemReader } from '../input/parameterReader';
import { nodeOf } from '../model/n8n';

/** Carries a failure from `settle` to the gate, through n8n's engine. */
export class SettledFailure extends NodeApiError {
	readonly settled: Failure;

	constructor(context: IExecuteSingleFunctions, gateway: Gateway, settled: Failure) {
		super(
			nodeOf(context),
			{},
			{
				message: failureText(gateway, settled),
				description: settled.hint,
				httpCode: settled.httpStatus ? String(settled.httpStatus) : 'none',
				itemIndex: context.getItemIndex(),
			},
		);
		this.settled = settled;
		this.context.details = failureDetails(gateway, settled);
	}
}

/** @returns the failure that `settle` found, if that is what the engine rejected with */
export function settledFailure(error: unknown): Failure | undefined {
	return error instanceof SettledFailure ? error.settled : undefined;
}

/** The failure of an item whose answer does not say that something was made, or done. */
export const unsaid = (context: IExecuteSingleFunctions, gateway: Gateway): SettledFailure =>
	new SettledFailure(
		context,
		gateway,
		unsaidFailure(`Look it up in your ${gateway.displayName} account before you try again.`),
	);

/** The failure of an item whose answer does not have what was asked for. @param by as in `lackingHint` */
export const lacking = (
	context: IExecuteSingleFunctions,
	gateway: Gateway,
	by?: string,
): SettledFailure => new SettledFailure(context, gateway, lackingFailure(by));

/** @returns a value that the answer has to have. @throws SettledFailure when it does not @param by as in `lackingHint` */
export function needed<T>(
	context: IExecuteSingleFunctions,
	gateway: Gateway,
	value: T | null | undefined,
	by?: string,
): T {
	if (value === null || value === undefined) throw lacking(context, gateway, by);
	return value;
}

/**
 * Turns a parsed answer, which is no refusal, into the json of output rows.
 *
 * @throws SettledFailure when the answer turns out to refuse what was asked
 */
export type Shape = (
	this: IExecuteSingleFunctions,
	body: unknown,
) => IDataObject[] | Promise<IDataObject[]>;

/**
 * A shape of an answer that has to have what is asked for.
 *
 * @param isThere whether it does
 * @param by as in `lackingHint`
 */
export const having = (
	gateway: Gateway,
	isThere: (body: unknown) => boolean,
	shape: Shape,
	by?: string,
): Shape =>
	async function (body) {
		if (!isThere(body)) throw lacking(this, gateway, by);
		return await shape.call(this, body);
	};

/** The rows of an entry, which a list numbers and a map names; none of one that tells nothing. */
export type EntryRows = (entry: unknown, key: string) => IDataObject[];

/**
 * What a list or map under a name has, where null is an empty one.
 *
 * @returns undefined where there is none, or none of its entries tells anything
 */
export function foundIn<T>(
	body: unknown,
	name: string,
	find: (entry: unknown, key: string) => T[],
): T[] | undefined {
	const list: unknown = recordOf(body)[name];
	if (typeof list !== 'object') return undefined;
	const entries = Object.entries(list ?? {});
	const found = entries.flatMap(([key, entry]) => find(entry, key));
	return found.length === 0 && entries.length > 0 ? undefined : found;
}

/** A shape of a list or map under a name, as `foundIn` reads it. */
export const entriesShape = (gateway: Gateway, name: string, rows: EntryRows): Shape =>
	function (body) {
		return needed(this, gateway, foundIn(body, name, rows));
	};

/** How the answer to an item's call is read, where that depends on the item. */
type ReaderOfItem = (context: IExecuteSingleFunctions) => Promise<AnswerReader>;

/** How answers to a declarative call are read. */
export type Reader = AnswerReader | ReaderOfItem;

export const readerIn = async (
	context: IExecuteSingleFunctions,
	reader: Reader,
): Promise<AnswerReader> => (typeof reader === 'function' ? await reader(context) : reader);

const answers = new WeakMap<readonly INodeExecutionData[], unknown>();

/**
 * What the rows that `settle` made do not show of their answer, such as whether another page follows. The answer is not masked. It
 * can be taken once, so that it is not kept in memory as long as its rows.
 *
 * @param rows the list itself, as n8n's engine hands it on; a copy is not known
 * @returns the parsed answer
 */
export function takeAnswer(rows: readonly INodeExecutionData[]): unknown {
	const answer = answers.get(rows);
	answers.delete(rows);
	return answer;
}

/** An answer as it came: an object is one row, an array is one row an element. */
const asItCame: Shape = (body) =>
	(Array.isArray(body) ? body : [body]).map((entry) =>
		isRecord(entry) ? entry : { value: entry as IDataObject[string] },
	);

/**
 * The last step of every declarative operation: bytes to text, text to the gateway's form, a refusal to a failure for
 * the gate, and the rest to rows that are paired with their item (the engine pairs none).
 *
 * @param effect what the operation does
 */
export function settle(
	gateway: Gateway,
	effect: Effect,
	shape: Shape = asItCame,
	reader: Reader = gateway,
): PostReceiveAction {
	return async function (
		this: IExecuteSingleFunctions,
		_items: INodeExecutionData[],
		response: IN8nHttpFullResponse,
	): Promise<INodeExecutionData[]> {
		// Read at this moment: n8n may have got a new token for the call.
		const redact = redactor(await secretsOf(this, gateway));
		const answer = readAnswer(await readerIn(this, reader), response, effect, redact);
		if (!answer.ok) throw new SettledFailure(this, gateway, redact(answer.failure));
		const showsRaw = optionsIn(itemReader(this)).rawAnswer === true;
		const shaping = async () => await shape.call(this, answer.value);
		const [shaped] = await Promise.allSettled([shaping()]);
		if (shaped.status === 'rejected') {
			const settled = settledFailure(shaped.reason);
			if (!settled) throw shaped.reason;
			const { kind, hint } = settled;
			const failure: Failure = {
				...settled,
				...(isNotUnderstood(settled) ? whatCame(answer.value, redact) : {}),
				// A shape does not know what the call does.
				hint: kind === 'outcomeUnknown' ? repeatHint(effect, hint) : hint,
				...(showsRaw ? { raw: answer.value } : {}),
			};
			throw new SettledFailure(this, gateway, redact(failure));
		}
		let rows = shaped.value;
		if (showsRaw) {
			// An empty list has no row of its own that could carry the answer.
			const [first = {}, ...others] = rows;
			rows = [{ ...first, raw: answer.value as IDataObject }, ...others];
		}
		const items = rows.map((json) => ({
			json: redact(json),
			pairedItem: { item: this.getItemIndex() },
		}));
		answers.set(items, answer.value);
		return items;
	};
}
