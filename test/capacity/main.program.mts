/** `npm run capacity`: writes the tables of the capacity model into docs/queue-mode.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { withTables } from './model.mts';

const file = path.join(projectRoot(), 'docs', 'queue-mode.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
console.log(
	`The tables in ${path.relative(process.cwd(), file)} are those of test/capacity/figures.mts`,
);
