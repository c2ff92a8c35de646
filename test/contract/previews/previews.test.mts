/**
 * The output previews that n8n's editor shows before a node has run. `PREVIEWS=write` writes them from what the operations
 * really put out.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { previewed, previewFile, rowsOf } from './rows.mts';
import { fieldsOf, type Schema, schemaOf } from './schema.mts';

const write = process.env.PREVIEWS === 'write';

describe.each(previewed)('output previews of $name', (node) => {
	let rows: Map<string, IDataObject>;

	beforeAll(async () => {
		rows = await rowsOf(node);
		if (!write) return;
		for (const [name, row] of rows) {
			const file = previewFile(node, name);
			mkdirSync(path.dirname(file), { recursive: true });
			const schema = { ...schemaOf(row), version: 1 };
			writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
		}
	});

	test.each(node.operations)('%s shows the fields that it puts out', (name) => {
		const file = previewFile(node, name);
		if (!existsSync(file))
			throw new Error(
				`${name} has no preview: run PREVIEWS=write npm run test:fast -- --testPathPatterns previews`,
			);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;

		expect(schema.type).toBe('object');
		expect(fieldsOf(schema).sort()).toEqual(fieldsOf(schemaOf(rows.get(name))).sort());
	});
});
