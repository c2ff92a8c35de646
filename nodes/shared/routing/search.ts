import type {
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../model/gateway';
import { failureError } from '../model/failedRow';
import { lackingFailure } from '../model/failure';
import { idOf, isNoError } from '../text/json';
import type { Line } from '../transport/exchange';
import { openLine } from '../transport/line';
import { request } from '../transport/request';
import { whatCame } from '../transport/readAnswer';
import { nodeOf } from '../model/n8n';

/** How a dropdown gets its entries. */
interface ListSource {
	/** The request without address and credentials. */
	request(this: ILoadOptionsFunctions): IHttpRequestOptions;
	/** For a call that answers in a way of its own. */
	answer?: AnswerReader;
	/** Entries of an answer that is no refusal; undefined where it has no list, or nothing of it can be read. */
	entries(body: unknown): INodeListSearchItems[] | undefined;
	/**
	 * Where a list may have more than one page.
	 *
	 * @param read how many entries there are so far
	 * @param body the last answer
	 * @param last its request
	 * @returns the request for the next page, or null at the end
	 */
	next?(read: number, body: unknown, last: IHttpRequestOptions): IHttpRequestOptions | null;
	/** Milliseconds for which the list is kept, for gateways that count how often the same is asked. */
	keepMs?: number;
}

/** @returns the entry of an id, which has the id in the place of a missing name; none where the id is missing */
export function entryFor(value: unknown, name: unknown): INodeListSearchItems[] {
	const id = idOf(value) ?? '';
	return id.trim() === '' ? [] : [{ name: idOf(name)?.trim() || id, value: id }];
}

/** @returns the entries of a list's rows; undefined where there is no list, or none of its rows makes an entry */
export function entriesFor<R>(
	rows: readonly R[] | undefined,
	entry: (row: R) => INodeListSearchItems[],
): INodeListSearchItems[] | undefined {
	const entries = rows?.flatMap(entry);
	return entries?.length === 0 && rows?.length !== 0 ? undefined : entries;
}

interface KeptList {
	/** Of `performance.now()`. */
	until: number;
	entries: INodeListSearchItems[];
}

/** Different lists can come from one source, as where another field chooses whose entries they are. */
const mostKept = 50;

/**
 * Asks the account for what the editor shows.
 *
 * @param answer for a call that answers in a way of its own
 * @returns the parsed answer, without secrets
 * @throws NodeApiError with the gateway's reason
 */
export async function askFor(
	context: ILoadOptionsFunctions,
	gateway: Gateway,
	question: IHttpRequestOptions,
	answer?: AnswerReader,
): Promise<unknown> {
	return await ask(context, await openLine(context, gateway), question, answer);
}

async function ask(
	context: ILoadOptionsFunctions,
	line: Line,
	question: IHttpRequestOptions,
	reader?: AnswerReader,
): Promise<unknown> {
	const answer = await request(context, line, question, 'read', reader);
	if (answer.ok) return line.redact(answer.value);
	throw failureError(nodeOf(context), line.gateway, answer.failure);
}

/** Why an answer is no list that can be read. @param body without secrets */
export function unreadList(context: ILoadOptionsFunctions, gateway: Gateway, body: unknown): Error {
	const { came } = whatCame(body, (shown) => shown);
	return failureError(nodeOf(context), gateway, {
		...lackingFailure(),
		text: came === undefined ? 'The answer has no list' : `The list cannot be read. It is: ${came}`,
		hint: 'Open the list again later, or enter the value instead of choosing it.',
	});
}

/** Nobody looks through more in a dropdown. */
const mostPages = 10;

async function entriesFrom(
	context: ILoadOptionsFunctions,
	line: Line,
	first: IHttpRequestOptions,
	{ answer, entries, next }: ListSource,
): Promise<INodeListSearchItems[]> {
	/** By name and value, each once: pages may overlap. */
	const found = new Map<string, INodeListSearchItems>();
	let question: IHttpRequestOptions | null = first;
	let before: string | undefined;
	let read = 0;
	for (let page = 1; question !== null && page <= mostPages; page++) {
		const last: IHttpRequestOptions = question;
		const readPage = async () => {
			const body = await ask(context, line, last, answer);
			const found = entries(body);
			// Behind the last page, nothing at all may be the end.
			if (!found && (page === 1 || !isNoError(body))) throw unreadList(context, line.gateway, body);
			return { body, entries: found ?? [] };
		};
		const [asked] = await Promise.allSettled([readPage()]);
		if (asked.status === 'rejected') {
			if (page === 1) throw asked.reason;
			context.logger.warn(`The list has more entries: ${(asked.reason as Error).message}`);
			break;
		}
		const { body } = asked.value;
		for (const entry of asked.value.entries) {
			read++;
			found.set(JSON.stringify([entry.name, entry.value]), entry);
		}
		const text = JSON.stringify(body);
		// The same page would come for ever.
		question = text === before ? null : (next?.(read, body, last) ?? null);
		before = text;
	}
	return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Makes a `listSearch` method: reads the list through the account's line, sorted by name and filtered by what the user
 * typed.
 *
 * @throws NodeApiError with the gateway's reason, or that the list cannot be read, which the editor shows in the dropdown
 */
export function listSearch(gateway: Gateway, source: ListSource) {
	/** By the account. */
	const kept = new WeakMap<object, Map<string, KeptList>>();
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const line = await openLine(this, gateway);
		const question = source.request.call(this);
		const lists = kept.get(line.account) ?? new Map<string, KeptList>();
		kept.set(line.account, lists);
		const known = lists.get(question.url);
		let entries = known && known.until > performance.now() ? known.entries : undefined;
		if (!entries) {
			entries = await entriesFrom(this, line, question, source);
			const { keepMs = 0 } = source;
			if (keepMs > 0) {
				if (lists.size >= mostKept) lists.clear();
				lists.set(question.url, { until: performance.now() + keepMs, entries });
			}
		}
		const wanted = (filter ?? '').trim().toLocaleLowerCase();
		return {
			results: entries.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)),
		};
	};
}

/** Makes a `loadOptions` method of a `listSearch` one, for a dropdown of which several entries can be chosen. */
export const choicesOf = (search: ReturnType<typeof listSearch>) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await search.call(this)).results;
	};
