import type { IExecuteFunctions } from 'n8n-workflow';

import type { Line } from '../transport/exchange';
import type { Ledger } from './ledger';
import type { Message, Route } from './route';
import type { SendOnce } from './sendOnce';

/** What all requests of a run have in common. */
export interface Job<M extends Message> {
	context: IExecuteFunctions;
	line: Line;
	route: Route<M>;
	/** Missing for calls that may be made again. */
	ledger?: Ledger;
	/** Present when rows may have a Send Once Key. */
	once?: SendOnce;
	/** See `Collected`. */
	duplicateOf: Map<number, number>;
	/** Requests that were made so far; of a dry run, those that would be. */
	tally: { requests: number };
	/** Requests in flight for this run; the account's limits may hold it lower. */
	concurrent: number;
	/** Send nothing further after the first failure. */
	stopOnFailure: boolean;
	/** The rows are to carry the answers. */
	rawAnswer?: boolean;
}
