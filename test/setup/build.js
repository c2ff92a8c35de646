'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { digest } = require('./digest.js');
const { root, environment } = require('./install.js');
const { say, step } = require('./progress.js');

const SOURCES = [
	...['nodes', 'credentials', 'icons', 'gulpfile.js', 'tsconfig.json'],
	...['package.json', 'package-lock.json'],
];
const file = path.join(root, 'test', '.artifacts', 'built');

/** Of the sources and of what was made of them. */
const state = () => `${digest(root, SOURCES)} ${digest(root, ['dist'])}`;

const isBuilt = () => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === state();

/** Builds dist, unless it is what these sources were built into. */
async function build() {
	if (isBuilt()) {
		say('dist is built');
		return;
	}
	await step('Building dist', 'gulp', ['build'], { cwd: root, env: environment() });
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, state());
}

module.exports = { build };
