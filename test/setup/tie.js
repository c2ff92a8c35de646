'use strict';

const { spawn } = require('node:child_process');

/**
 * Waits in a session of its own, which neither Ctrl+C nor the end of a terminal reaches. A line says that the child has ended; the end
 * of the pipe without one says that the parent has, and the child has not.
 */
const WATCH = `
read -r ended && exit
kill -s "$2" "$1"
seconds=0
while kill -0 "$1" && [ $seconds -lt 60 ]; do sleep 1; seconds=$((seconds + 1)); done
kill -s KILL "$1"
[ -z "$3" ] || rm -rf -- "$3"
`;

/**
 * Lets a child live no longer than this process, however this one ends: SIGKILL closes the pipe to the watcher too.
 *
 * @param child just started
 * @param {{ signal?: string, folder?: string }} options what asks the child to end (SIGTERM), and a folder to remove once it has
 * @returns the child
 */
function tie(child, { signal = 'SIGTERM', folder = '' } = {}) {
	if (process.platform === 'win32' || child.pid === undefined) return child;
	const args = ['-c', WATCH, 'watch', String(child.pid), signal.slice('SIG'.length), folder];
	const watcher = spawn('sh', args, {
		cwd: '/',
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	watcher.unref();
	watcher.stdin.unref();
	watcher.on('error', () => undefined);
	watcher.stdin.on('error', () => undefined);
	child.once('exit', () => watcher.stdin.end('ended\n'));
	return child;
}

module.exports = { tie };
