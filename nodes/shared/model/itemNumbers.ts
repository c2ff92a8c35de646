/** So many ranges of items are read; more are counted. */
const mostRanges = 10;

/** Items as people count them, from 1, in ranges; a long list is cut. */
function ranges(items: number[]): string {
	const found: Array<[first: number, last: number]> = [];
	for (const item of items) {
		const open = found.at(-1);
		if (open?.[1] === item - 1) open[1] = item;
		else found.push([item, item]);
	}
	const shown = found
		.slice(0, mostRanges)
		.map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}–${last + 1}`))
		.join(', ');
	const hidden = found.slice(mostRanges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
	return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

/**
 * Names items of the input, such as `items 1–3, 7`.
 *
 * @param items in ascending order, from 0
 */
export const itemNumbers = (items: number[]): string =>
	`${items.length === 1 ? 'item' : 'items'} ${ranges(items)}`;

/** @returns the text, which names its item where there are several: n8n's own number, which it counts from 0, is not always shown */
export const ofItem = (text: string, item: number, count: number): string =>
	count > 1 ? `${text} (${itemNumbers([item])})` : text;
