'use strict';

/**
 * `npm run compat`: the engine tests in the engines of other n8n versions. What is known to differ there is listed in known.json,
 * with its reason; a difference that is not listed fails, and so does a listed one that is gone.
 */
const fs = require('node:fs');
const path = require('node:path');
const { npm, windows, environment, readJson, root } = require('../setup/install.js');
const { jestReport } = require('../setup/jest.js');
const { say, step, StepError } = require('../setup/progress.js');
const { execFileSync } = require('node:child_process');

const versions = require('./versions.json');
const known = require('./known.json');

const engines = path.join(root, 'test', '.artifacts', 'engines');
const NEWEST = 'newest';

/** The newest n8n of the registry; null where it cannot be asked. */
function newest() {
	const view = (...of) =>
		JSON.parse(
			execFileSync(npm, ['view', ...of, '--json'], {
				encoding: 'utf8',
				env: environment(),
				shell: windows,
			}),
		);
	try {
		const n8n = view('n8n', 'version');
		const needs = view(`n8n@${n8n}`, 'dependencies');
		return { n8n, 'n8n-core': needs['n8n-core'], 'n8n-workflow': needs['n8n-workflow'] };
	} catch {
		return null;
	}
}

/** Installs the engine of an n8n in a folder of its own; answers the folder. */
async function install({ n8n, ...dependencies }) {
	const folder = path.join(engines, n8n);
	const wanted = JSON.stringify({ private: true, dependencies });
	const stamp = path.join(folder, 'node_modules', '.ready');
	if (readJson(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return folder;
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'package.json'), wanted);
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
	await step(`Installing the engine of n8n ${n8n}`, npm, [...args, '--no-package-lock'], {
		cwd: folder,
		env: environment(),
		shell: windows,
	});
	fs.writeFileSync(stamp, wanted);
	return folder;
}

/** Names of the tests that failed; of a file that could not be run at all its name. */
const failures = ({ testResults }) =>
	testResults.flatMap(({ name, assertionResults, status }) => {
		const failed = assertionResults.filter((one) => one.status === 'failed');
		const file = path.relative(root, name);
		if (status === 'failed' && failed.length === 0) return [`${file}: could not be run`];
		return failed.map(({ fullName }) => `${file}: ${fullName}`);
	});

/** What a run has of differences that nobody expects, and what it lacks of the expected ones. */
function judge(failed, expected) {
	const patterns = expected.flatMap(({ tests }) => tests.map((text) => new RegExp(text)));
	return {
		unknown: failed.filter((name) => !patterns.some((pattern) => pattern.test(name))),
		gone: patterns.filter((pattern) => !failed.some((name) => pattern.test(name))).map(String),
	};
}

async function tryVersion(version) {
	const folder = await install(version);
	say(`Running the engine tests in n8n ${version.n8n}`);
	const report = await jestReport(['engine'], ['--silent'], { N8N_ENGINE_FOLDER: folder });
	if (!report) throw new StepError(`The tests in n8n ${version.n8n} could not be run`);
	const failed = failures(report);
	const { unknown, gone } = judge(failed, known[version.n8n] ?? []);
	for (const name of unknown) console.log(`  not expected to differ: ${name}`);
	for (const pattern of gone) console.log(`  expected to differ, and does not: ${pattern}`);
	return {
		n8n: version.n8n,
		passed: report.numPassedTests,
		known: failed.length - unknown.length,
		wrong: unknown.length + gone.length,
	};
}

/** @param {string[]} args versions to try, or `--ends` for the lowest and the newest; all without any */
async function compat(args) {
	const latest = newest();
	if (!latest) say('The registry cannot be asked for the newest n8n; it is left out');
	const all = [...versions, ...(latest ? [latest] : [])];
	const ends = args.includes('--ends') ? [all[0], all.at(-1)] : all;
	const named = args.filter((arg) => !arg.startsWith('--'));
	const chosen =
		named.length === 0
			? ends
			: all.filter((one) => named.includes(one.n8n) || (one === latest && named.includes(NEWEST)));
	if (chosen.length === 0)
		throw new StepError(`Name one of ${all.map(({ n8n }) => n8n).join(', ')}`);
	const rows = [];
	for (const version of new Set(chosen)) rows.push(await tryVersion(version));
	for (const { n8n, passed, known: differences, wrong } of rows) {
		say(`n8n ${n8n}: ${passed} passed, ${differences} known differences, ${wrong} others`);
	}
	if (rows.every(({ wrong }) => wrong === 0)) writeTable(rows);
	const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
	console.log(`${sum('passed')} passed, ${sum('wrong')} failed, ${sum('known')} skipped`);
	return sum('wrong') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** Writes results into the document, beside those of versions that were not tried now. */
function writeTable(rows) {
	const file = path.join(root, 'docs', 'compatibility.md');
	const page = fs.readFileSync(file, 'utf8');
	const place = /(<!-- compat: start -->\n)([^]*)(<!-- compat: end -->)/;
	const lines = new Map(
		[...(place.exec(page)?.[2] ?? '').matchAll(/^\| (\d\S+) \|.*$/gm)].map(([line, n8n]) => [
			n8n,
			line,
		]),
	);
	for (const { n8n, passed, known: differences } of rows) {
		lines.set(n8n, `| ${n8n} | ${passed} | ${differences} |`);
	}
	const table = [
		'| n8n | tests passed | known to differ |',
		'| --- | --- | --- |',
		...lines.values(),
	];
	fs.writeFileSync(file, page.replace(place, `$1${table.join('\n')}\n$3`));
}

module.exports = { compat, judge };
