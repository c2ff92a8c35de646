'use strict';

/**
 * Brings the checkout to the state every task needs: the packages of package-lock.json and Node 24.
 *
 * The package `node` brings Node 24 whatever the machine has, but its install script is off like all
 * others (.npmrc), so it is run here by name.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { say, step } = require('./progress.js');

const root = path.resolve(__dirname, '..', '..');
const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';
const nodePackage = path.join(root, 'node_modules', 'node');
const node24 = nodeProgram(nodePackage);

/** The program that a package `node` brings. */
function nodeProgram(folder) {
	return path.join(folder, 'bin', windows ? 'node.exe' : 'node');
}

function readJson(file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * npm writes node_modules/.package-lock.json as its last act, so an interrupted install has none or
 * an old one. Optional packages may be missing: they are other platforms' builds. Extraneous ones are
 * notes in the lock that nothing installs.
 */
function packagesComplete(folder) {
	const wanted = readJson(path.join(folder, 'package-lock.json'));
	const installed = readJson(path.join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !installed) return false;
	return Object.entries(wanted.packages).every(([name, entry]) => {
		const found = installed.packages[name];
		if (name === '' || entry.optional || entry.extraneous) return true;
		return found !== undefined && found.version === entry.version;
	});
}

function nodeComplete() {
	const wanted = readJson(path.join(nodePackage, 'package.json'));
	try {
		return (
			execFileSync(node24, ['--version'], { encoding: 'utf8' }).trim() === `v${wanted.version}`
		);
	} catch {
		return false;
	}
}

/** The environment of a program of ours: Node 24 and the project's programs first on the path. */
function environment(extra = {}) {
	const bin = path.join(root, 'node_modules', '.bin');
	return { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter), ...extra };
}

/** npm replaces node_modules, so it must not itself run on the Node that lies in there. */
function npmEnvironment() {
	const own = path.join(root, 'node_modules');
	const outside = process.env.PATH.split(path.delimiter).filter((part) => !part.startsWith(own));
	return { ...process.env, PATH: outside.join(path.delimiter) };
}

/**
 * Installs what package-lock.json says and leaves that file as it is. `npm ci` would do the same, but
 * refuses to work with a registry that lacks the optional builds for other platforms.
 *
 * @param {string} folder a folder with a package.json
 */
async function installPackages(folder, title) {
	if (packagesComplete(folder)) return false;
	await step(title, npm, ['install', '--no-save', '--ignore-scripts', '--no-audit'], {
		cwd: folder,
		env: npmEnvironment(),
		shell: windows,
	});
	return true;
}

async function ensureInstalled() {
	const installed = await installPackages(root, 'Installing the packages of package-lock.json');
	if (!nodeComplete()) {
		await step('Bringing Node 24', npm, ['rebuild', 'node', '--ignore-scripts=false'], {
			cwd: root,
			env: npmEnvironment(),
			shell: windows,
		});
	} else if (!installed) {
		say('Packages and Node 24 are in place');
	}
}

/** The folder that holds include/node of a package `node`, for native builds. */
function nodeHeaders(folder) {
	const own = path.join(folder, 'node_modules');
	const names = fs.existsSync(own) ? fs.readdirSync(own) : [];
	return names
		.map((name) => path.join(own, name))
		.find((folder) => fs.existsSync(path.join(folder, 'include', 'node', 'common.gypi')));
}

module.exports = {
	root,
	node24,
	npm,
	windows,
	readJson,
	packagesComplete,
	installPackages,
	ensureInstalled,
	environment,
	nodePackage,
	nodeProgram,
	nodeHeaders,
};
