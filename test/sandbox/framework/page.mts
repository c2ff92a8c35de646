import type { Answer } from './answer.mts';
import { json } from './answer.mts';
import type { Fields } from './fields.mts';

const preset = 100;
const most = 1000;

function wholeNumber(query: Fields, name: string, fallback: number): number {
	const text = query.text(name);
	if (text === undefined) return fallback;
	if (!/^\d{1,9}$/.test(text)) throw new RangeError(`"${name}" must be a whole number`);
	return Number(text);
}

/**
 * Answers a page of a list in the order of time: the newest `limit` entries (100, at most 1,000), or those before the newest
 * `offset` ones. The header `X-Total-Count` tells how many there are.
 */
export function pageOf<T>(
	query: Fields,
	entries: readonly T[],
	show: (entry: T) => unknown,
): Answer {
	const limit = wholeNumber(query, 'limit', preset);
	if (limit < 1 || limit > most) throw new RangeError(`"limit" must be between 1 and ${most}`);
	const end = Math.max(0, entries.length - wholeNumber(query, 'offset', 0));
	const page = entries.slice(Math.max(0, end - limit), end);
	return json(page.map(show), { headers: { 'X-Total-Count': String(entries.length) } });
}
