/** What a check gets to work with: the node in the engine, the raw API, the journal, and the user's word. */
import { randomBytes } from 'node:crypto';
import type { CredentialStore } from '../engine/harness/index.mts';
import type { Clock } from './clock.mts';
import { runOperation, storeOf } from './engine.mts';
import type { Shipped } from './engine.mts';
import { RAW_HEADER } from './forwarder.mts';
import type { Forwarder } from './forwarder.mts';
import type { Journal, JournalEntry } from './journal.mts';
import { Declined, NoAnswer, PREFIX } from './model.mts';
import type {
	Access,
	LiveGateway,
	Made,
	RawAnswer,
	RawRequest,
	Receiver,
	World,
} from './model.mts';

/** The user has stopped the check. */
class Stopped extends Error {}

/** Longer than the forwarder may keep a request waiting for its turn. */
const RAW_MS = 300_000;

export interface WorldPlan {
	readonly gateway: LiveGateway;
	readonly access: Access;
	readonly shipped: Shipped;
	readonly forwarder: Forwarder;
	readonly journal: Journal;
	/** Of the journal: which host and account. */
	readonly place: string;
	readonly recipients: World['recipients'];
	readonly callbacks: Receiver | undefined;
	readonly clock: Clock;
	/** The user's word on a question that ends with the price. */
	agree(question: string): Promise<boolean>;
	/** From now on messages to the named recipients may go. */
	allowSending(): void;
	/** The user has had enough. */
	readonly stop?: AbortSignal;
}

const priceText = (price: { amount: string; currency?: string } | undefined): string =>
	price
		? `Price, as the gateway tells it: ${price.amount} ${price.currency ?? '(it names no currency)'}.`
		: 'The gateway tells no price beforehand: see your tariff.';

/** Of `World.raw`, without the credential. */
async function ask(url: string, request: RawRequest): Promise<RawAnswer> {
	const { method = 'POST', path, query, form, json, body, headers = {} } = request;
	const [bytes, type] = ((): [Buffer | undefined, string | undefined] => {
		if (body) return [body.bytes, body.type];
		if (json !== undefined) return [Buffer.from(JSON.stringify(json)), 'application/json'];
		if (method === 'GET') return [undefined, undefined];
		return [Buffer.from(new URLSearchParams(form).toString()), 'application/x-www-form-urlencoded'];
	})();
	const target = new URL(url + path);
	for (const [name, value] of Object.entries(query ?? {})) target.searchParams.append(name, value);
	const given = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	try {
		const response = await fetch(target, {
			method,
			headers: { ...(type ? { 'content-type': type } : {}), ...given, [RAW_HEADER]: '1' },
			redirect: 'manual',
			signal: AbortSignal.timeout(RAW_MS),
			...(bytes ? { body: bytes } : {}),
		});
		const received = Buffer.from(await response.arrayBuffer());
		const text = received.toString('utf8');
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: received,
			text,
			json: jsonIn(text),
		};
	} catch (error) {
		throw new NoAnswer('The connection to the gateway broke', { cause: error });
	}
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** @throws Stopped by everything that would ask the gateway after the user has stopped the check */
export function openWorld(plan: WorldPlan): World {
	const { gateway, access, shipped, forwarder, journal, place, clock, stop } = plan;
	// Only once a check needs the node.
	let store: CredentialStore | undefined;
	const credentials = () => (store ??= storeOf(shipped, gateway.credential(access, forwarder.url)));
	const goOn = (): void => {
		if (stop?.aborted) throw new Stopped('You stopped the check');
	};
	/** @throws what the guard said if it kept a request from going out */
	const guarded = async <T,>(work: () => Promise<T>): Promise<T> => {
		goOn();
		const before = forwarder.refusals.length;
		const done = await work();
		const refused = forwarder.refusals[before];
		if (refused !== undefined) throw new Error(refused);
		return done;
	};
	const raw: World['raw'] = async (request) => {
		const complete = request.bare ? request : await gateway.authenticate(request, access, raw);
		return await guarded(async () => await ask(forwarder.url, complete));
	};
	const world: World = {
		raw,
		async node(resource, operation, parameters = {}, rows = [{}]) {
			const from = forwarder.exchanges.length;
			const own = gateway.parameters?.(access) ?? {};
			const result = await guarded(
				async () =>
					await runOperation(
						shipped,
						credentials(),
						{ ...own, resource, operation, ...parameters },
						rows,
					),
			);
			return { ...result, exchanges: forwarder.exchanges.slice(from) };
		},
		name: (word, longest = Infinity) =>
			`${PREFIX}-${randomBytes(3).toString('hex')}-${word}`.slice(0, longest),
		made(kind, name) {
			goOn();
			const remover = gateway.removers[kind];
			if (!remover) throw new Error(`${gateway.displayName} has no remover for ${kind}`);
			let entry: JournalEntry = {
				kind,
				name,
				place,
				at: new Date(clock.now()).toISOString(),
			};
			journal.add(entry);
			const made: Made = {
				name,
				is(id) {
					entry = { ...entry, id: String(id) };
					journal.identify(entry, String(id));
				},
				gone: () => journal.forget(entry),
				// What fails stays in the journal, and is tried again at the end.
				remove: async () => await removeEntry(world, plan, entry).catch(() => undefined),
			};
			return made;
		},
		recipients: plan.recipients,
		callbacks: plan.callbacks,
		async spend(what, price) {
			goOn();
			if (!(await plan.agree(`This sends ${what}. ${priceText(price)}`))) {
				throw new Declined('You did not agree to the sending');
			}
			plan.allowSending();
		},
		access,
		now: () => clock.now(),
		async wait(ms) {
			goOn();
			await clock.sleep(ms, stop);
			goOn();
		},
	};
	return world;
}

/** Removes what an entry of the journal stands for. What seems absent stays in the journal until lists would show it. */
export async function removeEntry(
	world: World,
	{ gateway, journal, clock }: Pick<WorldPlan, 'gateway' | 'journal' | 'clock'>,
	entry: JournalEntry,
): Promise<void> {
	const remover = gateway.removers[entry.kind];
	if (!remover) throw new Error(`${gateway.displayName} has no remover for ${entry.kind}`);
	const found = await remover(world, entry);
	const age = clock.now() - Date.parse(entry.at);
	if (found !== 'absent' || age >= gateway.lagMs) journal.forget(entry);
}
