import { wholeOf } from './check.mts';
import type { Call } from './desk.mts';
import { invalid } from './refusal.mts';
import { ERRORS } from './wire.mts';

/**
 * The wanted rows: `limit_rows` is mandatory with `limit_offset` (docs/gateways/smsby.md 3.4). Past the end there are none
 * (inferred).
 */
export const pageOf = <T,>(call: Call, rows: readonly T[]): readonly T[] => {
	const offset = wholeOf(call, 'limit_offset');
	const count = wholeOf(call, 'limit_rows');
	if (offset !== undefined && count === undefined) throw invalid(ERRORS.rowsNeeded);
	return rows.slice(offset ?? 0, count === undefined ? undefined : (offset ?? 0) + count);
};
