/** The live check against a simulated gateway, in this process, with a user who says yes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { runCli } from '../cli.mts';
import type { CliPlan } from '../cli.mts';
import type { Clock } from '../clock.mts';
import type { Load } from '../engine.mts';
import { liveGateways, type LiveId } from '../gateways.mts';
import type { Terminal } from '../terminal.mts';

/** The nodes from their sources. */
export const loadSources: Load = (file) =>
	jest.requireActual<Record<string, unknown>>(path.join(projectRoot(), `${file}.ts`));

/** A user who answers each question with the same word, and everything that was shown. */
export function scriptedTerminal(answer = 'yes'): Terminal & { shown: string[] } {
	const shown: string[] = [];
	const ask = async (question: string) => {
		shown.push(question);
		return answer;
	};
	return { shown, say: (line) => void shown.push(line), ask, askSecret: ask, close: () => {} };
}

const STEP_MS = 1000;

/** Waiting moves the sandbox's clock, and takes no time; in steps, so that a wait can end early. */
export const clockOf = ({ clock }: Pick<Sandbox, 'clock'>): Clock => ({
	now: () => clock.now(),
	async sleep(ms, signal) {
		for (let left = ms; left > 0 && !signal?.aborted; left -= STEP_MS) {
			await clock.advance(Math.min(left, STEP_MS));
		}
	},
});

export interface Ran {
	readonly code: number;
	readonly shown: string;
	/** The report; empty if there is none. */
	readonly report: string;
	/** The journal; `undefined` if there is none. */
	readonly journal: string | undefined;
}

export interface LiveBench {
	readonly sandbox: Sandbox;
	/** Of journal and report. */
	readonly folder: string;
	/** Runs `npm run live -- <id> --host <sandbox> …args` with the environment that names the credentials. */
	run(args?: readonly string[], more?: Partial<CliPlan>): Promise<Ran>;
	close(): Promise<void>;
}

const textIn = (file: string): string | undefined => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
};

/**
 * Starts a sandbox whose time stands still but for what the live check waits.
 *
 * @param access what the sandbox accepts, by the names of the gateway's `access`
 */
export async function openLiveBench(
	id: LiveId,
	access: Readonly<Record<string, string>>,
): Promise<LiveBench> {
	const sandbox = (await startSandbox({ gateways: [id], clock: { speed: 0 } })) as Sandbox;
	const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
	const gateway = liveGateways[id];
	return {
		sandbox,
		folder,
		async run(args = [], more = {}) {
			const terminal = scriptedTerminal();
			const environment = Object.fromEntries(
				gateway.access.map(({ name, variable }) => [variable, access[name] ?? '']),
			);
			const code = await runCli({
				args: [id, ...(args.includes('--host') ? [] : ['--host', sandbox[id].url]), ...args],
				environment,
				terminal,
				load: loadSources,
				folder,
				clock: clockOf(sandbox),
				...more,
			});
			return {
				code,
				shown: terminal.shown.join('\n'),
				report: textIn(path.join(folder, `${id}.md`)) ?? '',
				journal: textIn(path.join(folder, `${id}.json`)),
			};
		},
		async close() {
			await sandbox.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
