'use strict';

/**
 * `npm run compat`: the engine tests in the engines of other n8n versions, each on a Node.js of its own. What is known to differ
 * there is listed in known.json, with its reason; a difference that is not listed fails, and so does a listed one that is gone.
 */
const { execFileSync } = require('node:child_process');
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
const { applies, judge } = require('./judge.js');
const { writeTable } = require('./table.js');

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

const folderName = ({ n8n, node }) => `${n8n}-node${node}`;

/** Installs the engine of an n8n and its Node.js in a folder of its own; answers the folder. */
async function install({ n8n, node, 'n8n-core': core, 'n8n-workflow': workflow }) {
	const dependencies = { node, 'n8n-core': core, 'n8n-workflow': workflow };
	const folder = path.join(artifacts, 'engines', folderName({ n8n, node }));
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

/** Every test by its name with its file, and why it failed; a file that could not be run at all is a failure of its own. */
const testsOf = ({ testResults }) =>
	testResults.flatMap(({ name, assertionResults, status, message }) => {
		const file = relative(name);
		const tests = assertionResults.map(({ fullName, status: came, failureMessages }) => ({
			name: `${file}: ${fullName}`,
			failed: came === 'failed',
			why: failureMessages.join('\n'),
		}));
		return status === 'failed' && !tests.some(({ failed }) => failed)
			? [...tests, { name: `${file}: could not be run`, failed: true, why: message }]
			: tests;
	});

const relative = (file) => path.relative(root, file).split(path.sep).join('/');

/** How many files of engine tests there are. */
const countFiles = () =>
	fs
		.readdirSync(path.join(root, 'test', 'engine'), { recursive: true })
		.filter((file) => file.endsWith('.test.mts')).length;

/** @param {string[]} files patterns of the files to run; all of them without any */
async function tryVersion(version, files) {
	const folder = await install(version);
	const node = nodeProgram(path.join(folder, 'node_modules', 'node'));
	const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
	say(`Running the engine tests in n8n ${version.n8n} on Node ${nodeVersion}`);
	const quietly = [`--reporters=${path.join(__dirname, 'reporter.js')}`, '--silent'];
	const report = await jestReport(['engine'], [...quietly, ...files], {
		node,
		extra: {
			N8N_ENGINE_FOLDER: folder,
			PATH: [path.dirname(node), environment().PATH].join(path.delimiter),
		},
	});
	if (!report) throw new StepError(`The tests in n8n ${version.n8n} could not be run`);
	const tests = testsOf(report);
	const run = report.testResults.map(({ name }) => relative(name));
	const expected = known.filter((entry) => applies(entry, version.n8n, nodeVersion));
	const { unknown, gone } = judge(tests, expected, run);
	fs.writeFileSync(
		path.join(artifacts, `compat-${folderName(version)}.json`),
		JSON.stringify({ unknown, gone, failed: tests.filter(({ failed }) => failed) }, null, 2),
	);
	for (const { name, why } of unknown) console.log(`  not expected to differ: ${name}\n${why}`);
	for (const name of gone) console.log(`  expected to differ, and does not: ${name}`);
	return {
		n8n: version.n8n,
		node: nodeVersion,
		files: run.length,
		of: countFiles(),
		passed: report.numPassedTests,
		known: tests.filter(({ failed }) => failed).length - unknown.length,
		wrong: unknown.length + gone.length,
	};
}

/** `npm run demo` in the real n8n of each version, on the first Node.js of each; answers the exit code. */
async function demo(chosen) {
	const isFirst = ({ n8n }, at) => chosen.findIndex((one) => one.n8n === n8n) === at;
	for (const version of chosen.filter(isFirst)) {
		const folder = path.join(artifacts, 'hosts', folderName(version));
		await ensureOther(folder, version);
		say(`The demo in n8n ${version.n8n}`);
		const file = path.join('test', 'n8n', 'demo.mts');
		const env = environment({ N8N_HOST_FOLDER: folder });
		const code = await show(node24, [file], { cwd: root, env });
		if (code !== 0) return code;
	}
	return 0;
}

/** Whether npm says that its registry has no such version. */
const isLacking = (error) =>
	error instanceof StepError && /^npm (error|ERR!) code (ETARGET|E404)$/m.test(error.message);

/** Names the lowest version, which is pinned: that it cannot be had from a registry is said, and is no failure. */
const LOWEST = '--lowest';

/** The versions that the arguments name; all of them without a name. */
function chosenOf(args) {
	if (args.includes(LOWEST)) return versions.slice(0, 1);
	const named = args.filter(isVersion);
	const latest = named.every((one) => one === NEWEST) ? newest() : null;
	if (named.includes(NEWEST) && !latest)
		throw new StepError('The registry has no newest n8n with all its parts, or cannot be asked');
	if (named.length === 0 && !latest)
		say('The registry has no newest n8n with all its parts, or cannot be asked: left out');
	const all = [...versions, ...(latest ? [latest] : [])];
	const isNamed = (one) =>
		[one.n8n, folderName(one), one === latest ? NEWEST : ''].some((name) => named.includes(name));
	const chosen = named.length === 0 ? all : all.filter(isNamed);
	if (chosen.length === 0)
		throw new StepError(`Name one of ${all.map(folderName).join(', ')}, or the n8n alone`);
	return chosen;
}

const isVersion = (arg) => arg === NEWEST || /^\d+\.\d+\.\d+(-node[\d.]+)?$/.test(arg);

/**
 * @param {string[]} args versions to try, or `--lowest`; all without any. What is no version chooses files of tests. What came of
 *   named versions is written down. `--demo` plays the demo in the real n8n instead.
 */
async function compat(args) {
	const files = args.filter((arg) => !isVersion(arg) && !arg.startsWith('--'));
	const chosen = chosenOf(args);
	if (args.includes('--demo')) return await demo(chosen);
	const rows = [];
	for (const version of chosen) {
		try {
			rows.push(await tryVersion(version, files));
		} catch (error) {
			if (!args.includes(LOWEST) || !isLacking(error)) throw error;
			say(`${error.message}\nThe registry lacks a part of n8n ${version.n8n}: left out`);
			return 0;
		}
	}
	for (const { n8n, node, passed, known: differences, wrong } of rows) {
		say(
			`n8n ${n8n} on Node ${node}: ${passed} passed, ${differences} known to differ, ${wrong} others`,
		);
	}
	if (!args.includes(LOWEST)) writeTable(rows.filter(({ wrong }) => wrong === 0));
	const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
	console.log(`${sum('passed')} passed, ${sum('wrong')} failed, ${sum('known')} known to differ`);
	return sum('wrong') === 0 && sum('passed') > 0 ? 0 : 1;
}

module.exports = { compat };
