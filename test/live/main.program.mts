import path from 'node:path';
import '../engine/harness/oneWorkflow.mts';
import { projectRoot } from '../projectRoot.mts';
import { realClock } from './clock.mts';
import { openTerminal } from './terminal.mts';

/** Stops at the first Ctrl+C and cleans up; the second one ends at once, and the next start cleans up. */
async function main(): Promise<number> {
	// Only now, so that n8n's engine is loaded as it has to be.
	const { loadDist, runCli } = await import('./cli.mts');
	const stopping = new AbortController();
	const terminal = openTerminal(
		{ input: process.stdin, output: process.stdout },
		process.stdin.isTTY,
	);
	const stop = () => {
		if (stopping.signal.aborted) process.exit(130);
		console.error(
			'\nStopping, and removing what was made. Ctrl+C once more leaves that to the next start.',
		);
		stopping.abort();
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);
	try {
		return await runCli({
			args: process.argv.slice(2),
			environment: process.env,
			terminal,
			load: loadDist,
			folder: path.join(projectRoot(), 'test', '.artifacts', 'live'),
			clock: realClock,
			stop: stopping.signal,
		});
	} finally {
		process.off('SIGINT', stop).off('SIGTERM', stop);
		terminal.close();
	}
}

main().then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
