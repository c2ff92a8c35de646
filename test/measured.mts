/** Where commands leave what they have measured: whole results in a folder that is not kept, conclusions in `docs`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withBlock } from './documentBlock.mts';
import { projectRoot } from './projectRoot.mts';

/** The folder of whole results. */
export function measuredFolder(): string {
	const folder = path.join(projectRoot(), 'test', '.artifacts', 'measured');
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** Writes a whole result. @returns its path from the root of the project */
export function keepResult(name: string, text: string): string {
	const file = path.join(measuredFolder(), name);
	writeFileSync(file, text);
	return path.relative(projectRoot(), file);
}

/** Writes one block of a page in `docs`. */
export function writeBlock(page: string, name: string, text: string): void {
	const file = path.join(projectRoot(), 'docs', page);
	writeFileSync(file, withBlock(readFileSync(file, 'utf8'), name, text));
}
