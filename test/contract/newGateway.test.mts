/** `npm run new-gateway` makes a start that typechecks and that the contract can be run on; made in a copy, so that it cannot rot. */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeCallback } from '../../nodes/shared/callbacks/decode.ts';
import { noCallbacks } from '../../nodes/shared/model/gateway.ts';
import { listedFolders } from '../gatewayFolders.mts';
import { readFacts } from '../live/facts.mts';
import { projectRoot } from '../projectRoot.mts';
import { smsRuTable } from './smsru.table.mts';
import { withTrigger } from './table.mts';

const root = projectRoot();
const modules = path.join(root, 'node_modules');

/** Runs a script with this Node.js. @returns what it printed, and whether it ended well */
function run(cwd: string, ...args: string[]): { ok: boolean; text: string } {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
	return { ok: status === 0, text: `${stdout}${stderr}` };
}

const tsc = path.join(modules, 'typescript', 'bin', 'tsc');
const prettier = path.join(modules, 'prettier', 'bin', 'prettier.cjs');
const jestBin = path.join(modules, 'jest', 'bin', 'jest.js');

describe('a gateway that was just made', () => {
	let copy: string;
	beforeAll(() => {
		copy = mkdtempSync(path.join(tmpdir(), 'new-gateway-'));
		for (const name of ['nodes', 'credentials', 'icons', 'docs', 'examples', 'test'])
			cpSync(path.join(root, name), path.join(copy, name), {
				recursive: true,
				filter: (source) => !/node_modules|\.artifacts/.test(source),
			});
		for (const name of ['package.json', 'tsconfig.json', 'jest.config.js', '.prettierrc.js'])
			cpSync(path.join(root, name), path.join(copy, name));
		symlinkSync(modules, path.join(copy, 'node_modules'));
		const made = run(copy, 'test/newGateway/main.mts', 'NewSms', 'New SMS');
		if (!made.ok) throw new Error(made.text);
	});
	afterAll(() => rmSync(copy, { recursive: true, force: true }));

	test('has a page of facts with a check or a reason for each', () => {
		const page = readFileSync(path.join(copy, 'docs', 'gateways', 'newsms.md'), 'utf8');
		const { facts, reasons, silent } = readFacts('newsms', page);
		expect(facts.flatMap(({ ids }) => ids)).toEqual(['newsms/send']);
		expect(facts.filter(({ unread }) => unread.length > 0)).toEqual([]);
		expect([...new Set(facts.flatMap((fact) => fact.reasons))]).toEqual(reasons);
		expect(silent).toEqual([]);
	});

	test('is written as Prettier wants it', () => {
		const made = globSync(
			['nodes/NewSms/**', '{docs,test,credentials}/**/*{newsms,NewSms}*', 'test/sandbox/newsms/**'],
			{ cwd: copy, withFileTypes: true },
		);
		const files = made
			.filter((one) => one.isFile())
			.map(({ parentPath, name }) => path.join(parentPath, name));
		expect(files.length).toBeGreaterThan(10);
		expect(run(copy, prettier, '--check', ...files, 'package.json')).toMatchObject({ ok: true });
	});

	test('is of types that fit', () => {
		expect(run(copy, tsc, '--noEmit', '--incremental', 'false')).toEqual({ ok: true, text: '' });
		expect(run(copy, tsc, '-p', 'test/tsconfig.json')).toEqual({ ok: true, text: '' });
	});

	test('sends as the contract wants it, and its tests say what comes next', () => {
		const contract = (...args: string[]) =>
			run(
				copy,
				...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jestBin],
				...['--selectProjects', 'contract', '--runInBand', '--testTimeout=600000', ...args],
			);
		const suites = ['sending', 'promises', 'effects', 'gateway', 'callbacks', 'triggersTravel'];
		const files = suites.map((name) => `test/contract/${name}.test.mts`);
		const kept = contract(...files, '-t', '^New SMS ');
		expect(kept).toEqual({
			ok: true,
			text: expect.stringMatching(/Tests: .*\d+ passed/) as string,
		});

		const next = contract('test/contract/everywhere', '-t', 'New SMS');
		expect(next.ok).toBe(false);
		expect(next.text).toContain('New SMS is missing in docs/newsms.md (docs page): write its page');
	});
});

test('SMS.ru has at most 450 lines of its own', () => {
	const counted = run(root, 'test/newGateway/main.mts', '--count', 'smsru');
	expect(counted.text).toMatch(/^smsru: \d+ lines of its own in nodes\/$/m);
	expect(Number(/\d+/.exec(counted.text)?.[0])).toBeLessThanOrEqual(450);
});

test('a gateway without a trigger is told what to do', () => {
	const { trigger: _trigger, ...without } = smsRuTable;
	expect(() => withTrigger(without)).toThrow(
		'SMS.ru has no trigger in test/contract/smsru.table.mts yet: write its callback.ts and its trigger',
	);
});

test('a gateway without a trigger believes nobody', () => {
	const call = { method: 'POST', url: '/webhook/x', headers: {}, body: Buffer.from('a=1') };
	const callback = decodeCallback(call);
	expect(noCallbacks.isProvenByUrl(callback)).toBe(true);
	expect(noCallbacks.authenticate(callback, 'a-long-secret')).toEqual({ accepted: false });
	expect(noCallbacks.parse(callback)).toEqual([]);
});

test('it says why it makes nothing', () => {
	const tried = (...args: string[]) => run(root, 'test/newGateway/main.mts', ...args).text;
	expect(tried('new sms')).toContain('Give the folder as the name of a class');
	expect(tried('Kupon')).toContain('nodes/Kupon is there already');
	expect(tried('--count', 'nobody')).toContain('package.json has no gateway nobody');
	expect(readFileSync(path.join(root, 'package.json'), 'utf8')).not.toContain('NewSms');
	expect(listedFolders().map(({ id }) => id)).toContain('smsru');
});
