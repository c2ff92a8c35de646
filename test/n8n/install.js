#!/usr/bin/env node
'use strict';

/**
 * Installs the real n8n of host/package.json (2.8 GB, some minutes, once) and proves that it starts.
 *
 * Install scripts stay off, because some of n8n's packages download programs. The two native ones it
 * cannot start without are built by name: sqlite3 always from source, isolated-vm only where it has
 * no build for this platform.
 */
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { alone } = require('../setup/alone.js');
const setup = require('../setup/install.js');
const { say, step, StepError } = require('../setup/progress.js');

const NEEDED_GB = 5;

/** The n8n of the tests; it runs on the project's Node.js. */
const own = path.join(__dirname, 'host');

const programIn = (folder) => path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
const stampIn = (folder) => path.join(folder, 'node_modules', '.ready');

/** The package `node` that a folder brings with its n8n, or the project's. */
function nodePackageOf(folder) {
	const brought = path.join(folder, 'node_modules', 'node');
	return fs.existsSync(brought) ? brought : setup.nodePackage;
}

/** What runs in a folder finds the Node.js of its n8n first. */
function environmentOf(folder, extra = {}) {
	const { PATH } = setup.environment();
	const bin = path.dirname(setup.nodeProgram(nodePackageOf(folder)));
	return setup.environment({ PATH: [bin, PATH].join(path.delimiter), ...extra });
}

/** The folder is ready when this text is in the stamp: same wishes, same Node.js. */
function stamp(folder) {
	const wishes = folder === own ? 'package-lock.json' : 'package.json';
	const digest = crypto
		.createHash('sha256')
		.update(fs.readFileSync(path.join(folder, wishes)))
		.digest('hex');
	const node = setup.readJson(path.join(nodePackageOf(folder), 'package.json'));
	return `${digest} node ${node?.version} ${process.platform}-${process.arch}\n`;
}

function isReady(folder = own) {
	const file = stampIn(folder);
	return (
		fs.existsSync(programIn(folder)) &&
		fs.existsSync(file) &&
		fs.readFileSync(file, 'utf8') === stamp(folder)
	);
}

function checkDisk(folder) {
	const { bavail, bsize } = fs.statfsSync(folder);
	const free = (bavail * bsize) / 1e9;
	if (free < NEEDED_GB) {
		throw new StepError(
			`The real n8n needs ${NEEDED_GB} GB of disk; ${free.toFixed(1)} GB are free here.`,
		);
	}
}

/**
 * The native packages that n8n is installed with. isolated-vm needs Node 22; on Node 20 n8n evaluates without it.
 *
 * @param {string} folder
 */
function nativesOf(folder) {
	const { version } = setup.readJson(path.join(nodePackageOf(folder), 'package.json'));
	return Number.parseInt(version, 10) < 22 ? ['sqlite3'] : ['sqlite3', 'isolated-vm'];
}

async function buildNatives(folder) {
	const headers = setup.nodeHeaders(nodePackageOf(folder));
	await step(
		'Building the native parts of n8n (about 2 minutes)',
		setup.npm,
		['rebuild', ...nativesOf(folder), '--ignore-scripts=false'],
		{
			cwd: folder,
			shell: setup.windows,
			env: environmentOf(folder, {
				JOBS: 'max',
				npm_config_build_from_source: 'sqlite3',
				...(headers && { npm_config_nodedir: headers }),
			}),
		},
	);
}

async function verify(folder) {
	const { version } = setup.readJson(path.join(folder, 'node_modules', 'n8n', 'package.json'));
	const options = { cwd: folder, env: environmentOf(folder) };
	const node = setup.nodeProgram(nodePackageOf(folder));
	await step(
		'Checking the native parts',
		node,
		[
			'-e',
			nativesOf(folder)
				.map((name) => `require('${name}')`)
				.join('; '),
		],
		options,
	);
	const program = programIn(folder);
	const printed = await step('Checking n8n', node, [program, '--version'], options);
	if (!printed.split('\n').includes(version)) {
		throw new StepError(`n8n --version printed "${printed.trim()}" instead of ${version}`);
	}
	say(`n8n ${version} is ready`);
}

async function install() {
	if (!setup.packagesComplete(own)) checkDisk(own);
	await setup.installPackages(own, 'Installing the real n8n (about 5 minutes, once)');
	await buildNatives(own);
	await verify(own);
	fs.writeFileSync(stampIn(own), stamp(own));
}

async function ensureN8n() {
	await alone('n8n', async () => {
		if (isReady()) say('The real n8n is in place');
		else await install();
	});
}

/**
 * Installs another real n8n in a folder of its own, with the Node.js it runs on.
 *
 * @param {string} folder
 * @param {{ n8n: string, node: string, overrides?: Record<string, string> }} wishes versions
 */
async function ensureOther(folder, { n8n, node, overrides }) {
	const file = path.join(folder, 'package.json');
	const wanted = JSON.stringify({ private: true, dependencies: { n8n, node }, overrides });
	if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === wanted && isReady(folder)) {
		say(`The real n8n ${n8n} is in place`);
		return;
	}
	fs.mkdirSync(folder, { recursive: true });
	checkDisk(folder);
	fs.writeFileSync(file, wanted);
	const options = { cwd: folder, shell: setup.windows, env: setup.environment() };
	const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
	await step(`Installing the real n8n ${n8n} (about 5 minutes, once)`, setup.npm, install, options);
	const bring = ['rebuild', 'node', '--ignore-scripts=false'];
	await step(`Bringing Node ${node}`, setup.npm, bring, options);
	await buildNatives(folder);
	await verify(folder);
	fs.writeFileSync(stampIn(folder), stamp(folder));
}

module.exports = { ensureN8n, ensureOther };
