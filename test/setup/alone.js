'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { say } = require('./progress.js');

const LOOK_MS = 500;
/** Not in the repository. */
const folder = path.resolve(__dirname, '..', '.artifacts', 'alone');

/** What the file says: the number of a process; empty where there is no file. */
function read(file) {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function isRunning(pid) {
	try {
		process.kill(Number(pid), 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Makes the file, whole at once, unless there is one. */
function take(file) {
	const own = `${file}.${process.pid}`;
	fs.writeFileSync(own, String(process.pid));
	try {
		fs.linkSync(own, file);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		return false;
	} finally {
		fs.rmSync(own, { force: true });
	}
}

/**
 * Runs a task of this checkout while no other process runs it; one that was killed holds up nobody.
 *
 * @template Result
 * @param {string} name the task's, for a file that holds the number of the process
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>} what the task answers
 */
async function alone(name, task) {
	fs.mkdirSync(folder, { recursive: true });
	const file = path.join(folder, name);
	let told = false;
	while (!take(file)) {
		const holder = read(file);
		if (holder !== '' && isRunning(holder)) {
			if (!told) say(`Waiting for process ${holder}, which is at the same (${file})`);
			told = true;
			await pause(LOOK_MS);
		} else if (holder !== '') {
			fs.rmSync(file, { force: true });
			// Another process may have found the same, and removed the file of this one.
			if (take(file)) await pause(LOOK_MS);
			if (read(file) === String(process.pid)) break;
		}
	}
	try {
		return await task();
	} finally {
		fs.rmSync(file, { force: true });
	}
}

module.exports = { alone };
