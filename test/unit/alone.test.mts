import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const name = `test-${process.pid}`;

/** Writes its number when it begins and when it ends. */
const program = (file: string, then: string): string => `
const { appendFileSync: write } = require('node:fs');
const { alone } = require(${JSON.stringify(path.resolve('test/setup/alone.js'))});
alone(${JSON.stringify(name)}, async () => {
	write(${JSON.stringify(file)}, 'begins ' + process.pid + '\\n');
	${then}
	write(${JSON.stringify(file)}, 'ends ' + process.pid + '\\n');
}).catch(() => undefined);`;

const little = 'await new Promise((resolve) => setTimeout(resolve, 50));';
const forever = 'process.send("begun"); await new Promise(() => setInterval(() => 0, 1000));';

describe('a task that one process does at a time', () => {
	let folder: string;
	let file: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'alone-'));
		file = path.join(folder, 'log');
		appendFileSync(file, '');
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** Each process ends before the next one begins. */
	const expectTurns = (count: number) => {
		const lines = readFileSync(file, 'utf8').trim().split('\n');
		expect(lines).toHaveLength(2 * count);
		for (let at = 0; at < lines.length; at += 2)
			expect(lines[at + 1]).toBe(lines[at]?.replace('begins', 'ends'));
	};
	const together = async (count: number, then: string) =>
		await Promise.all(
			Array.from(
				{ length: count },
				async () => await run(process.execPath, ['-e', program(file, then)]),
			),
		);

	test('is done by one after the other, also where it fails', async () => {
		await together(
			3,
			`${little} if (process.pid % 2) { write(${JSON.stringify(file)}, 'ends ' + process.pid + '\\n'); throw new Error('failed'); }`,
		);
		expectTurns(3);
	});

	test('is not held up by a process that was killed', async () => {
		const killed = spawn(process.execPath, ['-e', program(file, forever)], {
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		await once(killed, 'message');
		killed.kill('SIGKILL');
		await once(killed, 'exit');
		appendFileSync(file, `ends ${killed.pid}\n`);
		await together(3, little);
		expectTurns(4);
	});
});
