/** The command: what it takes, shows, asks and leaves behind. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { projectRoot } from '../projectRoot.mts';
import { secretsOf } from './access.mts';
import { liveGateways } from './gateways.mts';
import { accountOf } from './support/account.mts';
import { openLiveBench, scriptedTerminal } from './support/sandboxRun.mts';
import type { LiveBench } from './support/sandboxRun.mts';
import { openTerminal } from './terminal.mts';

const { login = '', password = '' } = accountOf('smsc');
const access = { login, password, apiKey: 'smsc-sandbox-key' };
const secrets = [...secretsOf(liveGateways.smsc, access), access.login];
const phone = '79161234567';

let bench: LiveBench;
beforeAll(async () => {
	bench = await openLiveBench('smsc', access);
});
beforeEach(async () => {
	await bench.sandbox.reset();
	bench.sandbox.smsc.settings.latencyMs = 0;
});
afterAll(async () => await bench.close());

const state = () => {
	const { contacts, blacklist, templates, mailings } = bench.sandbox.smsc.state;
	const tables = [contacts.contacts, contacts.groups, blacklist.records, templates, mailings];
	return tables.map(({ rows }) => rows.length);
};
const empty = [0, 0, 0, 0, 0];

const sent = () => bench.sandbox.smsc.messages.map(({ recipient }) => recipient);

describe('the command line', () => {
	test.each([
		['an option for a password', ['--password', access.password]],
		['an option with a value', [`--apikey=${access.apiKey}`]],
		['a word beside the gateway', [access.password]],
		['a host with a password', ['--host', `https://me:${access.password}@smsc.ru`]],
		['a host with a query', ['--host', `https://smsc.ru/?psw=${access.password}`]],
		['something else than a recipient', ['--to', access.password]],
		[
			'a callback address with a password',
			['--callback-url', `https://a:${access.password}@b.example`],
		],
	])('refuses %s, and does not repeat it', async (_name, args) => {
		const { code, shown } = await bench.run(args);
		expect(code).toBe(2);
		expect(shown).toContain('never given on the command line');
		for (const secret of secrets) expect(shown).not.toContain(secret);
		expect(bench.sandbox.smsc.requests).toHaveLength(0);
	});

	test('refuses a credential wherever it stands', async () => {
		const { code, shown } = await bench.run(['--report', `/tmp/${access.password}`]);
		expect(code).toBe(2);
		expect(shown).toContain('A credential stands on the command line');
		expect(bench.sandbox.smsc.requests).toHaveLength(0);
	});

	test.each([
		[['--level', 'send'], '--level send needs --to'],
		[['--level', 'write', '--yes'], '--yes is for --level read'],
		[['--level', 'all'], '--level is one of'],
		[['--port', '80'], '--port is for --callback-url'],
	])('says what is wrong with %j', async (args, said) => {
		const { code, shown } = await bench.run(args);
		expect(code).toBe(2);
		expect(shown).toContain(said);
	});

	test('names every option and variable with --help', async () => {
		const { code, shown } = await bench.run(['--help']);
		expect(code).toBe(0);
		for (const word of ['--level', '--to', '--host', '--callback-url', 'LIVE_SMSC_PASSWORD']) {
			expect(shown).toContain(word);
		}
	});
});

test('a secret that is typed in is not echoed', async () => {
	const [input, output] = [new PassThrough(), new PassThrough()];
	const terminal = openTerminal({ input, output }, true);
	const asked = terminal.askSecret('Password: ');
	input.write('very secret\r');
	expect(await asked).toBe('very secret');
	const next = terminal.ask('Login: ');
	input.write('anna\r');
	expect(await next).toBe('anna');
	terminal.close();
	expect(await terminal.ask('More: ')).toBeUndefined();
	const shown = String(output.read());
	expect(shown).toContain('Password: ');
	expect(shown).not.toContain('secret');
	expect(shown).toContain('anna');
});

test('without a yes nothing is asked', async () => {
	const { code, shown } = await bench.run([], { terminal: scriptedTerminal('no') });
	expect(code).toBe(0);
	expect(shown).toBe('');
	expect(bench.sandbox.smsc.requests).toHaveLength(0);
});

test('Ctrl+C at a question is a no', async () => {
	const stopping = new AbortController();
	const ask = async (): Promise<string> => {
		stopping.abort();
		return await new Promise(() => {});
	};
	const { code } = await bench.run([], {
		stop: stopping.signal,
		terminal: { ...scriptedTerminal(), ask },
	});
	expect(code).toBe(130);
	expect(bench.sandbox.smsc.requests).toHaveLength(0);
});

test('the plan says what is going to be done before the question', async () => {
	const terminal = scriptedTerminal('no');
	await bench.run(['--level', 'write'], { terminal });
	const shown = terminal.shown.join('\n');
	expect(shown).toMatch(
		/read: changes nothing[^]*Asks for the balance[^]*write: [^]*blacklist[^]*Go on\?/,
	);
	expect(shown).not.toContain('send:');
});

test('what is typed in is asked for, and taken out of the environment', async () => {
	const environment = {
		LIVE_SMSC_LOGIN: access.login,
		LIVE_SMSC_PASSWORD: access.password,
		LIVE_SMSC_API_KEY: '',
	};
	const { code, report } = await bench.run(['--yes'], { environment });
	expect(environment).toEqual({});
	expect(code).toBe(0);
	expect(report).toContain('0 contradicted');
});

test('nothing secret is in output, report and journal', async () => {
	const journals = new Set<string>();
	const { code, shown, report, journal } = await bench.run(
		['--level', 'send', '--to', `+${phone}`, '--to', 'me@shop.example'],
		{
			cut: () => {
				const file = path.join(bench.folder, 'smsc.json');
				if (existsSync(file)) journals.add(readFileSync(file, 'utf8'));
				return undefined;
			},
		},
	);
	expect(code).toBe(0);
	expect(journals.size).toBeGreaterThan(5);
	for (const text of [shown, report, ...journals]) {
		for (const secret of secrets) expect(text).not.toContain(secret);
	}
	for (const text of [report, ...journals]) {
		for (const own of [phone, 'me@shop.example']) expect(text).not.toContain(own);
	}
	expect(journal).toBeUndefined();
	expect(state()).toEqual(empty);
	expect(new Set(sent())).toEqual(new Set([phone, 'me@shop.example']));
	expect(shown).toMatch(/This sends 1 SMS\. Price, as the gateway tells it: 1\.50 RUR\. Go on\?/);
});

test('what is not agreed to is not sent', async () => {
	const terminal = scriptedTerminal();
	const ask = async (question: string) => (question.includes('This sends') ? 'no' : 'yes');
	const { report } = await bench.run(['--level', 'send', '--to', phone], {
		terminal: { ...terminal, ask },
	});
	expect(sent()).toEqual([]);
	expect(report).toContain('You did not agree to the sending');
	expect(state()).toEqual(empty);
});

test('Ctrl+C stops it, and what it has made is removed', async () => {
	const stopping = new AbortController();
	const { code, report, journal } = await bench.run(['--level', 'write'], {
		stop: stopping.signal,
		cut: (_request) => {
			if (bench.sandbox.smsc.state.contacts.contacts.rows.length > 0) stopping.abort();
			return undefined;
		},
	});
	expect(code).toBe(130);
	expect(report).toContain('You stopped the check');
	expect(journal).toBeUndefined();
	expect(state()).toEqual(empty);
});

test('a second check of the gateway does not begin, whatever account it is of', async () => {
	let second: Promise<unknown> | undefined;
	const first = await bench.run(['--level', 'write'], {
		cut: () => {
			second ??= bench.run(['--level', 'write']).catch((error: Error) => error.message);
			return undefined;
		},
	});
	expect(await second).toContain('Another check of this gateway is running');
	expect(first.code).toBe(0);
	expect(first.journal).toBeUndefined();
	expect(state()).toEqual(empty);

	// In a container every run may have the same number of a process.
	writeFileSync(path.join(bench.folder, 'smsc.running'), String(process.pid));
	expect((await bench.run(['--clean'])).code).toBe(0);
	expect(existsSync(path.join(bench.folder, 'smsc.running'))).toBe(false);
});

describe('a crash', () => {
	test('leaves a journal, by which the next start cleans up', async () => {
		const { smsc } = bench.sandbox;
		const hanging = await smsc.faults.add({
			kind: 'hang',
			path: '/sys/mails.php',
			contains: 'get_black',
		});
		const root = projectRoot();
		const child = spawn(
			process.execPath,
			[path.join(root, 'test/live/support/crash.mts'), smsc.url, bench.folder],
			{
				cwd: root,
				env: {
					PATH: process.env.PATH,
					LIVE_SMSC_LOGIN: access.login,
					LIVE_SMSC_PASSWORD: access.password,
				},
				stdio: ['ignore', 'ignore', 'inherit'],
			},
		);
		const ended = new Promise((resolve) => child.on('close', resolve));
		while (hanging.hits === 0 && child.exitCode === null) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		const commandLine = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
		child.kill('SIGKILL');
		await ended;
		await hanging.lift();
		expect(state()).toEqual([1, 1, 1, 0, 0]);
		const journal = readFileSync(path.join(bench.folder, 'smsc.json'), 'utf8');
		for (const text of [journal, commandLine]) {
			for (const secret of secrets) expect(text).not.toContain(secret);
		}

		const { code, shown, journal: left } = await bench.run(['--clean']);
		expect(shown).toContain('Removing what an earlier check left');
		expect(code).toBe(0);
		expect(left).toBeUndefined();
		expect(state()).toEqual(empty);
	});

	test('in another account is told of, and nothing of it is forgotten', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
		const file = path.join(folder, 'smsc.json');
		const entry = {
			kind: 'group',
			name: 'n8nlive-1-group',
			place: 'smsc.ru 0000',
			at: '2026-01-01T00:00:00Z',
		};
		writeFileSync(file, JSON.stringify({ salt: 'salt', entries: [entry] }));
		const { shown } = await bench.run(['--level', 'write'], { folder });
		expect(shown).toContain('An earlier check left something in another account: 1 group');
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ salt: 'salt', entries: [entry] });

		writeFileSync(file, 'half a jour');
		await expect(bench.run(['--yes'], { folder })).rejects.toThrow('cannot be read');
		expect(readFileSync(file, 'utf8')).toBe('half a jour');
		rmSync(folder, { recursive: true, force: true });
	});

	test('is told when it cannot be cleaned up, and stays in the journal', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
		const isGroup = (body: Buffer) => body.toString().includes('del_group');
		const cut = {
			folder,
			cut: ({ body }: { body: Buffer }) => (isGroup(body) ? ('before' as const) : undefined),
		};
		const first = await bench.run(['--level', 'write'], cut);
		expect(first.code).toBe(1);
		expect(first.shown).toContain('Something could not be removed');
		expect(state()[1]).toBeGreaterThan(0);
		expect(existsSync(path.join(folder, 'smsc.json'))).toBe(true);

		const next = await bench.run(['--clean'], { folder });
		expect(next.code).toBe(0);
		expect(state()).toEqual(empty);
		expect(existsSync(path.join(folder, 'smsc.json'))).toBe(false);
		rmSync(folder, { recursive: true, force: true });
	});
});
