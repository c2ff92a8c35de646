/** A call that never got to the gateway is never "unknown", and no proxy is gone around. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { useServer } from './server.mts';

const gateway = useServer();

jest.setTimeout(120_000);

/** A proxy of a test: what it was told, and what it does with a connection. */
class Proxy {
	readonly told: string[] = [];
	act: (socket: Socket) => void = (socket) => void socket.destroy();
	private readonly sockets = new Set<Socket>();
	private readonly server: Server = createServer((socket) => {
		this.sockets.add(socket);
		socket.on('error', () => {});
		socket.once('data', (chunk: Buffer) => {
			this.told.push(chunk.toString('latin1'));
			this.act(socket);
		});
	});

	async open() {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get port() {
		return (this.server.address() as AddressInfo).port;
	}

	async close() {
		for (const socket of this.sockets) socket.destroy();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}

const proxy = new Proxy();
beforeAll(async () => await proxy.open());
beforeEach(() => void (proxy.told.length = 0));
afterAll(async () => await proxy.close());

const says = (answer: string) => (socket: Socket) => void socket.end(answer);

interface Shown {
	text: string;
	details: IDataObject;
}

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
			...parameters,
			...one.chosen,
			requestOptions: { timeout: 1500, ...requestOptions },
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
	...(one.read ? [['a declarative read', one.read] as [string, INodeParameters]] : []),
];

const cases = credentialCases.flatMap((one) =>
	operationsOf(one).map(
		([what, parameters]) =>
			[`${Object.keys(one.data('')).join(' ')}: ${what}`, one, parameters] as const,
	),
);

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

	test.each(['socks5://127.0.0.1:9', 'ftp://127.0.0.1:9', 'http://a b:1'])(
		'the proxy %s is refused, naming its field',
		async (address) => {
			const seen = await failureOf(one, parameters, { requestOptions: { proxy: address } });
			// n8n itself refuses some of them for declarative operations, before they get here.
			expect(seen.text).toMatch(/proxy/i);
			if (Object.keys(seen.details).length > 0) neverKnown(seen);
			expect(gateway.seen).toEqual([]);
		},
	);

	test('a proxy without a scheme is used', async () => {
		proxy.act = says('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
		for (const address of [`127.0.0.1:${proxy.port}`, `ann:pass@127.0.0.1:${proxy.port}`]) {
			const seen = await failureOf(one, parameters, { requestOptions: { proxy: address } });
			expect(seen.text).toMatch(/proxy/i);
			expect(gateway.seen).toEqual([]);
		}
		expect(proxy.told.length).toBeGreaterThan(0);
	});

	test.each([
		['502', says('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'), /proxy did not connect/],
		['503', says('HTTP/1.1 503 Unavailable\r\ncontent-length: 0\r\n\r\n'), /proxy did not connect/],
		['407', says('HTTP/1.1 407 Login\r\ncontent-length: 0\r\n\r\n'), /proxy asks for a login/],
		['by closing', (socket: Socket) => void socket.destroy(), /before it was sent/],
		['by silence', () => {}, /before it was sent/],
	] as Array<[string, (socket: Socket) => void, RegExp]>)(
		'a proxy refuses to connect: %s',
		async (_how, act, words) => {
			proxy.act = act;
			const seen = await failureOf(one, parameters, {
				url: 'https://gateway.test',
				requestOptions: { proxy: `http://127.0.0.1:${proxy.port}`, timeout: 400 },
			});
			neverKnown(seen);
			expect(seen.text).toMatch(words);
			expect(proxy.told.every((line) => line.startsWith('CONNECT '))).toBe(true);
		},
	);

	test('a port that speaks without TLS', async () => {
		const seen = await failureOf(one, parameters, { url: gateway.url.replace('http:', 'https:') });
		neverKnown(seen);
		expect(seen.text).toMatch(/speaks without TLS/);
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
	])('%s', async (_what, token) => {
		gateway.answer = ({ url }) => (url.startsWith('/oauth') ? token : { status: 401 });
		for (const [, parameters] of operationsOf(grant)) {
			const seen = await failureOf(grant, parameters);
			expect(seen.details.kind).not.toBe('outcomeUnknown');
			expect(seen.details.outcome).not.toBe('unknown');
		}
	});
});
