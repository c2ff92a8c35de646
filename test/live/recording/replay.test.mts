/** A recording is played to the sandbox, and every difference between the sandbox and the gateway is named. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayId } from '../../sandbox/index.mts';
import { openLiveBench } from '../support/sandboxRun.mts';
import { readRecording, type Recording } from './recording.mts';
import { replay } from './replay.mts';

const phone = '79161234567';
const accounts: Readonly<Record<GatewayId, Readonly<Record<string, string>>>> = {
	kupon: { token: 'kupon-sandbox-token' },
	smsc: { login: 'smsc-sandbox', password: 'smsc-sandbox-password' },
	smsby: { token: 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=' },
	smsru: { apiKey: '5f1c9a2e-0b7d-4d3e-9a61-sandbox00001' },
	sendpulse: { clientId: 'sendpulse-sandbox-id', secret: 'sendpulse-sandbox-secret' },
};

const folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (parent: string): string[] =>
	readdirSync(parent, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(parent, file));

/** Of the sandbox itself, by the live check. */
async function record(id: GatewayId, level: 'read' | 'write'): Promise<Recording> {
	const bench = await openLiveBench(id, accounts[id]);
	try {
		const into = path.join(folder, `${id}-${level}`);
		const { shown } = await bench.run(['--level', level, '--to', phone, '--record', into]);
		const [file] = filesIn(into);
		if (file === undefined) throw new Error(`Nothing was recorded:\n${shown}`);
		return readRecording(readFileSync(file, 'utf8'));
	} finally {
		await bench.close();
	}
}

describe.each(Object.keys(accounts) as GatewayId[])('%s', (id) => {
	test('a recording of the sandbox replays without a difference', async () => {
		const recording = await record(id, 'write');
		expect(recording.exchanges.length).toBeGreaterThan(0);
		const found = await replay(recording);
		if (process.env.DUMP) {
			for (const one of found) {
				const at = Number(/^\d+/.exec(one)?.[0]) - 1;
				console.log(
					one,
					JSON.stringify({
						q: recording.exchanges[at]?.request.query,
						b: recording.exchanges[at]?.request.body,
						a: recording.exchanges[at]?.answer?.body,
					}).slice(0, 700),
				);
			}
		}
		expect(found).toEqual([]);
	});
});
