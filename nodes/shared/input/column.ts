import { isRecord, readJson } from '../text/json';
import { excerptOf } from './describeValue';
import { InputProblem } from '../model/inputProblem';

/** A heading without what people write differently: case, spaces, underscores, dashes. */
const plainName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** What stands between the cells of a pasted table: of a spreadsheet, or of the usual files. */
const separators = ['\t', ';', ',', '|'];

/** Splits a text into rows of cells; a cell in quotes may hold separators, line breaks and doubled quotes. */
function cellsOf(text: string, separator: string): string[][] {
	const rows: string[][] = [[]];
	let cell = '';
	let isBlank = true;
	let quoted = false;
	const endCell = () => {
		rows.at(-1)?.push(cell.trim());
		cell = '';
		isBlank = true;
	};
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (quoted && character === '"' && text.charAt(at + 1) === '"') {
			cell += '"';
			isBlank = false;
			at++;
		} else if (character === '"' && (quoted || isBlank)) {
			quoted = !quoted;
		} else if (!quoted && character === separator) {
			endCell();
		} else if (!quoted && character === '\n') {
			endCell();
			rows.push([]);
		} else {
			cell += character;
			isBlank &&= character.trim() === '';
		}
	}
	endCell();
	return rows;
}

/** @returns the column's cells of a table with headings; null where the text is none with this column */
function columnOfTable(text: string, isName: (name: string) => boolean): string[] | null {
	const [first = ''] = text.split('\n', 1);
	const separator = separators.find((one) => first.includes(one)) ?? '\t';
	const place = (cellsOf(first, separator)[0] ?? []).findIndex(isName);
	if (place < 0) return null;
	return cellsOf(text, separator)
		.slice(1)
		.map((row) => row[place] ?? '');
}

function valueOfJson(text: string, label: string): unknown {
	const read = readJson(text);
	if (read) return read.value;
	throw new InputProblem(
		label,
		(redact) => `begins like JSON but is not valid: “${excerptOf(text, redact, 60)}”`,
		'Enter a JSON array such as ["700123", "700124"], or IDs separated by commas.',
	);
}

function problemOfRow(row: Record<string, unknown>, names: readonly string[], label: string) {
	const wanted = names[0] ?? '';
	const given = Object.keys(row);
	const shown = given.slice(0, 5);
	return new InputProblem(
		label,
		(redact) =>
			given.length === 0
				? `contains a row without fields, so there is no “${wanted}”`
				: `contains a row without the field “${wanted}”; it has ${shown.map((name) => `“${excerptOf(name, redact)}”`).join(', ')}${given.length > shown.length ? ' and others' : ''}`,
		`Rename the column to “${wanted}”, or give only the IDs.`,
	);
}

/**
 * The entries of a field that takes a list in whatever form people have it: typed with commas, spaces or line breaks; a JSON
 * array, as a text or from an expression; rows, such as items or those of a table, of which one column counts; a table pasted
 * with its headings.
 *
 * @param names what the column may be called, the usual name first; case, spaces and underscores do not matter
 * @returns texts, each once; empty cells are left out
 * @throws InputProblem where JSON is broken, or a row has no such column
 */
export function columnOf(input: unknown, names: readonly string[], label: string): string[] {
	const known = new Set(names.map(plainName));
	const isName = (name: string) => known.has(plainName(name));
	const found = new Set<string>();
	/** What is still to be read, the next one last: lists may be nested as deeply as they like. */
	const open: unknown[] = [input];
	while (open.length > 0) {
		const value = open.pop();
		if (Array.isArray(value)) {
			for (let at = value.length - 1; at >= 0; at--) open.push(value[at]);
		} else if (isRecord(value)) {
			const field = Object.keys(value).find(isName);
			if (field !== undefined) open.push(value[field]);
			else if (isRecord(value.json)) open.push(value.json);
			else throw problemOfRow(value, names, label);
		} else {
			const text = String(value ?? '')
				.replace(/\r\n?/g, '\n')
				.trim();
			if (/^[[{]/.test(text)) open.push(valueOfJson(text, label));
			else {
				const entries = columnOfTable(text, isName) ?? text.split(/[\s,;]+/);
				for (const entry of entries) if (entry !== '') found.add(entry);
			}
		}
	}
	return [...found];
}
