'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root, node24, environment, readJson } = require('./install.js');
const { show } = require('./progress.js');

const artifacts = path.join(root, 'test', '.artifacts');
const jestProgram = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');

const order = path.join(__dirname, 'longestFirst.js');

/** Suites that start real programs. */
const REAL = ['n8n', 'browser'];

/**
 * Runs jest with its own report on the screen.
 *
 * @param {{ node?: string, extra?: Record<string, string>, until?: AbortSignal }} on the Node.js to run on instead of Node 24, further
 *   variables of the environment, and what ends the run before its end
 * @returns jest's report with its exit code, or undefined where it has written none
 */
async function jestReport(projects, args, { node = node24, extra = {}, until } = {}) {
	const file = path.join(artifacts, `jest-${projects.join('-')}.json`);
	const isReal = projects.some((name) => REAL.includes(name));
	fs.mkdirSync(artifacts, { recursive: true });
	fs.rmSync(file, { force: true });
	const code = await show(
		node,
		// The vm expression engine and n8n's binary data helpers load ES modules inside jest.
		['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
			.concat(
				['compileOnce.js', 'endAtOnce.js'].flatMap((name) => [
					'--require',
					path.join(__dirname, name),
				]),
			)
			.concat(jestProgram)
			.concat(['--selectProjects', ...projects])
			.concat(isReal ? ['--testSequencer', order] : [])
			// A busy machine is slow and nothing else; no test means a time by this limit. Real programs wait for each other several times.
			.concat([
				`--testTimeout=${isReal ? 3_600_000 : 600_000}`,
				'--json',
				'--outputFile',
				file,
				'--passWithNoTests',
				...args,
			]),
		// The report goes to stderr; stdout would repeat the JSON of the file.
		{ cwd: root, env: environment(extra), stdio: ['inherit', 'ignore', 'inherit'], until },
	);
	const report = readJson(file);
	return report && { ...report, code };
}

/** Runs jest and answers how many tests passed, failed, were skipped. */
async function jestTotals(projects, args, on) {
	const report = await jestReport(projects, args, on);
	if (!report) return { passed: 0, failed: 1, skipped: 0 };
	const { code } = report;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	return {
		passed: report.numPassedTests,
		// jest can also fail without a failed test, e.g. on an obsolete snapshot under --ci.
		failed: code !== 0 ? Math.max(failed, 1) : failed,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

function closingLine({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

module.exports = { jestReport, jestTotals, closingLine };
