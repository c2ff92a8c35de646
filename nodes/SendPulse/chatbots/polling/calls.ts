import type { IPollFunctions } from 'n8n-workflow';

import { type Failure, lackingFailure } from '../../../shared/model/failure';
import { entryCount } from '../../../shared/text/json';
import type { Line } from '../../../shared/transport/exchange';
import { request } from '../../../shared/transport/request';
import { jsonRequest } from '../../call';
import { chatbotAnswer, chatList, listOf } from '../call';
import { isListed } from '../../shapes';

type Row = Record<string, unknown>;

/** A page of a list with the number of its entries, of which some may be no rows, or why it did not come. */
type Page = { ok: true; rows: Row[]; count: number } | { ok: false; failure: Failure };

/** Rows of a page; how many SendPulse gives at most is not published. Source: docs/gateways/sendpulse.md 25.2. */
export const pageSize = 100;

/** The calls of one poll, which are bounded, and so is their time. */
export class Calls {
	private readonly context: IPollFunctions;

	private readonly line: Line;

	private readonly prefix: string;

	private left: number;

	private readonly isOver: () => boolean;

	/** Those that these calls are a part of. */
	private readonly whole: Calls | undefined;

	/**
	 * @param prefix of the channel's paths
	 * @param most how many calls the poll makes at most
	 * @param isOver whether its time is over
	 */
	constructor(
		context: IPollFunctions,
		line: Line,
		prefix: string,
		most: number,
		isOver: () => boolean,
		whole?: Calls,
	) {
		this.context = context;
		this.line = line;
		this.prefix = prefix;
		this.left = most;
		this.isOver = isOver;
		this.whole = whole;
	}

	/** How many calls are left. */
	get remaining(): number {
		return this.isOver() ? 0 : this.left;
	}

	/** So many of these calls, for one purpose. */
	part(most: number): Calls {
		const { context, line, prefix, isOver } = this;
		return new Calls(context, line, prefix, Math.min(most, this.left), isOver, this);
	}

	private count(): void {
		this.left--;
		this.whole?.count();
	}

	/** Reads one page of a list. */
	async page(path: string, query: Readonly<Record<string, string>>, skip: number): Promise<Page> {
		this.count();
		const page = { size: String(pageSize), skip: String(skip) };
		const search = new URLSearchParams({ ...query, ...page }).toString();
		const question = jsonRequest('GET', `${this.prefix}${path}?${search}`);
		const answer = await request(this.context, this.line, question, 'read', chatbotAnswer);
		if (!answer.ok) return answer;
		const rows = listOf(answer.value);
		// Taken for an empty list, it would end the round, and what it did not show would never be looked for again.
		if (!isListed(answer.value, rows, { list: chatList }))
			return { ok: false, failure: lackingFailure() };
		return { ok: true, rows, count: entryCount(answer.value, rows) };
	}
}
