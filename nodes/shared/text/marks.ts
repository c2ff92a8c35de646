/** Quotes that people and spreadsheets put around a value. */
export const quotationMarks = '\'"`´‘’“”„«»';

/**
 * A text without the marks and the white space at its ends.
 *
 * @param first marks that go from the beginning
 * @param last marks that go from the end; the same, if missing
 */
export function trimMarks(text: string, first: string, last = first): string {
	const isMark = (at: number, marks: string): boolean => {
		const character = text.charAt(at);
		return character.trim() === '' || marks.includes(character);
	};
	let start = 0;
	let end = text.length;
	while (start < end && isMark(start, first)) start++;
	while (end > start && isMark(end - 1, last)) end--;
	return text.slice(start, end);
}
