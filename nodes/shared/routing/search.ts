import type {
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../model/gateway';
import { failureDetails, failureText, nodeError } from '../model/failedRow';
import { openLine } from '../transport/line';
import { request } from '../transport/request';

/** How a dropdown gets its entries. */
export interface ListSource {
	/** The request without address and credentials. */
	request(this: ILoadOptionsFunctions): IHttpRequestOptions;
	/** For a call that answers in a way of its own. */
	answer?: AnswerReader;
	/** Entries of an answer that is no refusal. */
	entries(body: unknown): INodeListSearchItems[];
	/** Milliseconds for which the list is kept, for gateways that count how often the same is asked. */
	keepMs?: number;
}

interface KeptList {
	until: number;
	entries: INodeListSearchItems[];
}

/**
 * Makes a `listSearch` method: reads the list through the account's line, sorted by name and filtered by what the user
 * typed.
 *
 * @throws NodeApiError with the gateway's reason, which the editor shows in the dropdown
 */
export function listSearch(gateway: Gateway, source: ListSource) {
	/** By the account, which its limiter stands for. */
	const kept = new WeakMap<object, KeptList>();
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const line = await openLine(this, gateway);
		const known = kept.get(line.limiter);
		let entries = known && known.until > Date.now() ? known.entries : undefined;
		if (!entries) {
			const question = source.request.call(this);
			const answer = await request(this, line, question, 'read', source.answer);
			if (!answer.ok) {
				const text = failureText(gateway, answer.failure);
				throw nodeError(this.getNode(), text, failureDetails(gateway, answer.failure), 0);
			}
			entries = line.redact(source.entries(answer.value));
			const { keepMs = 0 } = source;
			if (keepMs > 0) kept.set(line.limiter, { until: Date.now() + keepMs, entries });
		}
		const wanted = (filter ?? '').trim().toLocaleLowerCase();
		const results = entries
			.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	};
}
