'use strict';

const os = require('node:os');
const path = require('node:path');

/**
 * A folder with the n8n-core and n8n-workflow of another n8n, from `npm run compat`, which tries the package as it is built; else
 * the sources, with the n8n of package.json.
 */
const engine = process.env.N8N_ENGINE_FOLDER;

const engineModules = engine
	? {
			...Object.fromEntries(
				['n8n-core', 'n8n-workflow', '@n8n/di'].flatMap((name) => [
					[`^${name}$`, path.join(engine, 'node_modules', name)],
					[`^${name}/(.*)$`, path.join(engine, 'node_modules', name, '$1')],
				]),
			),
			'^(?:\\.\\./)+((?:nodes|credentials)/.*)\\.ts$': '<rootDir>/dist/$1.js',
		}
	: // One copy of n8n-workflow, or `instanceof NodeApiError` is false between the engine and the nodes.
		{ '^n8n-workflow$': '<rootDir>/node_modules/n8n-workflow' };

/** Files of these folders are TypeScript; swc strips the types, `npm run typecheck` checks them. */
const transform = {
	'\\.(ts|mts)$': [
		// `npm run mutants` puts one source with a mistake in it before the tests.
		process.env.MUTANT ? path.join(__dirname, 'test', 'mutants', 'transform.js') : '@swc/jest',
		{
			jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
			module: { type: 'commonjs', ignoreDynamic: true },
		},
	],
};

const project = (name, options = {}) => ({
	displayName: name,
	rootDir: __dirname,
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.mts'],
	testEnvironment: 'node',
	transform,
	moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'mts', 'json', 'node'],
	moduleNameMapper: engineModules,
	modulePathIgnorePatterns: [...(engine ? [] : ['<rootDir>/dist']), '<rootDir>/test/n8n/host/'],
	...options,
});

/** Sources that count their own steps, for tests of how a reader's work grows. */
const counting = {
	'/nodes/.*\\.ts$|/test/(?:growth|live/redaction)/[^/]*\\.mts$': [
		path.join(__dirname, 'test', 'growth', 'support', 'transform.js'),
		transform['\\.(ts|mts)$'][1],
	],
	...transform,
};

/** @type {import('jest').Config} */
module.exports = {
	// jest would leave one core idle, which is half of a small machine.
	maxWorkers: Math.min(os.cpus().length, 4),
	// Every file loads n8n's engine anew, and some of it stays: a worker that has grown is replaced by a new one.
	workerIdleMemoryLimit: '1GB',
	projects: [
		project('unit'),
		project('growth', {
			transform: counting,
			setupFiles: ['<rootDir>/test/growth/support/steps.mts'],
		}),
		project('sandbox'),
		project('contract'),
		project('engine'),
		project('live'),
		project('n8n'),
		project('browser'),
	],
};
