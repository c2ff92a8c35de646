'use strict';

/** Node.js reads TypeScript from this version on. */
const NEEDED = '22.18';

/**
 * Starts a program in TypeScript, or says which Node.js it needs. The file that a person starts has no imports of its own, since any
 * Node.js can read such a file; the program is in the file beside it.
 *
 * @param {() => Promise<unknown>} load imports the program, which starts it
 */
async function start(load) {
	try {
		await load();
	} catch (error) {
		if (error?.code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
		console.error(
			`This script needs Node.js ${NEEDED} or later, and this is ${process.version}. The npm scripts of package.json (npm run sandbox, npm run demo, npm test) bring the Node.js that they need, and start on any from 20.19 on.`,
		);
		process.exitCode = 1;
	}
}

module.exports = { start };
