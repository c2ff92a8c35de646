/** `npm run demo`: the example workflows in a real n8n against the simulated gateways. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Registry } from '../sandbox/framework/start.mts';
import { gateways } from '../sandbox/gateways.mts';
import { runDemo, type Demo } from './demo/run.mts';
import { STEPS } from './demo/steps.mts';
import { groups, summary, table } from './demo/table.mts';

const SHOWN_PROBLEMS = 20;
const USAGE = `npm run demo -- [--keep] [--all] [--port N]
  --keep     leave n8n and the gateways running, to look around in the editor
  --all      a line for each message
  --port N   the editor's port`;

const startedAt = Date.now();

function say(text: string): void {
	const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
	console.log(`[${seconds} s] ${text}`);
}

function printOutcome({ rows, problems }: Demo, isWhole: boolean): void {
	console.log(`\n${isWhole ? table(rows) : groups(rows)}\n`);
	for (const { id, name } of STEPS) {
		const own = rows.filter(({ gateway }) => gateway === id);
		console.log(`${name}: ${own.length} messages: ${summary(own)}`);
	}
	if (problems.length === 0) {
		console.log('Every accepted message was reported once, with the right final status.');
		return;
	}
	console.log(`Not everything happened (${problems.length}):`);
	for (const problem of problems.slice(0, SHOWN_PROBLEMS)) console.log(`  - ${problem}`);
	if (problems.length > SHOWN_PROBLEMS) console.log('  - ...');
}

/** Where a gateway of the sandbox is, and what it lets in. */
function accessOf(
	sandbox: Demo['sandbox'],
	id: keyof Demo['sandbox'] & keyof typeof gateways,
): string {
	const { url, settings } = sandbox[id];
	const credentials = Object.entries((gateways as Registry)[id]?.credentials(settings) ?? {});
	return [
		`  ${id.padEnd(9)} ${url}`,
		...credentials.map(([name, value]) => `            ${name}: ${value}`),
	].join('\n');
}

async function keepRunning({ n8n, sandbox }: Demo): Promise<void> {
	console.log(`
All are still running; Ctrl+C stops them.
  editor    ${n8n.url}
  e-mail    ${n8n.owner.email}
  password  ${n8n.owner.password}
  inbox     ${sandbox.controlUrl}/

The gateways, with what their credentials take:
${STEPS.map(({ id }) => accessOf(sandbox, id)).join('\n')}

What to do next: sign in to the editor, open one of the workflows, change a text and run it. The message is in the inbox a moment later;
there, make it be delivered, read or fail, and see the execution that the trigger starts.`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	say('Stopping');
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			all: { type: 'boolean', default: false },
			keep: { type: 'boolean', default: false },
			port: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	const demo = await runDemo({ say, port: values.port ? Number(values.port) : undefined });
	printOutcome(demo, values.all);
	if (values.keep) await keepRunning(demo);
	else console.log('\nTo look around in the editor and in the inbox: npm run demo -- --keep');
	await demo.close();
	return demo.problems.length === 0 ? 0 : 1;
}

main().then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
