'use strict';

/**
 * Programs of the system that some tests need: the two services of n8n's queue mode (test/n8n/queue.test.mts), which the test
 * starts on ports and folders of its own, and a browser (test/browser). No service of the system is started.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { alone } = require('./alone.js');
const { say, step } = require('./progress.js');

const INSTALL = ['install', '-y', '-qq', '--no-install-recommends'];

/** Debian keeps the server's programs of each version in a folder of its own, off the path. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Maintainer scripts ask this file whether they may start a service; 101 says no. */
const POLICY = '/usr/sbin/policy-rc.d';

function folders() {
	const versions = fs.existsSync(DEBIAN_POSTGRES) ? fs.readdirSync(DEBIAN_POSTGRES) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	return [
		...newestFirst.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin')),
		...process.env.PATH.split(path.delimiter),
	];
}

/** The first folder that holds all of these programs, or undefined. */
function folderWith(...names) {
	return folders().find((folder) => names.every((name) => fs.existsSync(path.join(folder, name))));
}

/** Where the programs are; a name is undefined where one is missing. */
function servicePrograms() {
	const redis = folderWith('redis-server');
	const postgres = folderWith('initdb', 'postgres', 'pg_isready', 'psql');
	return {
		redisServer: redis && path.join(redis, 'redis-server'),
		postgres: postgres && {
			initdb: path.join(postgres, 'initdb'),
			server: path.join(postgres, 'postgres'),
			isReady: path.join(postgres, 'pg_isready'),
			psql: path.join(postgres, 'psql'),
		},
	};
}

/** The browser: the one that CHROMIUM names, or the system's; undefined where there is none. */
function chromiumProgram() {
	const named = process.env.CHROMIUM;
	if (named && fs.existsSync(named)) return named;
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	const name = names.find((one) => folderWith(one));
	return name && path.join(folderWith(name), name);
}

/** Debian's packages of what is missing. */
function missingPackages() {
	const { redisServer, postgres } = servicePrograms();
	return [
		!redisServer && 'redis-server',
		!postgres && 'postgresql',
		!chromiumProgram() && 'chromium',
	].filter(Boolean);
}

/** What is missing and what to do about it; empty when nothing is. */
function servicesProblem() {
	const missing = missingPackages();
	if (missing.length === 0) return '';
	return (
		`The tests of queue mode and of the editor need the programs of ${missing.join(' and ')}; no service need run. ` +
		`On Debian and Ubuntu install them as root: apt-get ${[...INSTALL, ...missing].join(' ')}. ` +
		'Elsewhere have redis-server (6 or later), initdb, postgres, pg_isready and psql (13 or later) and chromium on the PATH.'
	);
}

function isInstallable() {
	return process.platform === 'linux' && process.getuid() === 0 && folderWith('apt-get');
}

/** Runs something while maintainer scripts may start no service. */
async function withoutStarting(task) {
	const own = !fs.existsSync(POLICY);
	if (own) fs.writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		return await task();
	} finally {
		if (own) fs.rmSync(POLICY, { force: true });
	}
}

/**
 * Installs what is missing where that is a matter of apt-get. Where it is not, it says so and goes on: the other tests need
 * none of it, and those that do fail with the same words.
 */
async function ensureServices() {
	await alone('services', installServices);
}

async function installServices() {
	const missing = missingPackages();
	if (missing.length === 0) return;
	if (isInstallable()) {
		const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
		try {
			await withoutStarting(async () => {
				await step('Reading the package lists', 'apt-get', ['update', '-qq'], options);
				const args = [...INSTALL, ...missing];
				await step(`Installing ${missing.join(' and ')}`, 'apt-get', args, options);
			});
		} catch (error) {
			say(error instanceof Error ? error.message : String(error));
		}
	}
	const problem = servicesProblem();
	if (problem !== '') say(`ATTENTION: ${problem}`);
}

/** The numbers of a system user, or undefined where there is none of that name. */
function systemUser(name) {
	try {
		const number = (flag) =>
			Number(
				execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
			);
		return { uid: number('-u'), gid: number('-g') };
	} catch {
		return undefined;
	}
}

module.exports = {
	chromiumProgram,
	ensureServices,
	servicePrograms,
	servicesProblem,
	systemUser,
};
