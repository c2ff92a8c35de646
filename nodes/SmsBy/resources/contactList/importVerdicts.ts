import { missingVerdict, type Verdict } from '../../../shared/delivery/route';
import type { Failure } from '../../../shared/model/failure';
import { entriesOf, resultOf } from '../../answer';

const refused = (text: string): Failure => ({
	kind: 'rejected',
	code: null,
	text,
	hint: 'Change what the gateway names.',
	httpStatus: null,
});

/**
 * The log names contacts by their place in the call; what it does not name was taken, as far as the counts bear it out.
 * Source: docs/gateways/smsby.md 7, `result` {inserted, updated, invalid, log}.
 */
export function importVerdicts(count: number, body: unknown): Verdict[] {
	const result = resultOf(body);
	const number = (value: unknown) => Number(value) || 0;
	const [inserted, updated, invalid] = [result.inserted, result.updated, result.invalid].map(
		number,
	);
	const problems = new Map(
		entriesOf(result.log).map(({ index, error_message: words }) => [
			Number(index),
			String(words || 'no reason given'),
		]),
	);
	const taken = (inserted ?? 0) + (updated ?? 0);
	const certain = taken + problems.size === count || (taken === count && !invalid);
	const outcome =
		taken > 0 && inserted === taken ? 'inserted' : updated === taken ? 'updated' : 'saved';
	return Array.from({ length: count }, (_, row): Verdict => {
		const problem = problems.get(row);
		if (problem !== undefined) return { accepted: false, failure: refused(problem) };
		if (!certain) return missingVerdict;
		return { accepted: true, messageId: null, groupId: null, extra: { outcome } };
	});
}
