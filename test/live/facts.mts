/** The facts of `docs/gateways/<gateway>.md`: a row of a table, or a section without one, each with the check that settles it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.mts';

/** What the column `check`, or the line "Check:" of a section, says. */
interface Fact {
	/** Number of the section: `2.1`. */
	readonly section: string;
	/** First cell of the row, or the heading of the section. */
	readonly says: string;
	/** Ids of checks that are made for this fact. */
	readonly ids: readonly string[];
	/** Ids of checks of other facts whose answer settles this one too. */
	readonly see: readonly string[];
	/** Why no call settles it: `–p` and the like, explained at the head of the page. */
	readonly reasons: readonly string[];
	/** Parts of the cell that are none of these. */
	readonly unread: readonly string[];
}

interface FactsPage {
	readonly facts: readonly Fact[];
	/** The reasons that the page explains. */
	readonly reasons: readonly string[];
	/** Rows and sections that say neither check nor reason. */
	readonly silent: readonly string[];
}

const sectionHeading = /^#{2,} (A?\d+(?:\.\d+)*) (.*)$/;

function factOf(gateway: string, section: string, says: string, cell: string): Fact {
	const parts = cell
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
	const isId = (part: string) => new RegExp(`^${gateway}/[a-z0-9]+(-[a-z0-9]+)*$`).test(part);
	const seen = (part: string) => (part.startsWith('see ') ? part.slice('see '.length) : '');
	const isReason = (part: string) => /^–[a-z]$/.test(part);
	return {
		section,
		says,
		ids: parts.filter(isId),
		see: parts.map(seen).filter(isId),
		reasons: parts.filter(isReason),
		unread: parts.filter((part) => !isId(part) && !isId(seen(part)) && !isReason(part)),
	};
}

/** Cells of a row; a bar behind a backslash belongs to its cell. */
const cellsOf = (line: string): string[] =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

interface Section {
	number: string;
	title: string;
	lines: string[];
}

function sectionsOf(text: string): Section[] {
	const sections: Section[] = [{ number: '', title: '', lines: [] }];
	for (const line of text.split('\n')) {
		const [, number, title] = sectionHeading.exec(line) ?? [];
		if (number === undefined) sections.at(-1)?.lines.push(line);
		else sections.push({ number, title: title ?? '', lines: [] });
	}
	return sections;
}

/** Tables of a section as rows of cells, the line below the head left out. */
function tablesOf(lines: string[]): string[][][] {
	const tables: string[][][] = [];
	lines.forEach((line, at) => {
		if (!line.startsWith('|')) return;
		if (!lines[at - 1]?.startsWith('|')) tables.push([]);
		const cells = cellsOf(line);
		if (!cells.every((cell) => /^-+$/.test(cell))) tables.at(-1)?.push(cells);
	});
	return tables;
}

/**
 * @param gateway whose page it is
 * @param text the page
 */
export function readFacts(gateway: string, text: string): FactsPage {
	const facts: Fact[] = [];
	const reasons: string[] = [];
	const silent: string[] = [];
	const sections = sectionsOf(text);
	for (const { number, title, lines } of sections) {
		const tables = tablesOf(lines);
		for (const [head = [], ...rows] of tables) {
			if (head[0] === 'mark' || head[0] === 'recorded') continue;
			if (head[0] === 'check') {
				reasons.push(...rows.map(([reason = '']) => reason));
				continue;
			}
			const column = head.indexOf('check');
			for (const row of rows) {
				const cell = column === -1 ? '' : (row[column] ?? '');
				if (cell === '') silent.push(`${number} ${row[0] ?? ''}`);
				else facts.push(factOf(gateway, number, row[0] ?? '', cell));
			}
		}
		const said = lines.filter((line) => line.startsWith('Check: '));
		for (const line of said) {
			facts.push(factOf(gateway, number, title, line.slice('Check: '.length).replace(/\.$/, '')));
		}
		const hasParts = sections.some((other) => other.number.startsWith(`${number}.`));
		const hasText = lines.some((line) => line.trim() !== '');
		if (number !== '' && hasText && tables.length === 0 && said.length === 0 && !hasParts) {
			silent.push(`${number} ${title}`);
		}
	}
	return { facts, reasons, silent };
}

/** @param gateway an id: `smsc` */
export const factsOf = (gateway: string): FactsPage =>
	readFacts(gateway, readFileSync(join(projectRoot(), 'docs/gateways', `${gateway}.md`), 'utf8'));
