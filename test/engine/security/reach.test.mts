/** A call that never got to the gateway is never "unknown", and no proxy is gone around. */
import '../harness/withoutPauses.mts';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { allTimeRunsOut, timeLimitMs } from '../harness/timeLimit.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { type Act, answers, says, useProxy } from './proxy.mts';
import { useServer } from './server.mts';

const gateway = useServer();

const proxy = useProxy();

interface Shown {
	text: string;
	details: IDataObject;
}

/** A gateway outside could not call the tables' Callback URL, which would be refused first. */
const callable = (parameters: INodeParameters): INodeParameters =>
	JSON.parse(
		JSON.stringify(parameters).replace('http://127.0.0.1:9/', 'https://n8n.example.com/'),
	) as INodeParameters;

/** Runs an operation; every row fails, and all in the same words. */
async function failureOf(
	one: CredentialCase,
	parameters: INodeParameters,
	{ url = gateway.url, requestOptions = {}, more = {} as IDataObject } = {},
): Promise<Shown> {
	const { outputs, error } = await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: { ...one.data(url), ...more } as never },
			{ [one.name]: one.type },
		),
		parameters: {
			...callable(parameters),
			...one.chosen,
			requestOptions,
		},
		items: inputRows(one.table, 1),
		node: { onError: 'continueErrorOutput' },
	});
	expect(error?.message).toBeUndefined();
	expect(outputs[0] ?? []).toEqual([]);
	const row = outputs[1]?.[0]?.json ?? {};
	return { text: String(row.error), details: (row.details ?? {}) as IDataObject };
}

const operationsOf = (one: CredentialCase): Array<[string, INodeParameters]> => [
	...one.table.sending
		.slice(0, 1)
		.map(({ name, parameters }) => [name, parameters] as [string, INodeParameters]),
	...(one.read ? [['a read, one call an item', one.read] as [string, INodeParameters]] : []),
];

const cases = credentialCases.flatMap((one) =>
	operationsOf(one).map(
		([what, parameters]) =>
			[`${Object.keys(one.data('')).join(' ')}: ${what}`, one, parameters] as const,
	),
);

/** It says nothing more, until no time is left. */
const silent: Act = () => allTimeRunsOut();

const neverKnown = ({ details }: Shown) => {
	expect(details.kind).not.toBe('outcomeUnknown');
	if (details.outcome !== undefined) expect(details.outcome).toBe('notSent');
};

describe.each(cases)('%s', (_name, one, parameters) => {
	test.each([
		'127.0.0.1:8080',
		'localhost:8080',
		'htps://127.0.0.1',
		'https//127.0.0.1',
		'https://127.0.0.1:99999',
		'https://127.0.0.1:0',
		'https://127.0.0.1 :80',
		'https://exa mple.com',
		'https://127.0.0.1/?a=1',
		'https://https://127.0.0.1',
	])('the address %s is refused, naming its field', async (url) => {
		const seen = await failureOf(one, parameters, { url });
		neverKnown(seen);
		expect(seen.text).toMatch(/^Base URL in the credential “/);
		expect(seen.details.hint).toMatch(/https:\/\//);
	});

	test.each(['socks5://127.0.0.1:9', 'ftp://127.0.0.1:9', 'http://a b:1', 'http://[::1'])(
		'the proxy %s is refused, naming its field',
		async (address) => {
			const seen = await failureOf(one, parameters, { requestOptions: { proxy: address } });
			expect(seen.text).toMatch(/^Proxy “/);
			expect(seen.details.hint).toMatch(/http:\/\/myproxy:3128/);
			neverKnown(seen);
			expect(gateway.seen).toEqual([]);
		},
	);

	test.each([
		['without a login', ''],
		['with a login', 'ann:pass@'],
	])('a proxy without a scheme, %s, is used', async (_how, login) => {
		proxy.act = answers(407);
		const address = `${login}127.0.0.1:${proxy.port}`;
		const seen = await failureOf(one, parameters, { requestOptions: { proxy: address } });
		expect(gateway.seen).toEqual([]);
		expect(seen.text).toMatch(/proxy asks for a login/);
		expect(proxy.told.length).toBeGreaterThan(0);
	});

	test('the login of a proxy is read as it is meant', async () => {
		proxy.act = answers(407);
		// n8n alone would cut the password at its colon.
		const address = `http://ann:p%3Ass%40@127.0.0.1:${proxy.port}`;
		const seen = await failureOf(one, parameters, { requestOptions: { proxy: address } });
		expect(seen.text).toMatch(/proxy asks for a login/);
		const login = Buffer.from('ann:p:ss@').toString('base64');
		expect(proxy.told.at(-1)?.toLowerCase()).toContain(
			`proxy-authorization: basic ${login}`.toLowerCase(),
		);
	});

	test.each([
		...[302, 403, 500, 502].map((status): [string, Act, RegExp] => [
			`with ${status}`,
			answers(status),
			/proxy did not connect/,
		]),
		['with 407', answers(407), /proxy asks for a login/],
		['by closing', (socket) => void socket.destroy(), /before it was sent/],
		['by silence', silent, /before it was sent/],
	] as Array<[string, Act, RegExp]>)('a proxy refuses to connect: %s', async (_how, act, words) => {
		proxy.act = act;
		const seen = await failureOf(one, parameters, {
			url: 'https://gateway.test',
			requestOptions: { proxy: proxy.url, timeout: timeLimitMs },
		});
		neverKnown(seen);
		expect(seen.text).toMatch(words);
		expect(proxy.told.every((line) => line.startsWith('CONNECT '))).toBe(true);
	});

	test('silence behind a proxy that has made its tunnel: no TLS, so nothing was sent', async () => {
		proxy.act = (socket, first) => {
			says('HTTP/1.1 200 Connected\r\n\r\n', 'open')(socket, first);
			// TLS begins.
			socket.once('data', () => allTimeRunsOut());
		};
		const seen = await failureOf(one, parameters, {
			url: 'https://gateway.test',
			requestOptions: { proxy: proxy.url, timeout: timeLimitMs },
		});
		neverKnown(seen);
		expect(seen.text).toMatch(/before it was sent/);
	});

	test('a host in letters of its own is asked for by its name in ASCII', async () => {
		proxy.act = answers(502);
		const seen = await failureOf(one, parameters, {
			url: 'https://шлюз.test',
			requestOptions: { proxy: proxy.url },
		});
		neverKnown(seen);
		expect(proxy.lines[0]).toMatch(/^CONNECT xn--g1ah2bza\.test:443 /);
	});

	test('Allowed Domains and a host that cannot be reached', async () => {
		const seen = await failureOf(one, parameters, {
			url: 'http://127.0.0.1:1',
			more: { allowedHttpRequestDomains: 'domains', allowedDomains: 'other.test' },
		});
		neverKnown(seen);
		expect(seen.text).toMatch(/connection was refused|not allowed/i);
	});

	test('a port that does not use TLS', async () => {
		const seen = await failureOf(one, parameters, { url: gateway.url.replace('http:', 'https:') });
		neverKnown(seen);
		expect(seen.text).toMatch(/does not use TLS/);
	});

	test('a login page', async () => {
		gateway.answer = () => ({ status: 200, body: '<!DOCTYPE html><p>Log in to the network' });
		const seen = await failureOf(one, parameters);
		expect(seen.text).toMatch(/web page came instead of an answer: Log in to the network/);
		expect(seen.details.hint).toMatch(/login page/);
	});
});

describe('a 401, and then no new token', () => {
	const grant = credentialCases.find(({ name }) => name === 'messageGatewaysSendPulseOAuth2Api')!;

	test.each([
		['502', { status: 502 }],
		['a refusal', { status: 401 }],
		['a reset', null],
	])('%s', async (_what, token) => {
		gateway.answer = ({ url }) => (url.startsWith('/oauth') ? token : { status: 401 });
		for (const [, parameters] of operationsOf(grant)) {
			const seen = await failureOf(grant, parameters);
			expect(seen.details.kind).not.toBe('outcomeUnknown');
			expect(seen.details.outcome).not.toBe('unknown');
			expect(gateway.seen.some(({ url }) => url.startsWith('/oauth'))).toBe(true);
		}
	});
});

describe('Backup URLs and Host', () => {
	const smsc = credentialCases.find(({ name }) => name === 'messageGatewaysSmscApi')!;

	test.each(['localhost:1', 'htps://127.0.0.1:1', 'https://127.0.0.1:99999'])(
		'the backup %s is refused, naming its field',
		async (backupUrls) => {
			for (const [, parameters] of operationsOf(smsc)) {
				const seen = await failureOf(smsc, parameters, { more: { backupUrls } });
				neverKnown(seen);
				expect(seen.text).toMatch(/^Backup URLs in the credential “/);
				expect(gateway.seen).toEqual([]);
			}
		},
	);

	test('a host that is none is named as Host', async () => {
		for (const [, parameters] of operationsOf(smsc)) {
			const seen = await failureOf(smsc, parameters, { more: { host: 'smsc .ru' } });
			neverKnown(seen);
			expect(seen.text).toMatch(/^Host in the credential “/);
		}
	});

	test('neither the address nor its backup can be reached', async () => {
		for (const [, parameters] of operationsOf(smsc)) {
			const seen = await failureOf(smsc, parameters, {
				url: 'http://127.0.0.1:1',
				more: { backupUrls: 'http://127.0.0.1:2' },
			});
			neverKnown(seen);
			expect(seen.text).toMatch(/connection was refused/);
		}
	});
});

test('a declarative operation that creates and never got there is no unknown one', async () => {
	const smsBy = credentialCases.find(({ name }) => name === 'messageGatewaysSmsByApi')!;
	for (const act of [answers(403), answers(500)]) {
		proxy.act = act;
		const seen = await failureOf(
			smsBy,
			{ resource: 'contactList', operation: 'create', name: 'Customers' },
			{ url: 'https://gateway.test', requestOptions: { proxy: proxy.url } },
		);
		neverKnown(seen);
		expect(seen.text).toMatch(/proxy did not connect/);
	}
});
