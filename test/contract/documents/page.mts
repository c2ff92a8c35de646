/** The part of a gateway's page that a test writes. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';

const start =
	'<!-- What serves the document: written by `TABLES=write npm run test:fast -- --testPathPatterns contract/documents` -->';
const end = '<!-- end -->';

/** Compares the table with the gateway's page, or writes it there with `TABLES=write`. */
export function pageTable(gateway: string, table: string): void {
	const file = path.join(projectRoot(), 'docs', `${gateway}.md`);
	const text = readFileSync(file, 'utf8');
	const from = text.indexOf(start);
	const to = text.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`${file} has no place for the table: ${start} … ${end}`);
	const wanted = `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`;
	if (process.env.TABLES === 'write') writeFileSync(file, wanted);
	else expect(text).toBe(wanted);
}
