import { fork } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import { tie } from '../../setup/tie.js';
import { failedRow, type Outcome } from './types.mts';

export interface SectionPlan {
	/** Module below test/benchmark, without its ending. */
	file: string;
	title: string;
	/** Longer is a failure. */
	minutes: number;
}

type Message = { say: string } | { outcome: Outcome };

/** Runs a section in a process of its own; a section that crashes or hangs is a failed row. */
export async function runSection(
	{ file, title, minutes }: SectionPlan,
	quick: boolean,
	say: (text: string) => void,
): Promise<Outcome> {
	const benchmark = path.join(projectRoot(), 'test', 'benchmark');
	const child = tie(
		fork(path.join(benchmark, 'section.mts'), [file, quick ? '--quick' : '--full'], {
			cwd: projectRoot(),
			execArgv: [
				'--expose-gc',
				'--max-old-space-size=4096',
				'--disable-warning=ExperimentalWarning',
				'--import',
				path.join(projectRoot(), 'test', 'engine', 'harness', 'oneWorkflow.mts'),
			],
		}),
	);
	return await new Promise<Outcome>((resolve) => {
		const fail = (reason: string) => resolve({ rows: [failedRow(title, 'measured', reason)] });
		const limit = setTimeout(() => {
			fail(`no result after ${minutes} minutes`);
			child.kill();
		}, minutes * 60_000);
		child.on('message', (message: Message) => {
			if ('say' in message) return void say(`  ${message.say}`);
			resolve(message.outcome);
			// Nothing more is wanted of it, whatever it still holds open.
			child.kill();
		});
		child.on('error', (error) => fail(error.message));
		child.on('exit', (code, signal) => {
			clearTimeout(limit);
			fail(`the process ended with ${signal ?? code}`);
		});
	});
}
