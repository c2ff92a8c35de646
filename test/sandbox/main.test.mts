import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { gateways } from './gateways.mts';
import { call } from './testing/http.mts';
import { sendOne } from './testing/kupon.mts';

const MAIN = path.join(__dirname, 'main.mts');

const run = (...flags: string[]) => {
	const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
	const output = { text: '' };
	const collect = (chunk: Buffer) => void (output.text += chunk.toString());
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const ended = once(child, 'close') as Promise<[number | null, string | null]>;
	const printed = async (pattern: RegExp) => {
		for (let match = pattern.exec(output.text); ; match = pattern.exec(output.text)) {
			if (match) return match[1] ?? '';
			if (child.exitCode !== null) throw new Error(output.text);
			await new Promise((next) => setTimeout(next, 10));
		}
	};
	return { child, output, ended, printed };
};

const ANY_PORT = [...Object.keys(gateways), 'control'].flatMap((id) => [`--${id}-port`, '0']);

describe('the command line', () => {
	it.each(['SIGINT', 'SIGTERM'] as const)('starts everything and stops on %s', async (signal) => {
		const { child, output, ended, printed } = run(...ANY_PORT, '--speed', '600');
		const url = await printed(/Kupon\.mobi \(Pulse\) +(http\S+)/);
		expect(await printed(/token: (\S+)/)).toBe('kupon-sandbox-token');
		const control = await printed(/Control +(http\S+)/);
		expect((await call(`${control}/clock`)).json).toMatchObject({ speed: 600 });

		await sendOne({ url });
		expect((await call(`${control}/messages`)).json).toMatchObject([{ recipient: '79001112233' }]);
		// A hanging exchange must not keep the program alive.
		await call(`${control}/faults/kupon`, { method: 'POST', body: '{"kind":"hang"}' });
		const hanging = expect(sendOne({ url })).rejects.toThrow();
		for (let hits = 0; hits === 0; ) {
			const faults = (await call(`${control}/faults/kupon`)).json as Array<{ hits: number }>;
			hits = faults[0]?.hits ?? 0;
		}

		child.kill(signal);
		expect(await ended).toEqual([0, null]);
		await hanging;
		expect(output.text).toContain('Stopped.');
	});

	it('shows its flags', async () => {
		const { output, ended } = run('--help');
		expect(await ended).toEqual([0, null]);
		expect(output.text).toContain('--kupon-port N');
	});

	it.each([[['--speed', 'fast']], [['--nothing']], [['--kupon-port', '99999999']]])(
		'refuses %j',
		async (flags) => {
			const { output, ended } = run(...ANY_PORT, ...flags);
			expect(await ended).toEqual([1, null]);
			expect(output.text).toContain('--control-port N');
		},
	);
});
