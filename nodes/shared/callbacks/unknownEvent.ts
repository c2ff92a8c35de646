import { createHash } from 'node:crypto';

import type { DecodedCallback } from '../model/callback';
import { type ParsedReport, reportOf } from '../model/deliveryReport';
import { rawEvent } from './decode';

/** Equal for equal calls only. @param leftOut names of query parameters */
export function callDigest({ query, body }: DecodedCallback, leftOut: readonly string[]): string {
	const values = [...query].filter(([name]) => !leftOut.includes(name));
	return createHash('sha256')
		.update(JSON.stringify(values))
		.update('\n')
		.update(body)
		.digest('hex');
}

/**
 * The report of a call whose sender is proven and whose event nobody knows: a gateway may have new ones tomorrow, and none
 * is to be lost. Everything stands in `raw`.
 *
 * @param own names of query parameters that the node itself put into the callback URL
 * @returns an empty list when the call carries nothing at all
 */
export function unknownEvent(callback: DecodedCallback, own: readonly string[]): ParsedReport[] {
	const isEmpty =
		[...callback.query.keys()].every((name) => own.includes(name)) && callback.text.trim() === '';
	if (isEmpty) return [];
	return [
		reportOf('unknown', {
			dedupeKey: JSON.stringify(['unknown', callDigest(callback, own)]),
			raw: rawEvent(callback, own),
		}),
	];
}
