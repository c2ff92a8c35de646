/** The parts of documents that a command writes: `<!-- name: npm run something -->` … `<!-- name: end -->`. */

/** Where a block's text begins and ends. @throws Error when the document has no such block */
function placeOf(document: string, name: string): [from: number, to: number] {
	const begin = document.indexOf(`<!-- ${name}: `);
	const from = document.indexOf('-->', begin) + '-->'.length;
	const to = document.indexOf(`<!-- ${name}: end -->`, from);
	if (begin < 0 || to < from) throw new Error(`The document has no place for "${name}"`);
	return [from, to];
}

/** @returns the text of the block */
export function blockIn(document: string, name: string): string {
	return document.slice(...placeOf(document, name)).trim();
}

/** @returns the document with that text in the block */
export function withBlock(document: string, name: string, text: string): string {
	const [from, to] = placeOf(document, name);
	return `${document.slice(0, from)}\n\n${text}\n\n${document.slice(to)}`;
}
