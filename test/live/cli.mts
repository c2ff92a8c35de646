/** `npm run live`: from the command line to the report. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { askAccess, secretsOf } from './access.mts';
import { BadArguments, readArguments, USAGE } from './arguments.mts';
import type { Arguments } from './arguments.mts';
import type { Clock } from './clock.mts';
import { shippedOf } from './engine.mts';
import type { Load } from './engine.mts';
import { factsOf } from './facts.mts';
import type { ForwarderPlan } from './forwarder.mts';
import { levels } from './model.mts';
import type { Level, LiveGateway } from './model.mts';
import { redactRecording } from './recording/redact.mts';
import type { RecordingPlan } from './recording/redact.mts';
import { reviewRecording } from './recording/review.mts';
import { reportOf, tellCounts } from './report.mts';
import { checksOf, runLive } from './run.mts';
import type { Outcome, RunPlan } from './run.mts';
import type { Terminal } from './terminal.mts';

export interface CliPlan {
	/** What stands behind `npm run live --`. */
	readonly args: readonly string[];
	/** Where credentials may stand; they are taken out. */
	readonly environment: NodeJS.ProcessEnv;
	readonly terminal: Terminal;
	readonly load: Load;
	/** For journal and report. */
	readonly folder: string;
	readonly clock: Clock;
	/** The user has had enough. */
	readonly stop?: AbortSignal;
	readonly cut?: ForwarderPlan['cut'];
}

const root = projectRoot();

const versionOf = (file: string): string =>
	(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

/** Of what takes part. */
function versions(): Record<string, string> {
	const own = createRequire(path.join(root, 'package.json'));
	const of = (name: string) =>
		versionOf(path.join(path.dirname(own.resolve(name)), '..', 'package.json'));
	return {
		'n8n-nodes-message-gateways': versionOf(path.join(root, 'package.json')),
		'n8n-core': of('n8n-core'),
		'Node.js': process.versions.node,
	};
}

const meaning: Readonly<Record<Level, string>> = {
	read: 'changes nothing',
	write: 'makes something of its own and removes it',
	send: 'sends, after the price is told and you agree; only to those whom you named',
};

/** What is going to be done, level by level. */
function planLines({ gateway, level, upstream, recipients, callbacks }: Arguments): string[] {
	const checks = checksOf(gateway, level);
	const facts = checks.reduce((sum, check) => sum + check.facts.length, 0);
	const lines = [
		`${gateway.displayName} at ${upstream}: ${checks.length} checks of ${facts} facts.`,
	];
	for (const one of levels) {
		const own = checks.filter((check) => check.level === one);
		if (own.length === 0) continue;
		lines.push('', `${one}: ${meaning[one]}`);
		lines.push(...[...new Set(own.map(({ does }) => does))].map((does) => `  - ${does}`));
	}
	const { phones, emails } = recipients;
	if (level === 'send')
		lines.push('', `Messages go to nobody but ${[...phones, ...emails].join(', ')}.`);
	if (callbacks) {
		lines.push(
			'',
			`Callbacks to ${callbacks.address} are awaited at port ${callbacks.port} of this machine.`,
		);
	}
	lines.push(
		'',
		level === 'send' ? 'Only sending costs money.' : 'Costs nothing that is known of.',
	);
	return lines;
}

const isYes = (answer: string | undefined): boolean => /^\s*(?:y|yes|да|д)\s*$/i.test(answer ?? '');

/** A yes; anything else, and Ctrl+C, is a no. */
async function agrees(
	{ terminal, stop }: Pick<CliPlan, 'terminal' | 'stop'>,
	question: string,
): Promise<boolean> {
	const stopped = new Promise<undefined>((resolve) => {
		if (stop?.aborted) resolve(undefined);
		else stop?.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	return isYes(await Promise.race([terminal.ask(`${question} (yes/no) `), stopped]));
}

/** Replaces the secrets and whom the user named. */
function hiderOf({ gateway, recipients }: Arguments, access: RunPlan['access']) {
	const known: Array<[value: string, standIn: string]> = [
		...secretsOf(gateway, access).map((value): [string, string] => [value, '[secret]']),
		...[gateway.account(access)].map((value): [string, string] => [value, '[account]']),
		...[...recipients.phones, ...recipients.phones.map((phone) => phone.replace(/\D/g, ''))].map(
			(value): [string, string] => [value, '[number]'],
		),
		...recipients.emails.map((value): [string, string] => [value, '[address]']),
	];
	const longestFirst = known.sort(([a], [b]) => b.length - a.length);
	return (text: string): string =>
		longestFirst.reduce((hidden, [value, standIn]) => hidden.replaceAll(value, standIn), text);
}

/** What the recording is made of; the report is redacted by it as well. */
function recordingPlan(
	args: Arguments,
	access: RunPlan['access'],
	outcome: Outcome,
): RecordingPlan {
	const { gateway, level, upstream } = args;
	return {
		gateway: gateway.id,
		host: new URL(upstream).host,
		level,
		date: outcome.startedAt.slice(0, 10),
		facts: Object.fromEntries(outcome.results.map(({ fact, verdict }) => [fact, verdict.kind])),
		secrets: [...secretsOf(gateway, access), gateway.account(access)],
	};
}

/** What the page says of a fact, for the report. */
function sayerOf(gateway: LiveGateway): (fact: string) => string {
	const { facts } = factsOf(gateway.id);
	return (wanted) => {
		const found = facts.find(({ ids }) => ids.includes(wanted));
		return found ? `${found.section}: ${found.says}` : '';
	};
}

function writeReport(
	plan: CliPlan,
	args: Arguments,
	outcome: Outcome,
	hide: (text: string) => string,
): string {
	const { gateway, level, upstream } = args;
	const { host } = new URL(upstream);
	const text = reportOf({
		gateway,
		host,
		level,
		outcome,
		versions: versions(),
		says: sayerOf(gateway),
		hide,
	});
	const file = args.report ?? path.join(plan.folder, `${gateway.id}.md`);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

/** @returns the exit code: 0 when nothing is contradicted and nothing left, 1 otherwise, 2 for a wrong call, 130 when stopped */
export async function runCli(plan: CliPlan): Promise<number> {
	const { terminal, clock, folder, stop } = plan;
	let args: Arguments | 'help';
	try {
		args = readArguments(plan.args);
	} catch (error) {
		if (!(error instanceof BadArguments)) throw error;
		terminal.say(error.message);
		terminal.say('npm run live -- --help tells of the options.');
		return 2;
	}
	if (args === 'help') {
		terminal.say(USAGE);
		return 0;
	}
	const { gateway, upstream, level, recipients, callbacks } = args;
	const access = await askAccess(gateway, plan.environment, terminal, callbacks !== undefined);
	if (plan.args.some((one) => secretsOf(gateway, access).some((secret) => one.includes(secret)))) {
		terminal.say(
			'A credential stands on the command line, where others see it and shells keep it. Change it at the gateway, and start again without it.',
		);
		return 2;
	}
	for (const line of planLines(args)) terminal.say(line);
	if (!args.yes && !(await agrees(plan, '\nGo on?'))) {
		terminal.say('Nothing was done.');
		return stop?.aborted ? 130 : 0;
	}
	const outcome = await runLive({
		gateway: args.clean ? { ...gateway, checks: [] } : gateway,
		access,
		upstream,
		level,
		recipients,
		...(callbacks ? { callbacks } : {}),
		shipped: shippedOf(gateway.id, plan.load),
		folder,
		clock,
		say: (line) => terminal.say(line),
		agree: async (question) => await agrees(plan, `${question} Go on?`),
		...(stop ? { stop } : {}),
		...(plan.cut ? { cut: plan.cut } : {}),
	});
	const { results, left } = outcome;
	if (left.length > 0) {
		terminal.say(
			'Something could not be removed. The next start tries again; --clean does nothing else.',
		);
	}
	if (!args.clean) {
		const heard = { exchanges: outcome.exchanges, callbacks: outcome.received };
		const recordingOf = recordingPlan(args, access, outcome);
		const hide = hiderOf(args, access);
		const { text } = redactRecording(heard, recordingOf);
		const file = writeReport(plan, args, outcome, (seen) => text(hide(seen)));
		terminal.say(`${tellCounts(results)}. The report, without anything secret: ${file}`);
		if (args.record !== undefined) {
			const recorded = await reviewRecording({
				heard,
				plan: recordingOf,
				recipients: [...recipients.phones, ...recipients.emails],
				terminal,
				folder: args.record,
				load: plan.load,
			});
			if (recorded !== undefined) terminal.say(`The recording: ${recorded}`);
		}
	}
	if (stop?.aborted) return 130;
	return left.length > 0 || results.some(({ verdict }) => verdict.kind === 'contradicted') ? 1 : 0;
}

/** The package as it is published. */
export const loadDist: Load = (file) => {
	const built = path.join(root, 'dist', `${file}.js`);
	if (!existsSync(built)) throw new Error('The package is not built: npm run build');
	return createRequire(built)(built) as Record<string, unknown>;
};
