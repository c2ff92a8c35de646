/** Nothing goes out that would reach somebody who was not named, whatever a check does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../sandbox/index.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { shippedOf } from './engine.mts';
import { liveGateways } from './gateways.mts';
import type { Level, World } from './model.mts';
import { runLive } from './run.mts';
import { accountOf } from './support/account.mts';
import { clockOf, loadSources } from './support/sandboxRun.mts';
import { checkOf, confirmed } from './verdicts.mts';

const named = '79161234567';
const stranger = '79261234567';

const raw =
	(form: Record<string, string>, script = 'send') =>
	async (world: World) => {
		await world.raw({ path: `/sys/${script}.php`, form: { mes: 'Live check', ...form } });
	};

/** The node, and not the raw API. */
const byNode = async (world: World) => {
	const sender = { __rl: true, mode: 'id', value: '' };
	const message = { type: 'sms', sender, recipient: stranger, text: 'Live check' };
	await world.node('message', 'send', message);
};

describe('the guard', () => {
	let sandbox: Sandbox<'smsc'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsc'], clock: { speed: 0 } });
	});
	afterAll(async () => await sandbox.close());

	async function attempt(level: Level, agrees: boolean, send: (world: World) => Promise<void>) {
		await sandbox.reset();
		const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
		const check = checkOf('smsc/send-id', level, 'Sends', async (world) => {
			if (agrees) await world.spend('1 SMS');
			await send(world);
			return confirmed();
		});
		try {
			const { results } = await runLive({
				gateway: { ...liveGateways.smsc, checks: [check] },
				access: accountOf('smsc'),
				upstream: sandbox.smsc.url,
				level,
				recipients: { phones: [`+${named}`], emails: [] },
				shipped: shippedOf('smsc', loadSources),
				folder,
				clock: clockOf(sandbox),
				say: () => {},
				agree: async () => true,
			});
			return { verdict: results[0]?.verdict, sent: sandbox.smsc.messages.length };
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	test('lets a message go to whom the user named', async () => {
		const { verdict, sent } = await attempt('send', true, raw({ phones: named }));
		expect(verdict).toEqual({ kind: 'confirmed' });
		expect(sent).toBe(1);
	});

	test.each([
		['another number', raw({ phones: stranger })],
		['another number beside the named one', raw({ phones: `${named},${stranger}` })],
		['another number in a list', raw({ mes: '', list: `${named}:a\n${stranger}:b` })],
		['a group', raw({ phones: 'G1' })],
		['another number in a mailing', raw({ add: '1', name: 'n', phones: stranger }, 'jobs')],
		['another number through the node', byNode],
	])('keeps back what would reach %s', async (_name, send) => {
		const { verdict, sent } = await attempt('send', true, send);
		expect(verdict).toMatchObject({
			kind: 'open',
			why: expect.stringMatching(/^Not sent: it would/),
		});
		expect(sent).toBe(0);
	});

	test.each([
		['send', false, 'you have not agreed'],
		['write', true, 'the level is write'],
		['read', true, 'the level is read'],
	] as const)('keeps back what nobody agreed to: %s', async (level, agrees, why) => {
		const { verdict, sent } = await attempt(level, agrees, raw({ phones: named }));
		expect(verdict).toMatchObject({ kind: 'open', why: expect.stringContaining(why) });
		expect(sent).toBe(0);
	});
});
