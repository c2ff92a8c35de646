import type { Failure } from '../model/failure';
import type { Message, Route, Row, RowResult, RowResults } from './route';

/** What became of one part of a row; undefined when it was not tried. */
interface PartResult {
	recipient: string;
	result: RowResult | undefined;
}

const isAccepted = ({ result }: PartResult): boolean => result?.state === 'accepted';

const isGone = ({ result }: PartResult): boolean =>
	result?.state === 'failed' && result.failure.kind === 'notFound';

/** The row's result: accepted when every part is, else the first failure, which says what was done all the same. */
function wholeOf(parts: PartResult[], shareOne: boolean): RowResult | undefined {
	const [first] = parts;
	if (parts.length <= 1) return first?.result;
	const mayBeGone = shareOne && parts.some(isAccepted);
	const isDone = (part: PartResult) => isAccepted(part) || (mayBeGone && isGone(part));
	const done = parts.filter(isDone);
	if (done.length === parts.length) {
		return { state: 'accepted', messageId: null, groupId: null };
	}
	const failed = parts.find((part) => part.result?.state === 'failed' && !isDone(part));
	if (failed?.result?.state !== 'failed') {
		if (done.length === 0) return undefined;
		return { state: 'failed', failure: stoppedBetween(parts, done) };
	}
	const { failure } = failed.result;
	const text = `${failed.recipient}: ${failure.text}`;
	const hint = done.length > 0 ? `${doneOf(done)} ${failure.hint}` : failure.hint;
	// Something was done, so the row is not one that called nobody.
	const uncalled = done.length > 0 ? undefined : failure.uncalled;
	return { ...failed.result, failure: { ...failure, text, hint, uncalled } };
}

const doneOf = (done: PartResult[]): string =>
	`Done before: ${done.map(({ recipient }) => recipient).join(', ')}.`;

const stoppedBetween = (parts: PartResult[], done: PartResult[]): Failure => ({
	kind: 'unavailable',
	code: null,
	text: `The execution ended after ${done.length} of ${parts.length} calls for this item`,
	hint: `${doneOf(done)} Run the workflow again with only the others.`,
	httpStatus: null,
});

/** The rows to be carried out, and how their results become those of the input's rows. */
interface Unfolded<M extends Message> {
	units: Array<Row<M>>;
	fold(results: RowResults): RowResults;
}

/**
 * Takes rows apart that stand for several calls; see `Route.parts`. A part has the same index in each try of a run: the first one that
 * of its row, the others beyond those of all rows.
 *
 * @param items how many the input has
 */
export function unfold<M extends Message>(
	route: Route<M>,
	rows: Array<Row<M>>,
	items: number,
): Unfolded<M> {
	const { parts } = route;
	if (!parts) return { units: rows, fold: (results) => results };
	const units: Array<Row<M>> = [];
	const unitsOf = new Map<number, Array<Row<M>>>();
	for (const { index, message } of rows) {
		const own = parts(message).map((recipient, at) => ({
			index: index + at * items,
			message: { ...message, recipient },
		}));
		for (const unit of own) units.push(unit);
		unitsOf.set(index, own);
	}
	return {
		units,
		fold: (results) => {
			const whole: RowResults = new Array<RowResult | undefined>(items);
			for (const [index, own] of unitsOf) {
				const result = wholeOf(
					own.map((unit) => ({
						recipient: unit.message.recipient,
						result: results[unit.index],
					})),
					route.partsShareOne === true,
				);
				whole[index] = result;
			}
			return whole;
		},
	};
}
