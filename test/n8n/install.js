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
const setup = require('../setup/install.js');
const { say, step, StepError } = require('../setup/progress.js');

const host = path.join(__dirname, 'host');
const program = path.join(host, 'node_modules', 'n8n', 'bin', 'n8n');
const stampFile = path.join(host, 'node_modules', '.ready');
const NEEDED_GB = 5;

/** The folder is ready when this text is in the stamp: same lock, same Node.js. */
function stamp() {
	const lock = fs.readFileSync(path.join(host, 'package-lock.json'));
	const node = setup.readJson(path.join(setup.root, 'node_modules', 'node', 'package.json'));
	const digest = crypto.createHash('sha256').update(lock).digest('hex');
	return `${digest} node ${node?.version} ${process.platform}-${process.arch}\n`;
}

function isReady() {
	return (
		fs.existsSync(program) &&
		fs.existsSync(stampFile) &&
		fs.readFileSync(stampFile, 'utf8') === stamp()
	);
}

function checkDisk() {
	const { bavail, bsize } = fs.statfsSync(host);
	const free = (bavail * bsize) / 1e9;
	if (free < NEEDED_GB) {
		throw new StepError(
			`The real n8n needs ${NEEDED_GB} GB of disk; ${free.toFixed(1)} GB are free here.`,
		);
	}
}

async function buildNatives() {
	const headers = setup.node24Headers();
	await step(
		'Building the native parts of n8n (about 2 minutes)',
		setup.npm,
		['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'],
		{
			cwd: host,
			shell: setup.windows,
			env: setup.environment({
				JOBS: 'max',
				npm_config_build_from_source: 'sqlite3',
				...(headers && { npm_config_nodedir: headers }),
			}),
		},
	);
}

async function verify() {
	const { version } = setup.readJson(path.join(host, 'node_modules', 'n8n', 'package.json'));
	const options = { cwd: host, env: setup.environment() };
	await step(
		'Checking the native parts',
		setup.node24,
		['-e', "require('sqlite3'); require('isolated-vm')"],
		options,
	);
	const printed = await step('Checking n8n', setup.node24, [program, '--version'], options);
	if (!printed.split('\n').includes(version)) {
		throw new StepError(`n8n --version printed "${printed.trim()}" instead of ${version}`);
	}
	say(`n8n ${version} is ready`);
}

async function ensureN8n() {
	if (isReady()) {
		say('The real n8n is in place');
		return;
	}
	if (!setup.packagesComplete(host)) checkDisk();
	await setup.installPackages(host, 'Installing the real n8n (about 5 minutes, once)');
	await buildNatives();
	await verify();
	fs.writeFileSync(stampFile, stamp());
}

module.exports = { ensureN8n, isReady, host, program };
