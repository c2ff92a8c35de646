/** Runs the checks of a gateway, one after the other: none stops another, and nothing that they make stays behind. */
import type { Clock } from './clock.mts';
import { triggerOf, storeOf } from './engine.mts';
import type { Shipped } from './engine.mts';
import { Forwarder } from './forwarder.mts';
import type { ForwarderPlan } from './forwarder.mts';
import { Journal } from './journal.mts';
import type { JournalEntry } from './journal.mts';
import { levels } from './model.mts';
import type {
	Access,
	Check,
	Exchange,
	Level,
	LiveGateway,
	Received,
	Verdict,
	Verdicts,
	World,
} from './model.mts';
import { Pacer } from './pacer.mts';
import { CallbackReceiver } from './receiver.mts';
import { open } from './verdicts.mts';
import { openWorld, removeEntry } from './world.mts';
import type { WorldPlan } from './world.mts';

/** What a run is given. */
export interface RunPlan {
	readonly gateway: LiveGateway;
	readonly access: Access;
	/** `https://smsc.ru` */
	readonly upstream: string;
	readonly level: Level;
	readonly recipients: World['recipients'];
	/** Where callbacks are listened for. */
	readonly callbacks?: { readonly address: string; readonly port: number };
	readonly shipped: Shipped;
	/** Where the journal lies. */
	readonly folder: string;
	readonly clock: Clock;
	/** Tells the user something. */
	say(line: string): void;
	/** Asks the user. */
	agree(question: string): Promise<boolean>;
	readonly stop?: AbortSignal;
	readonly cut?: ForwarderPlan['cut'];
}

export interface Settled {
	readonly fact: string;
	readonly level: Level;
	readonly verdict: Verdict;
}

export interface Outcome {
	readonly results: readonly Settled[];
	/** Everything that went over the wire, in order: with its secrets. */
	readonly exchanges: readonly Exchange[];
	readonly received: readonly Received[];
	/** What could not be removed; the next start tries again. */
	readonly left: readonly JournalEntry[];
	/** ISO 8601 */
	readonly startedAt: string;
}

/** So often what is left is tried again at the end. */
const CLEANING_ROUNDS = 3;
const BETWEEN_ROUNDS_MS = 2000;

/** The checks that a level has, in the order of the levels. */
export const checksOf = (gateway: LiveGateway, level: Level): Check[] =>
	levels
		.slice(0, levels.indexOf(level) + 1)
		.flatMap((one) => gateway.checks.filter((check) => check.level === one));

/** As a number or an address is compared. */
const plain = (recipient: string): string =>
	recipient.includes('@') ? recipient.trim().toLowerCase() : recipient.replace(/[\s()+.-]/g, '');

/** Keeps everything from going out that would reach somebody who was not named, or that nobody agreed to. */
function guardOf({ gateway, level, recipients }: RunPlan, maySend: () => boolean) {
	const named = [...recipients.phones, ...recipients.emails].map(plain);
	return (request: Exchange['request']): string | undefined => {
		const reached = gateway.recipients(request);
		if (reached.length === 0) return undefined;
		if (level !== 'send') return `Not sent: the level is ${level}`;
		if (!reached.every((one) => named.includes(plain(one)))) {
			return 'Not sent: it would reach somebody whom you have not named with --to';
		}
		return maySend() ? undefined : 'Not sent: you have not agreed to it';
	};
}

/** A check that fails says nothing of its facts. */
async function settle(check: Check, world: World): Promise<Verdicts> {
	try {
		return await check.run(world);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return Object.fromEntries(check.facts.map((fact) => [fact, open(why)]));
	}
}

/** Tries each entry of this account once. @returns what is left */
async function cleanOnce(world: World, plan: WorldPlan): Promise<JournalEntry[]> {
	for (const entry of plan.journal.entries(plan.place)) {
		// What fails stays in the journal, and is told of from there.
		await removeEntry(world, plan, entry).catch(() => undefined);
	}
	return plan.journal.entries(plan.place);
}

/** Removes all that is left of this account, waiting until lists would show it. */
async function clean(world: World, plan: WorldPlan): Promise<JournalEntry[]> {
	let left = await cleanOnce(world, plan);
	for (let round = 0; round < CLEANING_ROUNDS && left.length > 0; round++) {
		await plan.clock.sleep(Math.max(BETWEEN_ROUNDS_MS, plan.gateway.lagMs));
		left = await cleanOnce(world, plan);
	}
	return left;
}

/**
 * Runs all checks of the level. First removes what an earlier run left.
 *
 * @throws Error only if nothing could begin: a port that is taken, a journal that cannot be read or that another run has
 */
export async function runLive(plan: RunPlan): Promise<Outcome> {
	const { gateway, access, shipped, clock, level, say, stop } = plan;
	const iso = () => new Date(clock.now()).toISOString();
	const startedAt = iso();
	const pacer = new Pacer(gateway.paces, clock);
	const journal = new Journal(plan.folder, gateway.id);
	let maySend = false;
	const forwarder = new Forwarder({
		upstream: plan.upstream,
		turn: async (request) => await pacer.turn(request),
		refuses: guardOf(plan, () => maySend),
		...(plan.cut ? { cut: plan.cut } : {}),
		now: iso,
	});
	await forwarder.open();
	const verify =
		gateway.trigger === undefined || plan.callbacks === undefined
			? undefined
			: triggerOf(
					shipped,
					gateway.trigger,
					storeOf(shipped, gateway.credential(access, forwarder.url)),
				);
	const receiver = plan.callbacks && new CallbackReceiver(plan.callbacks.address, clock, verify);
	const results: Settled[] = [];
	let left: JournalEntry[] = [];
	try {
		await receiver?.open(plan.callbacks?.port ?? 0);
		const place = journal.place(new URL(plan.upstream).host, gateway.account(access));
		const common: WorldPlan = {
			gateway,
			access,
			shipped,
			forwarder,
			journal,
			place,
			recipients: plan.recipients,
			callbacks: receiver,
			clock,
			agree: async (question) => await plan.agree(question),
			allowSending: () => void (maySend = true),
		};
		const world = openWorld({ ...common, ...(stop ? { stop } : {}) });
		const cleaning = openWorld({ ...common, agree: async () => false });
		try {
			const elsewhere = journal.entries().filter((entry) => entry.place !== place);
			if (elsewhere.length > 0) {
				say(
					`An earlier check left something in another account: ${tellLeft(elsewhere)}. Start it with --clean and that account.`,
				);
			}
			const earlier = journal.entries(place);
			if (earlier.length > 0) {
				say(`Removing what an earlier check left: ${tellLeft(earlier)}`);
				await clean(cleaning, common);
			}
			for (const check of checksOf(gateway, level)) {
				maySend = false;
				const verdicts = await settle(check, world);
				maySend = false;
				for (const fact of check.facts) {
					const verdict = verdicts[fact] ?? open('The check came to no verdict');
					results.push({ fact, level: check.level, verdict });
					say(`${verdict.kind.padEnd(12)} ${fact}`);
				}
				await cleanOnce(cleaning, common);
			}
		} finally {
			left = await clean(cleaning, common);
		}
	} finally {
		await receiver?.close();
		await forwarder.close();
		journal.close();
	}
	const { exchanges } = forwarder;
	return { results, exchanges, received: receiver?.received ?? [], left, startedAt };
}

/** "2 group, 1 contact" */
export function tellLeft(entries: readonly JournalEntry[]): string {
	const counts = new Map<string, number>();
	for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
