import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../model/failure';
import type { Message } from './route';

/** A row of the input on its way to the gateway. */
export interface Row<M extends Message> {
	index: number;
	message: M;
	/** Hash of the row's Send Once Key. */
	onceKey?: string;
}

/** What became of a row. */
export type RowResult =
	| {
			state: 'accepted';
			messageId: string | null;
			groupId: string | null;
			extra?: IDataObject;
			raw?: unknown;
			/** An earlier execution sent it under the row's Send Once Key. */
			alreadySent?: true;
			/** Of a dry run: what the row shows instead of an answer. */
			rehearsal?: IDataObject;
	  }
	| { state: 'failed'; failure: Failure; raw?: unknown };
