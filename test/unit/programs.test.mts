/** What a person starts in TypeScript says which Node.js it needs, where the one at hand cannot read TypeScript. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const root = projectRoot();

const started = globSync('test/**/*.program.mts', {
	cwd: root,
	exclude: (name) => /node_modules|\.artifacts/.test(name),
})
	.map((file) => file.replace('.program.mts', '.mts').split(path.sep).join('/'))
	.sort();

test('every task that starts TypeScript starts a file of this kind', () => {
	const tasks = readFileSync(path.join(root, 'test', 'setup', 'tasks.js'), 'utf8');
	const named = [...tasks.matchAll(/runModule\('([^']+)'/g)].map(([, file]) => file);
	expect(named.length).toBeGreaterThan(0);
	expect([...new Set(named)].sort()).toEqual(started);
});

test.each(started)('%s', (file) => {
	// As Node.js before 22.18 has it.
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--no-experimental-strip-types', path.join(root, file)],
		{ encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
	);
	expect(stderr).toMatch(/^This script needs Node\.js 22\.18 or later, and this is v/);
	expect(stderr).not.toContain('    at ');
	expect(stdout).toBe('');
	expect(status).toBe(1);
});
