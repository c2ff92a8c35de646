'use strict';

/** A line for each file: what failed in it may be known to differ, so that only the end tells. */
module.exports = class Reporter {
	onTestResult({ path }, { numFailingTests, numPassingTests, testExecError }) {
		const failed = testExecError ? 'could not be run' : `${numFailingTests} failed`;
		const name = path.replace(/^.*[\\/]test[\\/]engine[\\/]/, '');
		console.error(
			`  ${name}: ${numPassingTests} passed${numFailingTests || testExecError ? `, ${failed}` : ''}`,
		);
	}
};
