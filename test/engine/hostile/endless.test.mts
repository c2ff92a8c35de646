/** An answer that does not end: the call ends nevertheless, and what was sent is of unknown outcome. */
import type { INodeParameters } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from '../security/calls.mts';
import { type RawServer, type Script, useRawServer } from './rawServer.mts';

/** Writes again and again until nobody listens any more. */
const dripping =
	(head: string, drop: string): Script =>
	(socket) => {
		socket.write(head);
		const drip = setInterval(() => socket.write(drop), 50);
		socket.on('close', () => clearInterval(drip));
	};

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const endless: Record<string, Script> = {
	'a body that drips': dripping(`${json}\r\n{`, ' '),
	'chunks without an end': dripping(`${json}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
	'10 GB that were announced': dripping(`${json}content-length: 10737418240\r\n\r\n{`, ' '),
	'a header that drips': dripping('HTTP/1.1 200 OK\r\n', 'x-more: 1\r\n'),
	'early hints without an end': dripping('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
	'another protocol': (socket) =>
		void socket.write(
			'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
		),
	'a refusal that drips': dripping('HTTP/1.1 422 Unprocessable\r\n\r\n', ' '),
};

/** Long enough for a busy machine to bring a call to the server. */
const timeoutMs = 2000;

const run = async (server: RawServer, one: CredentialCase, parameters: INodeParameters) => {
	const { outputs } = await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: one.data(server.url) as never },
			{ [one.name]: one.type },
		),
		parameters: { ...parameters, ...one.chosen, requestOptions: { timeout: timeoutMs } },
		items: inputRows(one.table, 1),
		node: { onError: 'continueErrorOutput' },
	});
	expect(outputs[0] ?? []).toEqual([]);
	return outputs[1]![0]!.json;
};

/** First lines of requests that are the same as the first one's: a question about its outcome is another one. */
const again = ({ requests }: RawServer): unknown[] => {
	const [first, ...others] = requests.map((request) => request.split('\r\n')[0]);
	return others.filter((line) => line === first);
};

const servers = Object.entries(endless).map(([name, script]) => ({
	name,
	script,
	server: useRawServer(),
}));

/** At the same time, because each waits. */
const everywhere = async (test: (server: RawServer, name: string) => Promise<void>) =>
	await Promise.all(
		servers.map(async ({ name, script, server }) => {
			server.script = script;
			await test(server, name);
		}),
	);

const kinds = credentialCases.map((one) => ({ ...one, kind: Object.keys(one.data('')).join(' ') }));

test.each(kinds)('$name ($kind): sent once, of unknown outcome', async (one) => {
	await everywhere(async (server, name) => {
		const { error, details } = await run(server, one, one.table.sending[0]!.parameters);

		expect({ name, error, details }).toMatchObject({
			name,
			error: expect.stringMatching(/No answer came within the time limit/),
			details: { kind: 'outcomeUnknown', outcome: 'unknown' },
		});
		expect(server.requests.length).toBeGreaterThan(0);
		expect({ [name]: again(server) }).toEqual({ [name]: [] });
	});
});

test('a read fails', async () => {
	const one = credentialCases.find(({ read }) => read)!;
	await everywhere(async (server, name) => {
		const { error } = await run(server, one, one.read!);

		expect({ name, error }).toMatchObject({
			error: expect.stringMatching(/No answer came within the time limit/),
		});
		expect(server.requests).toHaveLength(3);
	});
});
