'use strict';

/**
 * `npm run compat`: the engine tests in the engines of other n8n versions, each on a Node.js of its own. What is known to differ
 * there is listed in known.json, with its reason; a difference that is not listed fails, and so does a listed one that is gone.
 */
const fs = require('node:fs');
const path = require('node:path');
const {
	npm,
	windows,
	environment,
	node24,
	nodeProgram,
	readJson,
	root,
} = require('../setup/install.js');
const { ensureOther } = require('../n8n/install.js');
const { jestReport } = require('../setup/jest.js');
const { say, show, step, StepError } = require('../setup/progress.js');
const { execFileSync } = require('node:child_process');

const versions = require('./versions.json');
const known = require('./known.json');

const artifacts = path.join(root, 'test', '.artifacts');
const NEWEST = 'newest';
/** The main tests run on Node 24, so the newest n8n is tried on the newest Node.js. */
const NEWEST_NODE = '26';
/** A registry can have an n8n and lack its parts. */
const TRIED_FOR_NEWEST = 10;

const view = (...of) =>
	JSON.parse(
		execFileSync(npm, ['view', ...of, '--json'], {
			encoding: 'utf8',
			env: environment(),
			shell: windows,
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);

/** The newest n8n of which the registry has all that is needed; null where it cannot be asked. */
function newest() {
	try {
		const released = view('n8n', 'versions').filter((version) => /^[\d.]+$/.test(version));
		const parts = ['n8n-core', 'n8n-workflow'];
		const has = new Map(parts.map((part) => [part, new Set(view(part, 'versions'))]));
		for (const n8n of released.slice(-TRIED_FOR_NEWEST).reverse()) {
			const needs = view(`n8n@${n8n}`, 'dependencies');
			if (!parts.every((part) => has.get(part).has(needs[part]))) continue;
			const wanted = Object.fromEntries(parts.map((part) => [part, needs[part]]));
			return { n8n, node: NEWEST_NODE, ...wanted };
		}
		return null;
	} catch {
		return null;
	}
}

/** Installs the engine of an n8n and its Node.js in a folder of its own; answers the folder. */
async function install({ n8n, node, 'n8n-core': core, 'n8n-workflow': workflow }) {
	const dependencies = { node, 'n8n-core': core, 'n8n-workflow': workflow };
	const folder = path.join(artifacts, 'engines', n8n);
	const wanted = JSON.stringify({ private: true, dependencies });
	const stamp = path.join(folder, 'node_modules', '.ready');
	if (readJson(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return folder;
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'package.json'), wanted);
	const options = { cwd: folder, env: environment(), shell: windows };
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
	await step(`Installing the engine of n8n ${n8n}`, npm, [...args, '--no-package-lock'], options);
	const bring = ['rebuild', 'node', '--ignore-scripts=false'];
	await step(`Bringing Node ${node}`, npm, bring, options);
	fs.writeFileSync(stamp, wanted);
	return folder;
}

/** What failed: the test's name with its file, and why; of a file that could not be run at all its name. */
const failures = ({ testResults }) =>
	testResults.flatMap(({ name, assertionResults, status, message }) => {
		const failed = assertionResults.filter((one) => one.status === 'failed');
		const file = relative(name);
		if (status === 'failed' && failed.length === 0) {
			return [{ name: `${file}: could not be run`, why: message }];
		}
		return failed.map(({ fullName, failureMessages }) => ({
			name: `${file}: ${fullName}`,
			why: failureMessages.join('\n'),
		}));
	});

const relative = (file) => path.relative(root, file).split(path.sep).join('/');

/** Whether an n8n is older than a version such as `2.39`. */
function isBelow(n8n, version) {
	const [major, minor] = n8n.split('.').map(Number);
	const [thanMajor, thanMinor] = version.split('.').map(Number);
	return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

/** Whether an entry of known.json tells of this n8n on this Node.js. */
const applies = ({ below, node }, n8n, nodeVersion) =>
	(below === undefined || isBelow(n8n, below)) &&
	(node === undefined || nodeVersion.startsWith(`${node}.`));

/**
 * What a run has of differences that nobody expects, and what it lacks of the expected ones.
 *
 * @param {string[]} failed names of tests, each with its file
 * @param {{ tests: string[] }[]} expected patterns of `file: name of the test`
 * @param {string[]} files those that were run; a pattern for another file is not missed
 */
function judge(failed, expected, files) {
	const texts = expected.flatMap(({ tests }) => tests);
	const patterns = texts.map((text) => new RegExp(text));
	const wasRun = (text) => files.some((file) => new RegExp(`${text.split(': ')[0]}$`).test(file));
	return {
		unknown: failed.filter((name) => !patterns.some((pattern) => pattern.test(name))),
		gone: texts.filter(
			(text, at) => wasRun(text) && !failed.some((name) => patterns[at].test(name)),
		),
	};
}

/** @param {string[]} files patterns of the files to run; all of them without any */
async function tryVersion(version, files) {
	const folder = await install(version);
	const node = nodeProgram(path.join(folder, 'node_modules', 'node'));
	const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
	say(`Running the engine tests in n8n ${version.n8n} on Node ${nodeVersion}`);
	const report = await jestReport(['engine'], ['--silent', ...files], {
		node,
		extra: {
			N8N_ENGINE_FOLDER: folder,
			PATH: [path.dirname(node), environment().PATH].join(path.delimiter),
		},
	});
	if (!report) throw new StepError(`The tests in n8n ${version.n8n} could not be run`);
	const failed = failures(report);
	const run = report.testResults.map(({ name }) => relative(name));
	const expected = known.filter((entry) => applies(entry, version.n8n, nodeVersion));
	const { unknown, gone } = judge(
		failed.map(({ name }) => name),
		expected,
		run,
	);
	fs.writeFileSync(
		path.join(artifacts, `compat-${version.n8n}.json`),
		JSON.stringify({ unknown: failed.filter(({ name }) => unknown.includes(name)), gone }, null, 2),
	);
	for (const name of unknown) console.log(`  not expected to differ: ${name}`);
	for (const pattern of gone) console.log(`  expected to differ, and does not: ${pattern}`);
	return {
		n8n: version.n8n,
		node: nodeVersion,
		passed: report.numPassedTests,
		known: failed.length - unknown.length,
		wrong: unknown.length + gone.length,
	};
}

/** `npm run demo` in the real n8n of each version; answers the exit code. */
async function demo(chosen) {
	for (const version of chosen) {
		const folder = path.join(artifacts, 'hosts', version.n8n);
		await ensureOther(folder, version);
		say(`The demo in n8n ${version.n8n}`);
		const file = path.join('test', 'n8n', 'demo.mts');
		const env = environment({ N8N_HOST_FOLDER: folder });
		const code = await show(node24, [file], { cwd: root, env });
		if (code !== 0) return code;
	}
	return 0;
}

/**
 * @param {string[]} args versions to try, or `--ends` for the lowest and the newest; all without any. What is no version chooses
 *   files of tests, and then no result is written down. `--demo` plays the demo in the real n8n instead.
 */
async function compat(args) {
	const latest = newest();
	if (!latest) say('The registry cannot be asked for the newest n8n; it is left out');
	const all = [...versions, ...(latest ? [latest] : [])];
	const isVersion = (arg) => arg === NEWEST || /^\d+\.\d+\.\d+$/.test(arg);
	const named = args.filter(isVersion);
	const files = args.filter((arg) => !isVersion(arg) && !arg.startsWith('--'));
	const ends = args.includes('--ends') ? [all[0], all.at(-1)] : all;
	const chosen =
		named.length === 0
			? ends
			: all.filter((one) => named.includes(one.n8n) || (one === latest && named.includes(NEWEST)));
	if (chosen.length === 0)
		throw new StepError(`Name one of ${all.map(({ n8n }) => n8n).join(', ')}`);
	if (args.includes('--demo')) return await demo(chosen);
	const rows = [];
	for (const version of new Set(chosen)) rows.push(await tryVersion(version, files));
	for (const { n8n, node, passed, known: differences, wrong } of rows) {
		say(
			`n8n ${n8n} on Node ${node}: ${passed} passed, ${differences} known differences, ${wrong} others`,
		);
	}
	if (files.length === 0) writeTable(rows.filter(({ wrong }) => wrong === 0));
	const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
	console.log(`${sum('passed')} passed, ${sum('wrong')} failed, ${sum('known')} skipped`);
	return sum('wrong') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** Writes results into the document, beside those of versions that were not tried now. */
function writeTable(rows) {
	if (rows.length === 0) return;
	const file = path.join(root, 'docs', 'compatibility.md');
	const page = fs.readFileSync(file, 'utf8');
	const place = /(<!-- compat: start -->\n)([^]*)(<!-- compat: end -->)/;
	const lines = new Map(
		[...(place.exec(page)?.[2] ?? '').matchAll(/^\| (\d\S+) \|.*$/gm)].map(([line, n8n]) => [
			n8n,
			line,
		]),
	);
	for (const { n8n, node, passed, known: differences } of rows) {
		lines.set(n8n, `| ${n8n} | ${node} | ${passed} | ${differences} |`);
	}
	const table = [
		'| n8n | Node.js | tests passed | known to differ |',
		'| --- | --- | --- | --- |',
		...lines.values(),
	];
	fs.writeFileSync(file, page.replace(place, `$1${table.join('\n')}\n$3`));
}

module.exports = { compat };
