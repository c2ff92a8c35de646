/** An answer that does not end: the call ends nevertheless, and what was sent is of unknown outcome. */
import '../harness/withoutPauses.mts';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { timeLimitMs } from '../harness/timeLimit.mts';
import { type CredentialCase, credentialCases } from '../security/calls.mts';
import { RawServer, type Script } from './rawServer.mts';

/** Writes again and again. The time runs out after the third time, or when the caller has closed the connection and goes on waiting. */
const dripping =
	(head: string, drop: string): Script =>
	(socket) => {
		socket.write(head);
		let drops = 0;
		const drip = setInterval(() => {
			socket.write(drop);
			if (++drops === 3) timeRunsOut();
		}, 10);
		socket.on('close', () => {
			clearInterval(drip);
			if (drops < 3) timeRunsOut();
		});
	};

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const endless: Record<string, Script> = {
	'a body that drips': dripping(`${json}\r\n{`, ' '),
	'chunks without an end': dripping(`${json}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
	'10 GB that were announced': dripping(`${json}content-length: 10737418240\r\n\r\n{`, ' '),
	'a header that drips': dripping('HTTP/1.1 200 OK\r\n', 'x-more: 1\r\n'),
	'early hints without an end': dripping('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
	'another protocol': dripping(
		'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
		'x',
	),
	'a refusal that drips': dripping('HTTP/1.1 422 Unprocessable\r\n\r\n', ' '),
};

/** The time limits of whole calls under way, which run out when the test says so. */
const limits = new Set<AbortController>();

beforeAll(() => {
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const limit = new AbortController();
		limits.add(limit);
		return limit.signal;
	});
});
afterAll(() => jest.restoreAllMocks());

function timeRunsOut(): void {
	for (const limit of limits) limit.abort();
	limits.clear();
}

const run = async (server: RawServer, { one, parameters }: Case): Promise<IDataObject> => {
	const { outputs } = await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: one.data(server.url) as never },
			{ [one.name]: one.type },
		),
		parameters: { ...parameters, ...one.chosen, requestOptions: { timeout: timeLimitMs } },
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

const kinds = credentialCases.map((one) => ({ ...one, kind: Object.keys(one.data('')).join(' ') }));

interface Case {
	one: CredentialCase;
	parameters: INodeParameters;
}
const sends = kinds.map((one): Case => ({ one, parameters: one.table.sending[0]!.parameters }));
const readable = credentialCases.find(({ read }) => read)!;
const read: Case = { one: readable, parameters: readable.read! };

/** What became of a case, by the name of the script. */
type Ends = ReadonlyArray<{ name: string; server: RawServer; row: IDataObject }>;

const ended = new Map<Case, Ends>();
const servers: RawServer[] = [];

/** One after the other, so that the time runs out for one call only. */
beforeAll(async () => {
	for (const each of [...sends, read]) {
		const ends = [];
		for (const [name, script] of Object.entries(endless)) {
			const server = new RawServer();
			servers.push(server);
			await server.open();
			server.script = script;
			ends.push({ name, server, row: await run(server, each) });
		}
		ended.set(each, ends);
	}
});
afterAll(async () => await Promise.all(servers.map(async (server) => await server.close())));

test.each(kinds.map(({ name, kind }, at) => ({ name, kind, at })))(
	'$name ($kind): sent once, of unknown outcome',
	({ at }) => {
		const ends = ended.get(sends[at]!)!;
		expect(ends).toHaveLength(Object.keys(endless).length);
		for (const { name, server, row } of ends) {
			const { error, details } = row;
			expect({ name, error, details }).toMatchObject({
				name,
				error: expect.stringMatching(/No answer came within the time limit/),
				details: { kind: 'outcomeUnknown', outcome: 'unknown' },
			});
			expect(server.requests.length).toBeGreaterThan(0);
			expect({ [name]: again(server) }).toEqual({ [name]: [] });
		}
	},
);

test('a read fails', () => {
	const ends = ended.get(read)!;
	expect(ends).toHaveLength(Object.keys(endless).length);
	for (const { name, server, row } of ends) {
		expect({ name, error: row.error }).toMatchObject({
			error: expect.stringMatching(/No answer came within the time limit/),
		});
		expect(server.requests).toHaveLength(3);
	}
});
