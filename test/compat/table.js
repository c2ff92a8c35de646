'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../setup/install.js');

/** English and Russian; the head of the table is the page's own. */
const pages = ['docs/compatibility.md', 'docs/ru/compatibility.md'];

const place = /(?<=<!-- compat: start -->\n)[^]*(?=<!-- compat: end -->)/;
const result = /^\| (\d\S+) +\| (\d\S+) +\| (\d+) +\| (\d+) +\|$/;

/** Sorts by n8n and Node.js, and tells one row from another. */
const key = ({ n8n, node }) =>
	[...n8n.split('.'), Number.parseInt(node, 10)]
		.map((part) => String(part).padStart(6, '0'))
		.join('.');

/** A page with results in its table, beside those of versions that were not tried now. */
function withResults(page, rows) {
	const lines = (place.exec(page)?.[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
	const shown = lines.flatMap((line) => {
		const [, n8n, node, passed, known] = result.exec(line) ?? [];
		return n8n ? [{ n8n, node, passed, known }] : [];
	});
	const head = lines.filter((line) => !result.test(line));
	const widths = (head[0] ?? '')
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.length - 2);
	const all = new Map([...shown, ...rows].map((row) => [key(row), row]));
	const table = [...all]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, { n8n, node, passed, known }]) =>
			[n8n, node, passed, known].map((cell, at) => String(cell).padEnd(widths[at])).join(' | '),
		)
		.map((cells) => `| ${cells} |`);
	return page.replace(place, `\n${[...head, ...table].join('\n')}\n\n`);
}

/**
 * Writes results into the pages on compatibility.
 *
 * @param {{ n8n: string, node: string, passed: number, known: number }[]} rows
 */
function writeTable(rows) {
	for (const name of pages) {
		const file = path.join(root, name);
		fs.writeFileSync(file, withResults(fs.readFileSync(file, 'utf8'), rows));
	}
}

module.exports = { withResults, writeTable };
