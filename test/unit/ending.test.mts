/** What a task has started ends with it, whoever ends it and however. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

/** Groups of processes that are still there, which is so only after a failure. */
const groups = new Set<number>();

afterEach(() => {
	for (const group of groups) process.kill(-group, 'SIGKILL');
	groups.clear();
});

/** Starts a program. `ended` waits for all that hold its output: those that it has started too. */
function start(program: string, args: string[], environment: Record<string, string> = {}) {
	const child = spawn(program, args, {
		cwd: projectRoot(),
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'pipe', 'ignore'],
		detached: true,
	});
	const group = Number(child.pid);
	groups.add(group);
	child.once('close', () => groups.delete(group));
	let shown = '';
	child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
	return {
		child,
		ended: once(child, 'close'),
		async printed(text: string) {
			while (!shown.includes(text)) await once(child.stdout, 'data');
		},
	};
}

describe('a child that is tied', () => {
	const program = `
		const { spawn } = require('node:child_process');
		const { tie } = require('./test/setup/tie.js');
		const child = ['-e', 'console.log("up"); setInterval(() => undefined, 1e6)'];
		tie(spawn(process.execPath, child, { stdio: 'inherit' }), { folder: process.env.FOLDER });
	`;

	it.each(SIGNALS)('ends at %s of its parent, and its folder goes', async (signal) => {
		const folder = mkdtempSync(path.join(tmpdir(), 'tied-'));
		const { child, printed, ended } = start(process.execPath, ['-e', program], { FOLDER: folder });
		await printed('up');
		child.kill(signal);
		await ended;
		while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
	});

	it('may end before its parent, which keeps the folder then', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'tied-'));
		const ending = program.replace('setInterval(() => undefined, 1e6)', '');
		const { ended } = start(process.execPath, ['-e', ending], { FOLDER: folder });
		expect((await ended)[0]).toBe(0);
		expect(existsSync(folder)).toBe(true);
	});
});

describe('a task', () => {
	const ports = ['kupon', 'smsc', 'smsby', 'sendpulse', 'smsru', 'control'];
	const flags = ports.flatMap((id) => [`--${id}-port`, '0']);

	it.each(['SIGTERM', 'SIGKILL'] as const)('ends at %s of npm', async (signal) => {
		const { child, printed, ended } = start('npm', ['run', 'sandbox', '--', ...flags]);
		await printed('127.0.0.1');
		child.kill(signal);
		await ended;
	});

	it('ends at Ctrl+C', async () => {
		const { child, printed, ended } = start('npm', ['run', 'sandbox', '--', ...flags]);
		await printed('127.0.0.1');
		process.kill(-Number(child.pid), 'SIGINT');
		await ended;
	});

	it.each(SIGNALS)('ends at %s of what npm starts', async (signal) => {
		const run = [path.join('test', 'setup', 'run.js'), 'sandbox', ...flags];
		const { child, printed, ended } = start(process.execPath, run);
		await printed('127.0.0.1');
		child.kill(signal);
		await ended;
	});
});
