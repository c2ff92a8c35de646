/** The table of docs/performance.md: a line for each part that was measured. */
import { short } from '../frame/statistics.mts';
import type { Part } from './document.mts';

const head = '| what | ratios | targets met | measured on |\n| --- | --- | --- | --- |';

function ratios({ rows }: Part): string {
	const given = rows.flatMap(({ ratio }) => ratio ?? []);
	if (given.length === 0) return '';
	const [least, most] = [Math.min(...given), Math.max(...given)].map(short);
	return least === most ? `${least}` : `${least} to ${most}`;
}

function lineOf(part: Part): string {
	const judged = part.rows.filter(({ met }) => met !== null);
	const met = judged.filter((row) => row.met === true);
	const targets = judged.length === 0 ? 'listed' : `${met.length} of ${judged.length}`;
	return `| ${[part.title, ratios(part), targets, part.day].join(' | ')} |`;
}

/**
 * @param parts that were measured now
 * @param titles of all parts, in their order
 * @param earlier the table of before, whose other lines stay
 */
export function summaryOf(
	parts: readonly Part[],
	titles: readonly string[],
	earlier: string,
): string {
	const lines = earlier.split('\n');
	return [
		head,
		...titles.flatMap((title) => {
			const part = parts.find((one) => one.title === title);
			return part ? [lineOf(part)] : lines.filter((line) => line.startsWith(`| ${title} |`));
		}),
	].join('\n');
}
