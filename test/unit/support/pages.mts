/** Pages of the documents as the tests read them: headings, and under each its paragraphs, points and lines of tables. */

/** A paragraph, a point of a list or a line of a table, without line breaks. */
export interface Piece {
	kind: 'paragraph' | 'point' | 'row' | 'code';
	text: string;
}

export interface Section {
	level: number;
	heading: string;
	pieces: Piece[];
}

/** One line of a piece begins it, or goes on with the one before. */
function begins(line: string): Piece['kind'] | undefined {
	if (line.startsWith('|')) return 'row';
	return /^(?:[-*]|\d+\.) /.test(line) ? 'point' : undefined;
}

/** Pictures have captions of their own, comments are nobody's reading, and dashes only draw a table. */
const ignored = /^(?:!\[|<!--|\|[\s|:-]+\|$)/;

function piecesOf(lines: string[]): Piece[] {
	const pieces: Piece[] = [];
	let open: Piece | undefined;
	for (const line of lines.map((one) => one.trim())) {
		if (line.startsWith('```')) {
			const closes = open?.kind === 'code';
			if (!closes) pieces.push((open = { kind: 'code', text: '' }));
			else open = undefined;
		} else if (open?.kind === 'code') open.text += `${line}\n`;
		else if (line === '' || ignored.test(line)) open = undefined;
		else {
			const kind = begins(line);
			if (!open || kind) pieces.push((open = { kind: kind ?? 'paragraph', text: line }));
			else open.text += ` ${line}`;
		}
	}
	return pieces;
}

/** @returns the sections of a page in their order; what stands above its title is no part of any */
export function sectionsOf(page: string): Section[] {
	const found: Array<Omit<Section, 'pieces'> & { lines: string[] }> = [];
	let fenced = false;
	for (const line of page.split('\n')) {
		if (line.startsWith('```')) fenced = !fenced;
		const [, marks, heading] = (fenced ? null : /^(#+) (.+)$/.exec(line)) ?? [];
		if (marks && heading) found.push({ level: marks.length, heading, lines: [] });
		else found.at(-1)?.lines.push(line);
	}
	return found.map(({ lines, ...section }) => ({ ...section, pieces: piecesOf(lines) }));
}

/** @returns what GitHub makes of a heading in a link */
export const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
		.replace(/\s/g, '-');

const address = /(!?)\[[^\]]*\]\(([^)\s]+)\)/g;

/** @returns addresses of its links, and of its pictures */
export const linksOf = (text: string): Array<{ address: string; picture: boolean }> =>
	[...text.matchAll(address)].map(([, mark, to = '']) => ({ address: to, picture: mark === '!' }));

/** @returns what stands in `code` */
export const codesOf = (text: string): string[] =>
	[...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const withoutAddresses = (text: string): string => text.replace(/\]\([^)]*\)/g, ']');

/** Words as they are read: without code, addresses and bold type. */
const wordsOf = (text: string): string =>
	withoutAddresses(text.replace(/`[^`]+`/g, '`')).replaceAll('**', '');

/** @returns what stands in italics: labels of the editor */
export const labelsOf = (text: string): string[] =>
	[...wordsOf(text).matchAll(/(?<![\p{L}\d*_])([*_])(?! )([^*_]+)\1(?![\p{L}\d*_])/gu)].map(
		([, , label = '']) => label,
	);

/** @returns its numbers as English writes them, without what sets off thousands */
export const numbersOf = (text: string): string[] =>
	wordsOf(text)
		.replace(/(?<=\d)[,\s](?=\d{3}(?!\d))/g, '')
		.replace(/(?<=\d),(?=\d)/g, '.')
		.match(/(?<![\p{L}\d.])\d+(?:\.\d+)*/gu) ?? [];

/** @returns the cells of a line of a table */
export const cellsOf = (row: string): string[] =>
	row
		.replace(/^\||\|$/g, '')
		.split('|')
		.map((cell) => cell.trim());
