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
 * What nothing reads of a value with this key: n8n has names of its own for these modes of a resource locator, and only its server, which
 * has the node's code, answers calls.
 */
const unread = (key, { name, type }) => {
	if (key === 'modes' && name === 'list') return ['displayName'];
	if (key === 'modes' && name === 'id') return ['displayName', 'type'];
	if (key === 'webhooks') return ['responseMode', 'responseData'];
	if (type === 'notice') return ['default'];
	return type === 'hidden' ? ['displayName', 'options', 'routing'] : [];
};

/** A value as the lists have it. @param key under which it stands, or its list */
function read(value, key) {
	if (Array.isArray(value)) return value.map((one) => read(one, key));
	if (typeof value !== 'object' || value === null) return value;
	const left = unread(key, value);
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !left.includes(name))
			.map(([name, one]) => [name, read(one, name)]),
	);
}

/** Former fields have options; all other fields that the form does not show are the same in every workflow. */
const isConstant = ({ type, options }) => type === 'hidden' && !options;

/**
 * Leaves out of the lists what nothing reads there: the lists of methods, the routing's defaults, the codex's link to the
 * credential's page, what webhooks that resume an execution are like, constants, and of fields what the form never shows. n8n
 * takes the link from the credential, and all else from a node's code. The link to the node's own page gets n8n's short form.
 */
async function dropUnread() {
	await fs.rm(path.join(__dirname, 'dist', 'methods'), { recursive: true, force: true });
	const file = path.join(__dirname, 'dist', 'types', 'nodes.json');
	const nodes = JSON.parse(await fs.readFile(file, 'utf8'));
	for (const node of nodes) {
		delete node.requestDefaults;
		node.documentationUrl = node.codex.resources.primaryDocumentation[0].url;
		delete node.codex.resources;
		node.properties = node.properties.filter((field) => !isConstant(field));
		if (node.webhooks?.some(({ restartWebhook }) => restartWebhook))
			node.webhooks = [{ restartWebhook: true }];
	}
	await fs.writeFile(file, JSON.stringify(read(nodes)));
}

exports.build = series(clean, compile, parallel(copyBesideNodes, copyIcons), list, dropUnread);
exports.default = exports.build;
