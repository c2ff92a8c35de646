/**
 * Secrets of many shapes, sent back in many spellings, at every offset around each place where a text is cut: no part of one
 * shows in anything that the package prints.
 */
import '../harness/withoutPauses.mts';
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { inputRows, withTrigger } from '../../contract/table.mts';
import {
	activate,
	callWebhook,
	CredentialStore,
	openDropdown,
	runNode,
	testCredential,
} from '../harness/index.mts';
import type { DropdownSearch } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { partsShown } from './runs.mts';
import { type Answer, PlainServer, type Seen } from './server.mts';

/** The same numbers in every run, so that what fails fails again. */
function random(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const signs = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Alphabets of secrets; those of the first list can stand in a header. */
const plainShapes = [
	letters,
	'0123456789abcdef',
	`${letters}+/=`,
	`${letters}._-~`,
	letters + signs,
];
const shapes = [
	...plainShapes,
	`${letters}абвгдежзиклмнопрстуфхцчшщэюя №`,
	signs + signs + letters,
];

function secretOf(pick: (below: number) => number, alphabets: string[]): string {
	const alphabet = [...(alphabets[pick(alphabets.length)] ?? letters)];
	const inner = Array.from({ length: 24 + pick(30) }, () => alphabet[pick(alphabet.length)]);
	// White space at the ends would be no part of it.
	return `k${inner.join('')}z`;
}

const entity = (text: string, write: (code: number) => string): string =>
	Array.from(text, (character) =>
		/[A-Za-z0-9]/.test(character) ? character : write(character.codePointAt(0) ?? 0),
	).join('');

const html = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#039;');

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const percent = (text: string): string =>
	encodeURIComponent(text).replaceAll(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);

const ascii = (text: string): string =>
	json(text).replaceAll(
		/[^\x20-\x7e]|[<>&'/]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** How a server may write what it was sent. */
const spellings: Array<(text: string) => string> = [
	(text) => text,
	percent,
	(text) => percent(text).replaceAll(/%../g, (code) => code.toLowerCase()),
	(text) => percent(text).replaceAll('%20', '+'),
	(text) => percent(percent(text)),
	json,
	(text) => json(text).replaceAll('/', '\\/'),
	ascii,
	html,
	(text) => entity(text, (code) => `&#${code};`),
	(text) => entity(text, (code) => `&#x${code.toString(16)};`),
	(text) => html(json(text)),
	(text) => json(html(text)),
	(text) => json(json(text)),
	(text) => Buffer.from(text).toString('base64'),
	(text) => Buffer.from(`user:${text}`).toString('base64url'),
	(text) => Buffer.from(text).toString('hex'),
	(text) => text.replaceAll('<', '‹').replaceAll('>', '›'),
];

/** Places where a text is cut somewhere. */
const cuts = [40, 60, 100, 200, 2000, 5000];

/** Text that no reading of a secret can be part of, up to somewhere before a cut. */
function padding(pick: (below: number) => number): string {
	const cut = cuts[pick(cuts.length)] ?? 40;
	return 'и это '.repeat(900).slice(0, Math.max(1, cut - pick(70)));
}

/** Answers with what it was sent somewhere in them. */
const answers: Array<(echo: string) => Answer> = [
	(echo) => ({ status: 500, headers: { 'content-type': 'text/html' }, body: `<p>${echo}</p>` }),
	(echo) => ({ status: 503, body: echo }),
	(echo) => ({ status: 404, body: `<html><body><b>No</b> <pre>${echo} was not found</pre>` }),
	(echo) => ({
		status: 400,
		body: JSON.stringify({ type: 'error', msg: echo, error: echo, error_code: 6, message: echo }),
	}),
	(echo) => ({ status: 401, body: JSON.stringify({ error: echo, message: echo, error_code: 2 }) }),
	(echo) => ({
		status: 422,
		body: JSON.stringify({ error: { [echo]: [echo] }, errors: { phone: [echo] }, message: echo }),
	}),
	(echo) => ({ status: 200, body: `{"id": ${echo}` }),
	(echo) => ({
		status: 200,
		body: JSON.stringify({ id: 12, cnt: 1, error: '', note: echo, [echo]: { deep: [echo] } }),
	}),
	(echo) => ({ status: 200, body: JSON.stringify([{ id: 1, name: echo, nested: { echo } }]) }),
	(echo) => ({ status: 302, headers: { location: `/x?${encodeURIComponent(echo)}` }, body: echo }),
];

interface Subject {
	one: CredentialCase;
	pick: (below: number) => number;
	login: string[];
	secrets: string[];
}

/** The case with secrets of its own. */
function subjectOf(given: CredentialCase, seed: number): Subject {
	const pick = random(seed);
	const replaced = new Map(
		given.secrets.map((secret) => {
			const inHeader = given.table.gateway.id === 'sendpulse' && !secret.startsWith('callback');
			return [secret, secretOf(pick, inHeader ? plainShapes : shapes)];
		}),
	);
	const swapped = (value: unknown): unknown => {
		if (typeof value === 'string') return replaced.get(value) ?? value;
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, swapped(one)]));
	};
	const own = [...replaced.values()];
	const one = {
		...given,
		secrets: own,
		data: (url: string) => swapped(given.data(url)) as IDataObject,
	};
	const login = [secretOf(pick, [letters]), secretOf(pick, [letters, `${letters}-._~`])];
	return { one, pick, login, secrets: own };
}

const server = new PlainServer();
beforeAll(async () => await server.open());
afterAll(async () => await server.close());

/** What was sent back, to repeat a failure by hand. */
let told: string[] = [];

/** Each request is answered in another way. */
function answering({ pick }: Subject, secrets: string[]): (request: Seen) => Answer {
	return () => {
		const secret = secrets[pick(secrets.length)] ?? '';
		const spell = spellings[pick(spellings.length)] ?? String;
		const end = pick(2) === 0 ? ' и всё' : ' и это'.repeat(50);
		const echo = `${padding(pick)}${spell(secret)}${end}`;
		told.push(echo);
		return (answers[pick(answers.length)] as (echo: string) => Answer)(echo);
	};
}

const store = ({ one }: Subject) =>
	new CredentialStore({ [one.name]: one.data(server.url) as never }, { [one.name]: one.type });

async function run(
	subject: Subject,
	parameters: INodeParameters,
	{ stopping = false, dry = false, proxied = false, count = 4 } = {},
): Promise<object> {
	const { one, login } = subject;
	const proxy = server.url.replace('//', `//${login.map(encodeURIComponent).join(':')}@`);
	const { outputs, error, log, thrown, taskData, contextData, staticData, stored } = await runNode({
		nodeType: one.table.node,
		credentials: store(subject),
		parameters: {
			...parameters,
			...one.chosen,
			options: { ...(parameters.options as object), rawAnswer: true, dryRun: dry },
			requestOptions: { timeout: 60_000, ...(proxied ? { proxy } : {}) },
		},
		items: inputRows(one.table, count),
		node: stopping ? {} : { onError: 'continueErrorOutput' },
	});
	const errors = thrown.map((one) => (one as Error).message);
	// The stored form has the node's parameters, where the user has put the proxy's login.
	const kept = proxied ? undefined : stored;
	return { outputs, error, log, errors, taskData, contextData, staticData, kept };
}

const nothingShown = (seen: unknown, secrets: string[]) => {
	const found = partsShown(seen, secrets);
	if (found.length > 0)
		throw new Error(`${found.slice(0, 5).join('\n')}\nof ${secrets.join('\n')}`);
};

const cases = credentialCases.map(
	(one, index) => [`${one.name}, ${one.secrets[0]?.slice(0, 8)}`, one, index] as const,
);

describe.each(cases)('%s', (_name, given, index) => {
	const operations: Array<[string, INodeParameters]> = [
		...given.table.sending.map(({ name, parameters }): [string, INodeParameters] => [
			name,
			parameters,
		]),
		...(given.read ? [['a read, one call an item', given.read] as [string, INodeParameters]] : []),
	];
	let subject: Subject;
	let seed = index * 1000;
	beforeEach(() => {
		seed += 1;
		told = [];
		server.seen.length = 0;
		subject = subjectOf(given, seed);
		server.answer = answering(subject, subject.secrets);
	});

	describe.each(operations)('%s', (_what, parameters) => {
		test('error output, raw answer, log and execution data', async () => {
			const runs = Array.from({ length: 8 }, async () => await run(subject, parameters));
			nothingShown(await Promise.all(runs), subject.secrets);
			expect(told.length).toBeGreaterThan(3);
		});

		test('an error that stops the node', async () => {
			const runs = Array.from(
				{ length: 12 },
				async () => await run(subject, parameters, { stopping: true, count: 1 }),
			);
			nothingShown(await Promise.all(runs), subject.secrets);
			expect(told.length).toBeGreaterThan(3);
		});

		test('the login of a proxy', async () => {
			const [user = '', password = ''] = subject.login;
			const secrets = [user, password, `${user}:${password}`];
			server.answer = answering(subject, secrets);
			const runs = [false, true, false, true, false].map(
				async (stopping) => await run(subject, parameters, { proxied: true, stopping, count: 2 }),
			);
			nothingShown(await Promise.all(runs), secrets);
			expect(server.seen.length).toBeGreaterThan(2);
			// n8n asks for a new token in its own way.
			const calls = server.seen.filter(({ url }) => !url.startsWith('/oauth'));
			expect(calls.every(({ url }) => url.startsWith('http://'))).toBe(true);
		});
	});

	test.each(given.table.sending.map(({ name, parameters }) => [name, parameters] as const))(
		'a dry run of %s',
		async (_what, parameters) => {
			for (const count of [1, 5, 11]) {
				nothingShown(await run(subject, parameters, { dry: true, count }), subject.secrets);
			}
		},
	);

	test.each(operations)('secrets in the rows of %s', async (_what, parameters) => {
		server.answer = () => ({ status: 200, body: '{"id":1,"cnt":1}' });
		const { pick, one, secrets } = subject;
		const around = (secret: string) =>
			`${'а б'.repeat(40).slice(0, pick(102))}${secret}${'я'.repeat(pick(20))}`;
		const row = (index: number): INodeExecutionData => {
			const secret = secrets[index % secrets.length] ?? '';
			const odd = index % 4 === 0 ? { [around(secret)]: { [secret]: 1 } } : around(secret);
			return {
				json: {
					recipient: index % 3 === 0 ? odd : one.table.recipient(index),
					text: index % 3 === 1 ? odd : `№ ${index} ${around(secret)}`,
					reference: around(secret),
					customer: around(secret),
				},
			};
		};
		const items = Array.from({ length: 24 }, (_, index) => row(index));
		for (const dryRun of [true, false]) {
			const { outputs, log } = await runNode({
				nodeType: one.table.node,
				credentials: store(subject),
				parameters: { ...parameters, ...one.chosen, options: { rawAnswer: true, dryRun } },
				items,
				node: { onError: 'continueErrorOutput' },
			});
			// n8n itself puts the fields of the input back into a failed row.
			const own = outputs.flat().map(({ json }) => ({
				...json,
				...(json.error === undefined
					? {}
					: { recipient: undefined, text: undefined, reference: undefined, customer: undefined }),
			}));
			nothingShown({ own, log }, secrets);
			expect(own).not.toEqual([]);
		}
	});

	test('the test of the credential', async () => {
		for (let count = 0; count < 30; count++) {
			nothingShown(
				await testCredential(subject.one.type, subject.one.data(server.url)),
				subject.secrets,
			);
		}
		expect(told.length).toBeGreaterThan(5);
	});

	const lists = (new given.table.node() as INodeType).methods?.listSearch ?? {};
	const listNames = Object.keys(lists);
	(listNames.length > 0 ? test : () => {})('its drop-downs', async () => {
		const searches = Object.values(lists) as DropdownSearch[];
		const opened = searches.map(async (search) => {
			const node = {
				nodeType: given.table.node,
				credentials: store(subject),
				parameters: { ...given.chosen },
			};
			return await openDropdown(node, search).catch((error: Error) => ({
				...error,
				text: error.message,
			}));
		});
		nothingShown(await Promise.all(opened), subject.secrets);
		expect(told.length).toBeGreaterThan(0);
	});

	test('a report that repeats the secret of the callbacks', async () => {
		const callbackSecret = subject.secrets.at(-1) ?? '';
		const { pick } = subject;
		let reports = 0;
		const { callbacks, trigger } = withTrigger(given.table);
		for (let count = 0; count < 20; count++) {
			const call = callbacks.genuine(callbacks.final, String(100 + count));
			const spell = spellings[pick(spellings.length)] ?? String;
			const echo = `${padding(pick)}${spell(callbackSecret)} и всё`;
			const query = new URLSearchParams(call.query);
			for (const name of ['secret', 'note'])
				query.set(name, name === 'note' ? echo : callbackSecret);
			const { workflowData, log } = await callWebhook({
				nodeType: trigger,
				credentials: store(subject),
				parameters: { ...given.chosen, ...callbacks.everyStatus },
				method: call.method,
				url: `?${query.toString()}`,
				headers: call.headers,
				rawBody: call.body,
			});
			reports += workflowData?.[0]?.length ?? 0;
			nothingShown({ workflowData, log }, [callbackSecret]);
		}
		// Signatures of another secret are no use here.
		if (!['smsc', 'sendpulse', 'smsru'].includes(given.table.gateway.id))
			expect(reports).toBeGreaterThan(0);
	});
});

const grant = credentialCases.find(({ name }) => name === 'messageGatewaysSendPulseOAuth2Api');

describe('a token that was renewed during a call', () => {
	const operations = [
		...(grant?.table.sending ?? []).map(({ name, parameters }) => [name, parameters] as const),
		['a read, one call an item', grant?.read ?? {}] as const,
	];
	test.each(operations)('%s', async (_what, parameters) => {
		for (let seed = 1; seed <= 3; seed++) {
			const subject = subjectOf(grant as CredentialCase, seed + 77);
			const fresh = secretOf(subject.pick, plainShapes);
			const stored = subject.secrets[1] ?? '';
			const echoing = answering(subject, [fresh]);
			server.seen.length = 0;
			server.answer = (request) => {
				if (request.url.startsWith('/oauth')) {
					const token = { access_token: fresh, token_type: 'Bearer', expires_in: 3600 };
					return { status: 200, body: JSON.stringify(token) };
				}
				return request.headers.includes(json(stored)) ? { status: 401 } : echoing(request);
			};
			nothingShown(await run(subject, parameters, { stopping: seed === 2 }), [
				...subject.secrets,
				fresh,
			]);
			expect(server.seen.some(({ url }) => url.startsWith('/oauth'))).toBe(true);
		}
	});

	test('while the trigger is registered', async () => {
		const subject = subjectOf(grant as CredentialCase, 99);
		server.answer = answering(subject, subject.secrets);
		const { error, log } = await activate({
			nodeType: withTrigger(subject.one.table).trigger,
			credentials: store(subject),
			parameters: subject.one.chosen,
		});
		const words = error instanceof Error ? { ...error, text: error.message } : error;
		nothingShown({ words, log }, subject.secrets);
	});
});
