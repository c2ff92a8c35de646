/** How a worker of jest ends: at once, but not before its work is done. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const file = path.join(projectRoot(), 'test', 'setup', 'endAtOnce.js');

const run = (code: string, worker = '1') =>
	spawnSync(process.execPath, ['--require', file, '--eval', code], {
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '', JEST_WORKER_ID: worker },
	});

/** Tells whether the program is ended, or Node.js ends it and tidies up. */
const tells = `const { exit } = process;
process.exit = (code) => { console.log('ends at once'); exit.call(process, code); };`;

test('waits for what is open and for what is to be done at the end, and keeps the exit code', () => {
	const { status, stdout } = run(`process.exitCode = 3;
process.on('exit', () => console.log('left'));
setTimeout(() => console.log('done'), 50);`);
	expect([status, stdout]).toEqual([3, 'done\nleft\n']);
});

test('ends at once when nothing is open any more', () => {
	expect(run(tells).stdout).toBe('ends at once\n');
});

test('leaves jest itself alone', () => {
	expect(run(tells, '').stdout).toBe('');
});
