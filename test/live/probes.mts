/** Checks as a table: one question to the gateway, and for each fact that its answer settles what should be in it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type {
	Check,
	Exchange,
	Level,
	NodeResult,
	RawAnswer,
	RawRequest,
	Verdict,
	Verdicts,
	World,
} from './model.mts';
import { differencesOf } from './shapes.mts';
import type { Like } from './shapes.mts';
import { confirmed, contradicted, open, shapeOf } from './verdicts.mts';

/** What an answer should be. */
export interface Expected {
	/** HTTP status; 200 if missing. */
	readonly status?: number | readonly number[];
	/** Shape of the JSON. */
	readonly json?: Like;
	/** The whole text, where it is no JSON, and what it is called. */
	readonly text?: readonly [says: string, pattern: RegExp];
	/** A further look at an answer that is as it should be. */
	readonly also?: (answer: Answered, world: World) => Verdict;
}

/** An answer, whoever asked. */
export type Answered = Pick<RawAnswer, 'status' | 'text' | 'json'> & { readonly type: string };

/** An operation of the node. */
export interface Run {
	readonly resource: string;
	readonly operation: string;
	readonly parameters?: INodeParameters;
	readonly rows?: IDataObject[];
}

type Given<T> = T | ((world: World) => T);

/** A line of the table. */
export interface Probe {
	readonly level: Level;
	readonly does: string;
	/** Asks the API itself … */
	readonly raw?: Given<RawRequest>;
	/** … or through the shipped node, whose last exchange is looked at. */
	readonly node?: Given<Run>;
	/** What should come out of the node. */
	readonly rows?: Like;
	/** Expected, by fact. */
	readonly settles: Readonly<Record<string, Expected>>;
}

const given = <T extends object>(what: Given<T>, world: World): T =>
	typeof what === 'function' ? (what as (world: World) => T)(world) : what;

function jsonIn(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** The answer of an exchange that the node had; none if the connection broke. */
function answerOf({ answer }: Pick<Exchange, 'answer'>): Answered | undefined {
	if (!answer) return undefined;
	const header = (wanted: string) =>
		answer.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
	const body = answer.body.toString('utf8');
	return { status: answer.status, text: body, json: jsonIn(body), type: header('content-type') };
}

/** Asks the API itself. */
export async function askRaw(world: World, request: RawRequest): Promise<Answered> {
	const { status, text, json, headers } = await world.raw(request);
	return { status, text, json, type: headers['content-type'] ?? '' };
}

/** What an answer is, without its data. */
export function tellAnswer({ status, text, json, type }: Answered): string {
	const told =
		json !== undefined
			? shapeOf(json)
			: text.trim() === ''
				? 'an empty body'
				: /^\s*<(?:!doctype|html)/i.test(text)
					? 'an HTML page'
					: `text of ${text.length} characters`;
	return `HTTP ${status}${type === '' ? '' : `, ${type}`}: ${told}`;
}

/** What the answer says of one fact. */
export function verdictOf(answer: Answered, expected: Expected, world: World): Verdict {
	const statuses = [expected.status ?? 200].flat();
	if (!statuses.includes(answer.status)) {
		return contradicted(`HTTP ${statuses.join(' or ')}`, tellAnswer(answer));
	}
	if (expected.text && !expected.text[1].test(answer.text)) {
		return contradicted(expected.text[0], tellAnswer(answer));
	}
	if (expected.json !== undefined) {
		const { differences, empty } = differencesOf(expected.json, answer.json);
		if (answer.json === undefined) {
			return contradicted('JSON', tellAnswer(answer));
		}
		if (differences.length > 0) {
			const tell = (of: 'expected' | 'seen') =>
				differences.map((one) => `${one.at || 'answer'}: ${one[of]}`).join('; ');
			return contradicted(tell('expected'), tell('seen'));
		}
		if (empty.length > 0) {
			const where = empty.filter((at) => at !== '').join(', ');
			return open(`The account has nothing to look at${where === '' ? '' : ` in ${where}`}`);
		}
	}
	return expected.also?.(answer, world) ?? confirmed();
}

/** The last answer that the node had. @throws if none came */
export function lastAnswer({ exchanges, failure }: NodeResult): Answered {
	const last = exchanges.at(-1);
	const answer = last && answerOf(last);
	if (answer) return answer;
	const why = failure?.message ?? 'the node asked nothing';
	throw new Error(last ? 'The connection broke' : why);
}

/** What the node's run says of one fact: what went over the wire first, then what came out. */
function verdictOfRun(
	{ resource, operation }: Run,
	{ rows, failure }: NodeResult,
	verdict: Verdict,
	expectedRows: Like | undefined,
): Verdict {
	if (verdict.kind !== 'confirmed') return verdict;
	const what = `The node's ${resource}: ${operation}`;
	if (failure) return contradicted(`${what} succeeds`, failure.message);
	const [first] = expectedRows === undefined ? [] : differencesOf(expectedRows, rows).differences;
	if (!first) return verdict;
	return contradicted(`${what} gives ${first.at}: ${first.expected}`, first.seen);
}

const runOf = async (world: World, { resource, operation, parameters, rows }: Run) =>
	await world.node(resource, operation, parameters, rows);

async function look(probe: Probe, world: World): Promise<Verdicts> {
	const facts = Object.entries(probe.settles);
	if (probe.raw) {
		const answer = await askRaw(world, given(probe.raw, world));
		return Object.fromEntries(
			facts.map(([fact, expected]) => [fact, verdictOf(answer, expected, world)]),
		);
	}
	if (!probe.node) throw new Error('A probe without a question');
	const run = given(probe.node, world);
	const result = await runOf(world, run);
	const answer = lastAnswer(result);
	return Object.fromEntries(
		facts.map(([fact, expected]) => [
			fact,
			verdictOfRun(run, result, verdictOf(answer, expected, world), probe.rows),
		]),
	);
}

/** The checks of a table. */
export const probed = (...probes: Probe[]): Check[] =>
	probes.map((probe) => ({
		facts: Object.keys(probe.settles),
		level: probe.level,
		does: probe.does,
		run: async (world) => await look(probe, world),
	}));

/** Takes down what the steps of a check say. */
export interface Ledger {
	says(fact: string, verdict: Verdict): void;
	/** Asks the API, and settles the fact by its answer. */
	asks(fact: string, request: RawRequest, expected?: Expected): Promise<Answered>;
	/** Runs the node, and settles the fact by the last answer that it had and by what came out. */
	runs(fact: string, run: Run, expected?: Expected, rows?: Like): Promise<Answered>;
}

interface Steps {
	readonly facts: readonly string[];
	readonly level: Level;
	readonly does: string;
	steps(world: World, ledger: Ledger): Promise<void>;
}

/** A check of several steps: one that fails leaves open only what was not settled before it. */
export const stepwise = ({ facts, level, does, steps }: Steps): Check => ({
	facts,
	level,
	does,
	async run(world) {
		const verdicts: Record<string, Verdict> = {};
		const ledger: Ledger = {
			says: (fact, verdict) => void (verdicts[fact] = verdict),
			async asks(fact, request, expected = {}) {
				const answer = await askRaw(world, request);
				verdicts[fact] = verdictOf(answer, expected, world);
				return answer;
			},
			async runs(fact, run, expected = {}, rows) {
				const result = await runOf(world, run);
				const answer = lastAnswer(result);
				verdicts[fact] = verdictOfRun(run, result, verdictOf(answer, expected, world), rows);
				return answer;
			},
		};
		try {
			await steps(world, ledger);
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			for (const fact of facts) verdicts[fact] ??= open(why);
		}
		return verdicts;
	},
});

/** What the API answers, which must be as expected for the check to go on. @throws with what was seen */
export async function must(
	world: World,
	request: RawRequest,
	expected: Expected = {},
): Promise<Answered> {
	const answer = await askRaw(world, request);
	const verdict = verdictOf(answer, expected, world);
	if (verdict.kind === 'contradicted') {
		throw new Error(
			`${request.path} was to answer ${verdict.expected}, and answered ${verdict.seen}`,
		);
	}
	return answer;
}

/** The first phone number that the user named, in digits. @throws if there is none */
export function namedPhone({ recipients }: World): string {
	const [phone] = recipients.phones;
	if (phone === undefined) throw new Error('Needs a phone number of yours: --to');
	return phone.replace(/\D/g, '');
}

/** The first address that the user named. @throws if there is none */
export function namedEmail({ recipients }: World): string {
	const [email] = recipients.emails;
	if (email === undefined) throw new Error('Needs an e-mail address of yours: --to');
	return email;
}

/** @throws if the user gave no public address */
export function listening({ callbacks }: World) {
	if (!callbacks) throw new Error('Needs a public address that leads here: --callback-url');
	return callbacks;
}

/** The value at a path of names and indexes; `undefined` if it is not there. */
export const valueAt = (value: unknown, ...path: Array<string | number>): unknown =>
	path.reduce<unknown>(
		(inner, name) =>
			typeof inner === 'object' && inner !== null
				? (inner as Record<string | number, unknown>)[name]
				: undefined,
		value,
	);
