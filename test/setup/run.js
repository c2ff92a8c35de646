#!/usr/bin/env node
'use strict';

/**
 * `node test/setup/run.js <task>`: what `npm test`, `npm run demo` and the like start. Plain
 * JavaScript without dependencies, because it is the first program after `git clone` and the
 * machine's Node.js may be older than the one n8n needs.
 */
const { ensureInstalled } = require('./install.js');
const { StepError } = require('./progress.js');
const tasks = require('./tasks.js');

async function main([name, ...args]) {
	const task = tasks[name];
	if (!task) {
		console.error(`Name a task: ${Object.keys(tasks).join(', ')}`);
		return 2;
	}
	await ensureInstalled();
	return await task(args);
}

main(process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error) => {
		console.error(error instanceof StepError ? error.message : error);
		process.exitCode = 1;
	},
);
