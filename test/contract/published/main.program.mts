/**
 * Reads anew the API descriptions that an operator publishes, and writes their extract: `npm run published -- sendpulse`, or with a folder
 * behind it that has the files. Each method of the extract is read; of a file that is there whole, the new ones too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type Extract, extractFile, type PublishedFile } from './extract.mts';
import { refreshed } from './refresh.mts';

async function textOf(url: string, folder: string | undefined): Promise<string> {
	if (folder !== undefined) return readFileSync(path.join(folder, path.basename(url)), 'utf8');
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
	return await answer.text();
}

async function main([gateway, folder]: string[]): Promise<void> {
	if (gateway === undefined) throw new Error('Name a gateway, e.g. npm run published -- sendpulse');
	const file = extractFile(gateway);
	const extract = JSON.parse(readFileSync(file, 'utf8')) as Extract;
	const files: PublishedFile[] = [];
	for (const one of extract.files) {
		files.push(refreshed(one, extract.common, await textOf(one.url, folder)));
	}
	const read = new Date().toISOString().slice(0, 10);
	const text = JSON.stringify({ ...extract, read, files });
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'json' }));
}

await main(process.argv.slice(2));
