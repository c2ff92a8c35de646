'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const clean = () => fs.rm(path.join(__dirname, 'dist'), { recursive: true, force: true });

/** The project's own tsc with tsconfig.json; gulp reports the build as failed when tsc does. */
function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	return spawn(process.execPath, [tsc, '--project', 'tsconfig.json'], {
		cwd: __dirname,
		stdio: 'inherit',
	});
}

/** Files n8n reads beside the compiled nodes: icons, codex (`X.node.json`), output previews. */
const copyBesideNodes = () =>
	src(['nodes/**/*.{svg,png,node.json}', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

const copyIcons = () =>
	src('icons/**/*.{svg,png}', { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

/**
 * What n8n's own packages have as well: `known` and `types` list the nodes and credentials with their descriptions. n8n then
 * starts with these lists and loads the code of a node when it is first used.
 */
function list() {
	const core = path.dirname(require.resolve('n8n-core/package.json'));
	return spawn(process.execPath, [path.join(core, 'bin', 'generate-metadata')], {
		cwd: __dirname,
		stdio: 'inherit',
	});
}

/**
 * Leaves out of the lists what nothing reads there: the lists of methods, the routing's defaults and the codex's link to the
 * credential's page. n8n takes the routing from a node's code, and the link from the credential.
 */
async function dropUnread() {
	await fs.rm(path.join(__dirname, 'dist', 'methods'), { recursive: true, force: true });
	const file = path.join(__dirname, 'dist', 'types', 'nodes.json');
	const nodes = JSON.parse(await fs.readFile(file, 'utf8'));
	for (const node of nodes) {
		delete node.requestDefaults;
		delete node.codex.resources.credentialDocumentation;
	}
	await fs.writeFile(file, JSON.stringify(nodes));
}

exports.build = series(clean, compile, parallel(copyBesideNodes, copyIcons), list, dropUnread);
exports.default = exports.build;
