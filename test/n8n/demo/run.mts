import { startSandbox } from '../../sandbox/index.mts';
import { startN8n, type N8nInstance } from '../index.mts';
import { playChatbots } from './chatbot.mts';
import { playStep, type DemoHost, type StepOutcome } from './play.mts';
import type { DemoSandbox } from './step.mts';
import { STEPS } from './steps.mts';

interface DemoOptions extends Pick<DemoHost, 'say'> {
	/** The editor's port; any free one by default. */
	port?: number;
}

export interface Demo extends StepOutcome {
	n8n: N8nInstance;
	sandbox: DemoSandbox;
	close(): Promise<void>;
}

/** Starts the gateways and n8n, plays the example workflows of each through, and says what is missing. */
export async function runDemo({ say, port }: DemoOptions): Promise<Demo> {
	const sandbox: DemoSandbox = await startSandbox({
		// n8n starts 120 workflows at once.
	});
	let n8n: N8nInstance | undefined;
	try {
		for (const { id, name } of STEPS) say(`The simulated ${name} answers at ${sandbox[id].url}`);
		say('Starting n8n with the packed package ...');
		n8n = await startN8n({ port, editor: true });
		say(`n8n answers at ${n8n.url}`);
		const instance = n8n;
		const outcomes: StepOutcome[] = [];
		for (const step of STEPS) {
			step.prepare(sandbox);
			outcomes.push(await playStep(step, { n8n: instance, sandbox, say }));
		}
		const ofChatbots = await playChatbots({ n8n: instance, sandbox, say });
		return {
			rows: outcomes.flatMap(({ rows }) => rows),
			problems: [...outcomes.flatMap(({ problems }) => problems), ...ofChatbots],
			n8n: instance,
			sandbox,
			async close() {
				await instance.close();
				await sandbox.close();
			},
		};
	} catch (error) {
		const log = n8n?.log().trimEnd().split('\n').slice(-20).join('\n');
		await n8n?.close();
		await sandbox.close();
		if (log && error instanceof Error) error.message += `\nThe last lines of n8n's log:\n${log}`;
		throw error;
	}
}
