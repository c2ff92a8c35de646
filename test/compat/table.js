'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../setup/install.js');

/** English and Russian; the head of the table is the page's own. */
const pages = ['docs/compatibility.md', 'docs/ru/compatibility.md'];

const place = /(?<=<!-- compat: start -->\n)[^]*(?=<!-- compat: end -->)/;
const result = /^\| (\d\S+) +\| (\d\S+) +\| (\d+) \/ (\d+) +\| (\d+) +\| (\d+) +\|$/;

/** Sorts by n8n and Node.js, and tells one row from another. */
const key = ({ n8n, node }) =>
	[...n8n.split('.'), Number.parseInt(node, 10)]
		.map((part) => String(part).padStart(6, '0'))
		.join('.');

/** A page with results in its table, beside those of versions that were not tried now. */
function withResults(page, rows) {
	const lines = (place.exec(page)?.[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
	const shown = lines.flatMap((line) => {
		const [, n8n, node, ...counts] = result.exec(line) ?? [];
		const [files, of, passed, known] = counts.map(Number);
		return n8n ? [{ n8n, node, files, of, passed, known }] : [];
	});
	const head = lines.filter((line) => !result.test(line));
	const widths = (head[0] ?? '')
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.length - 2);
	const all = new Map(shown.map((row) => [key(row), row]));
	// A share of the files says less than what is there.
	for (const row of rows)
		if (row.files === row.of || row.files >= (all.get(key(row))?.files ?? 0))
			all.set(key(row), row);
	const table = [...all]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, { n8n, node, files, of, passed, known }]) =>
			[n8n, node, `${files} / ${of}`, passed, known]
				.map((cell, at) => String(cell).padEnd(widths[at]))
				.join(' | '),
		)
		.map((cells) => `| ${cells} |`);
	return page.replace(place, `\n${[...head, ...table].join('\n')}\n\n`);
}

/**
 * Writes results into the pages on compatibility.
 *
 * @param {{ n8n: string, node: string, files: number, of: number, passed: number, known: number }[]} rows what came of so many
 *   files of tests, of those that there are
 */
function writeTable(rows) {
	for (const name of pages) {
		const file = path.join(root, name);
		fs.writeFileSync(file, withResults(fs.readFileSync(file, 'utf8'), rows));
	}
}

module.exports = { withResults, writeTable };
