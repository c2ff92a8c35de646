'use strict';

/**
 * What a person watching a long task sees: short lines with the time since the start, and the end of
 * a program's output when that program fails.
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const tty = require('node:tty');
const { tie } = require('./tie.js');

const HEARTBEAT_MS = 20_000;
const SHOWN_FIRST = 12;
const SHOWN_LAST = 40;
const LINEAGE_MS = 500;

const startedAt = Date.now();

function elapsed() {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	const minutes = Math.floor(seconds / 60);
	return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

function say(text) {
	console.log(`[${elapsed()}] ${text}`);
}

/** The first lines of a long output, where npm names the problem, and the last, where the others do. */
function ends(output) {
	const lines = output.trimEnd().split('\n');
	if (lines.length <= SHOWN_FIRST + SHOWN_LAST) return lines.join('\n');
	return [...lines.slice(0, SHOWN_FIRST), '...', ...lines.slice(-SHOWN_LAST)].join('\n');
}

/** A step failed for a reason the person can read; no stack is printed for it. */
class StepError extends Error {}

/** The process that started this one, and where that is the shell that npm starts its scripts in, npm. */
function lineage() {
	try {
		const status = fs.readFileSync(`/proc/${process.ppid}/status`, 'utf8');
		const [npm] = /^Name:\tsh$/m.test(status) ? /(?<=^PPid:\t)\d+$/m.exec(status) : [''];
		return `${process.ppid} ${npm}`;
	} catch {
		return String(process.ppid);
	}
}

/**
 * Runs a program whose output the person wants to see as it comes. Answers its exit code. Ctrl+C
 * reaches that program by itself, and this one waits until it has cleaned up. What ends npm does not
 * reach this process, since there is a shell between them: it asks the program to end all the same, as it does when `until` aborts.
 */
async function show(command, args, { until, ...options } = {}) {
	const child = tie(spawn(command, args, { stdio: 'inherit', ...options }));
	let asked = false;
	const passOn = (signal) => {
		asked = true;
		if (signal === 'SIGTERM' || ![0, 1, 2].some(tty.isatty)) child.kill(signal);
	};
	const begun = lineage();
	const watch = setInterval(() => {
		const isAlone = process.env.npm_lifecycle_event && lineage() !== begun;
		if (isAlone && !asked) passOn('SIGTERM');
	}, LINEAGE_MS);
	process.on('SIGINT', passOn).on('SIGTERM', passOn);
	const end = () => passOn('SIGTERM');
	until?.addEventListener('abort', end);
	if (until?.aborted) end();
	try {
		return await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code, signal) => resolve(signal ? 1 : code));
		});
	} finally {
		clearInterval(watch);
		process.off('SIGINT', passOn).off('SIGTERM', passOn);
		until?.removeEventListener('abort', end);
	}
}

/** Runs a program quietly: one line at the start, one now and then, its last output if it fails. */
async function step(title, command, args, { logFile, ...options } = {}) {
	const began = Date.now();
	say(`${title} ...`);
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	const heartbeat = setInterval(() => say(`${title}: still working, ${seconds()}`), HEARTBEAT_MS);
	let output = '';
	try {
		const code = await new Promise((resolve, reject) => {
			const child = tie(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options }));
			child.stdout.on('data', (chunk) => (output += chunk));
			child.stderr.on('data', (chunk) => (output += chunk));
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(signal ? `signal ${signal}` : exitCode));
		});
		if (logFile) {
			fs.mkdirSync(path.dirname(logFile), { recursive: true });
			fs.writeFileSync(logFile, output);
		}
		if (code !== 0) {
			throw new StepError(
				`${title} failed (${command} ${args.join(' ')}: ${code})\n${ends(output)}`,
			);
		}
	} finally {
		clearInterval(heartbeat);
	}
	say(`${title}: done in ${seconds()}`);
	return output;
}

module.exports = { say, show, step, StepError };
