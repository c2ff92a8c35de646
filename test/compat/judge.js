'use strict';

/** Whether an n8n is older than a version such as `2.39`. */
function isBelow(n8n, version) {
	const [major, minor] = n8n.split('.').map(Number);
	const [thanMajor, thanMinor] = version.split('.').map(Number);
	return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

/**
 * Whether an entry of known.json tells of this n8n on this Node.js.
 *
 * @param {{ from?: string, below?: string, node?: string }} entry what it holds for: n8n from a version on, below one, Node.js of a
 *   major version
 */
const applies = ({ from, below, node }, n8n, nodeVersion) =>
	(from === undefined || !isBelow(n8n, from)) &&
	(below === undefined || isBelow(n8n, below)) &&
	(node === undefined || nodeVersion.startsWith(`${node}.`));

/**
 * What a run has of differences that nobody expects, and what it lacks of the expected ones: every test that a pattern means has to
 * fail, so that the list is exact.
 *
 * @template {{ name: string, failed: boolean }} Test
 * @param {Test[]} tests each name with its file
 * @param {{ tests: string[] }[]} expected patterns of `file: name of the test`
 * @param {string[]} files those that were run; a pattern for another file is not missed
 * @returns {{ unknown: Test[], gone: string[] }} failed tests, and names of passed tests or patterns that mean none
 */
function judge(tests, expected, files) {
	const wasRun = (text) => files.some((file) => new RegExp(`${text.split(': ')[0]}$`).test(file));
	const meant = expected
		.flatMap((entry) => entry.tests)
		.map((text) => ({ text, tests: tests.filter(({ name }) => new RegExp(text).test(name)) }));
	const differs = new Set(meant.flatMap((one) => one.tests));
	return {
		unknown: tests.filter((one) => one.failed && !differs.has(one)),
		gone: [
			...[...differs].filter(({ failed }) => !failed).map(({ name }) => name),
			...meant.filter((one) => one.tests.length === 0 && wasRun(one.text)).map(({ text }) => text),
		],
	};
}

module.exports = { applies, judge };
