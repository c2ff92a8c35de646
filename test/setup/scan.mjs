/**
 * `npm run scan`: the program n8n's reviewers run on a package that asks for verification, without
 * its two steps that need the registry (provenance and download). Like there, first the sources are
 * read, then the files of the packed tarball; in-line `eslint-disable` comments count for nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Answers the folder of the extracted `npm pack` tarball. */
function packInto(folder) {
	const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const [{ filename, entryCount, unpackedSize }] = JSON.parse(printed);
	const extracted = path.join(folder, 'package');
	mkdirSync(extracted);
	execFileSync('tar', ['-xzf', filename, '-C', 'package', '--strip-components=1'], { cwd: folder });
	console.log(`Packed ${filename}: ${entryCount} files, ${Math.round(unpackedSize / 1024)} kB`);
	return extracted;
}

async function scan(title, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	console.log(`${passed ? 'passed' : 'FAILED'}  ${title}${message ? `: ${message}` : ''}`);
	if (details) console.log(details);
	return passed && !message;
}

const folder = mkdtempSync(path.join(tmpdir(), 'scan-'));
try {
	const sources = await scan('sources', root, SOURCE_FILE_PATTERNS);
	const tarball = await scan('packed tarball', packInto(folder), ['**/*.js', 'package.json']);
	console.log(sources && tarball ? 'The scanner accepts the package.' : 'The scanner refuses it.');
	process.exitCode = sources && tarball ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
