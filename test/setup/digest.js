'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** The files of a folder and of those in it; a file alone is itself; none where there is nothing. */
function filesOf(name) {
	const found = fs.statSync(name, { throwIfNoEntry: false });
	if (!found) return [];
	if (!found.isDirectory()) return [name];
	return fs.readdirSync(name).flatMap((one) => filesOf(path.join(name, one)));
}

/**
 * A text that differs when a file does, or its name.
 *
 * @param {string} root
 * @param {string[]} names files and folders of it; what does not exist is as good as empty
 * @returns {string} 16 hexadecimal digits
 */
function digest(root, names) {
	const hash = crypto.createHash('sha256');
	const files = names.flatMap((name) => filesOf(path.join(root, name)));
	for (const file of files.sort()) {
		const content = fs.readFileSync(file);
		hash.update(`${path.relative(root, file)} ${content.length}\n`).update(content);
	}
	return hash.digest('hex').slice(0, 16);
}

module.exports = { digest };
